import { sql } from 'kysely';
import { covers, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound, type Problem } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ancestorsOf } from '#features/base/organisations/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { meetingForVote } from '#features/management/meetings/index.ts';
import { placesOf } from '../access.ts';
import { heldByDatabase, lockCase, refuseEnded, settle, type Changes } from '../cases/commands.ts';
import { approverOf, recorders, reporting, standsUnder, voted } from '../rules.ts';
import { caseRow, factOf, factRows, factsFor, stepsOf, type CaseRow } from '../standing/queries.ts';
import type { CaseFact, CaseVotes } from '../steps.ts';
import { note } from '../telling/commands.ts';
import { takeEffect, undoEffect } from './effects/commands.ts';
import { endsWith, entryProblems, noticeProblems, voteProblems, wayProblem, withReceipt, type Entry } from './rules.ts';

const refuse = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

/** Whether the office records the step: a branch its own, a committee only where it may approve members. */
const refuseStranger = async (tx: Tx, scope: Scope, row: CaseRow, step: Entry['step']): Promise<void> => {
  const rights = placesOf(scope);
  const mine = recorders[step].filter((place) => rights.has(place));
  if (mine.length === 0) throw new AppError('forbidden', { message: 'admission.not_yours' });
  if (!mine.includes('committee')) return;
  const committee = approverOf(await ancestorsOf(tx, row.branch_path));
  if (committee === undefined || !covers(scope, committee.path))
    throw new AppError('forbidden', { message: 'admission.no_power' });
};

/** Papers are taken over by the committee, as far as they are older than the case here. */
const refusePapers = (scope: Scope, row: CaseRow, on: string): void => {
  if (!placesOf(scope).has('committee')) throw new AppError('forbidden', { message: 'admission.papers_by_committee' });
  if (!row.from_papers || on >= row.entered_on) throw new AppError('conflict', { message: 'admission.papers_older' });
};

/** What is not found is undefined; anything else is thrown on. */
const unlessMissing = (error: unknown): undefined => {
  if (error instanceof AppError && error.code === 'not_found') return undefined;
  throw error;
};

/** The denominators come from the roster of the meeting's day; from papers they are typed. */
export const votesFor = async (tx: Tx, scope: Scope, row: CaseRow, entry: Entry): Promise<CaseVotes | undefined> => {
  if (!voted.has(entry.step)) return undefined;
  const { yes = 0, no = 0, abstain = 0, writtenOpinions = 0, secret = false } = entry;
  const told = { yes, no, abstain, writtenOpinions, secret };
  if (entry.meetingId === undefined) {
    if (entry.fromPapers !== true) refuse([{ path: 'body.meetingId', message: 'admission.meeting_missing' }]);
    return entry.entitled === undefined
      ? undefined
      : { ...told, entitled: entry.entitled, present: entry.present ?? 0 };
  }
  // Only a meeting that is not there is the wrong one; a fault of the database is none of the secretary's.
  const meeting = await meetingForVote(tx, scope, entry.meetingId).catch(unlessMissing);
  const wrong =
    meeting === undefined || meeting.organisationId !== row.branch_id || meeting.type !== 'members_meeting'
      ? 'admission.meeting_wrong'
      : meeting.state !== 'held' && meeting.state !== 'closed'
        ? 'admission.meeting_open'
        : meeting.heldOn !== entry.on
          ? 'admission.meeting_day'
          : undefined;
  if (meeting === undefined || wrong !== undefined)
    throw new AppError('invalid', {
      problems: [{ path: 'body.meetingId', message: wrong ?? 'admission.meeting_wrong' }],
    });
  return { ...told, entitled: meeting.entitled, present: meeting.votersPresent };
};

const refuseWay = async (tx: Tx, scope: Scope, county: County, row: CaseRow, entry: Entry): Promise<void> => {
  const facts = factsFor(row, await factRows(tx, scope, row.id));
  const calendar = await readCalendar(tx);
  refuse(noticeProblems(entry, calendar));
  const path = stepsOf(facts, calendar, county.today());
  const at = path.find(({ step }) => step === entry.step);
  const found = at && wayProblem(at, entry);
  if (found === undefined) return;
  if (found.kind === 'conflict') throw new AppError('conflict', { message: found.problem.message });
  refuse([found.problem]);
};

