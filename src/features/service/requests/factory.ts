import { sql } from 'kysely';
import { matterPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { newId } from '#shared/ids.ts';
import { clockOf, type RequestState } from './rules.ts';
import type { RequestGrade } from './satisfaction/rules.ts';
import { codeOf, hashOf } from './sending/access.ts';
import { sealRequest } from './thread/queries.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

interface Facts {
  readonly unit: Place;
  readonly area: Place;
  readonly text?: string;
  readonly state?: RequestState;
  readonly category?: string;
  /** From when its clock runs. */
  readonly on?: string;
}

/** A request at a unit, as if it had come in there, with name and phone. */
export const plantRequest = async (
  tx: Tx,
  county: County,
  {
    unit,
    area,
    text = '<b>村口</b> 路灯"坏了\' 三盏',
    state = 'received',
    category = 'roads',
    on = county.today(),
  }: Facts,
): Promise<{ readonly id: string }> => {
  const id = newId();
  const { dueOn } = clockOf(on, await readCalendar(tx));
  await tx
    .insertInto('service_request')
    .values({
      id,
      code_hash: hashOf(county, codeOf(county, id)),
      org_path: matterPath(unit.path, id),
      unit_id: unit.id,
      unit_since: on,
      routed: 'place',
      area_id: area.id,
      kind: 'help',
      category,
      ...sealRequest(county, { text, name: '某群众', phone: '13800001234' }),
      hide_name: false,
      received_on: on,
      clock_from: on,
      due_on: dueOn,
      plain_due_on: dueOn,
      state,
    })
    .execute();
  await sql`select hold_request(${id}::uuid, '/', '0', ${unit.id}::uuid, ${on}::date)`.execute(tx);
  return { id };
};

/** A mark in a unit's figures by a second one; by itself where none is named, which no command allows. */
export const plantMark = async (
  tx: Tx,
  county: County,
  facts: Facts & { readonly by?: Place },
): Promise<{ readonly id: string; readonly of: string }> => {
  const [id, request] = [newId(), await plantRequest(tx, county, facts)];
  await tx
    .insertInto('request_mark')
    .values({
      id,
      request_id: request.id,
      unit_id: facts.unit.id,
      org_path: matterPath(facts.unit.path, request.id),
      by_id: (facts.by ?? facts.unit).id,
      actor: '第二单位',
      ground: 'foreign',
      sealed: county.crypto.encrypt(JSON.stringify({ text: '<b>不在</b> "职责\' 范围' })),
      key_id: county.crypto.currentKeyId,
      marked_on: county.today(),
    })
    .execute();
  return { id, of: request.id };
};

/** A list of one request to call back, kept at the unit. */
export const plantDraw = async (
  tx: Tx,
  county: County,
  facts: Facts,
): Promise<{ readonly id: string; readonly of: string }> => {
  const [id, request] = [newId(), await plantRequest(tx, county, { ...facts, state: 'closed' })];
  const org_path = matterPath(facts.unit.path, id);
  const day = county.today();
  const drawn = { seed: '5eed', from_on: day, until_on: day, size: 1, pool: 1, actor: '某人' };
  await tx
    .insertInto('request_draw')
    .values({ id, org_path, ...drawn, drawn_at: county.now().toISOString() })
    .execute();
  await tx
    .insertInto('request_draw_item')
    .values({ draw_id: id, request_id: request.id, org_path, place: 1 })
    .execute();
  return { id, of: request.id };
};

/** What a resident says of a request, kept at the county whose path is given. */
export const plantRating = async (
  tx: Tx,
  county: County,
  { requestId, grade, root }: { readonly requestId: string; readonly grade: RequestGrade; readonly root: Place },
): Promise<void> => {
  await sql`insert into request_rating (request_id, channel, org_path, unit_id, area_id, category, grade, rated_at)
    select id, 'portal', ${matterPath(root.path, requestId)}, unit_id, area_id, category, ${grade}::request_grade, ${county.now().toISOString()}::timestamptz
    from service_request where id = ${requestId}::uuid`.execute(tx);
};
