import type { FastifyInstance } from 'fastify';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { AppError } from '#shared/errors.ts';
import type { Authenticate } from './router.ts';

const heartbeatMs = 20_000;
const maxStreams = 5_000;

/** One server-sent stream per browser: keys of what changed, never the change. The session is checked at every beat and when rights change. */
export const registerLive = (app: FastifyInstance, authenticate: Authenticate): void => {
  const checks = new WeakMap<County, Map<() => void, string | null>>();
  /** Checks of the county's streams, each with its account; asked for as soon as rights of the account change. */
  const checksOf = (county: County): Map<() => void, string | null> => {
    const known = checks.get(county);
    if (known) return known;
    const fresh = new Map<() => void, string | null>();
    checks.set(county, fresh);
    county.onAccessChanged((accountId) => {
      for (const [check, account] of fresh) if (accountId === '*' || accountId === account) check();
    });
    return fresh;
  };
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
    const leave = county.live.add({
      scope,
      send: (keys) => raw.write(`event: keys\ndata: ${JSON.stringify({ keys })}\n\n`),
    });
    const sameRights = (now: Scope): boolean =>
      now.sessionId === scope.sessionId && now.role === scope.role && now.from === scope.from && now.to === scope.to;
    // A stream whose session has ended or changed its role ends; the browser opens another if it may.
    const check = (): void => {
      void authenticate(request).then(
        (now) => {
          if (!now.signedIn || now.pending !== undefined || !sameRights(now.scope)) raw.end();
        },
        () => raw.end(),
      );
    };
    const beat = setInterval(() => {
      raw.write(': beat\n\n');
      check();
    }, heartbeatMs);
    checksOf(county).set(check, scope.accountId);
    const stop = (): void => {
      clearInterval(beat);
      checksOf(county).delete(check);
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
