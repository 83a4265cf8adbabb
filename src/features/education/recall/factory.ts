import { sql } from 'kysely';
import { matterPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { plantQuestion } from '#features/education/bank/factory.ts';
import { newId } from '#shared/ids.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

/** Somebody who recalls, and the one question that is asked of him now: all others of its topic are retired. */
export const plantRecall = async (
  tx: Tx,
  {
    unit,
    person,
    path,
    topic = 'vocation',
  }: {
    readonly unit: { readonly id: string };
    readonly person: string;
    readonly path: string;
    readonly topic?: string;
  },
): Promise<{ readonly id: string }> => {
  for (const table of ['recall_answer', 'recall_card', 'recall_choice'] as const)
    await tx.deleteFrom(table).where('person_id', '=', person).execute();
  await tx
    .updateTable('bank_item')
    .set({ state: 'retired' })
    .where('topic', '=', topic)
    .where('state', '=', 'published')
    .execute();
  const { id } = await plantQuestion(tx, { unit, topic, stem: `某一题 ${newId()}` });
  await tx
    .insertInto('recall_choice')
    .values({
      person_id: person,
      org_path: path,
      topics: [topic],
      with_courses: false,
      weekly: 10,
      since: '2026-03-02',
    })
    .execute();
  return { id };
};

/** What a member says to have given, in the own words. */
export const plantContribution = async (
  tx: Tx,
  {
    unit,
    person,
    words = '<b>微党课</b> "讲了\' 半小时',
    on = '2026-03-02',
    signer = null,
  }: {
    readonly unit: Place;
    readonly person: string;
    readonly words?: string;
    readonly on?: string;
    readonly signer?: string | null;
  },
): Promise<{ readonly id: string }> => {
  const id = newId();
  await tx
    .insertInto('study_contribution')
    .values({
      id,
      person_id: person,
      org_path: matterPath(unit.path, id),
      unit_id: unit.id,
      topic: 'branch',
      words,
      given_on: on,
      ...(signer === null ? {} : { state: 'signed', signer_id: newId(), signer, signed_on: sql<string>`${on}::date` }),
    })
    .execute();
  return { id };
};
