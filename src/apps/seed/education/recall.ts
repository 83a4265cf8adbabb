/** Recall of the demonstration's member: five weeks of answers, and what was given to sessions. */
import { leafPath, matterPath } from '#platform/access/scope.ts';
import { toldMark } from '#features/education/recall/access.ts';
import { likeOf, type Item } from '#features/education/recall/queries.ts';
import { chanceOf, recallKinds } from '#features/education/recall/rules.ts';
import { after, expectedOn, type Memory } from '#features/education/recall/scheduling/queries.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import type { Desk, Place } from './desk.ts';

interface RecallDesk extends Desk {
  readonly branch: Place;
  readonly personId: string;
  readonly secretary: { readonly personId: string; readonly name: string };
}

const topics = ['admission', 'secrecy'] as const;
const begun = 35;

/** Asked on its day and again when it was due; the demonstration's member fails one in eight. */
const putAnswers = async (
  { tx, county, today, personId }: RecallDesk,
  filed: string,
  item: Item,
  n: number,
): Promise<void> => {
  const own = { person_id: personId, org_path: filed, line_id: item.lineId, topic: item.topic };
  const chance = chanceOf(item, await likeOf(tx, item)).toFixed(3);
  let memory: Memory | null = null;
  for (let day = addDays(today, -begun + Math.floor(n / 5) * 7); day < today; day = memory.dueOn) {
    const isRight: boolean = (n + (memory?.answered ?? 0) * 3) % 8 !== 7;
    await tx
      .insertInto('recall_answer')
      .values({
        ...own,
        id: newId(),
        item_id: item.id,
        answered_on: day,
        is_right: isRight,
        is_first: memory === null,
        chance,
        expected: memory === null ? null : expectedOn(memory, day).toFixed(3),
      })
      .execute();
    memory = after(memory, isRight, day);
  }
  if (memory === null) return;
  const { stability, hardness, phase, answered, lapses, answeredOn, dueOn } = memory;
  await tx
    .insertInto('recall_card')
    .values({ ...own, stability, hardness, phase, answered, lapses, answered_on: answeredOn, due_on: dueOn })
    .execute();
  await tx
    .insertInto('recall_told')
    .values({ mark: toldMark(county, personId, item.lineId) })
    .execute();
};

const putContributions = async ({ tx, today, branch, personId, secretary }: RecallDesk): Promise<void> => {
  const row = (words: string, topic: string, on: string) => {
    const id = newId();
    return {
      id,
      person_id: personId,
      org_path: matterPath(branch.path, id),
      unit_id: branch.id,
      topic,
      words,
      given_on: on,
    };
  };
  const signed = {
    state: 'signed',
    signer_id: secretary.personId,
    signer: secretary.name,
    signed_on: addDays(today, -18),
  };
  await tx
    .insertInto('study_contribution')
    .values({
      ...row('在主题党日上讲了十五分钟的保密常识，带大家找出三处常见的疏忽。', 'secrecy', addDays(today, -20)),
      ...signed,
    })
    .execute();
  await tx
    .insertInto('study_contribution')
    .values(row('教会两位老党员在手机上看会议通知、交党费。', 'platform', addDays(today, -2)))
    .execute();
};

/** Stands on the questions of the bank. */
export const putRecall = async (desk: RecallDesk): Promise<void> => {
  const { tx, today, branch, personId } = desk;
  const filed = leafPath(branch.path, personId);
  await tx
    .insertInto('recall_choice')
    .values({ person_id: personId, org_path: filed, topics: [...topics], weekly: 5, since: addDays(today, -begun) })
    .execute();
  const items = await tx
    .selectFrom('bank_item as i')
    .where('i.state', '=', 'published')
    .where('i.kind', 'in', recallKinds)
    .where('i.topic', '=', topics[0])
    .select(['i.id', 'i.line_id as lineId', 'i.kind', 'i.stem', 'i.options', 'i.answer', 'i.explanation', 'i.topic'])
    .orderBy('i.id')
    .limit(22)
    .execute();
  // Safe: written as the contract of a question has them, and of the kinds that are selected.
  for (const [n, item] of (items as unknown as Item[]).entries()) await putAnswers(desk, filed, item, n);
  await putContributions(desk);
};
