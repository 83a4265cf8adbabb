/** Recall of the demonstration's member: five weeks of answers, and what was given to sessions. */
import { leafPath, matterPath } from '#platform/access/scope.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import type { Desk, Place } from './desk.ts';
import { itemsOf, putRecalled, recall, type Recalled } from './recalled.ts';

interface RecallDesk extends Desk {
  readonly branch: Place;
  readonly personId: string;
  readonly secretary: { readonly personId: string; readonly name: string };
}

const topics = ['admission', 'secrecy'] as const;
const begun = 35;

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
  const person = { id: personId, path: branch.path };
  const into: Recalled = { answers: [], cards: [], marks: [] };
  for (const [n, item] of (await itemsOf(tx, topics[0], { limit: 22 })).entries())
    recall(into, desk, {
      person,
      item,
      from: addDays(today, -begun + Math.floor(n / 5) * 7),
      // The demonstration's member fails one in eight.
      isRight: (answered) => (n + answered * 3) % 8 !== 7,
    });
  await putRecalled(tx, into);
  await putContributions(desk);
};
