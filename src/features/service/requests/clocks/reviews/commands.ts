import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Caller } from '../../access.ts';
import type { RequestState } from '../../rules.ts';
import { byCode } from '../../sending/commands.ts';
import { tellUnit } from '../../telling/commands.ts';
import { writeEntry } from '../../thread/commands.ts';
import { lockClock, readyClock, record, renewDue, settleClock, setRequest, type Handled } from '../commands.ts';
import { askReview as endpoint } from '../contract.ts';
import { clockRow, clockStanding, reviewAhead } from '../queries.ts';
import { reviewClock } from '../rules.ts';
import { endAsking, tellDecided, tellDecider } from '../telling/commands.ts';

const write = async (tx: Tx, scope: Scope, county: County, hash: Buffer, reason: string): Promise<RequestState> => {
  const found = await clockRow(tx, scope).where('r.code_hash', '=', hash).executeTakeFirst();
  // Assigned to another unit between the look and the lock.
  if (found === undefined) throw new AppError('conflict', { message: 'place_moved' });
  const row = await lockClock(tx, scope, found.id);
  const ahead = await reviewAhead(tx, county, row, await clockStanding(tx, scope, row));
  if (ahead === null || row.review_unit_id !== null)
    throw new AppError('conflict', { message: 'requests.wrong_state' });
  const { level, unit } = ahead;
  if (unit === undefined) throw new AppError('refused', { message: 'requests.review_elsewhere' });
  const today = county.today();
  const { dueOn } = reviewClock(level, today, []);
  await tx
    .insertInto('request_review')
    .values({
      id: newId(),
      request_id: row.id,
      org_path: row.org_path,
      level,
      unit_id: unit.id,
      asked_on: today,
      due_on: dueOn,
    })
    .execute();
  // The resident's own word: of no unit. Who decides stands with the clock.
  await writeEntry(tx, county, { request: row, kind: 'review_asked', text: reason });
  audit(tx, { action: endpoint.name, entity: 'service_request', entityId: row.id, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
  const { version, state } = await setRequest(tx, row, { review_unit_id: unit.id });
  await tellDecider(tx, county, unit, {
    id: row.id,
    version,
    what: level === 1 ? 'review' : 'recheck',
    day: dueOn,
  });
  return state;
};

/** The resident asks for a review of the answer to a petition. @throws AppError not_found, slow_down, conflict, refused */
export const askReview = (
  county: County,
  caller: Caller,
  key: string | undefined,
  { code, reason }: { readonly code: string; readonly reason: string },
) =>
  byCode(
    county,
    caller,
    { key, code },
    {
      endpoint: endpoint.name,
      words: reason,
      act: (tx, scope, hash) => write(tx, scope, county, hash, reason),
    },
  );

interface Decision {
  readonly version: number;
  readonly outcome: 'upheld' | 'annulled';
  readonly text: string;
}

/** What becomes of the request: a second review that upholds the answer ends it, one that annuls it begins it anew. */
const after = (outcome: Decision['outcome'], { level, round }: { level: number; round: number }, today: string) => {
  if (outcome === 'annulled')
    return {
      state: 'reopened',
      reopened: true,
      clock_from: today,
      clock_round: round + 1,
      answered_on: null,
      review_unit_id: null,
      escalated_to_id: null,
      escalated_on: null,
    } as const;
  return level === 2
    ? ({ state: 'closed', ended_on: today, review_unit_id: null } as const)
    : ({ review_unit_id: null } as const);
};

/** The unit above decides. @throws AppError not_found, stale, conflict, refused */
export const decideReview = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, outcome, text }: Decision,
): Promise<Handled> => {
  const row = await readyClock(tx, scope, id, version);
  const { reviews } = await clockStanding(tx, scope, row);
  const open = reviews.find(({ decided_on: decided }) => decided === null);
  if (open === undefined || row.review_unit_id === null)
    throw new AppError('conflict', { message: 'requests.wrong_state' });
  if (row.review_unit_id !== scope.organisationId) throw new AppError('refused', { message: 'requests.not_decider' });
  const today = county.today();
  await tx.updateTable('request_review').set({ decided_on: today, outcome }).where('id', '=', open.id).execute();
  await settleClock(tx, scope, county, row);
  await record(tx, scope, county, row, { kind: outcome, action: 'requests.decideReview', text });
  const handled = await setRequest(tx, row, after(outcome, { level: open.level, round: row.clock_round }, today));
  const dueOn = await renewDue(tx, scope, county, id);
  await endAsking(tx, id);
  const unit = await tx
    .selectFrom('organisation')
    .select(['id', 'path', 'short_name as name'])
    .where('id', '=', row.unit_id)
    .executeTakeFirstOrThrow();
  if (outcome === 'annulled')
    await tellUnit(tx, county, unit, { id, version: handled.version, kind: 'reopened', day: dueOn });
  else {
    const what = open.level === 1 ? 'review' : 'recheck';
    await tellDecided(tx, county, unit, { id, version: handled.version, what, result: 'upheld' });
  }
  return handled;
};
