import type { FastifyInstance } from 'fastify';
import { AppError } from '#shared/errors.ts';
import type { Authenticate } from './router.ts';

const heartbeatMs = 20_000;
const maxStreams = 5_000;

/** One server-sent stream per browser: keys of what changed, never the change. The session is checked at every beat. */
export const registerLive = (app: FastifyInstance, authenticate: Authenticate): void => {
  app.get('/api/live', async (request, reply) => {
    const { county, scope, signedIn, pending } = await authenticate(request);
    if (!signedIn || pending !== undefined) throw new AppError('unauthenticated');
    if (county.live.size >= maxStreams) throw new AppError('overloaded', { retryAfter: 30 });
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    raw.write('retry: 3000\nevent: open\ndata: {}\n\n');
    const leave = county.live.add({ scope, send: (keys) => raw.write(`event: keys\ndata: ${JSON.stringify({ keys })}\n\n`) });
    const beat = setInterval(() => {
      raw.write(': beat\n\n');
      void authenticate(request).then(
        (now) => {
          if (!now.signedIn) raw.end();
        },
        () => raw.end(),
      );
    }, heartbeatMs);
    const stop = (): void => {
      clearInterval(beat);
      leave();
      streams.delete(raw);
    };
    const streams = openStreams;
    streams.add(raw);
    raw.on('close', stop);
  });
  const openStreams = new Set<{ end(): void }>();
  app.addHook('preClose', async () => {
    for (const stream of openStreams) stream.end();
  });
};
