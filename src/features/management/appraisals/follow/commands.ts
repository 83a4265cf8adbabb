import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endNotices, notify } from '#features/base/inbox/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { advance, lockKept, note, personOn, stepped, writePerson } from '../commands.ts';
import { gradedOf, partsOf } from '../queries.ts';
import { followUpProblems, type FollowUp } from './rules.ts';

interface OfPerson {
  readonly id: string;
  readonly personId: string;
}

/** Tells each member the own grade and nobody else's: a notice without the grade, which stands on the own page. @throws AppError stale, conflict, not_found */
export const tellAppraisal = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const row = await lockKept(tx, scope, { id, version }, 'tell');
  const { people } = await partsOf(tx, scope, id);
  const waiting = gradedOf(people).filter(({ told_at: told }) => told === null);
  const at = county.now().toISOString();
  for (const person of waiting) {
    await writePerson(tx, person, { told_at: at });
    await notify(tx, {
      kind: 'appraisals.told',
      key: `appraisal:${id}:told:${person.person_id}:${version}`,
      people: [person.person_id],
      path: row.org_path,
      link: '/own-appraisals',
      params: { year: row.year },
      statutory: true,
    });
  }
  await advance(tx, id, { told_at: at });
  note(tx, row, { action: 'tell', changes: [{ field: 'told', from: null, to: waiting.length }] });
  return stepped(row);
};

/** Answers an objection in words. @throws AppError conflict, stale, not_found */
export const answerObjection = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, personId }: OfPerson,
  { version, answer }: { readonly version: number; readonly answer: string },
) => {
  const row = await lockKept(tx, scope, { id, version }, 'follow');
  const person = await personOn(tx, id, personId);
  if (person.response !== 'objected') throw new AppError('conflict', { message: 'no_objection' });
  await writePerson(tx, person, { answer, answered_at: county.now().toISOString() });
  await advance(tx, id);
  await notify(tx, {
    kind: 'appraisals.answered',
    key: `appraisal:${id}:answer:${personId}:${version}`,
    people: [personId],
    path: row.org_path,
    link: '/own-appraisals',
    params: { year: row.year },
    statutory: true,
  });
  note(tx, row, { action: 'answer' });
  return stepped(row);
};

/** The talk with a member who is graded 基本合格. @throws AppError invalid, conflict, stale, not_found */
export const recordTalk = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, personId }: OfPerson,
  { version, talkOn, note: said }: { readonly version: number; readonly talkOn: string; readonly note: string },
) => {
  const row = await lockKept(tx, scope, { id, version }, 'follow');
  const person = await personOn(tx, id, personId);
  if (person.grade !== 'basic') throw new AppError('conflict', { message: 'talk_not_here' });
  if (talkOn > county.today()) throw invalid('body.talkOn', 'in_future');
  if (talkOn < (row.decided_on ?? row.roll_on)) throw invalid('body.talkOn', 'talk_before_grade');
  await writePerson(tx, person, { talk_on: talkOn, talk_note: said });
  await advance(tx, id);
  note(tx, row, { action: 'talk' });
  return stepped(row);
};

const blankToNull = (text: string | null): string | null => (text === '' ? null : text);

/** The steps that follow 不合格, as people took them. @throws AppError invalid, conflict, stale, not_found */
export const recordFollowUp = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, personId }: OfPerson,
  input: FollowUp & { readonly version: number; readonly note: string | null },
) => {
  const row = await lockKept(tx, scope, { id, version: input.version }, 'follow');
  const person = await personOn(tx, id, personId);
  if (person.grade !== 'unqualified') throw new AppError('conflict', { message: 'follow_not_here' });
  const problems = followUpProblems(input, row.decided_on ?? row.roll_on, county.today());
  if (problems.length > 0) throw new AppError('invalid', { problems });
  const values = {
    investigated_on: input.investigatedOn,
    researched_on: input.researchedOn,
    filed_on: input.filedOn,
    measure: input.measure,
    decided_on: input.decidedOn,
    until_on: input.untilOn,
    finished_on: input.finishedOn,
    note: blankToNull(input.note),
  };
  await tx
    .insertInto('appraisal_follow_up')
    .values({ appraisal_id: id, person_id: personId, org_path: person.org_path, ...values })
    .onConflict((c) => c.columns(['appraisal_id', 'person_id']).doUpdateSet(values))
    .execute();
  await advance(tx, id);
  note(tx, row, { action: 'follow' });
  return stepped(row);
};

/** Reports upward: the appraisal is finished, and the branch's yearly duty done. @throws AppError conflict, stale, not_found */
export const closeAppraisal = async (tx: Tx, scope: Scope, county: County, id: string, version: number) => {
  const row = await lockKept(tx, scope, { id, version }, 'close');
  const { people } = await partsOf(tx, scope, id);
  if (people.some(({ response, answer }) => response === 'objected' && answer === null))
    throw new AppError('conflict', { message: 'objection_open' });
  await advance(tx, id, { state: 'closed', closed_on: county.today(), closed_by: scope.actor });
  await endNotices(tx, `appraisal:${id}:self`);
  note(tx, row, { action: 'close' });
  return stepped(row);
};
