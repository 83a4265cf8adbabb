/** Requests of two years as rows. What follows from them, the database works out by its own functions. */
import { sql } from 'kysely';
import { matterPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { hashOf, codeOf } from '#features/service/requests/sending/access.ts';
import { sealRequest } from '#features/service/requests/thread/queries.ts';
import { firstIdSince, newId } from '#shared/ids.ts';
import { bytes, type Loader } from '../loading.ts';
import type { Plan } from './request-plan.ts';

/** An id of that moment: lists and threads are in its order. */
export const idAt = (at: number): string => firstIdSince(at).slice(0, 14) + newId().slice(14);

export interface Asker {
  readonly name: string | null;
  readonly phone: string | null;
  readonly hideName: boolean;
}

interface Desk {
  readonly loader: Loader;
  readonly county: County;
}

const iso = (at: number): string => new Date(at).toISOString();

const putLines = ({ loader, county }: Desk, plan: Plan, filed: { request_id: string; org_path: string }): void => {
  for (const line of plan.lines) {
    const { text, way = null, points = [], opinion = null } = line;
    loader.put('service_request_entry', {
      id: idAt(line.at),
      ...filed,
      kind: line.kind,
      unit_id: line.unit?.id ?? null,
      actor: line.actor ?? null,
      sealed: text === undefined ? null : bytes(county.crypto.encrypt(JSON.stringify({ text, way, points, opinion }))),
      key_id: county.crypto.currentKeyId,
      at: iso(line.at),
    });
  }
};

const putClock = ({ loader }: Desk, plan: Plan, filed: { request_id: string; org_path: string }): void => {
  if (plan.pause !== null)
    loader.put('request_pause', {
      id: newId(),
      ...filed,
      reason: 'materials',
      from_on: plan.pause.from,
      latest_on: plan.pause.latest,
      ended_on: plan.pause.until,
    });
  if (plan.extension !== null)
    loader.put('request_ask', {
      id: newId(),
      ...filed,
      kind: 'extension',
      procedure: plan.procedure,
      clock_round: 0,
      state: 'granted',
      asked_on: plan.extension.on,
      decider_id: plan.extension.decider.id,
      decided_on: plan.extension.on,
    });
};

/** Points that somebody marked when it was taken; one alone needs no mark. */
const putPoints = ({ loader, county }: Desk, plan: Plan, filed: { request_id: string; org_path: string }): void => {
  const taken = plan.lines.find(({ kind }) => kind === 'taken');
  if (taken === undefined || plan.quotes.length < 2) return;
  for (const [position, quote] of plan.quotes.entries())
    loader.put('request_issue', {
      id: newId(),
      ...filed,
      round: 0,
      position,
      aside: false,
      sealed: bytes(county.crypto.encrypt(quote)),
      key_id: county.crypto.currentKeyId,
      actor: taken.actor ?? '',
    });
};

/** Returns the id of the request. */
export const putRequest = (desk: Desk, plan: Plan, asker: Asker): string => {
  const { loader, county } = desk;
  const received = plan.lines[0]?.at ?? 0;
  const id = plan.id ?? idAt(received);
  const { sealed, key_id } = sealRequest(county, {
    text: plan.text,
    name: asker.name ?? undefined,
    phone: asker.phone ?? undefined,
  });
  const org_path = matterPath(plan.unit.path, id);
  loader.put('service_request', {
    id,
    code_hash: bytes(hashOf(county, codeOf(county, id))),
    org_path,
    unit_id: plan.unit.id,
    unit_since: plan.unitSince,
    routed: plan.routed,
    routed_reason: plan.reason,
    came_from_id: plan.unit.id === plan.first.id ? null : plan.first.id,
    area_id: plan.area.id,
    kind: plan.kind,
    category: plan.category,
    treatment: plan.thanks === true ? 'thank' : 'handle',
    state: plan.state,
    channel: plan.channel,
    procedure: plan.procedure,
    sealed: bytes(sealed),
    key_id,
    hide_name: asker.hideName,
    received_on: plan.receivedOn,
    clock_from: plan.clockFrom,
    due_on: plan.dueOn,
    plain_due_on: plan.plainDueOn,
    answered_on: plan.answeredOn,
    ended_on: plan.endedOn,
    reopened: plan.reopened,
    version: plan.lines.length,
    created_at: iso(received),
    taken_on: plan.takenOn,
    clock_round: plan.reopened ? 1 : 0,
    escalated_to_id: plan.escalatedTo?.id ?? null,
    escalated_on: plan.escalatedOn,
    lapsed: plan.lapsed,
  });
  const filed = { request_id: id, org_path };
  putLines(desk, plan, filed);
  putClock(desk, plan, filed);
  putPoints(desk, plan, filed);
  return id;
};

/** Which units have had each request, and what residents said of the answers: the functions of the commands, line by line in their order. */
export const followLines = async (tx: Tx): Promise<void> => {
  await sql`select case
      when e.kind in ('received', 'assigned')
        then hold_request(e.request_id, '/', '0', e.unit_id, (e.at at time zone 'Asia/Shanghai')::date)
      else hear_resident(e.request_id, '/', '0', e.kind = 'accepted', e.kind = 'reopened') end
    from (select * from service_request_entry
      where kind in ('received', 'assigned') or (unit_id is null and actor is null) order by id) e`.execute(tx);
  await sql`update request_kind k set used = exists (select from service_request r where r.kind = k.code)`.execute(tx);
};
