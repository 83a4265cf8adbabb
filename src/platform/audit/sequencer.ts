import type { County } from '#platform/county/county.ts';
import { isConnectionLost } from '#platform/db/database.ts';
import { linkBatch, linkEvents } from './chain.ts';

export interface Sequencer {
  stop(): Promise<void>;
}

const everyMs = 2_000;
/** An event is made just before its transaction ends; only long imports take more than seconds, and pauses of a process. */
const nearMs = 30_000;
const farMs = 15 * 60_000;
const farEveryMs = 60_000;

/** Chains the audit events of one county while this process runs, seconds after their commit. */
export const startSequencer = (county: County): Sequencer => {
  let stopped = false;
  let wake: (() => void) | undefined;
  const pause = (ms: number): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  let lookedFar = -Infinity;
  const once = async (): Promise<number> => {
    const far = performance.now() - lookedFar > farEveryMs;
    const linked = await linkEvents(county, far ? farMs : nearMs);
    if (far && linked < linkBatch) lookedFar = performance.now();
    return linked;
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        const begun = performance.now();
        const linked = await once();
        // After an import there is much to chain, and nobody waits for it as others wait for their pages.
        await pause(linked < linkBatch ? everyMs : 3 * (performance.now() - begun));
      } catch (error) {
        if (!stopped && !isConnectionLost(error)) county.log.error({ err: error }, 'audit events could not be chained');
        await pause(everyMs);
      }
    }
  };
  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake?.();
      await running;
    },
  };
};
