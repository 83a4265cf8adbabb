import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { yearsBetween } from '#shared/days.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import {
  branchFor,
  endMembership,
  enterPerson,
  movePerson,
  openFile,
  undoLeave,
} from '#features/base/members/index.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { holds } from '#features/base/rules/rules.ts';
import { committeeOn } from '#features/management/meetings/index.ts';
import { placesOf, visibleCases } from '../access.ts';
import type { closeCase, moveCase, openCase } from '../contract.ts';
import { caseFile } from '../queries.ts';
import { endings, endingsOf, mayReopen } from '../rules.ts';
import { packOn } from '../rules/rules.ts';
import { caseRow, factRows, factsFor, keptOf, owesNothing, type CaseRow } from '../standing/queries.ts';
import { endTurns, note, tellNext } from '../telling/commands.ts';

/** The case, locked: whoever comes second finds a newer version. @throws AppError not_found, stale, conflict */
export const lockCase = async (tx: Tx, scope: Scope, county: County, id: string, version: number): Promise<CaseRow> => {
  await visibleCases(tx, scope).select('c.id').where('c.id', '=', id).forUpdate().executeTakeFirst();
  const row = await caseRow(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: await caseFile(tx, scope, county, id) });
  return row;
};

/** The database holds the essentials a second time, whatever a program says. */
export const heldByDatabase = (error: unknown): never => {
  const code = error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined;
  if (code === '23514') throw new AppError('conflict', { message: 'admission.rule_held' });
  if (code === '23505') throw new AppError('conflict', { message: 'admission.done_already' });
  throw error;
};

export const refuseEnded = (row: CaseRow): void => {
  if (row.state !== 'open') throw new AppError('conflict', { message: 'admission.ended' });
};

export interface Changes {
  readonly state?: CaseRow['state'];
  readonly ended_on?: string | null;
  readonly end_reason?: string | null;
}

/** Reads the path anew, keeps what the lists show of it, and tells those whose turn it is. */
export const settle = async (
  tx: Tx,
  scope: Scope,
  county: County,
  before: CaseRow,
  changes: Changes = {},
): Promise<CaseRow> => {
  const [facts, calendar] = [await factRows(tx, scope, before.id), await readCalendar(tx)];
  const kept = keptOf(factsFor(before, facts), calendar, county.today());
  const state = changes.state ?? before.state;
  const idle = state === 'open' ? {} : owesNothing;
  await tx
    .updateTable('admission_case')
    .set({ ...kept, ...idle, ...changes, version: before.version + 1 })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirstOrThrow()
    .catch(heldByDatabase);
  const after = await caseRow(tx, scope, before.id);
  await tellNext(tx, before, after, county.today());
  return after;
};

type Opening = z.output<typeof openCase.body>;

