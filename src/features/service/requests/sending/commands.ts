import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import { intentPreamble, readIntent, rememberReply, repliedBefore, type Intent } from '#platform/http/idempotency.ts';
import { spendAttempt } from '#features/base/accounts/index.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { residentScope, scopeAt, strangerScope, visibleRequests, type Caller } from '../access.ts';
import { isOffered } from '../categories/queries.ts';
import { acceptAnswer, reopenRequest, sendRequest, type Receipt } from '../contract.ts';
import { useKind } from '../kinds/commands.ts';
import { offeredKind, type OfferedKind } from '../kinds/queries.ts';
import { placedAreas } from '../places/queries.ts';
import { nearestArea, type PlacedArea, type Point } from '../places/rules.ts';
import { routeOf, type Routed } from '../routing/queries.ts';
import { petitionBegins } from '../clocks/rules.ts';
import { allows, clockOf, showCode, stateAfter, type Clock, type RequestChannel, type RequestState } from '../rules.ts';
import { endTelling, tellUnit } from '../telling/commands.ts';
import { writeEntry } from '../thread/commands.ts';
import { sealRequest, whyView } from '../thread/queries.ts';
import { codeOf, hashOf, leafOf } from './access.ts';

type Sent = z.output<typeof sendRequest.body>;

/** As the router reads it, with a digest that nobody can guess a phone number by. @throws AppError key_missing */
export const intentOf = (county: County, key: string | undefined, endpoint: string, what: object): Intent => ({
  ...readIntent(key, endpoint, {}),
  digest: county.crypto.hash('request intent', JSON.stringify(what)),
});

/** How it came in, by whose hand, and what is written with it. */
export interface Intake {
  readonly channel?: RequestChannel;
  /** The id that it was promised: of a printed form. */
  readonly id?: string;
  /** Who enters it for the resident. */
  readonly by?: Scope;
  /** Who speaks for the resident, in words. */
  readonly helper?: string;
  readonly endpoint?: string;
  /** Whose requests it belongs to as well: of somebody who has signed in on the portal. */
  readonly residentId?: string | undefined;
  readonly also?: (tx: Tx, id: string) => Promise<void>;
}

interface Arrival extends Intake {
  readonly id: string;
  readonly route: Routed;
  readonly kind: OfferedKind;
  readonly body: Sent;
}

/** The day due, and the last one by the first clock where that is another. */
interface Begun extends Clock {
  readonly plainDueOn?: string;
}

const insert = async (
  tx: Tx,
  county: County,
  { id, route: { unit, routed, reason }, kind, body, channel = 'portal', residentId }: Arrival,
  begun: Begun | null,
): Promise<void> => {
  const today = county.today();
  // Thanks ask for nothing: they have ended as they come, and lists show them by the day on which they came.
  const thanked = kind.treatment === 'thank' ? ({ treatment: 'thank', state: 'closed', ended_on: today } as const) : {};
  await tx
    .insertInto('service_request')
    .values({
      id,
      code_hash: hashOf(county, codeOf(county, id)),
      org_path: matterPath(unit.path, id),
      unit_id: unit.id,
      unit_since: today,
      routed,
      routed_reason: reason,
      channel,
      resident_id: residentId ?? null,
      area_id: body.areaId,
      kind: body.kind,
      category: body.category,
      ...sealRequest(county, body),
      hide_name: body.hideName,
      received_on: today,
      clock_from: today,
      procedure: body.petition === true ? 'petition' : 'ordinary',
      due_on: begun?.dueOn ?? today,
      plain_due_on: begun?.plainDueOn ?? begun?.dueOn ?? today,
      ...thanked,
    })
    .execute();
};

type Kept = Omit<Receipt, 'code'>;

