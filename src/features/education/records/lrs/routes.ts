import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { County } from '#platform/county/county.ts';
import { noteFault, refusalOf } from '#platform/http/failures.ts';
import type { Mount, MountOptions } from '#platform/http/mount.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { type Client, scopeOf } from '../clients/queries.ts';
import { clientBehind } from '../clients/remembered/queries.ts';
import type { ClientScope } from '../clients/rules.ts';
import { deleteDocuments, writeDocument } from '../documents/commands.ts';
import { answerDocuments } from '../documents/queries.ts';
import { type Conditions, type Context, type Kind, readContext } from '../documents/rules.ts';
import { launchOf } from '../launches/queries.ts';
import { checkOwnDocument } from '../launches/rules.ts';
import { Refused } from '../refusals/rules.ts';
import { uuid } from '../shapes/values/rules.ts';
import { answerStatements, throughHeader } from '../statements/asking/queries.ts';
import { refuseOthers } from '../statements/asking/rules.ts';
import type { Hand } from '../statements/commands.ts';
import { takeStatements } from '../statements/taking/commands.ts';
import {
  type Answer,
  type Call,
  checkVersion,
  credentialsIn,
  fromForm,
  json,
  latestVersion,
  mediaTypeOf,
  type Method,
} from './calls/queries.ts';
import { about, activity, person } from './queries.ts';

/** Wrong keys of one address; a right one gives its attempt back. A program may have many requests under way at once. */
const keyBudget = { depth: 300, perSecond: 5 } as const;
/** A request with its attachments. */
const largestBody = 16 * 1_048_576;

type Handle = (hand: Hand, call: Call) => Promise<Answer>;
interface Way {
  readonly scope?: ClientScope;
  readonly handle: Handle;
}
type Ways = Partial<Readonly<Record<Exclude<Method, 'HEAD'>, Way>>>;

const done: Answer = { status: 204 };

const putStatement: Handle = async (hand, call) => {
  refuseOthers(call.params, ['statementId']);
  const { statementId } = call.params;
  uuid(statementId, 'parameter statementId');
  await takeStatements(hand, call, (statementId ?? '').toLowerCase());
  return done;
};

const postStatements: Handle = async (hand, call) => {
  refuseOthers(call.params, []);
  return json(await takeStatements(hand, call));
};

const conditionsOf = ({ headers }: Call): Conditions => ({
  match: headers['if-match'],
  noneMatch: headers['if-none-match'],
});

/** @throws Refused 400, and 403 where the program was opened for another learner */
const contextOf = (hand: Hand, kind: Kind, { params }: Call, many: boolean): Context => {
  const context = readContext(kind, params, { many });
  const launch = launchOf(hand.county, hand.client);
  if (launch !== undefined) checkOwnDocument(context, launch);
  return context;
};

const documents = (kind: Kind, scope: ClientScope): Ways => {
  const write =
    (way: 'PUT' | 'POST'): Handle =>
    async (hand, call) => {
      const context = contextOf(hand, kind, call, false);
      const content = {
        mediaType: call.headers['content-type'] ?? 'application/octet-stream',
        bytes: call.body,
      };
      const written = { content, conditions: conditionsOf(call), way };
      await hand.county.write(hand.scope, (tx) => writeDocument(tx, hand, context, written));
      return done;
    };
  const remove: Handle = async (hand, call) => {
    // Only state is deleted as a whole.
    const context = contextOf(hand, kind, call, kind === 'state');
    await hand.county.write(hand.scope, (tx) => deleteDocuments(tx, hand, context, conditionsOf(call)));
    return done;
  };
  return {
    GET: { scope, handle: (hand, call) => answerDocuments(hand, contextOf(hand, kind, call, true)) },
    PUT: { scope, handle: write('PUT') },
    POST: { scope, handle: write('POST') },
    DELETE: { scope, handle: remove },
  };
};

const resources: Readonly<Record<string, Ways>> = {
  statements: {
    PUT: { scope: 'statements/write', handle: putStatement },
    POST: { scope: 'statements/write', handle: postStatements },
    GET: { scope: 'statements/read/mine', handle: answerStatements },
  },
  agents: { GET: { handle: person } },
  activities: { GET: { handle: activity } },
  'activities/state': documents('state', 'state'),
  'activities/profile': documents('activity', 'profile'),
  'agents/profile': documents('agent', 'profile'),
};

const clientOf = async (county: County, request: FastifyRequest, call: Call): Promise<Client> => {
  const credentials = credentialsIn(call);
  if (credentials === undefined)
    throw new Refused(401, 'Basic authentication with the id and key of a program is needed');
  const attempt = spendAttempt(county, request.ip, 'xapi key', keyBudget);
  const client = await clientBehind(county, credentials, request.id);
  if (client === undefined) throw new Refused(401, 'no program in use has this id and key');
  attempt.giveBack();
  return client;
};

