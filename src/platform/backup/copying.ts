import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errnoOf } from '../embedded/refusal.ts';

const passing = (hash: Hash): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      next(null, chunk);
    },
  });

/** A stage that passes everything on and knows the SHA-256 of what passed. */
export const hashing = (): { stage: Transform; sha256: () => string } => {
  const hash = createHash('sha256');
  return { stage: passing(hash), sha256: () => hash.digest('hex') };
};

export const sha256OfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** Copies a file, readable by its owner alone. @returns the SHA-256 of what was copied */
export const copyHashed = async (from: string, to: string): Promise<string> => {
  const { stage, sha256 } = hashing();
  await pipeline(createReadStream(from), stage, createWriteStream(to, { mode: 0o600, flush: true }));
  return sha256();
};

/** Makes the names in a directory outlast a power cut. */
export const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** Does the work for each item, eight at a time: small files wait for the disk, not for the processor. */
export const several = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
};

interface Entry {
  readonly path: string;
  readonly bytes: number;
  readonly changed: number;
}

/** Complete files below a folder with their paths relative to it, in order; none where there is no folder. */
export const filesBelow = async (root: string, below = ''): Promise<Entry[]> => {
  const found: Entry[] = [];
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    if (entry.name.includes('\n')) throw new Error(`a file name with a line break below ${root}`);
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesBelow(root, path)));
    // What is still being written has no row yet.
    if (!entry.isFile() || entry.name.endsWith('.part')) continue;
    const state = await stat(join(root, path)).catch(() => undefined);
    if (state !== undefined) found.push({ path, bytes: state.size, changed: state.mtimeMs });
  }
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
};

export interface CopiedFile {
  readonly bytes: number;
  readonly changed: number;
  readonly sha256: string;
}

/** Copies the files that are new since the last pass into `known`. A file that vanishes meanwhile is left out. */
export const copyFiles = async (
  from: string,
  to: string,
  known: Map<string, CopiedFile>,
  progress: (done: number, total: number) => void,
): Promise<void> => {
  const wanted = (await filesBelow(from)).filter(({ path, bytes, changed }) => {
    const before = known.get(path);
    return before === undefined || before.bytes !== bytes || before.changed !== changed;
  });
  let done = 0;
  await several(wanted, async ({ path, bytes, changed }) => {
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
    try {
      known.set(path, { bytes, changed, sha256: await copyHashed(join(from, path), join(to, path)) });
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
    }
    progress((done += 1), wanted.length);
  });
};
