import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { allOffered } from '#features/education/courses/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownMembership } from '../access.ts';
import { askStudy, dropNeed } from './contract.ts';
import { needRowsOfOwn } from './queries.ts';
import { mostNeeds } from './rules.ts';

interface Kept {
  readonly id: string;
  readonly version: number;
}

/** @throws AppError not_found, invalid, conflict */
export const ask = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { topic, words }: z.output<typeof askStudy.body>,
): Promise<Kept> => {
  // The file holds two of one person at once apart, and says where the need lies.
  const person = await ownMembership(tx, scope).select(['p.id', 'p.org_path']).forUpdate('p').executeTakeFirst();
  if (person === undefined) throw notFound();
  if (!(await allOffered(tx, [topic]))) throw invalid('body.topic', 'study.no_topic');
  const open = await needRowsOfOwn(tx, scope).select('n.topic').execute();
  if (open.some((one) => one.topic === topic)) throw new AppError('conflict', { message: 'study.asked_before' });
  if (open.length >= mostNeeds) throw new AppError('conflict', { message: 'study.asked_enough' });
  const id = newId();
  await tx
    .insertInto('study_need')
    .values({ id, person_id: person.id, org_path: person.org_path, topic, words, asked_on: county.today() })
    .execute();
  audit(tx, { action: askStudy.name, entity: 'study_need', entityId: id, path: person.org_path });
  touch(tx, 'study', { path: person.org_path });
  return { id, version: 1 };
};

/** @throws AppError not_found, stale */
export const drop = async (tx: Tx, scope: Scope, county: County, id: string, version: number): Promise<Kept> => {
  const row = await needRowsOfOwn(tx, scope)
    .select(['n.id', 'n.version', 'n.org_path'])
    .where('n.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  await tx
    .updateTable('study_need')
    .set({ ended_on: county.today(), version: version + 1 })
    .where('id', '=', id)
    .execute();
  audit(tx, { action: dropNeed.name, entity: 'study_need', entityId: id, path: row.org_path });
  touch(tx, 'study', { path: row.org_path });
  return { id, version: version + 1 };
};