export const store = async (
  tx: Tx,
  scope: Scope,
  row: CaseRow,
  entry: Entry,
  votes: CaseVotes | undefined,
): Promise<CaseFact> => {
  const { names = [] } = entry;
  const tally =
    votes === undefined
      ? {}
      : {
          entitled: votes.entitled,
          present: votes.present,
          yes: votes.yes,
          no: votes.no,
          abstain: votes.abstain,
          written_opinions: votes.writtenOpinions,
          secret: votes.secret,
        };
  const stored = await tx
    .insertInto('admission_fact')
    .values({
      id: newId(),
      case_id: row.id,
      person_id: row.person_id,
      org_path: row.org_path,
      step: entry.step,
      on_day: entry.on,
      until_day: entry.until ?? null,
      outcome: entry.outcome,
      hours: entry.hours ?? null,
      days: entry.days ?? null,
      months: entry.outcome === 'extended' ? (entry.months ?? null) : null,
      people: names.length === 0 ? null : names.length,
      special: entry.special ?? null,
      meeting_id: entry.meetingId ?? null,
      received_on: reporting.has(entry.step) ? (entry.receivedOn ?? null) : null,
      names: [...names],
      concluded_by: entry.concludedBy ?? null,
      note: entry.note === '' ? null : (entry.note ?? null),
      from_papers: entry.fromPapers === true,
      account_id: scope.accountId,
      recorder: scope.actor,
      role: scope.role,
      organisation: scope.organisationName,
      ...tally,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(heldByDatabase);
  return factOf(stored);
};

/**
 * Records a dated fact of a step. Nothing is skipped and no term shortened; what follows for the roster (probationary from the
 * meeting's day on, full after probation) happens in the same transaction.
 * @throws AppError not_found, stale, forbidden where the step is another office's, invalid with all problems, conflict
 */
export const record = async (tx: Tx, scope: Scope, county: County, id: string, told: Entry): Promise<void> => {
  const entry = withReceipt(told, county.today());
  const row = await lockCase(tx, scope, county, id, entry.version);
  refuseEnded(row);
  if (entry.fromPapers === true) refusePapers(scope, row, entry.on);
  else {
    await refuseStranger(tx, scope, row, entry.step);
    refuse(entryProblems(entry, county.today()));
    await refuseWay(tx, scope, county, row, entry);
  }
  const votes = await votesFor(tx, scope, row, entry);
  if (votes !== undefined && entry.fromPapers !== true) refuse(voteProblems(entry, votes));
  const fact = await store(tx, scope, row, entry, votes);
  const { facts } = factsFor(row, await factRows(tx, scope, id));
  await takeEffect(tx, scope, county, row, { fact, facts });
  note(tx, row, 'record');
  const ending = endsWith(fact.step, fact.outcome);
  const changes: Changes =
    ending === undefined ? {} : { state: ending, ended_on: entry.on, end_reason: entry.note ?? ending };
  await settle(tx, scope, county, await caseRow(tx, scope, id), changes);
};

interface Undo {
  readonly version: number;
  readonly reason: string;
}

/** Takes a fact back that was entered by mistake; it stays readable with the reason. @throws AppError conflict, forbidden */
export const undo = async (
  tx: Tx,
  scope: Scope,
  county: County,
  at: { readonly id: string; readonly factId: string },
  { version, reason }: Undo,
): Promise<void> => {
  const row = await lockCase(tx, scope, county, at.id, version);
  const rows = (await factRows(tx, scope, at.id)).filter(({ voided_at: voided }) => voided === null);
  const found = rows.find(({ id }) => id === at.factId);
  if (found === undefined) throw notFound();
  const [fact, facts] = [factOf(found), rows.map(factOf)];
  if (fact.step === 'application') throw new AppError('conflict', { message: 'admission.application_stays' });
  if (found.from_papers) refusePapers(scope, row, found.on_day);
  else await refuseStranger(tx, scope, row, fact.step);
  const ended = endsWith(fact.step, fact.outcome);
  if (row.state !== 'open' && row.state !== ended) throw new AppError('conflict', { message: 'admission.ended' });
  if (!found.from_papers && standsUnder(fact, facts))
    throw new AppError('conflict', { message: 'admission.later_facts' });
  await undoEffect(tx, scope, county, row, { fact, reason });
  await tx
    .updateTable('admission_fact')
    .set({ voided_at: sql<string>`now()`, voided_by: scope.actor, void_reason: reason })
    .where('id', '=', fact.id)
    .execute();
  note(tx, row, 'undo', reason);
  const changes: Changes = ended === undefined ? {} : { state: 'open', ended_on: null, end_reason: null };
  await settle(tx, scope, county, await caseRow(tx, scope, at.id), changes);
};
