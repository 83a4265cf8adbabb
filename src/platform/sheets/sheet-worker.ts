/** Entry of the reading thread. The build bundles this file to `sheet-worker.mjs` beside the server's bundle. */
import { parentPort, workerData } from 'node:worker_threads';
import { yieldAsThread } from '#platform/priority/priority.ts';
import { openSheets } from './open.ts';
import { asRefusal, sheetRefusalOf } from './refused.ts';
import type { Said, Task } from './worker-protocol.ts';

const port = parentPort;

const run = async (say: (said: Said) => void, asked: () => Promise<void>): Promise<void> => {
  const { file, options, limits } = workerData as Task;
  try {
    for await (const event of openSheets(file, options, limits)) {
      await asked();
      say({ kind: 'event', event });
    }
    await asked();
    say({ kind: 'done' });
  } catch (error) {
    const refusal = sheetRefusalOf(asRefusal(error));
    await asked();
    say({ kind: 'refused', refusal: refusal ?? { reason: 'damaged', params: {} } });
  }
};

if (port) {
  yieldAsThread();
  let credit = 0;
  let wake: (() => void) | undefined;
  port.on('message', () => {
    credit++;
    wake?.();
  });
  const asked = async (): Promise<void> => {
    while (credit === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    credit--;
  };
  await run((said) => {
    port.postMessage(said);
  }, asked);
  port.close();
}
