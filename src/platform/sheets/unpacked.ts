import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** The files of an archive in memory, by name. For archives that were checked (`openArchive`) or made here. */
export const unpacked = async (bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> => {
  const files = new Map<string, Buffer>();
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes));
  for await (const entry of zip.eachEntry())
    if (!entry.fileName.endsWith('/')) files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
};
