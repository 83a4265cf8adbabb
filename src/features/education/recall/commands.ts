import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { markOf } from '#features/education/bank/rules.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownAnswers, ownChoice, toldMark } from './access.ts';
import { answerRecall, chooseRecall, leaveRecall } from './contract.ts';
import { likeOf, nextOf, offeredTopics, orderFor, toldElsewhere, type Next } from './queries.ts';
import { chanceOf, inAuthorKeys, inShownKeys } from './rules.ts';
import { after, expectedOn } from './scheduling/queries.ts';

const note = (tx: Tx, action: string, personId: string, path: string): void =>
  audit(tx, { action, entity: 'recall_choice', entityId: personId, path });

/** Where the own rows are filed. @throws AppError not_found */
export const ownPlace = async (tx: Tx, scope: Scope): Promise<{ readonly id: string; readonly path: string }> => {
  if (scope.personId === null) throw notFound();
  const row = await tx
    .selectFrom('person')
    .select(['id', 'org_path as path'])
    .where('id', '=', scope.personId)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

/** @throws AppError not_found, invalid */
export const choose = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { topics, withCourses, weekly }: z.output<typeof chooseRecall.body>,
): Promise<{ isOn: boolean }> => {
  const { id, path } = await ownPlace(tx, scope);
  const known = new Set((await offeredTopics(tx)).map(({ code }) => code));
  if (topics.some((topic) => !known.has(topic)))
    throw new AppError('invalid', { problems: [{ path: 'body.topics', message: 'recall.topic_unknown' }] });
  const chosen = { topics: [...new Set(topics)], with_courses: withCourses, weekly };
  await tx
    .insertInto('recall_choice')
    .values({ person_id: id, org_path: path, ...chosen, since: county.today() })
    .onConflict((on) => on.column('person_id').doUpdateSet(chosen))
    .execute();
  note(tx, chooseRecall.name, id, path);
  return { isOn: true };
};

/** @throws AppError not_found */
export const leave = async (tx: Tx, scope: Scope): Promise<{ isOn: boolean }> => {
  const { id, path } = await ownPlace(tx, scope);
  for (const table of ['recall_answer', 'recall_card', 'recall_choice'] as const)
    await tx.deleteFrom(table).where('person_id', '=', id).execute();
  note(tx, leaveRecall.name, id, path);
  return { isOn: false };
};

/** True once for a person and a line: from then on the right answer is known from here. */
const tellOnce = async (tx: Tx, county: County, personId: string, lineId: string): Promise<boolean> => {
  const told = await tx
    .insertInto('recall_told')
    .values({ mark: toldMark(county, personId, lineId) })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return told.numInsertedOrUpdatedRows === 1n;
};

const keepMemory = async (
  tx: Tx,
  { item, memory }: Next,
  own: { readonly person_id: string; readonly org_path: string },
  isRight: boolean,
  today: string,
): Promise<string> => {
  const { stability, hardness, phase, answered, lapses, answeredOn, dueOn } = after(memory, isRight, today);
  const kept = { stability, hardness, phase, answered, lapses, answered_on: answeredOn, due_on: dueOn };
  await tx
    .insertInto('recall_card')
    .values({ ...own, line_id: item.lineId, topic: item.topic, ...kept })
    .onConflict((on) => on.columns(['person_id', 'line_id']).doUpdateSet({ topic: item.topic, ...kept }))
    .execute();
  return dueOn;
};

/** A question that this person has answered before is no secret to him; of others nothing is told. */
const wasAsked = async (tx: Tx, scope: Scope, itemId: string): Promise<boolean> =>
  (await ownAnswers(tx, scope).where('a.item_id', '=', itemId).select('a.id').limit(1).executeTakeFirst()) !==
  undefined;

/** @throws AppError not_found, conflict */
export const answer = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { itemId, answered, given }: z.output<typeof answerRecall.body>,
): Promise<z.input<typeof answerRecall.reply>> => {
  // One answer after another: what is asked next depends on the one before.
  const choice = await ownChoice(tx, scope)
    .select(['r.person_id', 'r.topics', 'r.weekly', 'r.with_courses', 'r.org_path'])
    .forUpdate()
    .executeTakeFirst();
  if (choice === undefined) throw notFound();
  const { next } = await nextOf(tx, scope, county, choice);
  if (next === null || next.item.id !== itemId || (next.memory?.answered ?? 0) !== answered)
    throw (await wasAsked(tx, scope, itemId)) ? new AppError('conflict', { message: 'recall.another' }) : notFound();
  const { item, memory } = next;
  const order = orderFor(scope, next);
  const isRight = markOf(item, inAuthorKeys(given, order)) === 1;
  const today = county.today();
  const own = { person_id: choice.person_id, org_path: choice.org_path };
  const isNew = await tellOnce(tx, county, choice.person_id, item.lineId);
  const isFirst = isNew && !(await toldElsewhere(tx, scope, item.lineId));
  const dueOn = await keepMemory(tx, next, own, isRight, today);
  await tx
    .insertInto('recall_answer')
    .values({
      id: newId(),
      ...own,
      line_id: item.lineId,
      item_id: item.id,
      topic: item.topic,
      answered_on: today,
      is_right: isRight,
      is_first: isFirst,
      chance: chanceOf(item, await likeOf(tx, item)).toFixed(3),
      expected: memory === null ? null : expectedOn(memory, today).toFixed(3),
    })
    .execute();
  note(tx, answerRecall.name, choice.person_id, choice.org_path);
  return { isRight, answer: inShownKeys(item.answer, order), explanation: item.explanation, dueOn };
};
