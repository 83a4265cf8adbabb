import type { Scope } from '#platform/access/scope.ts';
import { accessChanged, audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { intentPreamble, readIntent, rememberReply, repliedBefore } from '#platform/http/idempotency.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { addProgram as endpoint } from '../contract.ts';
import { hashOfKey, keyOf } from './queries.ts';
import type { ClientScope } from './rules.ts';

interface Program {
  readonly name: string;
  readonly contact: string;
  readonly scopes: readonly ClientScope[];
}

/** A program with its key. What is kept for a retry does not hold it: it is made again from its id. @throws AppError key_missing, reused_key */
export const addProgram = async (
  county: County,
  scope: Scope,
  header: string | string[] | undefined,
  program: Program,
): Promise<{ id: string; key: string }> => {
  const intent = readIntent(header, endpoint.name, program);
  const id = await county.write(
    scope,
    async (tx, preamble) => {
      const before = repliedBefore(preamble, intent);
      if (before) return (before.reply as { id: string }).id;
      const fresh = newOpaqueId();
      const { name, contact, scopes } = program;
      const key_hash = hashOfKey(county, fresh, keyOf(county, fresh));
      await tx
        .insertInto('xapi_client')
        .values({ id: fresh, name, contact, scopes: [...new Set(scopes)], key_hash })
        .execute();
      audit(tx, { action: endpoint.name, entity: 'xapi_client', entityId: fresh, path: scope.path });
      touch(tx, 'records', { path: scope.path });
      rememberReply(tx, scope, intent, { id: fresh });
      return fresh;
    },
    { preamble: intentPreamble(scope, intent) },
  );
  return { id, key: keyOf(county, id) };
};

export const revokeProgram = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<{ id: string; version: number }> => {
  const row = await tx
    .selectFrom('xapi_client')
    .select(['version', 'revoked_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  if (row.revoked_at !== null) throw new AppError('conflict');
  await tx
    .updateTable('xapi_client')
    .set({ revoked_at: county.now().toISOString(), version: version + 1 })
    .where('id', '=', id)
    .execute();
  accessChanged(tx, id);
  audit(tx, { action: 'records.revokeProgram', entity: 'xapi_client', entityId: id, path: scope.path, reason });
  touch(tx, 'records', { path: scope.path });
  return { id, version: version + 1 };
};
