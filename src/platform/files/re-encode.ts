/**
 * Pictures from outside, drawn anew: what comes out was written by our own encoder and holds nothing of the file but what can be
 * seen, at most as large as asked for. A thread of its own reads the file, with codecs in WebAssembly and a bounded time.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageFolder } from '#platform/db/package-folder.ts';
import { AppError, invalid } from '#shared/errors.ts';
import type { CodecFiles } from './codecs.ts';
import { pictureLimits, type MadePicture, type PictureAnswer, type PictureTask } from './picture-protocol.ts';

/** The build lays the codecs beside the server; where nothing is built they lie in their packages. */
const codecFile = (name: string, ...packed: string[]): string => {
  const laid = join(packageFolder(), 'dist', 'codecs', name);
  return import.meta.url.endsWith('.ts') || !existsSync(laid)
    ? join(packageFolder(), 'node_modules', '@jsquash', ...packed, name)
    : laid;
};

const codecFiles = (): CodecFiles => ({
  jpegDecode: codecFile('mozjpeg_dec.wasm', 'jpeg', 'codec', 'dec'),
  jpegEncode: codecFile('mozjpeg_enc.wasm', 'jpeg', 'codec', 'enc'),
  png: codecFile('squoosh_png_bg.wasm', 'png', 'codec', 'pkg'),
  webpDecode: codecFile('webp_dec.wasm', 'webp', 'codec', 'dec'),
});

/** In a release `picture-worker.mjs` lies beside the bundle that holds this module; from sources a starter loads the TypeScript. */
const entry = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('./picture-worker-from-source.mjs', import.meta.url)
    : new URL('./picture-worker.mjs', import.meta.url);

const draw = async (task: PictureTask): Promise<PictureAnswer> => {
  const worker = new Worker(entry(), {
    workerData: task,
    execArgv: [],
    // Nothing from the server's environment is of use to a reader of foreign files.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PictureAnswer>((resolve, reject) => {
      timer = setTimeout(() => resolve({ said: 'refused', why: 'picture_points' }), pictureLimits.seconds * 1000);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the drawing thread ended without a word')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
};

// Unpacked pictures are large: one at a time, however many are sent at once.
let turn: Promise<unknown> = Promise.resolve();
let waiting = 0;
const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (waiting >= pictureLimits.waiting) throw new AppError('overloaded', { retryAfter: 10 });
  waiting += 1;
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
};

export interface ReEncodeOptions {
  /** The longer side of what comes out, in points. */
  readonly longest: number;
  /** The field that a refusal names. */
  readonly field?: string;
}

/**
 * A JPEG, PNG or WebP drawn anew, upright, without metadata: as JPEG, or as PNG where it can be seen through or is a drawing.
 * @throws AppError invalid: `picture_kind`, `picture_damaged`, `picture_points`
 */
export const reEncode = async (
  bytes: Uint8Array,
  { longest, field = 'file' }: ReEncodeOptions,
): Promise<MadePicture> => {
  const answer = await inTurn(() => draw({ bytes, longest, codecs: codecFiles() }));
  if (answer.said === 'refused') throw invalid(field, answer.why);
  return answer.picture;
};
