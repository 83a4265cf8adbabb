import { Worker } from 'node:worker_threads';
import { sheetLimits, type SheetLimits } from './limits.ts';
import { sheetRefused } from './refused.ts';
import type { ReadOptions, SheetEvent, SheetFile } from './rows.ts';
import type { Said, Task } from './worker-protocol.ts';

export interface WorkerOptions extends ReadOptions {
  readonly limits?: SheetLimits;
  /** Stops the reading; the iteration then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Where the thread starts. In a release this module is part of a bundle, and `sheet-worker.mjs` lies beside that bundle;
 * from sources (tests, development) a starter beside this file loads the TypeScript.
 */
const entry = (): URL => {
  const fromSource = import.meta.url.endsWith('.ts');
  return fromSource
    ? new URL('./sheet-worker-from-source.mjs', import.meta.url)
    : new URL('./sheet-worker.mjs', import.meta.url);
};

/** Batches the worker may prepare ahead of the consumer. */
const AHEAD = 2;

const start = (file: SheetFile, options: ReadOptions, limits: SheetLimits): Worker => {
  const task: Task = { file, options, limits };
  return new Worker(entry(), {
    workerData: task,
    execArgv: [],
    // Nothing from the server's environment is of use to a parser of foreign files.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 12 },
  });
};

interface Mailbox {
  /** The next message; waits for it at most `ms` milliseconds. */
  take(ms: number, signal: AbortSignal | undefined): Promise<Said>;
}

const mailbox = (worker: Worker, limits: SheetLimits): Mailbox => {
  const queue: Said[] = [];
  let failure: Error | undefined;
  let wake = (): void => undefined;
  worker.on('message', (said: Said) => {
    queue.push(said);
    wake();
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    failure ??= error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? sheetRefused('too_heavy') : error;
    wake();
  });
  worker.on('exit', () => {
    failure ??= sheetRefused('damaged');
    wake();
  });
  const change = async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    let abort = (): void => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        wake = resolve;
        abort = () => reject(signal?.reason);
        timer = setTimeout(() => reject(sheetRefused('too_slow', { max: limits.seconds })), Math.max(1, ms));
        signal?.addEventListener('abort', abort, { once: true });
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
  return {
    take: async (ms, signal) => {
      signal?.throwIfAborted();
      if (queue.length === 0 && !failure) await change(ms, signal);
      const said = queue.shift();
      if (said) return said;
      throw failure ?? sheetRefused('damaged');
    },
  };
};

/**
 * Reads a spreadsheet file in a thread of its own with a bounded heap and a bounded time. Rows come in batches; the
 * thread stays at most two batches ahead, so a slow consumer costs no memory. Leaving the loop ends the thread.
 * Throws `refused` (see `sheetRefusalOf`).
 */
export async function* readInWorker(file: SheetFile, options: WorkerOptions = {}): AsyncGenerator<SheetEvent> {
  const { limits = sheetLimits, signal, ...what } = options;
  signal?.throwIfAborted();
  const worker = start(file, what, limits);
  const inbox = mailbox(worker, limits);
  let left = limits.seconds * 1000;
  try {
    for (let i = 0; i < AHEAD; i++) worker.postMessage('next');
    while (true) {
      const since = performance.now();
      const said = await inbox.take(left, signal);
      left -= performance.now() - since;
      if (said.kind === 'refused') throw sheetRefused(said.refusal.reason, said.refusal.params);
      if (said.kind === 'done') return;
      yield said.event;
      worker.postMessage('next');
    }
  } finally {
    await worker.terminate();
  }
}
