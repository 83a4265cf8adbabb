import type { FastifyInstance } from 'fastify';
import type { Log } from '#platform/log/log.ts';
import { livePath } from './live-stream.ts';

/** Milliseconds after which a request is worth a line of its own. */
const slow = 2_000;

/** One line for each request at the level `debug`, and always for slow ones: the endpoint's pattern, never the address itself. */
export const logRequests = (app: FastifyInstance, log: Log): void => {
  const every = log.isLevelEnabled('debug');
  app.addHook('onResponse', async (request, reply) => {
    // A stream is open as long as its page.
    const late = reply.elapsedTime > slow && request.routeOptions.url !== livePath;
    if (!every && !late) return;
    const { method, routeOptions, id } = request;
    const line = { requestId: id, method, url: routeOptions.url ?? null, status: reply.statusCode };
    log[late ? 'info' : 'debug']({ ...line, ms: Math.round(reply.elapsedTime) }, late ? 'slow request' : 'request');
  });
};
