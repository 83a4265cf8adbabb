import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endNotices } from '#features/base/inbox/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { confirms } from '../access.ts';
import { advance, lockKept, lockVisible, note, stepped } from '../commands.ts';
import { appraisalRow, gradedOf, partsOf, votesOf, type Parts } from '../queries.ts';
import { countGrades, excellentHolds, mayDo, mostExcellent, needsReason, type Grade } from '../rules.ts';
import { progressOf } from '../queries.ts';
import { countProblems, differences, type Count } from './rules.ts';

type Counted = Count & { readonly version: number };

const refuseCount = ({ people }: Parts, input: Count): void => {
  const graded = gradedOf(people).map(({ person_id: personId }) => personId);
  const voters = people.filter(({ votes }) => votes).length;
  const problems = countProblems(input, { voters, graded });
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

const numbersOf = ({ issued, returned, valid, invalid: spoilt }: Count) => ({
  issued,
  returned,
  valid,
  invalid: spoilt,
});

/** Enters or corrects the sums of the paper forms, until a second person has found the same. @throws AppError invalid, conflict, stale, not_found */
export const enterTally = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  input: Counted & { readonly testedOn: string },
) => {
  const row = await lockKept(tx, scope, { id, version: input.version }, 'count');
  if (input.testedOn > county.today()) throw invalid('body.testedOn', 'in_future');
  if (input.testedOn < (row.mutual_on ?? row.roll_on)) throw invalid('body.testedOn', 'test_before_mutual');
  refuseCount(await partsOf(tx, scope, id), input);
  await tx.deleteFrom('appraisal_tally_line').where('appraisal_id', '=', id).execute();
  const values = {
    ...numbersOf(input),
    entered_by: scope.accountId,
    enterer: scope.actor,
    entered_at: county.now().toISOString(),
  };
  await tx
    .insertInto('appraisal_tally')
    .values({ appraisal_id: id, org_path: row.org_path, ...values })
    .onConflict((c) => c.column('appraisal_id').doUpdateSet(values))
    .execute();
  await tx
    .insertInto('appraisal_tally_line')
    .values(
      input.lines.map(({ personId, excellent, qualified, basic, unqualified }) => ({
        appraisal_id: id,
        person_id: personId,
        org_path: row.org_path,
        excellent,
        qualified,
        basic,
        unqualified,
      })),
    )
    .execute();
  await advance(tx, id, { tested_on: input.testedOn });
  const changes = Object.entries(numbersOf(input)).map(([field, to]) => ({ field, from: null, to }));
  note(tx, row, { action: 'count', changes });
  return stepped(row);
};

const firstCount = ({ tally, lines }: Parts): Count => ({
  issued: tally?.issued ?? 0,
  returned: tally?.returned ?? 0,
  valid: tally?.valid ?? 0,
  invalid: tally?.invalid ?? 0,
  lines: lines.map(({ person_id: personId, excellent, qualified, basic, unqualified }) => ({
    personId,
    excellent,
    qualified,
    basic,
    unqualified,
  })),
});

/**
 * The sums once more, by somebody who does not see the first ones. Equal, they stand; otherwise it is said where they differ, and
 * nothing of the second count is kept. @throws AppError forbidden for who entered the first, invalid, conflict, stale, not_found
 */
export const confirmTally = async (tx: Tx, scope: Scope, county: County, id: string, input: Counted) => {
  if (!confirms(scope, await appraisalRow(tx, scope, id))) throw notFound();
  const row = await lockVisible(tx, scope, { id, version: input.version });
  const parts = await partsOf(tx, scope, id);
  const rights = { keeps: false, confirms: true, enteredBySame: false };
  if (!mayDo(progressOf(parts), rights).confirm) throw new AppError('conflict', { message: 'appraisal_state' });
  if (parts.tally?.entered_by === scope.accountId) throw new AppError('forbidden', { message: 'own_count' });
  refuseCount(parts, input);
  const problems = differences(firstCount(parts), input);
  if (problems.length > 0) throw new AppError('invalid', { problems });
  await tx
    .updateTable('appraisal_tally')
    .set({ confirmed_by: scope.accountId, confirmer: scope.actor, confirmed_at: county.now().toISOString() })
    .where('appraisal_id', '=', id)
    .execute();
  await advance(tx, id);
  note(tx, row, { action: 'confirm' });
  return stepped(row);
};

