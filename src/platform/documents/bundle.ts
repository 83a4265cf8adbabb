import { PassThrough, type Readable } from 'node:stream';
import yazl from 'yazl';

export interface BundledFile {
  /** Path in the archive; parts that are no file names are made harmless. */
  readonly name: string;
  /** Opened when its turn comes, so that one file at a time is read. */
  readonly open: () => Promise<Readable>;
}

// oxlint-disable-next-line no-control-regex -- what no file system takes
const odd = /[\u0000-\u001f\\:*?"<>|]/g;

/** A name in which nothing leads out of the folder it is unpacked to. */
export const safeName = (name: string): string =>
  name
    .split('/')
    .map(
      (part) =>
        part
          .replaceAll(odd, '_')
          .replace(/^\.+/, '_')
          .replace(/[. ]+$/, '')
          .slice(0, 100) || '_',
    )
    .join('/');

/** Writes files into a .zip archive at the pace of whoever reads it. A fault of one file ends the archive with that fault. */
export const bundle = (files: readonly BundledFile[], mtime: Date): Readable => {
  const zip = new yazl.ZipFile();
  const output = new PassThrough();
  const fail = (error: unknown): void => void output.destroy(error as Error);
  zip.on('error', fail);
  zip.outputStream.on('error', fail).pipe(output);
  const taken = new Set<string>();
  for (const { name, open } of files) {
    const safe = safeName(name);
    const dot = safe.lastIndexOf('.');
    let unique = safe;
    for (let n = 2; taken.has(unique.toLowerCase()); n++)
      unique = dot > safe.lastIndexOf('/') ? `${safe.slice(0, dot)} (${n})${safe.slice(dot)}` : `${safe} (${n})`;
    taken.add(unique.toLowerCase());
    zip.addReadStreamLazy(unique, { mtime, compress: true }, (give) => {
      open().then((stream) => {
        // The packer ends silently when a source fails.
        stream.on('error', fail);
        give(null, stream);
      }, fail);
    });
  }
  zip.end();
  return output;
};
