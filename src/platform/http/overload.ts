import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { County } from '#platform/county/county.ts';
import { AppError } from '#shared/errors.ts';

export interface OverloadLimits {
  /** Requests that may wait for each connection of the database: with more, an answer would come too late to be of use. */
  readonly waitingPerConnection: number;
  /** Milliseconds by which nine in ten turns of the event loop may come late … */
  readonly loopDelay: number;
  /** … before requests are refused: in so many looks one after the other. One long pause of the machine is no overload. */
  readonly looks: number;
  /** Milliseconds from look to look. */
  readonly lookEvery: number;
}

const usual: OverloadLimits = { waitingPerConnection: 12, loopDelay: 1_000, looks: 3, lookEvery: 1_000 };

/** Answers 503 with Retry-After while the database queue or the event loop is overrun. Only the question for health passes. */
export const refuseOverload = (
  app: FastifyInstance,
  counties: () => Iterable<County>,
  limits: OverloadLimits = usual,
): void => {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let late = 0;
  const timer = setInterval(() => {
    // After a reset the first turn only begins the measure: where turns are long, a look may find none.
    if (delay.count === 0) return;
    late = delay.percentile(90) / 1e6 > limits.loopDelay ? late + 1 : 0;
    delay.reset();
  }, limits.lookEvery);
  timer.unref();
  app.addHook('onClose', () => {
    clearInterval(timer);
    delay.disable();
  });
  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/') || request.url === '/api/health') return;
    let full = late >= limits.looks;
    for (const county of counties()) {
      const { waiting, size } = county.database.load();
      full ||= waiting > size * limits.waitingPerConnection;
    }
    if (full) throw new AppError('overloaded', { retryAfter: 1 });
  });
};
