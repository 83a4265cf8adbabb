import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { AppError } from '#shared/errors.ts';
import type { Authenticate } from './router.ts';

export const livePath = '/api/live';

const heartbeatMs = 20_000;
const maxStreams = 5_000;
/** A browser keeps one for all its tabs, and a second for a moment while the tabs choose anew who keeps it. */
const maxOfSession = 4;
/** Bytes that wait for a reader who takes none; then the stream ends, and whoever still lives opens another. */
const mostWaiting = 65_536;

interface Stream {
  readonly session: string | null;
  readonly account: string | null;
  /** Asks again whether the session may listen, as soon as rights change. */
  readonly check: () => void;
  readonly end: () => void;
}

const open = (raw: ServerResponse): void => {
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    connection: 'keep-alive',
  });
  raw.write('retry: 3000\nevent: open\ndata: {}\n\n');
};

/** Milliseconds that a question may have been under way: the page counts to when it asked. */
const onTheWay = 2_000;

/** The instant since when the page needs to hear, from the age that it gives to what it shows. */
const sinceOf = ({ age }: { readonly age?: unknown }, now: number): number | undefined =>
  typeof age === 'string' && /^\d{1,12}$/.test(age) ? now - Number(age) - onTheWay : undefined;

const sameRights = (then: Scope, now: Scope): boolean =>
  now.sessionId === then.sessionId && now.role === then.role && now.from === then.from && now.to === then.to;

/** The streams of one server: few for a session, and all that an account has are checked when its rights change. */
const openStreams = () => {
  const ofCounty = new Map<County, Set<Stream>>();
  const streamsOf = (county: County): Set<Stream> => {
    const known = ofCounty.get(county);
    if (known) return known;
    const fresh = new Set<Stream>();
    ofCounty.set(county, fresh);
    county.onAccessChanged((account) => {
      for (const stream of fresh) if (account === '*' || account === stream.account) stream.check();
    });
    return fresh;
  };
  return {
    add(county: County, stream: Stream): () => void {
      const streams = streamsOf(county);
      const others = [...streams].filter((other) => other.session === stream.session);
      for (const oldest of others.slice(0, Math.max(0, others.length + 1 - maxOfSession))) oldest.end();
      streams.add(stream);
      return () => streams.delete(stream);
    },
    endAll(): void {
      for (const streams of ofCounty.values()) for (const stream of streams) stream.end();
    },
  };
};

/**
 * The stream of server-sent events of a browser: keys of what changed, never the change. The session is checked at every beat
 * and when rights change; listening is no use of the session, which ends by idleness in front of an open page as well. What
 * changed since the page was read comes first (`?age=` in ms); a tab that shares another one's stream asks for this alone,
 * as JSON.
 */
export const registerLive = (app: FastifyInstance, authenticate: Authenticate): void => {
  const streams = openStreams();
  const mayListen = async (request: FastifyRequest, scope: Scope): Promise<boolean> => {
    const now = await authenticate(request, { quiet: true });
    return now.signedIn && now.pending === undefined && sameRights(scope, now.scope);
  };
  app.get(livePath, async (request, reply) => {
    const { county, scope, signedIn, pending } = await authenticate(request, { quiet: true });
    if (!signedIn || pending !== undefined) throw new AppError('unauthenticated');
    const since = sinceOf(request.query as object, Date.now());
    const missed = (): readonly string[] => (since === undefined ? [] : county.live.missed(scope, since));
    if (request.headers.accept === 'application/json') {
      void reply.header('cache-control', 'no-store');
      return { keys: missed() };
    }
    if (county.live.size >= maxStreams) throw new AppError('overloaded', { retryAfter: 30 });
    reply.hijack();
    const { raw } = reply;
    open(raw);
    const end = (): void => void raw.end();
    const send = (text: string): void => {
      if (raw.writableLength > mostWaiting) raw.destroy();
      else raw.write(text);
    };
    const check = (): void =>
      void mayListen(request, scope).then(
        (may) => (may ? undefined : end()),
        () => end(),
      );
    const tell = (keys: readonly string[]): void => send(`event: keys\ndata: ${JSON.stringify({ keys })}\n\n`);
    const hush = county.live.add({ scope, send: tell });
    const before = missed();
    if (before.length > 0) tell(before);
    const forget = streams.add(county, { session: scope.sessionId, account: scope.accountId, check, end });
    const beat = setInterval(() => {
      send(': beat\n\n');
      check();
    }, heartbeatMs);
    const stop = (): void => {
      clearInterval(beat);
      forget();
      hush();
    };
    // The browser may have gone while its session was looked up.
    if (raw.destroyed) stop();
    else raw.on('close', stop);
    return reply;
  });
  app.addHook('preClose', async () => streams.endAll());
};
