import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { County } from '#platform/county/county.ts';
import { AppError } from '#shared/errors.ts';

export interface OverloadLimits {
  /**
   * Milliseconds that the first in a line before the database may have waited: whoever joined would wait as long. By time and not
   * by number, since how fast a line moves depends on the machine.
   */
  readonly waited: number;
  /** Requests that may wait for each connection, however fast they move: each takes memory. A last bound, beside the time. */
  readonly waitingPerConnection: number;
  /** Milliseconds by which nine in ten turns of the event loop may come late … */
  readonly loopDelay: number;
  /** … before requests are refused: in so many looks one after the other. One long pause of the machine is no overload. */
  readonly looks: number;
  /** Milliseconds from look to look. */
  readonly lookEvery: number;
}

/** Chosen, not measured: two seconds are four times what `npm run bench -- checkin` allows to a county's sign-ins. */
const usual: OverloadLimits = {
  waited: 2_000,
  waitingPerConnection: 250,
  loopDelay: 1_000,
  looks: 3,
  lookEvery: 1_000,
};

/**
 * Answers 503 with Retry-After while a line before the database or the event loop is overrun. What only looks up is refused for
 * the line of reads alone. Only the question for health passes.
 */
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
    if (!/^\/(api|portal)\b/.test(request.url) || request.url === '/api/health') return;
    let full = late >= limits.looks;
    for (const county of counties()) {
      const { reads, writes, size } = county.database.load();
      for (const { waiting, waited } of request.method === 'GET' ? [reads] : [reads, writes])
        full ||= waited > limits.waited || waiting > size * limits.waitingPerConnection;
    }
    if (full) throw new AppError('overloaded', { retryAfter: 1 });
  });
};
