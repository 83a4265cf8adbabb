/** Who is told what about an exam: those who are asked, those who took it, and the office that holds it. */
import { sql } from 'kysely';
import { chinaToday, type County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { enqueue } from '#platform/jobs/queue.ts';
import { endMatter, keepers, notify } from '#features/base/inbox/index.ts';
import type { ExamKind } from '../rules.ts';

export interface ToldExam {
  readonly id: string;
  readonly title: string;
  readonly closes_at: string;
  readonly unit_id: string;
  readonly unit_path: string;
}

const matterOf = ({ id }: ToldExam): string => `exam:${id}`;
const paramsOf = ({ title, closes_at }: ToldExam) => ({ title, day: chinaToday(new Date(closes_at)) });

export const tellTask = 'exams.tell';
export interface Tale {
  readonly what: 'asked' | 'released' | 'withdrawn';
  /** Why it was withdrawn. */
  readonly reason?: string;
}

/** A whole county may be asked: they are told by a task, some hundreds in a transaction. */
export const tellLater = (tx: Tx, county: County, id: string, told: Tale): Promise<void> =>
  enqueue(tx, county, [{ task: tellTask, payload: { id, ...told }, key: `${id}:${told.what}` }]);

export const tellPeople = (tx: Tx, exam: ToldExam, { what, reason }: Tale, people: readonly string[]): Promise<void> =>
  notify(tx, {
    kind: `exam.${what}`,
    key: `${matterOf(exam)}:${what}`,
    people,
    path: exam.unit_path,
    link: '/m/study/exams',
    params: { ...paramsOf(exam), ...(reason === undefined ? {} : { reason }) },
  });

/** Nothing waits any more. Those who have a place hear why at once, all who were asked in their turn. */
export const tellWithdrawn = async (
  tx: Tx,
  county: County,
  exam: ToldExam & { readonly kind: ExamKind },
  reason: string,
): Promise<void> => {
  const told: Tale = { what: 'withdrawn', reason };
  await endMatter(tx, matterOf(exam));
  const rows = await tx
    .selectFrom('exam_attempt')
    .select('person_id')
    .distinct()
    .where('exam_id', '=', exam.id)
    .where('channel', '=', 'phone')
    .execute();
  await tellPeople(
    tx,
    exam,
    told,
    rows.map((row) => row.person_id),
  );
  if (exam.kind !== 'practice') await tellLater(tx, county, exam.id, told);
};

/** One notice of an exam, however many ask: the to-do counts them. */
export const tellAppealed = async (tx: Tx, county: County, exam: ToldExam): Promise<void> => {
  const asked = { permission: 'exams.edit', organisations: [exam.unit_id], today: county.today() } as const;
  await notify(tx, {
    kind: 'exam.appealed',
    key: `${matterOf(exam)}:appealed`,
    people: [],
    staff: await keepers(tx, asked),
    path: exam.unit_path,
    link: `/education/exams/${exam.id}`,
    params: paramsOf(exam),
  });
};

export const tellAnswered = (
  tx: Tx,
  exam: ToldExam,
  { appeal, person, attempt }: { readonly appeal: string; readonly person: string; readonly attempt: string },
): Promise<void> =>
  notify(tx, {
    kind: 'exam.answered',
    key: `${matterOf(exam)}:answered:${appeal}`,
    people: [person],
    path: exam.unit_path,
    link: `/m/study/exams/results/${attempt}`,
    params: paramsOf(exam),
  });

/** What is told of an exam. */
export const toldExam = (tx: Tx, id: string): Promise<ToldExam | undefined> =>
  tx
    .selectFrom('exam as e')
    .innerJoin('organisation as u', 'u.id', 'e.unit_id')
    .where('e.id', '=', id)
    .select(['e.id', 'e.title', 'e.closes_at', 'e.unit_id', 'u.path as unit_path'])
    .executeTakeFirst();

/** The next of those who are asked: by what they are in their branch, or by the post. */
export const askedPeople = async (
  tx: Tx,
  { id, state }: { readonly id: string; readonly state: 'published' | 'withdrawn' },
  { after, limit, today }: { readonly after: string; readonly limit: number; readonly today: string },
) => {
  const { rows } = await sql<{ person_id: string }>`
    with e as (select e.stages, e.branch_types, t.path from exam e join organisation t on t.id = e.audience_id
      where e.id = ${id} and e.state = ${state}),
    asked as (
      select m.person_id from e, membership m join organisation b on b.id = m.branch_id
      where m.left_on is null and starts_with(b.path, e.path) and (e.branch_types = '{}' or b.type::text = any(e.branch_types))
        and (m.category::text = any(e.stages) or ('secretary' = any(e.stages) and exists (select from post_holding h
          where h.person_id = m.person_id and h.post = 'secretary' and h.voided_at is null and (h.to_on is null or h.to_on >= ${today}))))
      union
      select c.person_id from e, admission_case c join organisation b on b.path = split_part(c.org_path, '@', 1)
      where 'applicant' = any(e.stages) and c.state = 'open' and c.stage in ('applicant', 'activist', 'candidate')
        and starts_with(c.org_path, e.path) and (e.branch_types = '{}' or b.type::text = any(e.branch_types)))
    select person_id from asked where person_id > ${after}::uuid order by person_id limit ${limit}`.execute(tx);
  return rows.map((row) => row.person_id);
};

/** The next of those who took it. */
export const takers = async (tx: Tx, id: string, after: string, limit: number): Promise<string[]> => {
  const rows = await tx
    .selectFrom('exam_attempt')
    .select('person_id')
    .distinct()
    .where('exam_id', '=', id)
    .where('begun_at', 'is not', null)
    .where('person_id', '>', after)
    .orderBy('person_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.person_id);
};