interface Grading {
  readonly version: number;
  readonly decidedBy: 'committee' | 'members_meeting';
  readonly decidedOn: string;
  readonly grades: readonly { readonly personId: string; readonly grade: Grade; readonly reason: string | null }[];
}

/** Everybody who is graded has one grade, no more than a third the best, and a reason where it is not what the test says. */
const refuseGrades = (parts: Parts, { grades }: Grading): void => {
  const graded = new Set(gradedOf(parts.people).map(({ person_id: personId }) => personId));
  const named = new Set(grades.map(({ personId }) => personId));
  if (named.size !== grades.length || named.size !== graded.size || [...named].some((one) => !graded.has(one)))
    throw invalid('body.grades', 'names_unequal');
  const { excellent } = countGrades(grades.map(({ grade }) => grade));
  if (!excellentHolds(excellent, graded.size, parts.row.roll_on).value) {
    const { most } = mostExcellent(graded.size, parts.row.roll_on);
    throw invalid('body.grades', 'excellent_many', { count: excellent, graded: graded.size, most });
  }
  const votes = votesOf(parts);
  const problems = grades.flatMap(({ personId, grade, reason }, at) => {
    const of = votes.get(personId);
    const asked = of !== undefined && needsReason(grade, of) && (reason ?? '').length < 2;
    return asked ? [{ path: `body.grades.${at}.reason`, message: 'reason_needed' }] : [];
  });
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

/**
 * Enters the grades that the branch gave, or gives anew before the report: whoever gets another one is told again.
 * @throws AppError invalid, conflict, stale, not_found
 */
export const gradeAppraisal = async (tx: Tx, scope: Scope, county: County, id: string, input: Grading) => {
  const row = await lockKept(tx, scope, { id, version: input.version }, 'grade');
  const parts = await partsOf(tx, scope, id);
  if (input.decidedOn > county.today()) throw invalid('body.decidedOn', 'in_future');
  if (input.decidedOn < (row.tested_on ?? row.roll_on)) throw invalid('body.decidedOn', 'decided_before_test');
  refuseGrades(parts, input);
  const former = new Map(parts.people.map((person) => [person.person_id, person]));
  for (const { personId, grade, reason } of input.grades) {
    const changed = former.get(personId)?.grade !== grade;
    if (changed) await forget(tx, id, personId);
    await tx
      .updateTable('appraisal_person')
      .set({ grade, grade_reason: reason === '' ? null : reason })
      .where('appraisal_id', '=', id)
      .where('person_id', '=', personId)
      .execute();
  }
  const { decidedBy, decidedOn } = input;
  await advance(tx, id, { state: 'graded', decided_by: decidedBy, decided_on: decidedOn, told_at: null });
  await endNotices(tx, `appraisal:${id}:self`);
  note(tx, row, { action: 'grade' });
  return stepped(row);
};

/** What rested on a grade that is no longer given. */
const forget = async (tx: Tx, id: string, personId: string): Promise<void> => {
  const none = { told_at: null, response: null, response_words: null, responded_at: null };
  await tx
    .updateTable('appraisal_person')
    .set({ ...none, answer: null, answered_at: null, talk_on: null, talk_note: null })
    .where('appraisal_id', '=', id)
    .where('person_id', '=', personId)
    .execute();
  await tx.deleteFrom('appraisal_follow_up').where('appraisal_id', '=', id).where('person_id', '=', personId).execute();
};
