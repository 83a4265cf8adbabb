/** An exam and the signed-in phones of those who take it, written beside the running server. */
import type pg from 'pg';
import { plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { clearCheckin, writeCheckin, type Phone } from './checkin-ground.ts';
import type { BenchCounty } from './county.ts';

const title = '考试测量';

export interface ExamGround {
  readonly examId: string;
  readonly phones: readonly Phone[];
  /** What is right of each item, by its number. */
  readonly right: Readonly<Record<number, readonly string[]>>;
}

const tables = ['exam_appeal', 'exam_reading', 'exam_mark', 'exam_entry', 'exam_sitting'] as const;

/** What an earlier run left behind goes, whether it came to its end or not. */
export const clearExam = async (admin: pg.ClientBase): Promise<void> => {
  await admin.query(`create temporary table gone_exam as select id from exam where title = '${title}'`);
  await admin.query(
    'create temporary table gone_attempt as select id from exam_attempt where exam_id in (select id from gone_exam)',
  );
  await admin.query(
    'create temporary table gone_item as select bank_item_id from exam_item where exam_id in (select id from gone_exam)',
  );
  for (const table of tables)
    await admin.query(`delete from ${table} where attempt_id in (select id from gone_attempt)`);
  await admin.query('delete from exam_attempt where id in (select id from gone_attempt)');
  await admin.query('delete from exam_item where exam_id in (select id from gone_exam)');
  await admin.query('delete from exam where id in (select id from gone_exam)');
  await admin.query('delete from bank_item where id in (select bank_item_id from gone_item)');
  await admin.query('drop table gone_exam, gone_attempt, gone_item');
};

export const tidyExam = (bench: BenchCounty): Promise<void> =>
  asAdmin(bench.deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${bench.county.entry.schema}, public`);
    await clearExam(admin);
    await clearCheckin(admin);
  });

interface Plan {
  readonly people: number;
  readonly items: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly minutes: number;
  readonly spreadSeconds: number;
}

/** An exam of the county for everybody, with single choices alone: what is right of each is B. */
export const writeExam = async (
  bench: BenchCounty,
  { people, items: count, opensAt, closesAt, minutes, spreadSeconds }: Plan,
): Promise<ExamGround> => {
  await tidyExam(bench);
  const { phones } = await writeCheckin(bench, people);
  const scope = systemScope(bench.county.entry.code, 'bench');
  return bench.county.write(scope, async (tx) => {
    const unit = await tx
      .selectFrom('organisation')
      .select(['id', 'path'])
      .where('parent_id', 'is', null)
      .where('type', '=', 'county_committee')
      .executeTakeFirstOrThrow();
    const items = await plantExamItems(
      tx,
      unit,
      Array.from({ length: count }, () => 'single' as const),
    );
    const { id } = await plantExam(tx, {
      unit,
      title,
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      minutes,
      spreadSeconds,
      items,
    });
    return { examId: id, phones, right: Object.fromEntries(items.map(({ right }, at) => [at + 1, right])) };
  });
};
