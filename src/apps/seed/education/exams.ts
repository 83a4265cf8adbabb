/** Exams of the demonstration: one that is open to everybody, one that was held and released, one that is being written. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { matterPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import {
  drawnOf,
  freezePapers,
  frozenItems,
  itemsOfForm,
  journalKey,
  macOf,
  markAttempt,
  type FrozenItem,
} from '#features/education/exams/index.ts';
import type { ExamKind, ExamState } from '#features/education/exams/rules.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import type { Desk, Place } from './desk.ts';

interface ExamDesk extends Desk {
  readonly office: Place;
  /** The township whose members took the exam that was held. */
  readonly township: Place;
}

interface Plan {
  readonly title: string;
  readonly kind: ExamKind;
  readonly state: ExamState;
  readonly from: string;
  readonly until: string;
  readonly attempts: number;
}

const minutes = 30;
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();

/** Rows of what the bank has most of; none where it has too little. */
const blueprintOf = async (tx: Tx) => {
  const stock = await tx
    .selectFrom('bank_item')
    .where('state', '=', 'published')
    .where('kind', 'in', ['single', 'judge', 'multiple'])
    .select(['category_code', 'kind', sql<number>`count(*)::int4`.as('count')])
    .groupBy(['category_code', 'kind'])
    .having(sql<boolean>`count(*) >= 6`)
    .orderBy('category_code')
    .orderBy('kind')
    .limit(6)
    .execute();
  return stock.map(({ category_code: category, kind }) => ({ category, kind, level: null, count: 3, points: 2 }));
};

const putExam = async ({ tx, office }: ExamDesk, blueprint: Awaited<ReturnType<typeof blueprintOf>>, plan: Plan) => {
  const id = newId();
  const isDraft = plan.state === 'draft';
  const [forms, bound] = [isDraft ? 1 : 4, 0.2];
  await tx
    .insertInto('exam')
    .values({
      id,
      unit_id: office.id,
      title: plan.title,
      kind: plan.kind,
      state: plan.state,
      opens_at: at(plan.from, '08:00'),
      closes_at: at(plan.until, '20:00'),
      minutes,
      spread_seconds: plan.kind === 'formal' ? 60 : 0,
      attempts: plan.attempts,
      audience_id: office.id,
      stages: ['full', 'probationary'],
      forms,
      bound,
      blueprint: JSON.stringify(blueprint),
      published_at: isDraft ? null : at(plan.from, '07:00'),
      released_at: plan.state === 'released' ? at(addDays(plan.until, 1), '09:00') : null,
    })
    .execute();
  if (!isDraft) await freezePapers(tx, { id, unitPath: office.path, forms, bound, blueprint, picked: [] });
  return id;
};

/** Not by chance: the demonstration is the same each time. Four in five know an item, and few know the last ones. */
const answerOf = (item: FrozenItem, person: number): readonly string[] => {
  const knows = (person * 7 + item.n * 11) % 10 < 8 - (item.n % 4);
  if ('holds' in item.right) return [item.right.holds === knows ? 'T' : 'F'];
  if (!('keys' in item.right)) return [];
  const { keys } = item.right;
  return knows ? keys : [item.options.find(({ key }) => !keys.includes(key))?.key ?? 'A'];
};

const putTaken = async (
  { tx, county, office, township, today }: ExamDesk,
  exam: string,
  day: string,
): Promise<void> => {
  const people = await tx
    .selectFrom('membership as m')
    .innerJoin('organisation as o', 'o.id', 'm.branch_id')
    .where(sql<boolean>`starts_with(o.path, ${township.path})`)
    .where('m.left_on', 'is', null)
    .select(['m.person_id', 'o.path'])
    .orderBy('m.person_id')
    .limit(60)
    .execute();
  const items = await frozenItems(tx, exam);
  const { drawn } = await tx.selectFrom('exam').select('drawn').where('id', '=', exam).executeTakeFirstOrThrow();
  const begun = Date.parse(at(day, '09:00'));
  for (const [n, person] of people.entries()) {
    const id = newId();
    const form = n % drawnOf(drawn).length;
    const asked = itemsOfForm(items, drawnOf(drawn), form);
    const row = { id, exam_id: exam, person_id: person.person_id, org_path: matterPath(office.path, id) };
    const ended = {
      ends_at: new Date(begun + minutes * 60_000).toISOString(),
      handed_in_at: new Date(begun + 20 * 60_000).toISOString(),
    };
    await tx
      .insertInto('exam_attempt')
      .values({
        ...row,
        ...ended,
        home_path: person.path,
        round: 1,
        form,
        seed: n + 1,
        slot_at: new Date(begun).toISOString(),
        begun_at: new Date(begun).toISOString(),
      })
      .execute();
    const filed = { attempt_id: id, person_id: row.person_id, org_path: row.org_path };
    const key = journalKey(county, id, 1);
    let head = '';
    const lines = asked.map((item, place) => {
      const line = { seq: place + 1, item: item.n, answer: answerOf(item, n), at: begun + (place + 1) * 60_000 };
      head = macOf(key, head, line);
      const moment = new Date(line.at).toISOString();
      return {
        ...filed,
        sitting: 1,
        seq: line.seq,
        item: item.n,
        answer: JSON.stringify(line.answer),
        written_at: moment,
        received_at: moment,
        mac: head,
      };
    });
    await tx
      .insertInto('exam_sitting')
      .values({
        ...filed,
        id: newId(),
        n: 1,
        device: randomUUID(),
        last_seq: lines.length,
        head,
        opened_at: new Date(begun).toISOString(),
      })
      .execute();
    await tx.insertInto('exam_entry').values(lines).execute();
    await markAttempt(
      tx,
      { ...row, ...ended, late_minutes: 120, halves: true, pass_share: 60 },
      asked,
      new Date(at(today, '08:00')),
    );
  }
};

/** Nothing where the bank has no questions. */
export const putExams = async (desk: ExamDesk): Promise<void> => {
  const blueprint = await blueprintOf(desk.tx);
  if (blueprint.length === 0) return;
  const { today } = desk;
  const held = addDays(today, -20);
  await putExam(desk, blueprint, {
    title: '支部工作应知应会自测',
    kind: 'check',
    state: 'published',
    from: addDays(today, -5),
    until: addDays(today, 90),
    attempts: 3,
  });
  const exam = await putExam(desk, blueprint, {
    title: '党员教育培训结业考试',
    kind: 'formal',
    state: 'released',
    from: held,
    until: held,
    attempts: 1,
  });
  await putTaken(desk, exam, held);
  await putExam(desk, blueprint, {
    title: '年底集中测试（草稿）',
    kind: 'formal',
    state: 'draft',
    from: addDays(today, 20),
    until: addDays(today, 20),
    attempts: 1,
  });
};
