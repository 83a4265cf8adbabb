import type { County } from '#platform/county/county.ts';
import { isConnectionLost } from '#platform/db/database.ts';
import { linkEvents, type LinkFrom } from './chain.ts';

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
  /** Behind a full batch. */
  let goOn: LinkFrom | undefined;
  const once = async (): Promise<boolean> => {
    const far = performance.now() - lookedFar > farEveryMs;
    const { last } = await linkEvents(county, goOn ?? { overlap: far ? farMs : nearMs });
    if (far && goOn === undefined) lookedFar = performance.now();
    goOn = last === undefined ? undefined : { after: last };
    return goOn !== undefined;
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        const begun = performance.now();
        const isFull = await once();
        // After an import there is much to chain, and nobody waits for it as others wait for their pages.
        await pause(isFull ? 3 * (performance.now() - begun) : everyMs);
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
