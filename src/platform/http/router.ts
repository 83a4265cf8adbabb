import { parse as parseQuery } from 'node:querystring';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { needDrill } from '#platform/access/drill.ts';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { isConnectionLost } from '#platform/db/database.ts';
import { AppError, notFound, type Problem } from '#shared/errors.ts';
import { type Endpoint, queryHeader, type Shape } from '#shared/endpoint.ts';
import { problemsOf } from '#shared/problems.ts';
import { eventStreamType, openEventStreams, type EventStreams } from './event-stream.ts';
import { intentPreamble, readIntent, rememberReply, repliedBefore } from './idempotency.ts';
import type { CommandRoute, Context, Download, DownloadRoute, QueryRoute, Route, UploadRoute } from './route.ts';
import { replySchema } from './schemas.ts';
import { refuseCrossSite } from './same-site.ts';
import { storePart } from './upload-part.ts';

/**
 * Who sent this, in which county; public endpoints answer those who have not signed in as well. `quiet`: the question is
 * not the person's, so that it does not count as use of the session. `asNobody`: whoever has signed in is not asked for.
 */
export type Authenticate = (
  request: FastifyRequest,
  options?: { readonly quiet?: boolean; readonly asNobody?: boolean },
) => Promise<Caller>;

export interface Caller {
  readonly county: County;
  readonly scope: Scope;
  readonly signedIn: boolean;
  /** When the whole request had been read, by the county's clock: whatever it waits for comes after. */
  readonly arrived: Date;
  /** Set while the session may do nothing but finish signing in. */
  readonly pending?: 'second_factor_required' | 'password_change_required' | undefined;
}

export interface RouterOptions {
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  /** Every permission that a role can have; an endpoint naming another stops the start. */
  readonly permissions: ReadonlySet<string>;
  /** Every drill that can be held. */
  readonly drills: ReadonlySet<string>;
  /** Endpoints that a session may call before its second factor or new password. */
  readonly duringSignIn: ReadonlySet<string>;
  /** The outer address where a proxy stands before the server. */
  readonly origin?: string | undefined;
  /** Parses replies against their contract before they leave: on in tests. */
  readonly checkReplies?: boolean;
}

/** What the address says, and what travels beside it so that no log keeps it. */
const readQuery = ({ query, headers }: FastifyRequest): unknown => {
  const beside = headers[queryHeader];
  return typeof beside === 'string' ? { ...(query as object), ...parseQuery(beside) } : (query ?? {});
};

/** Parses all parts and tells of all problems at once, with the paths that the form knows. */
const parseInput = (endpoint: Endpoint, raw: RawInput): never => {
  const problems: Problem[] = [];
  const parse = (part: 'params' | 'query' | 'body', shape: Shape): unknown => {
    const result = shape.safeParse(raw[part] ?? {});
    if (result.success) return result.data;
    problems.push(...problemsOf(result.error, part, raw[part] ?? {}));
    return undefined;
  };
  const input = {
    params: parse('params', endpoint.params),
    query: parse('query', endpoint.query),
    body: parse('body', endpoint.body),
  };
  // A path that cannot name anything names nothing.
  if (problems.some((p) => p.path.startsWith('params.'))) throw notFound();
  if (problems.length > 0) throw new AppError('invalid', { problems });
  return input as never;
};

/** May this caller use the endpoint at all? Somebody without the permission learns no more than that nothing is there. */
const admit = (endpoint: Endpoint, caller: Caller, duringSignIn: ReadonlySet<string>): void => {
  if (endpoint.access === 'public') return;
  if (!caller.signedIn) throw new AppError('unauthenticated');
  if (caller.pending !== undefined && !duringSignIn.has(endpoint.name)) throw new AppError(caller.pending);
  if (endpoint.access !== 'signed-in' && !may(caller.scope, endpoint.access)) throw notFound();
  needDrill(caller.scope, endpoint.drill);
};

