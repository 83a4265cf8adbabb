import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownBranchId, visibleConsents } from '../access.ts';
import { lockBook } from '../book/commands.ts';
import { namedOf } from '../queries.ts';
import { dayWords, tellPayers } from '../telling/commands.ts';
import type { agreeToQuarters, withdrawConsent } from './contract.ts';

type Agreed = z.output<(typeof agreeToQuarters)['body']>;

/** Records for whom the branch agreed to dues by the quarter: for all that are named, or for nobody. */
export const agree = async (tx: Tx, scope: Scope, { people, fromOn, reason }: Agreed): Promise<void> => {
  const path = await lockBook(tx, scope);
  const members = await namedOf(tx, scope, people);
  const taken = members.filter(({ consents }) => consents.some(({ until }) => until === null || until > fromOn));
  if (taken.length > 0)
    throw new AppError('invalid', {
      problems: taken.map(({ name }) => ({ path: 'body.people', message: 'agreed_already', params: { name } })),
    });
  for (const member of members) {
    const id = newId();
    await tx
      .insertInto('dues_consent')
      .values({
        id,
        person_id: member.id,
        branch_id: ownBranchId(scope),
        org_path: member.path,
        from_on: fromOn,
        reason,
        recorder: scope.actor,
      })
      .execute();
    audit(tx, { action: 'dues.agree', entity: 'dues_consent', entityId: id, path: member.path, reason });
    touch(tx, 'dues', { path: member.path });
    await tellPayers(tx, { kind: 'agreed', about: id, people: [member.id], path, params: { from: dayWords(fromOn) } });
  }
  touch(tx, 'dues', { path });
};

type Withdrawn = z.output<(typeof withdrawConsent)['body']>;

/**
 * Takes a consent back from a day on, today at the earliest: nobody is in arrears by yesterday's word.
 * @throws AppError not_found, stale, conflict where it has been taken back
 */
export const withdraw = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, until, reason }: Withdrawn,
): Promise<void> => {
  const path = await lockBook(tx, scope);
  const row = await visibleConsents(tx, scope).selectAll('c').where('c.id', '=', id).forUpdate('c').executeTakeFirst();
  if (!row) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  if (row.until !== null) throw new AppError('conflict', { message: 'withdrawn_already' });
  if (until < county.today()) throw invalid('body.until', 'day_passed');
  if (until < row.from_on) throw invalid('body.until', 'before_consent');
  await tx
    .updateTable('dues_consent')
    .set({ until, withdrawn_by: scope.actor, withdrawn_why: reason, version: version + 1 })
    .where('id', '=', id)
    .execute();
  audit(tx, { action: 'dues.withdraw', entity: 'dues_consent', entityId: id, path: row.org_path, reason });
  touch(tx, 'dues', { path });
  touch(tx, 'dues', { path: row.org_path });
  await tellPayers(tx, {
    kind: 'withdrawn',
    about: id,
    people: [row.person_id],
    path,
    params: { from: dayWords(until) },
  });
};