const receive = async (tx: Tx, scope: Scope, county: County, arrival: Arrival): Promise<Kept> => {
  const { id, route, kind } = arrival;
  const { unit, routed, reason } = route;
  // A move of the tree waits, or has been: the leaf would lie where the unit was.
  if ((await holdPath(tx, unit.id)) !== unit.path) throw new AppError('conflict', { message: 'place_moved' });
  await useKind(tx, kind);
  const today = county.today();
  const ordinary = async (): Promise<Begun> => clockOf(today, await readCalendar(tx), kind.term);
  const petition = arrival.body.petition === true;
  const begun = kind.treatment === 'thank' ? null : petition ? petitionBegins(today) : await ordinary();
  const dueOn = begun?.dueOn ?? null;
  await insert(tx, county, arrival, begun);
  await arrival.also?.(tx, id);
  await writeEntry(tx, county, {
    request: { id, org_path: scope.path },
    kind: 'received',
    unitId: unit.id,
    ...(arrival.by === undefined ? {} : { actor: arrival.by.actor }),
    text: arrival.helper ?? null,
  });
  audit(tx, {
    action: arrival.endpoint ?? sendRequest.name,
    entity: 'service_request',
    entityId: id,
    path: scope.path,
  });
  touch(tx, 'requests', { path: scope.path });
  await tellUnit(tx, county, unit, { id, version: 1, kind: begun === null ? 'thanked' : 'arrived', day: dueOn });
  return { id, dueOn, why: begun && whyView(begun.why), unitName: unit.name, routed, routedReason: reason };
};

/** A point of another county, or far from the village that was chosen, is a slip of the finger. */
const isNear = (point: Point, areaId: string, placed: readonly PlacedArea[]): boolean => {
  const own = placed.filter(({ id }) => id === areaId);
  return nearestArea(point, own.length > 0 ? own : placed) !== undefined;
};

/** Where it goes and what is done with it. @throws AppError invalid where it is not taken here: nothing of it is kept */
const judged = async (db: Db, county: County, body: Sent): Promise<Pick<Arrival, 'route' | 'kind'>> => {
  const [kind, route, offered, placed] = await Promise.all([
    offeredKind(db, body.kind),
    routeOf(db, county, body),
    isOffered(db, body.category),
    body.point === undefined ? [] : placedAreas(db),
  ]);
  if (kind === undefined) throw invalid('body.kind', 'requests.no_kind');
  if (kind.treatment === 'divert') throw invalid('body.kind', 'requests.diverted');
  if (kind.treatment === 'thank' && body.petition === true)
    throw invalid('body.petition', 'requests.thanks_ask_nothing');
  if (route === undefined) throw invalid('body.areaId', 'requests.no_area');
  if (!offered) throw invalid('body.category', 'requests.no_category');
  if (body.point !== undefined && !isNear(body.point, body.areaId, placed))
    throw invalid('body.point', 'requests.far_point');
  return { route, kind };
};

/**
 * Takes a request of somebody without an account. The receipt alone holds the code: what is kept for a retry does not.
 * @throws AppError invalid, slow_down, key_missing, reused_key, conflict
 */
export const send = async (
  county: County,
  caller: Caller,
  key: string | undefined,
  body: Sent,
  intake: Intake = {},
): Promise<Receipt> => {
  const { by, endpoint = sendRequest.name } = intake;
  const intent = intentOf(county, key, endpoint, { ...body, helper: intake.helper });
  // Staff answer for what they enter; a stranger's address has a budget.
  const attempt = by === undefined ? spendAttempt(county, caller.address, 'request') : undefined;
  const db = county.read(strangerScope(county, caller));
  const { route, kind } = await judged(db, county, body).catch((error: unknown) => {
    attempt?.giveBack();
    throw error;
  });
  const id = intake.id ?? newId();
  const leaf = matterPath(route.unit.path, id);
  const scope = by === undefined ? residentScope(county, caller, leaf) : scopeAt(by, leaf);
  const kept = await county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return before.reply as Kept;
      const reply = await receive(tx, scope, county, { ...intake, id, route, kind, body });
      rememberReply(tx, scope, intent, reply);
      return reply;
    },
    { preamble: intentPreamble(scope, intent) },
  );
  return { ...kept, code: showCode(codeOf(county, kept.id)) };
};

type Row = Awaited<ReturnType<typeof lockByCode>>;