const checkPermissions = ({ routes, permissions, drills }: RouterOptions): void => {
  const names = new Set<string>();
  for (const { endpoint } of routes) {
    if (names.has(endpoint.name)) throw new Error(`two endpoints are called ${endpoint.name}`);
    names.add(endpoint.name);
    if (endpoint.access !== 'public' && endpoint.access !== 'signed-in' && !permissions.has(endpoint.access)) {
      throw new Error(`${endpoint.name}: no role has the permission ${endpoint.access}`);
    }
    if (endpoint.drill !== undefined && (endpoint.access === 'public' || !drills.has(endpoint.drill)))
      throw new Error(`${endpoint.name}: nobody can hold the drill ${endpoint.drill}`);
  }
};

const answerQuery = async (route: QueryRoute, caller: Caller, input: never, context: Context): Promise<unknown> =>
  route.handle(caller.county.read(caller.scope), caller.scope, input, context);

const assertAudited = (route: CommandRoute | UploadRoute, audited: boolean): void => {
  if (!audited) throw new Error(`${route.endpoint.name} changed something without an audit event`);
};

const answerNumbered = (route: CommandRoute, caller: Caller, input: never, context: Context): Promise<unknown> => {
  const { county, scope } = caller;
  return county.write(
    scope,
    async (tx) => {
      const reply = await route.handle(tx, scope, input, context);
      assertAudited(route, tx.effects.audit.length > 0 || tx.effects.auditWritten);
      return reply;
    },
    { together: true },
  );
};

const answerCommand = async (route: CommandRoute, caller: Caller, input: never, context: Context): Promise<unknown> => {
  if (route.numbered === true) return answerNumbered(route, caller, input, context);
  const { county, scope } = caller;
  const intent = readIntent(context.request.headers['idempotency-key'], route.endpoint.name, input);
  return county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return before.reply;
      const reply = await route.handle(tx, scope, input, context);
      assertAudited(route, tx.effects.audit.length > 0 || tx.effects.auditWritten);
      rememberReply(tx, scope, intent, reply);
      return reply;
    },
    { preamble: intentPreamble(scope, intent) },
  );
};

const answerUpload = async (route: UploadRoute, caller: Caller, input: never, context: Context): Promise<unknown> => {
  const { county, scope } = caller;
  const file = await storePart(context.request, county.files, route.maxBytes);
  let kept = false;
  try {
    const intent = readIntent(context.request.headers['idempotency-key'], route.endpoint.name, {
      input,
      digest: file.digest.toString('hex'),
      name: file.name,
    });
    return await county.write(
      scope,
      async (tx, preamble) => {
        const before = repliedBefore(preamble, intent);
        if (before) return before.reply;
        const reply = await route.handle(tx, scope, input, file, context);
        assertAudited(route, tx.effects.audit.length > 0 || tx.effects.auditWritten);
        rememberReply(tx, scope, intent, reply);
        kept = true;
        return reply;
      },
      { preamble: intentPreamble(scope, intent) },
    );
  } catch (error) {
    // A connection that broke may have broken after the commit: the nightly sweep removes what no row names.
    kept = isConnectionLost(error);
    throw error;
  } finally {
    if (!kept) await county.files.remove(file.id);
  }
};

/** Without what would lead elsewhere or break a line; `'()*` mean something in the header's own notation (RFC 8187). */
const dispositionOf = (name: string): string => {
  const plain = name.replaceAll(/[\p{Cc}\p{Surrogate}/\\]+/gu, '_');
  const encoded = encodeURIComponent(plain).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
};