/** What a body becomes: a function, so that nobody walks its bytes as if they were a form. */
type Bytes = () => Buffer;

const paramsOf = (request: FastifyRequest): Readonly<Record<string, string>> => {
  const query = request.query as Readonly<Record<string, string | readonly string[]>>;
  const twice = Object.keys(query).find((name) => typeof query[name] !== 'string');
  if (twice !== undefined) throw new Refused(400, `parameter ${twice}: is given twice`);
  return query as Readonly<Record<string, string>>;
};

const callOf = (request: FastifyRequest): Call => ({
  method: request.method as Method,
  resource: (request.params as { readonly '*': string })['*'],
  params: paramsOf(request),
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  ),
  body: (request.body as Bytes | undefined)?.() ?? Buffer.alloc(0),
});

const answer = async (options: MountOptions, request: FastifyRequest, reply: FastifyReply): Promise<Answer> => {
  const sent = callOf(request);
  const call = sent.method === 'POST' && sent.params['method'] !== undefined ? fromForm(sent) : sent;
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  if (call.resource === 'about' && method === 'GET') return about(call);
  checkVersion(call);
  const ways = Object.hasOwn(resources, call.resource) ? resources[call.resource] : undefined;
  if (ways === undefined) throw new Refused(404, 'no resource has this address');
  const { county } = await options.authenticate(request, { asNobody: true });
  const client = await clientOf(county, request, call);
  const way = ways[method];
  if (way === undefined) throw new Refused(405, `${call.resource} takes ${Object.keys(ways).join(', ')}`);
  if (way.scope !== undefined && !client.scopes.has(way.scope))
    throw new Refused(403, `the key of this program does not include ${way.scope}`);
  if (mediaTypeOf(call) === 'application/x-www-form-urlencoded')
    throw new Refused(400, 'a form needs the parameter method (alternate request syntax)');
  const hand = { county, scope: scopeOf(county, client, request.id), client };
  // Every answer about statements says through when they are complete, a refusal too.
  if (call.resource === 'statements')
    void reply.header('x-experience-api-consistent-through', await throughHeader(hand));
  return way.handle(hand, call);
};

/** Content of other sites may call, with a key and never with a cookie. */
const open = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
  'x-experience-api-version': latestVersion,
} as const;

const send = (reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply =>
  reply
    .status(status)
    .headers({ ...open, ...headers })
    .send(body);

const serve =
  (options: MountOptions) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    send(reply, await answer(options, request, reply));

const told = (
  error: unknown,
): { readonly status: number; readonly message: string; readonly retryAfter?: number | undefined } => {
  if (error instanceof Refused) return { status: error.status, message: error.message };
  const { code, status, details } = refusalOf(error);
  if (code === 'slow_down' || code === 'overloaded')
    return { status: 429, message: 'too many requests', retryAfter: details.retryAfter };
  if (code === 'invalid' || code === 'unsupported_media') return { status: 400, message: 'the request is malformed' };
  return { status, message: code };
};

const fail = (request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply => {
  const { status, message, retryAfter } = told(error);
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  if (status === 401) void reply.header('www-authenticate', 'Basic realm="xapi", charset="UTF-8"');
  // Whoever left to say what it reads gets JSON; a message is as good in plain text.
  const isPlain = /^text\/(plain|html)\b/.test(request.headers.accept ?? '');
  const type = isPlain ? 'text/plain' : 'application/json';
  const body = isPlain ? message : JSON.stringify({ error: message, requestId: request.id });
  return send(reply, { status, headers: { 'content-type': `${type}; charset=utf-8` }, body });
};

/** Experience API 1.0.3: a learning record store for programs of others. */
export const lrs: Mount = {
  prefix: '/xapi',
  register(app: FastifyInstance, options: MountOptions) {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer', bodyLimit: largestBody }, (_request, body, taken) =>
      taken(null, () => body),
    );
    app.setErrorHandler(async (error: unknown, request, reply) => {
      if (!(error instanceof Refused)) noteFault(options.log, request, error);
      return fail(request, reply, error);
    });
    app.options('/*', async (_request, reply) =>
      send(reply, {
        status: 204,
        headers: {
          'access-control-allow-methods': 'GET, HEAD, PUT, POST, DELETE',
          'access-control-allow-headers':
            'Authorization, Content-Type, If-Match, If-None-Match, Accept-Language, X-Experience-API-Version',
          'access-control-max-age': '600',
        },
      }),
    );
    app.route({ method: ['GET', 'PUT', 'POST', 'DELETE'], url: '/*', handler: serve(options) });
  },
};
