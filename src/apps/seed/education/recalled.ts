/** What recall keeps of the questions that somebody was asked: answers, what is expected of each, and whose mark was told. */
import { sql } from 'kysely';
import { leafPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { toldMark } from '#features/education/recall/access.ts';
import { likeOf, type Item } from '#features/education/recall/queries.ts';
import { chanceOf, recallKinds } from '#features/education/recall/rules.ts';
import { after, expectedOn, type Memory } from '#features/education/recall/scheduling/queries.ts';
import { newId } from '#shared/ids.ts';

/** A question with how often who knows nothing gets it right. */
export interface Asked extends Item {
  readonly chance: string;
}

/** Questions of a topic that recall may ask, less those that are named. */
export const itemsOf = async (
  tx: Tx,
  topic: string,
  { limit, without = [] }: { readonly limit: number; readonly without?: readonly string[] },
): Promise<Asked[]> => {
  const rows = await tx
    .selectFrom('bank_item as i')
    .where('i.state', '=', 'published')
    .where('i.kind', 'in', recallKinds)
    .where('i.topic', '=', topic)
    .where(sql<boolean>`i.id <> all (${[...without]}::uuid[])`)
    .select(['i.id', 'i.line_id as lineId', 'i.kind', 'i.stem', 'i.options', 'i.answer', 'i.explanation', 'i.topic'])
    .orderBy('i.id')
    .limit(limit)
    .execute();
  const items: Asked[] = [];
  // Safe: written as the contract of a question has them, and of the kinds that are selected.
  for (const item of rows as unknown as Item[])
    items.push({ ...item, chance: chanceOf(item, await likeOf(tx, item)).toFixed(3) });
  return items;
};

interface Told {
  readonly person: { readonly id: string; readonly path: string };
  readonly item: Asked;
  /** When it was asked first; then again whenever it was due, so many times. */
  readonly from: string;
  readonly times?: number;
  readonly isRight: (answered: number) => boolean;
}

export interface Recalled {
  readonly answers: object[];
  readonly cards: object[];
  readonly marks: Buffer[];
}

/** Adds one question of one person. */
export const recall = (
  into: Recalled,
  { county, today }: { readonly county: County; readonly today: string },
  { person, item, from, times = Infinity, isRight }: Told,
): void => {
  const own = {
    person_id: person.id,
    org_path: leafPath(person.path, person.id),
    line_id: item.lineId,
    topic: item.topic,
  };
  let memory: Memory | null = null;
  for (let day = from; day < today && (memory?.answered ?? 0) < times; day = memory.dueOn) {
    const right: boolean = isRight(memory?.answered ?? 0);
    into.answers.push({
      ...own,
      id: newId(),
      item_id: item.id,
      answered_on: day,
      is_right: right,
      is_first: memory === null,
      chance: item.chance,
      expected: memory === null ? null : expectedOn(memory, day).toFixed(3),
    });
    memory = after(memory, right, day);
  }
  if (memory === null) return;
  const { stability, hardness, phase, answered, lapses, answeredOn, dueOn } = memory;
  into.cards.push({ ...own, stability, hardness, phase, answered, lapses, answered_on: answeredOn, due_on: dueOn });
  into.marks.push(toldMark(county, person.id, item.lineId));
};

export const putRecalled = async (tx: Tx, { answers, cards, marks }: Recalled): Promise<void> => {
  await sql`insert into recall_answer select * from jsonb_populate_recordset(null::recall_answer, ${JSON.stringify(answers)}::jsonb)`.execute(
    tx,
  );
  await sql`insert into recall_card select * from jsonb_populate_recordset(null::recall_card, ${JSON.stringify(cards)}::jsonb)`.execute(
    tx,
  );
  await sql`insert into recall_told (mark) select unnest(${marks}::bytea[])`.execute(tx);
};