const personFor = async (tx: Tx, scope: Scope, county: County, opening: Opening) => {
  const { personId, branchId, name = '', idNumber = '', phone } = opening;
  if (personId === undefined) {
    const entered = await enterPerson(tx, scope, county, {
      branchId,
      person: { name, idNumber, ...(phone === undefined || phone === '' ? {} : { phone }) },
    });
    return { id: entered.id, path: entered.path, born: entered.birthDate };
  }
  const row = await tx
    .selectFrom('person')
    .select(['id', 'org_path', 'birth_date'])
    .where('id', '=', personId)
    .where('voided_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  const branch = await organisationRow(tx, scope, branchId);
  if (!row || row.org_path !== `${branch.path}@${personId}/`)
    throw invalid('body.personId', 'admission.person_elsewhere');
  return { id: row.id, path: row.org_path, born: row.birth_date };
};

/** A full member is admitted already; a probationary one only comes with papers of before. */
const refuseMember = async (tx: Tx, personId: string, fromPapers: boolean): Promise<void> => {
  const member = await tx
    .selectFrom('membership')
    .select('category')
    .where('person_id', '=', personId)
    .where('voided_at', 'is', null)
    .where('left_on', 'is', null)
    .executeTakeFirst();
  if (member && (member.category === 'full' || !fromPapers))
    throw new AppError('conflict', { message: 'admission.member_already' });
  const open = await tx
    .selectFrom('admission_case')
    .select('id')
    .where('person_id', '=', personId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (open) throw new AppError('conflict', { message: 'admission.open_already' });
};

const refuseOpening = (scope: Scope, opening: Opening, today: string): void => {
  if (opening.begunOn > today) throw invalid('body.begunOn', 'date_future', { date: opening.begunOn });
  if (opening.fromPapers && !placesOf(scope).has('committee'))
    throw new AppError('forbidden', { message: 'admission.papers_by_committee' });
  if (opening.transferredIn && !opening.fromPapers)
    throw invalid('body.transferredIn', 'admission.transferred_has_papers');
};

/** Registers an application; answers the id of the case. @throws AppError invalid, conflict, forbidden */
export const open = async (tx: Tx, scope: Scope, county: County, opening: Opening): Promise<string> => {
  const today = county.today();
  refuseOpening(scope, opening, today);
  const branch = await branchFor(tx, scope, opening.branchId, 'body.branchId');
  const { type } = await organisationRow(tx, scope, branch.id);
  if (type === 'temporary_branch') throw invalid('body.branchId', 'admission.temporary');
  const person = await personFor(tx, scope, county, opening);
  await refuseMember(tx, person.id, opening.fromPapers);
  const { begunOn, fromPapers } = opening;
  if (!fromPapers && person.born !== null) {
    const age = yearsBetween(person.born, begunOn);
    if (!holds('admit.minAge', begunOn, { count: age, of: 'age' }).value)
      throw invalid('body.begunOn', 'admission.under_age', { age });
  }
  const id = newId();
  const committee = await committeeOn(tx, scope, branch.id, today);
  await tx
    .insertInto('admission_case')
    .values({
      id,
      person_id: person.id,
      org_path: person.path,
      begun_under: packOn(begunOn),
      begun_on: begunOn,
      entered_on: today,
      from_papers: fromPapers,
      transferred_in: opening.transferredIn,
      has_committee: committee.length >= 3,
    })
    .execute();
  await tx
    .insertInto('admission_fact')
    .values({
      id: newId(),
      case_id: id,
      person_id: person.id,
      org_path: person.path,
      step: 'application',
      on_day: begunOn,
      outcome: 'done',
      from_papers: fromPapers && begunOn < today,
      account_id: scope.accountId,
      recorder: scope.actor,
      role: scope.role,
      organisation: scope.organisationName,
    })
    .execute();
  const row = await caseRow(tx, scope, id);
  note(tx, row, 'open');
  await settle(tx, scope, county, row);
  return id;
};

type Closing = z.output<typeof closeCase.body>;

/** The member's file, held; undefined where there is none. */
const membershipFile = (tx: Tx, county: County, personId: string) =>
  openFile(tx, county, personId, { lock: true }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  });

/** That a membership is not recognised ends it as well (Article 41). */
const endProbation = async (tx: Tx, scope: Scope, county: County, row: CaseRow, { on, reason }: Closing) => {
  const file = await membershipFile(tx, county, row.person_id);
  if (file === undefined || file.membership.left_on !== null) return;
  const leave = { version: file.person.version, kind: 'probation_cancelled', on, reason };
  await endMembership(tx, scope, county, row.person_id, leave);
};

/** Ends a case before its end. @throws AppError forbidden where the ending is another office's, conflict, invalid */
export const close = async (tx: Tx, scope: Scope, county: County, id: string, closing: Closing): Promise<void> => {
  const row = await lockCase(tx, scope, county, id, closing.version);
  refuseEnded(row);
  const { kind, on, reason } = closing;
  if (!endingsOf(placesOf(scope)).includes(kind)) throw new AppError('forbidden', { message: 'admission.not_yours' });
  if (on > county.today()) throw invalid('body.on', 'date_future', { date: on });
  if (on < row.begun_on) throw invalid('body.on', 'admission.before_begun', { begun: row.begun_on });
  if (kind === 'not_recognised') await endProbation(tx, scope, county, row, closing);
  else if (row.stage === 'probationary') throw new AppError('conflict', { message: 'admission.probationary_stays' });
  note(tx, row, 'close', reason);
  await settle(tx, scope, county, row, { state: kind, ended_on: on, end_reason: reason });
};

/** What the ending did to the membership is taken back with it; a membership that has changed since is not touched. */
const resumeProbation = async (tx: Tx, scope: Scope, county: County, row: CaseRow, reason: string): Promise<void> => {
  const file = await membershipFile(tx, county, row.person_id);
  if (file === undefined || file.membership.left_on === null) return;
  const { left_on: leftOn, leave_kind: kind } = file.membership;
  if (leftOn !== row.ended_on || kind !== 'probation_cancelled')
    throw new AppError('conflict', { message: 'admission.begun_since' });
  await undoLeave(tx, scope, county, row.person_id, { version: file.person.version, reason });
};

/** Another case that came after this one, open or ended, is something else that was begun. */
const refuseBegun = async (tx: Tx, row: CaseRow): Promise<void> => {
  const later = await tx
    .selectFrom('admission_case')
    .select('id')
    .where('person_id', '=', row.person_id)
    .where('id', '<>', row.id)
    .where('created_at', '>=', row.created_at)
    .executeTakeFirst();
  if (later) throw new AppError('conflict', { message: 'admission.begun_since' });
};

interface Reopening {
  readonly version: number;
  readonly reason: string;
}

/**
 * Takes back an ending that was a mistake: the case goes on with its facts as they were. @throws AppError not_found, stale, forbidden
 * where the ending is another office's, conflict where something else was begun for the person
 */
export const reopen = async (tx: Tx, scope: Scope, county: County, id: string, asked: Reopening): Promise<void> => {
  const row = await lockCase(tx, scope, county, id, asked.version);
  if (row.state === 'open') throw new AppError('conflict', { message: 'admission.not_ended' });
  if (!endings.some((one) => one === row.state)) throw new AppError('conflict', { message: 'admission.ended_by_step' });
  if (!mayReopen(placesOf(scope), row.state)) throw new AppError('forbidden', { message: 'admission.not_yours' });
  await refuseBegun(tx, row);
  if (row.stage === 'probationary') await resumeProbation(tx, scope, county, row, asked.reason);
  else await refuseMember(tx, row.person_id, row.from_papers);
  note(tx, row, 'reopen', asked.reason);
  await settle(tx, scope, county, row, { state: 'open', ended_on: null, end_reason: null });
};

type Moving = z.output<typeof moveCase.body>;

/** Another branch goes on where the first one stopped: the time as an activist is counted on (Article 12). */
export const move = async (tx: Tx, scope: Scope, county: County, id: string, moving: Moving): Promise<void> => {
  const row = await lockCase(tx, scope, county, id, moving.version);
  refuseEnded(row);
  const { branchId, reason } = moving;
  const { type } = await organisationRow(tx, scope, branchId);
  if (type === 'temporary_branch') throw invalid('body.branchId', 'admission.temporary');
  await movePerson(tx, scope, row.person_id, { branchId, reason });
  note(tx, row, 'move', reason);
  const committee = await committeeOn(tx, scope, branchId, county.today());
  await tx
    .updateTable('admission_case')
    .set({ has_committee: committee.length >= 3 })
    .where('id', '=', id)
    .execute();
  await endTurns(tx, id);
  const moved = await caseRow(tx, scope, id);
  note(tx, moved, 'moved', reason);
  await settle(tx, scope, county, moved);
};
