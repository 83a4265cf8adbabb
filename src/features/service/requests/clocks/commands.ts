import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { EntryKind, RequestState } from '../rules.ts';
import type { Unit } from '../routing/queries.ts';
import { writeEntry } from '../thread/commands.ts';
import {
  clockRow,
  clockStanding,
  mayAskExtension,
  mayAskPetition,
  mayDecideAsk,
  mayResume,
  pausesOpen,
  unitAbove,
  type ClockRow,
  type ClockStanding,
} from './queries.ts';
import { clockFor, pauseEnd, reviewClock, type PauseReason } from './rules.ts';
import { endAsking, tellDecided, tellDecider } from './telling/commands.ts';

const wrongState = (): AppError => new AppError('conflict', { message: 'requests.wrong_state' });

/** The row under lock. @throws AppError not_found */
export const lockClock = async (tx: Tx, scope: Scope, id: string): Promise<ClockRow> => {
  const row = await clockRow(tx, scope).where('r.id', '=', id).forUpdate('r').executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

/** As the reader saw it. @throws AppError not_found, stale */
export const readyClock = async (tx: Tx, scope: Scope, id: string, version: number): Promise<ClockRow> => {
  const row = await lockClock(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  return row;
};

/** The day due as the facts have it now; where it lies ahead again, nobody above has been told of it. */
export const renewDue = async (tx: Tx, scope: Scope, county: County, id: string): Promise<string> => {
  const row = await lockClock(tx, scope, id);
  const { facts } = await clockStanding(tx, scope, row);
  const { dueOn } = clockFor(facts, await readCalendar(tx));
  if (dueOn === row.due_on) return dueOn;
  const told = dueOn >= county.today() ? { escalated_to_id: null, escalated_on: null } : {};
  await tx
    .updateTable('service_request')
    .set({ due_on: dueOn, ...told })
    .where('id', '=', id)
    .execute();
  touch(tx, 'requests', { path: row.org_path });
  return dueOn;
};

/** It is taken: the first time, the term of a petition begins. */
export const takeUp = async (tx: Tx, scope: Scope, county: County, id: string): Promise<void> => {
  await tx
    .updateTable('service_request')
    .set({ taken_on: county.today() })
    .where('id', '=', id)
    .where('taken_on', 'is', null)
    .execute();
  await renewDue(tx, scope, county, id);
};

const endPauses = async (tx: Tx, id: string, today: string): Promise<void> => {
  await tx
    .updateTable('request_pause')
    .set((e) => ({ ended_on: e.fn<string>('least', ['latest_on', e.val(today)]) }))
    .where('request_id', '=', id)
    .where('ended_on', 'is', null)
    .execute();
};

/** It was answered or refused: no clock stands still any more, and nothing is asked for. */
export const settleClock = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id }: { readonly id: string },
): Promise<void> => {
  await endPauses(tx, id, county.today());
  await tx
    .updateTable('request_ask')
    .set({ state: 'dropped' })
    .where('request_id', '=', id)
    .where('state', '=', 'asked')
    .execute();
  await endAsking(tx, id);
  await renewDue(tx, scope, county, id);
};

/** Files what belongs to the clock at another unit, ahead of the request; what was asked for is dropped. */
export const handOnClocks = async (tx: Tx, scope: Scope, id: string, unitId: string): Promise<void> => {
  await sql`select hand_on_clocks(${id}::uuid, ${scope.from}, ${scope.to}, ${unitId}::uuid)`.execute(tx);
  // Nobody above the next unit has been told of anything, nor that unit itself.
  await tx
    .updateTable('service_request')
    .set({ escalated_to_id: null, escalated_on: null, near_told_for: null, over_told_for: null })
    .where('id', '=', id)
    .execute();
  await endAsking(tx, id);
};

interface Told {
  readonly kind: EntryKind;
  readonly action: string;
  readonly unitId?: string | null;
  readonly text: string | null;
}

export interface Handled {
  readonly id: string;
  readonly version: number;
  readonly state: RequestState;
}

