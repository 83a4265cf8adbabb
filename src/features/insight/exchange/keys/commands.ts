import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { intentPreamble, readIntent, rememberReply, repliedBefore } from '#platform/http/idempotency.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { makeKey as endpoint } from '../contract.ts';
import { hashOfKey, keyOf } from './queries.ts';

interface Program {
  readonly name: string;
  readonly contact: string;
}

/** A key for a program. What is kept for a retry does not hold it: it is made again from its id. @throws AppError key_missing, reused_key */
export const makeKey = async (
  county: County,
  scope: Scope,
  header: string | string[] | undefined,
  { name, contact }: Program,
): Promise<{ id: string; key: string }> => {
  const intent = readIntent(header, endpoint.name, { name, contact });
  const id = await county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return (before.reply as { id: string }).id;
      const fresh = newId();
      const values = { id: fresh, name, contact, key_hash: hashOfKey(county, keyOf(county, fresh)) };
      await tx.insertInto('open311_key').values(values).execute();
      audit(tx, { action: endpoint.name, entity: 'open311_key', entityId: fresh, path: scope.path });
      touch(tx, 'exchange', { path: scope.path });
      rememberReply(tx, scope, intent, { id: fresh });
      return fresh;
    },
    { preamble: intentPreamble(scope, intent) },
  );
  return { id, key: keyOf(county, id) };
};

export const revokeKey = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<{ id: string; version: number }> => {
  const row = await tx
    .selectFrom('open311_key')
    .select(['version', 'revoked_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  if (row.revoked_at !== null) throw new AppError('conflict');
  await tx
    .updateTable('open311_key')
    .set({ revoked_at: county.now().toISOString(), version: version + 1 })
    .where('id', '=', id)
    .execute();
  audit(tx, { action: 'exchange.revokeKey', entity: 'open311_key', entityId: id, path: scope.path, reason });
  touch(tx, 'exchange', { path: scope.path });
  return { id, version: version + 1 };
};

export const placeArea = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { lat, long }: { readonly lat: number; readonly long: number },
): Promise<{ id: string }> => {
  const area = await tx
    .selectFrom('organisation')
    .select('path')
    .where('id', '=', id)
    .where('type', 'in', ['village', 'community'])
    .executeTakeFirst();
  if (area === undefined) throw notFound();
  await tx
    .insertInto('area_location')
    .values({ organisation_id: id, lat, long })
    .onConflict((on) => on.column('organisation_id').doUpdateSet({ lat, long }))
    .execute();
  audit(tx, { action: 'exchange.placeArea', entity: 'organisation', entityId: id, path: area.path });
  touch(tx, 'exchange', { path: scope.path });
  return { id };
};