/** The whole of something long, or the part that was asked for. */
const tellSpan = (reply: FastifyReply, { size, part }: NonNullable<Download['span']>): void => {
  const length = part === undefined ? size : part.end - part.start + 1;
  void reply.header('accept-ranges', 'bytes').header('content-length', String(length));
  if (part !== undefined) void reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${size}`);
};

const sendDownload = async (
  route: DownloadRoute,
  caller: Caller,
  input: never,
  context: Context,
): Promise<FastifyReply> => {
  const { name, mediaType, body, span } = await route.handle(
    caller.county.read(caller.scope),
    caller.scope,
    input,
    context,
  );
  if (span !== undefined) tellSpan(context.reply, span);
  return context.reply
    .header('content-type', mediaType)
    .header('content-disposition', dispositionOf(name))
    .header('cache-control', 'no-store')
    .send(body);
};

const answerOf = (
  route: Exclude<Route, DownloadRoute>,
  caller: Caller,
  input: never,
  context: Context,
): Promise<unknown> => {
  switch (route.kind) {
    case 'query':
      return answerQuery(route, caller, input, context);
    case 'command':
      return answerCommand(route, caller, input, context);
    case 'upload':
      return answerUpload(route, caller, input, context);
    case 'plain':
    case 'stream':
      return route.handle(caller.scope, input, context);
  }
};

/** The parts of a call before they are parsed. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * What every call goes through, whether it came as an address with a body or as a form of a page: access, input, and the
 * transaction with its key and its audit. A download is sent at once.
 */
export const answerCall = async (
  route: Route,
  caller: Caller,
  raw: RawInput,
  { request, reply }: Pick<Context, 'request' | 'reply'>,
  options: Pick<RouterOptions, 'duringSignIn' | 'checkReplies'> & { readonly streams?: EventStreams },
): Promise<unknown> => {
  const { endpoint } = route;
  admit(endpoint, caller, options.duringSignIn);
  const context: Context = { county: caller.county, arrived: caller.arrived, request, reply };
  const input = parseInput(endpoint, raw);
  void reply.header('cache-control', 'no-store');
  if (route.kind === 'download') return sendDownload(route, caller, input, context);
  if (route.kind === 'stream' && options.streams !== undefined && request.headers.accept === eventStreamType) {
    options.streams.open(await route.follow(caller.scope, input, context), context);
    return reply;
  }
  const answer = await answerOf(route, caller, input, context);
  if (options.checkReplies === true) endpoint.reply.parse(answer);
  return answer;
};

const json = 'application/json; charset=utf-8';
/**
 * A page that shows another county than the session's is acted from by nobody: somebody has gone to the practice county, or come
 * back from it, in another tab of the browser.
 */
const refuseOtherCounty = ({ headers }: FastifyRequest, { county, signedIn }: Caller): void => {
  const shown = headers['x-zhibu-county'];
  if (signedIn && typeof shown === 'string' && shown !== county.entry.code) throw new AppError('unauthenticated');
};

const serve = (route: Route, options: RouterOptions & { readonly streams: EventStreams }) => {
  const { endpoint } = route;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (endpoint.kind === 'command') refuseCrossSite(request, options.origin);
    // Said by a page that asks by itself: the session ends by idleness in front of it.
    const quiet = endpoint.kind === 'query' && request.headers['x-unattended'] === '1';
    const caller = await options.authenticate(request, { quiet });
    if (endpoint.access !== 'public') refuseOtherCounty(request, caller);
    const body = route.kind === 'upload' ? {} : request.body;
    const raw = { params: request.params, query: readQuery(request), body };
    const answer = await answerCall(route, caller, raw, { request, reply }, options);
    if (answer === reply) return reply;
    // Compiled at the first answer: most of five hundred are never asked for by one process.
    return reply
      .type(json)
      .serializer(reply.compileSerializationSchema(replySchema(endpoint)))
      .send(answer);
  };
};

/** Registers every endpoint below /api. */
export const registerRoutes = async (app: FastifyInstance, options: RouterOptions): Promise<void> => {
  checkPermissions(options);
  await app.register(multipart);
  const streams = openEventStreams(app);
  for (const each of options.routes) {
    app.route({
      method: each.endpoint.method,
      url: `/api${each.endpoint.path}`,
      handler: serve(each, { ...options, streams }),
    });
  }
};
