import type { z } from 'zod';
import { newPaperCode } from '#features/education/exams/index.ts';
import { allOffered } from '#features/education/courses/index.ts';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownBranchMembers } from '../../access.ts';
import { mostNeeds } from '../rules.ts';
import { enterNeeds, printNeeds } from './contract.ts';
import { hasAccount, sheetsOfBranch } from './queries.ts';

/** A sheet for each: the one that is still out keeps its code, as often as it is printed. @throws AppError not_found, invalid */
export const print = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { who, personIds }: z.output<typeof printNeeds.body>,
): Promise<z.input<typeof printNeeds.reply>> => {
  const chosen = [...new Set(personIds)];
  if (who === 'chosen' && chosen.length === 0) throw invalid('body.personIds', 'study.nobody_to_print');
  // The file holds two who print at once apart.
  const people = await ownBranchMembers(tx, scope)
    .$if(who === 'chosen', (rows) => rows.where('m.person_id', 'in', chosen))
    .select(['m.person_id', 'p.org_path', hasAccount.as('has_account')])
    .orderBy('p.id')
    .forNoKeyUpdate('p')
    .execute();
  if (who === 'chosen' && people.length < chosen.length) throw notFound();
  const asked = who === 'no_account' ? people.filter((row) => !row.has_account) : people;
  if (asked.length === 0) throw invalid('body.who', 'study.nobody_to_print');
  const ids = asked.map((row) => row.person_id);
  const id = newId();
  const printed = { printing_id: id, printed_on: county.today(), printed_by: scope.actor };
  const out = await tx
    .updateTable('study_need_paper')
    .set(printed)
    .where('person_id', 'in', ids)
    .where('entered_on', 'is', null)
    .returning('person_id')
    .execute();
  const have = new Set(out.map((row) => row.person_id));
  const fresh = asked.filter((row) => !have.has(row.person_id));
  if (fresh.length > 0)
    await tx
      .insertInto('study_need_paper')
      .values(
        fresh.map((row) => ({
          id: newId(),
          person_id: row.person_id,
          org_path: row.org_path,
          code: newPaperCode(),
          ...printed,
        })),
      )
      .execute();
  audit(tx, { action: printNeeds.name, entity: 'study_need_paper', entityId: id, path: scope.path });
  touch(tx, 'study', { path: scope.path });
  return { id, sheets: asked.length };
};

/**
 * What a member ticked, as needs of that member. What was asked for before stays; the words go to the first topic.
 * @throws AppError not_found, conflict, invalid
 */
export const enter = async (
  tx: Tx,
  scope: Scope,
  county: County,
  code: string,
  { topics: ticked, words }: z.output<typeof enterNeeds.body>,
): Promise<z.input<typeof enterNeeds.reply>> => {
  // As in `ask`: the file holds two of one person at once apart.
  const sheet = await sheetsOfBranch(tx, scope)
    .where('s.code', '=', code)
    .select(['s.id', 's.person_id', 's.org_path', 's.entered_on'])
    .forNoKeyUpdate(['p', 's'])
    .executeTakeFirst();
  if (sheet === undefined) throw new AppError('not_found', { message: 'study.no_such_code' });
  if (sheet.entered_on !== null) throw new AppError('conflict', { message: 'study.paper_entered' });
  const topics = [...new Set(ticked)];
  if (!(await allOffered(tx, topics))) throw invalid('body.topics', 'study.no_topic');
  const open = await tx
    .selectFrom('study_need')
    .select(['id', 'topic', 'words', 'version'])
    .where('person_id', '=', sheet.person_id)
    .where('ended_on', 'is', null)
    .execute();
  const fresh = topics.filter((topic) => open.every((need) => need.topic !== topic));
  if (open.length + fresh.length > mostNeeds) throw new AppError('conflict', { message: 'study.paper_enough' });
  const [first] = topics;
  const today = county.today();
  if (fresh.length > 0)
    await tx
      .insertInto('study_need')
      .values(
        fresh.map((topic) => ({
          id: newId(),
          person_id: sheet.person_id,
          org_path: sheet.org_path,
          topic,
          words: topic === first ? words : '',
          asked_on: today,
          paper_id: sheet.id,
        })),
      )
      .execute();
  const before = open.find(({ topic }) => topic === first);
  if (before !== undefined && words !== '')
    await tx
      .updateTable('study_need')
      .set({
        words: before.words === '' ? words : `${before.words}；${words}`,
        paper_id: sheet.id,
        version: before.version + 1,
      })
      .where('id', '=', before.id)
      .execute();
  await tx
    .updateTable('study_need_paper')
    .set({ entered_on: today, entered_by: scope.actor })
    .where('id', '=', sheet.id)
    .execute();
  audit(tx, { action: enterNeeds.name, entity: 'study_need_paper', entityId: sheet.id, path: sheet.org_path });
  touch(tx, 'study', { path: sheet.org_path });
  return { id: sheet.id, added: fresh.length };
};
