import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { County } from '#platform/county/county.ts';
import { noteFault } from '#platform/http/failures.ts';
import type { Mount, MountOptions } from '#platform/http/mount.ts';
import { readFields } from '#platform/portal/fields.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { strangerScope, type Caller } from '#features/service/requests/index.ts';
import { formatDay } from '#shared/format.ts';
import { keyWith } from '../keys/queries.ts';
import { type Tree, write } from './documents/rules.ts';
import { type Posted, takePosted } from './taking/commands.ts';
import { definitionTree, openKinds, openRequests, requestTree, serviceOf, services, serviceTree } from './queries.ts';
import { toldOf } from './refusals/queries.ts';
import { Refused } from './refusals/rules.ts';
import { type Format, formats, readInstant, spanOf, specification, statesOf, statuses } from './rules.ts';

/** Reading is cheap and programs poll; a key that floods is slowed down apart from its address. */
const readBudget = { depth: 300, perSecond: 5 } as const;
const sendBudget = { depth: 60, perSecond: 1 } as const;

interface Visit {
  readonly county: County;
  readonly caller: Caller;
  readonly asked: Posted;
  readonly base: string;
}

/** What a method answers: a document and its name in XML. */
interface Document {
  readonly root: string;
  readonly tree: Tree;
}

type Answer = (visit: Visit, name: string) => Promise<Document>;

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const dbOf = ({ county, caller }: Visit) => county.read(strangerScope(county, caller));
const listOf = (value: string | undefined): readonly string[] | null =>
  value === undefined
    ? null
    : value
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '');

/** A fingerprint of what is offered, after the version of its form: it changes when a category does, as clients keep the list. */
const changesetOf = async (visit: Visit): Promise<string> => {
  const offered = JSON.stringify(await services(dbOf(visit)));
  return `1 ${createHash('sha256').update(offered).digest('hex').slice(0, 12)}`;
};

const discovery: Answer = async (visit) => {
  const { county, base } = visit;
  const changeset = await changesetOf(visit);
  return {
    root: 'discovery',
    tree: {
      changeset,
      contact: `${county.entry.name}，见 ${base}/portal`,
      key_service: `由${county.entry.name}系统管理员发放 / issued by the county's system administrator`,
      endpoints: [
        {
          specification,
          url: `${base}/open311/v2`,
          changeset,
          type: county.entry.demo ? 'test' : 'production',
          formats: Object.values(formats),
        },
      ],
    },
  };
};

const serviceList: Answer = async (visit) => ({
  root: 'services',
  tree: (await services(dbOf(visit))).map((service) => serviceTree(service)),
});

const definition: Answer = async (visit, name) => {
  const service = await serviceOf(dbOf(visit), name);
  if (service === undefined) throw new Refused(404, 'service_code 不存在 / service_code was not found');
  return { root: 'service_definition', tree: definitionTree(service, await openKinds(dbOf(visit))) };
};

const instant = (name: string, text: string | undefined): Date | undefined => {
  const read = text === undefined ? undefined : readInstant(text);
  if (text !== undefined && read === undefined)
    throw new Refused(400, `${name} 须写作 2010-01-01T00:00:00Z / not a date and time`);
  return read;
};

const requestList: Answer = async (visit) => {
  const { asked, county } = visit;
  const ids = listOf(asked['service_request_id'])?.filter((id) => uuid.test(id)) ?? null;
  const span = spanOf(instant('start_date', asked['start_date']), instant('end_date', asked['end_date']), county.now());
  if (span === undefined)
    throw new Refused(400, '起止时间不得超过 90 天，且不得颠倒 / the range may not span more than 90 days');
  const wanted = listOf(asked['status']);
  const states =
    wanted === null ? null : statuses.filter((one) => wanted.includes(one)).flatMap((one) => statesOf(one));
  const db = dbOf(visit);
  const rows = await openRequests(db, { ids, codes: listOf(asked['service_code']), states, span });
  const known = await services(db);
  return { root: 'service_requests', tree: rows.map((row) => requestTree(row, known)) };
};

const rowOf = async (visit: Visit, id: string) => {
  const now = visit.county.now();
  const asked = { ids: [id], codes: null, states: null, span: { since: now, until: now } };
  const [row] = uuid.test(id) ? await openRequests(dbOf(visit), asked) : [];
  return row;
};

const oneRequest: Answer = async (visit, name) => {
  const row = await rowOf(visit, name);
  if (row === undefined) throw new Refused(404, 'service_request_id 不存在 / service_request_id was not found');
  return { root: 'service_requests', tree: [requestTree(row, await services(dbOf(visit)))] };
};

/** All services are in real time: a request has its id at once, and that is its token as well. */
const token: Answer = async (visit, name) => {
  const row = await rowOf(visit, name);
  if (row === undefined) throw new Refused(404, 'token 不存在 / token was not found');
  return { root: 'service_requests', tree: [{ service_request_id: row.id, token: row.id }] };
};

