import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { County } from '#platform/county/county.ts';
import { AppError } from '#shared/errors.ts';

/** Beyond this many waiting requests for each connection, an answer would come too late to be of use. */
const waitingPerConnection = 12;
const worstLoopDelayMs = 1_000;

/** Answers 503 with Retry-After while the database queue or the event loop is overrun. Health and live streams pass. */
export const refuseOverload = (app: FastifyInstance, counties: () => Iterable<County>): void => {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let overrun = false;
  const timer = setInterval(() => {
    overrun = delay.percentile(90) / 1e6 > worstLoopDelayMs;
    delay.reset();
  }, 1_000);
  timer.unref();
  app.addHook('onClose', () => {
    clearInterval(timer);
    delay.disable();
  });
  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/') || request.url === '/api/health') return;
    let full = overrun;
    for (const county of counties()) {
      const { waiting, size } = county.database.load();
      full ||= waiting > size * waitingPerConnection;
    }
    if (full) throw new AppError('overloaded', { retryAfter: 1 });
  });
};