const lockByCode = async (tx: Tx, scope: Scope, hash: Buffer) => {
  const row = await visibleRequests(tx, scope)
    .select([
      'r.id',
      'r.org_path',
      'r.state',
      'r.reopened',
      'r.clock_round',
      'r.treatment',
      'm.term',
      'r.procedure',
      'r.lapsed',
      'r.review_unit_id',
      'r.version',
      'r.unit_id',
      'u.path as unit_path',
      'u.short_name as unit_name',
    ])
    .where('r.code_hash', '=', hash)
    .forUpdate('r')
    .executeTakeFirst();
  // Assigned to another unit between the look and the lock.
  if (row === undefined) throw new AppError('conflict', { message: 'place_moved' });
  return row;
};

interface Change {
  readonly act: 'accept' | 'reopen';
  readonly endpoint: string;
  readonly words: string | null;
}

/** Nobody above has been told of the clock that begins. */
const told = { escalated_to_id: null, escalated_on: null } as const;

const write = async (tx: Tx, county: County, row: Row, { act, endpoint, words }: Change): Promise<RequestState> => {
  if (!allows(act, row)) throw new AppError('conflict', { message: 'requests.wrong_state' });
  const state = stateAfter[act];
  const version = row.version + 1;
  const today = county.today();
  const { dueOn } = clockOf(today, await readCalendar(tx), row.term);
  const clock =
    act === 'reopen'
      ? {
          clock_from: today,
          clock_round: row.clock_round + 1,
          due_on: dueOn,
          answered_on: null,
          ended_on: null,
          lapsed: false,
          reopened: true,
          ...told,
        }
      : { ended_on: today };
  await tx
    .updateTable('service_request')
    .set({ state, version, ...clock })
    .where('id', '=', row.id)
    .execute();
  await writeEntry(tx, county, { request: row, kind: act === 'accept' ? 'accepted' : 'reopened', text: words });
  audit(tx, { action: endpoint, entity: 'service_request', entityId: row.id, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
  if (act === 'accept') await endTelling(tx, row.id);
  else {
    const unit = { id: row.unit_id, path: row.unit_path, name: row.unit_name };
    await tellUnit(tx, county, unit, { id: row.id, version, kind: 'reopened', day: dueOn });
  }
  return state;
};

/** What the holder of a code does, once for each key. */
export interface ByCode {
  readonly endpoint: string;
  readonly words: string | null;
  readonly act: (tx: Tx, scope: Scope, hash: Buffer) => Promise<RequestState>;
}

/** @throws AppError not_found, slow_down, and what the act throws */
export const byCode = async (
  county: County,
  caller: Caller,
  { key, code }: { readonly key: string | undefined; readonly code: string },
  { endpoint, words, act }: ByCode,
): Promise<{ state: RequestState }> => {
  const { leaf, hash } = await leafOf(county, caller, code);
  const intent = intentOf(county, key, endpoint, { hash: hash.toString('hex'), words });
  const scope = residentScope(county, caller, leaf);
  return county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return before.reply as { state: RequestState };
      const reply = { state: await act(tx, scope, hash) };
      rememberReply(tx, scope, intent, reply);
      return reply;
    },
    { preamble: intentPreamble(scope, intent) },
  );
};

const change = (county: County, caller: Caller, key: string | undefined, code: string, what: Change) =>
  byCode(
    county,
    caller,
    { key, code },
    {
      endpoint: what.endpoint,
      words: what.words,
      act: async (tx, scope, hash) => write(tx, county, await lockByCode(tx, scope, hash), what),
    },
  );

/** The resident is content: the request is closed. @throws AppError not_found, slow_down, conflict */
export const accept = (county: County, caller: Caller, key: string | undefined, body: { readonly code: string }) =>
  change(county, caller, key, body.code, { act: 'accept', endpoint: acceptAnswer.name, words: null });

/** Once, with a reason; the clock starts again. @throws AppError not_found, slow_down, conflict */
export const reopen = (
  county: County,
  caller: Caller,
  key: string | undefined,
  body: { readonly code: string; readonly reason: string },
) => change(county, caller, key, body.code, { act: 'reopen', endpoint: reopenRequest.name, words: body.reason });
