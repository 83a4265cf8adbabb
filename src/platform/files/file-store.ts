import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import { AppError, tooLarge } from '#shared/errors.ts';

export interface StoredFile {
  readonly id: string;
  readonly size: number;
  readonly digest: Buffer;
  readonly keyId: number;
}

/** Where attachments lie. The local folder is one way; an object store fits the same four verbs. */
export interface FileStore {
  /** Stores a stream under a new id, encrypted. @throws AppError too_large */
  put(content: Readable, options: { readonly maxBytes: number; readonly id?: string }): Promise<StoredFile>;
  get(id: string): Promise<Readable>;
  /** A plain copy on disk for programs that need a path (the sheet reader); the caller removes it. */
  copyTo(id: string, path: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Ids on disk older than the age in ms, and `.part` names of halves: the sweeper compares them with the rows. */
  olderThan(age: number): Promise<string[]>;
}

const headerSize = 13;
const tagSize = 16;

/** Layout of one file: header (key version, nonce) · tag · ciphertext. Written beside, synced, then renamed. */
export const localFileStore = (folder: string, crypto: CryptoProvider): FileStore => {
  // A half-written file lies on the shelf of its id.
  const pathOf = (id: string): string => join(folder, id.replace(/\.part$/, '').slice(-2), id);

  const openContent = async (id: string): Promise<Readable> => {
    const path = pathOf(id);
    const file = await open(path, 'r').catch(() => {
      throw new AppError('not_found');
    });
    const head = Buffer.alloc(headerSize + tagSize);
    await file.read(head, 0, head.length, 0);
    await file.close();
    const decipher = crypto.decipherStream(head.subarray(0, headerSize), head.subarray(headerSize));
    return createReadStream(path, { start: head.length })
      .on('error', (error) => decipher.destroy(error))
      .pipe(decipher);
  };

  return {
    async put(content, { maxBytes, id = randomUUID() }) {
      const path = pathOf(id);
      const waiting = `${path}.part`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const digest = createHash('sha256');
      let size = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          size += chunk.length;
          digest.update(chunk);
          next(size > maxBytes ? tooLarge(maxBytes) : null, chunk);
        },
      });
      const cipher = crypto.cipherStream();
      try {
        // Made before anything can fail: a stream that opens it by itself may do so after the failure was cleared up.
        const made = await open(waiting, 'w', 0o600);
        const target = made.createWriteStream({ start: headerSize + tagSize });
        await pipeline(content, measure, cipher.stream, target);
        const file = await open(waiting, 'r+');
        await file.write(Buffer.concat([cipher.header, cipher.tag()]), 0, headerSize + tagSize, 0);
        await file.sync();
        await file.close();
        await rename(waiting, path);
        const directory = await open(dirname(path), 'r');
        await directory.sync();
        await directory.close();
      } catch (error) {
        await rm(waiting, { force: true });
        throw error;
      }
      return { id, size, digest: digest.digest(), keyId: cipher.header[0] ?? 0 };
    },
    get: openContent,
    async copyTo(id, path) {
      await pipeline(await openContent(id), createWriteStream(path, { mode: 0o600 }));
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    async olderThan(age) {
      const found: string[] = [];
      for (const shelf of await readdir(folder).catch(() => [])) {
        for (const id of await readdir(join(folder, shelf))) {
          const { mtimeMs } = await stat(join(folder, shelf, id));
          if (Date.now() - mtimeMs > age) found.push(id);
        }
      }
      return found;
    },
  };
};