/** What was done stands in the thread, where the resident reads it, and in the audit. */
export const record = async (
  tx: Tx,
  scope: Scope,
  county: County,
  row: ClockRow,
  { kind, action, unitId = scope.organisationId, text }: Told,
): Promise<void> => {
  await writeEntry(tx, county, { request: row, kind, unitId, actor: scope.actor, text });
  audit(tx, { action, entity: 'service_request', entityId: row.id, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
};

export const setRequest = async (
  tx: Tx,
  row: ClockRow,
  more: Readonly<Record<string, unknown>> & { readonly state?: RequestState } = {},
): Promise<Handled> => {
  const version = row.version + 1;
  await tx
    .updateTable('service_request')
    .set({ ...more, version })
    .where('id', '=', row.id)
    .execute();
  return { id: row.id, version, state: more.state ?? row.state };
};

/** The day of a second review moves with its hearings. */
const renewReview = async (tx: Tx, scope: Scope, row: ClockRow): Promise<void> => {
  const { facts, reviews } = await clockStanding(tx, scope, row);
  const open = reviews.find(({ decided_on: decided }) => decided === null);
  if (open === undefined) return;
  const { dueOn } = reviewClock(open.level === 2 ? 2 : 1, open.asked_on, facts.pauses);
  await tx.updateTable('request_review').set({ due_on: dueOn }).where('id', '=', open.id).execute();
};

interface Pausing {
  readonly version: number;
  readonly reason: PauseReason;
  readonly text: string;
}

/** Stops the clock for a listed reason. @throws AppError not_found, stale, conflict, invalid */
export const pause = async (tx: Tx, scope: Scope, county: County, id: string, { version, reason, text }: Pausing) => {
  const row = await readyClock(tx, scope, id, version);
  const open = pausesOpen(scope, row, await clockStanding(tx, scope, row), county.today());
  if (open.length === 0) throw wrongState();
  if (!open.includes(reason)) throw invalid('body.reason', 'requests.pause_reason');
  const today = county.today();
  await tx
    .insertInto('request_pause')
    .values({
      id: newId(),
      request_id: id,
      org_path: row.org_path,
      reason,
      from_on: today,
      latest_on: pauseEnd(reason, today),
    })
    .execute();
  await record(tx, scope, county, row, { kind: 'paused', action: 'requests.pause', text });
  await renewDue(tx, scope, county, id);
  await renewReview(tx, scope, row);
  return setRequest(tx, row);
};

/** @throws AppError not_found, stale, conflict */
export const resume = async (tx: Tx, scope: Scope, county: County, id: string, { version }: { version: number }) => {
  const row = await readyClock(tx, scope, id, version);
  if (!mayResume(scope, row, await clockStanding(tx, scope, row))) throw wrongState();
  await endPauses(tx, id, county.today());
  await record(tx, scope, county, row, { kind: 'resumed', action: 'requests.resume', text: null });
  await renewDue(tx, scope, county, id);
  await renewReview(tx, scope, row);
  return setRequest(tx, row);
};

interface Asking {
  readonly version: number;
  readonly kind: 'extension' | 'petition';
  readonly reason: string;
}

const unitOf = async (tx: Tx, id: string): Promise<Unit> =>
  tx
    .selectFrom('organisation')
    .select(['id', 'path', 'short_name as name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

const mayAsk = (row: ClockRow, standing: ClockStanding, kind: Asking['kind'], today: string): boolean =>
  kind === 'extension' ? mayAskExtension(row, standing, today) : mayAskPetition(row, standing);

/** Asks the unit above, which the resident reads as well. @throws AppError not_found, stale, conflict */
export const askTerm = async (tx: Tx, scope: Scope, county: County, id: string, { version, kind, reason }: Asking) => {
  const row = await readyClock(tx, scope, id, version);
  const today = county.today();
  if (!mayAsk(row, await clockStanding(tx, scope, row), kind, today)) throw wrongState();
  const decider = (await unitAbove(tx, county, row.unit_id)) ?? (await unitOf(tx, row.unit_id));
  await tx
    .insertInto('request_ask')
    .values({
      id: newId(),
      request_id: id,
      org_path: row.org_path,
      kind,
      procedure: row.procedure,
      clock_round: row.clock_round,
      asked_on: today,
      asked_by: scope.accountId,
      decider_id: decider.id,
    })
    .execute();
  await record(tx, scope, county, row, { kind: 'term_asked', action: 'requests.askTerm', text: reason });
  const handled = await setRequest(tx, row);
  await tellDecider(tx, county, decider, { id, version: handled.version, what: kind, day: row.due_on });
  return handled;
};

interface Deciding {
  readonly version: number;
  readonly grant: boolean;
  readonly reason: string;
}

/** Another unit, or another person of the county, decides. @throws AppError not_found, stale, conflict, refused */
export const decideTerm = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, grant, reason }: Deciding,
): Promise<Handled> => {
  const row = await readyClock(tx, scope, id, version);
  const standing = await clockStanding(tx, scope, row);
  const { openAsk } = standing;
  if (openAsk === undefined) throw wrongState();
  if (!mayDecideAsk(scope, standing)) throw new AppError('refused', { message: 'requests.not_decider' });
  await tx
    .updateTable('request_ask')
    .set({ state: grant ? 'granted' : 'denied', decided_on: county.today(), decided_by: scope.accountId })
    .where('id', '=', openAsk.id)
    .execute();
  const kind = openAsk.kind === 'extension' ? 'extended' : 'petitioned';
  await record(tx, scope, county, row, {
    kind: grant ? kind : 'term_denied',
    action: 'requests.decideTerm',
    text: reason,
  });
  const handled = await setRequest(tx, row, grant && openAsk.kind === 'petition' ? { procedure: 'petition' } : {});
  await renewDue(tx, scope, county, id);
  await endAsking(tx, id);
  const result = grant ? 'granted' : 'denied';
  await tellDecided(tx, county, await unitOf(tx, row.unit_id), {
    id,
    version: handled.version,
    what: openAsk.kind,
    result,
  });
  return handled;
};
