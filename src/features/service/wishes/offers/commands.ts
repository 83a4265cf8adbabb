import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdOwnPath } from '#features/base/organisations/index.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleOffers } from '../access.ts';
import { changeOffer, createOffer, endOffer } from './contract.ts';

interface Kept {
  readonly id: string;
  readonly version: number;
}

const note = (tx: Tx, action: string, id: string, path: string): void =>
  audit(tx, { action, entity: 'service_offer', entityId: id, path });

export const create = async (tx: Tx, scope: Scope, body: z.output<typeof createOffer.body>): Promise<Kept> => {
  if (scope.organisationId === null) throw notFound();
  const path = await holdOwnPath(tx, scope);
  const id = newId();
  await tx
    .insertInto('service_offer')
    .values({ id, unit_id: scope.organisationId, ...body })
    .execute();
  note(tx, createOffer.name, id, path);
  return { id, version: 1 };
};

/** An offer of the very unit, as the reader saw it. @throws AppError not_found, stale, conflict */
const ready = async (tx: Tx, scope: Scope, id: string, version: number) => {
  const row = await visibleOffers(tx, scope)
    .select(['f.id', 'f.version', 'f.ended_on', 'u.path'])
    .where('f.id', '=', id)
    .where('f.unit_id', '=', scope.organisationId)
    .forUpdate('f')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  if (row.ended_on !== null) throw new AppError('conflict', { message: 'wishes.offer_ended' });
  return row;
};

const write = async (tx: Tx, scope: Scope, action: string, kept: Kept, values: object): Promise<Kept> => {
  const row = await ready(tx, scope, kept.id, kept.version);
  const version = row.version + 1;
  await tx
    .updateTable('service_offer')
    .set({ ...values, version })
    .where('id', '=', row.id)
    .execute();
  note(tx, action, row.id, row.path);
  return { id: row.id, version };
};

export const change = (
  tx: Tx,
  scope: Scope,
  id: string,
  { version, ...values }: z.output<typeof changeOffer.body>,
): Promise<Kept> => write(tx, scope, changeOffer.name, { id, version }, values);

export const end = (tx: Tx, scope: Scope, county: County, id: string, version: number): Promise<Kept> =>
  write(tx, scope, endOffer.name, { id, version }, { ended_on: county.today() });
