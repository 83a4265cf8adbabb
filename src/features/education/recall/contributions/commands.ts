import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleContributions } from '../access.ts';
import type { ContributionState } from '../rules.ts';
import { mayNotSign } from './access.ts';
import { decideContribution, stateContribution } from './contract.ts';

interface Changed {
  readonly id: string;
  readonly version: number;
  readonly state: ContributionState;
}

const note = (tx: Tx, action: string, id: string, path: string): void => {
  audit(tx, { action, entity: 'study_contribution', entityId: id, path });
  touch(tx, 'contributions', { path });
};

/** Said by the member, filed at the own branch. @throws AppError not_found, invalid */
export const state = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { topic, givenOn, words }: z.output<typeof stateContribution.body>,
): Promise<Changed> => {
  const { personId, organisationId: branch } = scope;
  if (personId === null || branch === null) throw notFound();
  if (givenOn > county.today())
    throw new AppError('invalid', { problems: [{ path: 'body.givenOn', message: 'recall.day_ahead' }] });
  const known = await tx
    .selectFrom('study_topic')
    .select('code')
    .where('code', '=', topic)
    .where('retired_on', 'is', null)
    .executeTakeFirst();
  if (known === undefined)
    throw new AppError('invalid', { problems: [{ path: 'body.topic', message: 'recall.topic_unknown' }] });
  const id = newId();
  const path = matterPath(await holdPath(tx, branch), id);
  await tx
    .insertInto('study_contribution')
    .values({ id, person_id: personId, org_path: path, unit_id: branch, topic, words, given_on: givenOn })
    .execute();
  note(tx, stateContribution.name, id, path);
  return { id, version: 1, state: 'stated' };
};

/** @throws AppError not_found, stale, conflict, forbidden */
export const decide = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, sign, reason }: z.output<typeof decideContribution.body>,
): Promise<Changed> => {
  const row = await visibleContributions(tx, scope)
    .select(['c.id', 'c.version', 'c.state', 'c.person_id', 'c.unit_id', 'c.org_path'])
    .where('c.id', '=', id)
    .where('c.unit_id', '=', scope.organisationId)
    .forUpdate('c')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  if (mayNotSign(scope, row)) throw new AppError('conflict', { message: 'recall.own_contribution' });
  if (row.state !== 'stated') throw new AppError('conflict', { message: 'recall.decided' });
  const holder = scope.personId ?? scope.accountId;
  const next = { id, version: version + 1, state: sign ? ('signed' as const) : ('declined' as const) };
  await tx
    .updateTable('study_contribution')
    .set({
      state: next.state,
      version: next.version,
      signer_id: holder,
      signer: scope.actor,
      signed_on: county.today(),
      reason: sign ? null : (reason ?? null),
    })
    .where('id', '=', id)
    .execute();
  note(tx, decideContribution.name, id, row.org_path);
  return next;
};