const sent: Answer = async (visit) => {
  const { county, caller, asked } = visit;
  const key = await keyWith(dbOf(visit), county, asked['api_key']);
  if (key === undefined) {
    spendAttempt(county, caller.address, 'open311 key');
    throw new Refused(403, 'api_key 缺失或无效 / missing or invalid api_key');
  }
  spendAttempt(county, key, 'open311 key in use', sendBudget);
  const { id, code, dueOn, unitName } = await takePosted(county, caller, key, asked);
  const who = dueOn === null ? `已转给${unitName}` : `由${unitName}承办，${formatDay('zh', dueOn)}前答复`;
  const service_notice = `${who}。查询码 ${code}，可在 ${visit.base}/portal 查询、评价`;
  return { root: 'service_requests', tree: [{ service_request_id: id, service_notice, account_id: null }] };
};

const lists: Readonly<Record<string, Answer>> = {
  'GET discovery': discovery,
  'GET v2/discovery': discovery,
  'GET v2/services': serviceList,
  'GET v2/requests': requestList,
  'POST v2/requests': sent,
};
const members: Readonly<Record<string, Answer>> = {
  'GET v2/services/': definition,
  'GET v2/requests/': oneRequest,
  'GET v2/tokens/': token,
};

interface Way {
  readonly answer: Answer;
  readonly name: string;
  readonly format: Format;
}

/** Which method an address means: `v2/requests/<id>.json`. */
const wayOf = (method: string, path: string): Way | undefined => {
  const { whole, format } = /^(?<whole>.+)\.(?<format>json|xml)$/.exec(path)?.groups ?? {};
  if (whole === undefined || (format !== 'json' && format !== 'xml')) return undefined;
  const list = lists[`${method} ${whole}`];
  if (list !== undefined) return { answer: list, name: '', format };
  const cut = whole.lastIndexOf('/') + 1;
  const answer = members[`${method} ${whole.slice(0, cut)}`];
  return answer && { answer, name: whole.slice(cut), format };
};

const wantedFormat = (path: string): Format => (path.endsWith('.json') ? 'json' : 'xml');

/** An argument that is empty is one that was not given. */
const given = (fields: Readonly<Record<string, unknown>>): Posted =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const one: unknown = Array.isArray(value) ? value.join(',') : value;
      return typeof one !== 'string' || one.trim() === '' ? [] : [[name, one.trim()]];
    }),
  );

const checkJurisdiction = ({ county, asked }: Visit, host: string): void => {
  const wanted = asked['jurisdiction_id'];
  if (wanted !== undefined && wanted !== county.entry.code && wanted !== host.replace(/:\d+$/, ''))
    throw new Refused(404, 'jurisdiction_id 不存在 / jurisdiction_id was not found');
};

const send = (reply: FastifyReply, format: Format, status: number, { root, tree }: Document): FastifyReply =>
  reply
    .status(status)
    .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
    .header('cross-origin-resource-policy', 'cross-origin')
    .type(`${formats[format]}; charset=utf-8`)
    .send(write[format](root, tree));

const pathOf = (request: FastifyRequest): string => (request.params as { readonly '*': string })['*'];

const serve =
  ({ authenticate, origin }: MountOptions) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const way = wayOf(request.method, pathOf(request));
    if (way === undefined) throw new Refused(404, '没有这个地址 / nothing is here; see discovery.xml');
    const { county } = await authenticate(request, { asNobody: true });
    const caller = { address: request.ip, requestId: request.id };
    const asked = given({ ...(request.query as object), ...(request.body as object | undefined) });
    const base = origin ?? `${request.protocol}://${request.host}`;
    const visit = { county, caller, asked, base };
    spendAttempt(county, request.ip, 'open311', readBudget);
    checkJurisdiction(visit, request.host);
    return send(reply, way.format, 200, await way.answer(visit, way.name));
  };

/** Open311 GeoReport v2: requests of other people's programs, in XML and JSON. */
export const open311: Mount = {
  prefix: '/open311',
  register(app: FastifyInstance, options: MountOptions) {
    app.removeAllContentTypeParsers();
    const read = { parseAs: 'string', bodyLimit: 65_536 } as const;
    app.addContentTypeParser<string>('application/x-www-form-urlencoded', read, (_request, body, done) =>
      done(null, readFields(body)),
    );
    app.setErrorHandler(async (error: unknown, request, reply) => {
      if (!(error instanceof Refused)) noteFault(options.log, request, error);
      const { status, faults, retryAfter } = toldOf(error);
      if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
      return send(reply, wantedFormat(request.url.split('?')[0] ?? ''), status, {
        root: 'errors',
        tree: faults.map((fault) => ({ ...fault })),
      });
    });
    app.get('/*', serve(options));
    app.post('/*', serve(options));
  },
};
