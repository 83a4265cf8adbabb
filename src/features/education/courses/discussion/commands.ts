import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { branchPathOf, branchPosts } from './access.ts';
import type { sayInCourse } from './contract.ts';
import { discussedIn, sealSaid } from './queries.ts';
import { mostPosts } from './rules.ts';

const told = (tx: Tx, action: string, id: string, path: string, reason?: string): void => {
  audit(tx, { action, entity: 'course_post', entityId: id, path, ...(reason === undefined ? {} : { reason }) });
  touch(tx, 'course-posts', { path });
};

/** Said to the own branch. @throws AppError not_found, refused */
export const say = async (
  tx: Tx,
  scope: Scope,
  county: County,
  place: { readonly id: string; readonly unit: string },
  { postId, text }: z.output<typeof sayInCourse.body>,
): Promise<{ id: string }> => {
  const { personId } = scope;
  if (personId === null) throw notFound();
  await discussedIn(tx, scope, county, place);
  const person = await tx.selectFrom('person').select('name').where('id', '=', personId).forUpdate().executeTakeFirst();
  if (person === undefined) throw notFound();
  const { n } = await branchPosts(tx, scope)
    .select((all) => all.fn.countAll<number>().as('n'))
    .where('p.unit_id', '=', place.unit)
    .where('p.person_id', '=', personId)
    .executeTakeFirstOrThrow();
  if (n >= mostPosts) throw new AppError('refused', { message: 'courses.enough_said' });
  const path = branchPathOf(scope);
  await tx
    .insertInto('course_post')
    .values({
      id: postId,
      course_id: place.id,
      unit_id: place.unit,
      person_id: personId,
      org_path: path,
      ...sealSaid(county, { name: person.name, text }),
      at: county.now().toISOString(),
    })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
  told(tx, 'own.sayInCourse', postId, path);
  return { id: postId };
};

/** @throws AppError not_found */
export const remove = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  reason: string,
): Promise<{ id: string }> => {
  const row = await branchPosts(tx, scope).select(['p.id', 'p.org_path']).where('p.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  await tx
    .updateTable('course_post')
    .set({ removed_at: county.now().toISOString(), removed_by: scope.actor })
    .where('id', '=', id)
    .execute();
  told(tx, 'courses.removePost', id, row.org_path, reason);
  return { id };
};
