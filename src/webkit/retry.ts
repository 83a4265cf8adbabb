import { AppError } from '#shared/errors.ts';
import { Unreachable } from '#shared/unreachable.ts';

const pauses = [500, 1_500, 4_000] as const;
const longestWait = 8_000;

/** Milliseconds to wait before the attempt is repeated with the same key; null where repeating makes no sense. */
export const pauseBefore = (error: unknown, attempt: number): number | null => {
  const pause = pauses[attempt];
  if (pause === undefined) return null;
  if (error instanceof Unreachable) return pause;
  if (!(error instanceof AppError)) return null;
  if (error.code === 'in_flight') return pause;
  if (error.code !== 'overloaded') return null;
  const asked = (error.details.retryAfter ?? 1) * 1_000;
  return asked <= longestWait ? Math.max(asked, pause) : null;
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Where the browser itself knows that there is no network, waiting a few seconds helps nobody. */
export const isOffline = (): boolean => typeof navigator !== 'undefined' && 'onLine' in navigator && !navigator.onLine;

/** Runs `attempt` until it succeeds, is refused for good, or the pauses are used up; then throws the last error. */
export const withRetries = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let count = 0; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      const pause = pauseBefore(error, count);
      if (pause === null || isOffline()) throw error;
      await sleep(pause);
    }
  }
};
