import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownWishes } from '../access.ts';
import { answerByWisher, lockWish } from '../answering/commands.ts';
import { tellUnit } from '../telling/commands.ts';
import { writeEntry, type HandledWish } from '../thread/commands.ts';
import { sealWish } from '../thread/queries.ts';
import { answerOwnWish, makeWish } from './contract.ts';

/** A wish of a member, filed at the own branch. @throws AppError not_found */
export const make = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { category, text, phone }: z.output<typeof makeWish.body>,
): Promise<HandledWish> => {
  const { personId, organisationId: branch } = scope;
  if (personId === null || branch === null) throw notFound();
  const path = await holdPath(tx, branch);
  const person = await tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst();
  const wish = { id: newId(), org_path: '', person_id: personId };
  const filed = { ...wish, org_path: matterPath(path, wish.id) };
  await tx
    .insertInto('wish')
    .values({
      ...filed,
      unit_id: branch,
      area_id: branch,
      category,
      ...sealWish(county, { text, name: person?.name ?? scope.actor, phone }),
      received_on: county.today(),
    })
    .execute();
  await writeEntry(tx, county, { wish: filed, kind: 'received', unitId: branch });
  audit(tx, { action: makeWish.name, entity: 'wish', entityId: filed.id, path: filed.org_path });
  touch(tx, 'wishes', { path: filed.org_path });
  await tellUnit(
    tx,
    county,
    { id: branch, path, name: scope.organisationName },
    { id: filed.id, version: 1, kind: 'arrived' },
  );
  return { id: filed.id, version: 1, state: 'received' };
};

/** @throws AppError not_found, stale, invalid, conflict */
export const answer = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...said }: z.output<typeof answerOwnWish.body>,
): Promise<HandledWish> => {
  if (scope.personId === null) throw notFound();
  const wish = await lockWish(ownWishes(tx, scope).where('w.id', '=', id));
  if (wish === undefined) throw notFound();
  if (wish.version !== version)
    throw new AppError('stale', { current: { id, version: wish.version, state: wish.state } });
  return answerByWisher(tx, county, wish, { ...said, action: answerOwnWish.name });
};
