import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { addTemplate, editTemplate } from './contract.ts';

const note = (tx: Tx, scope: Scope, action: string, id: string): void =>
  audit(tx, { action, entity: 'request_template', entityId: id, path: scope.path });

export const add = async (
  tx: Tx,
  scope: Scope,
  county: County,
  body: z.output<typeof addTemplate.body>,
): Promise<{ id: string }> => {
  const id = newId();
  await tx
    .insertInto('request_template')
    .values({ id, ...body, changed_at: county.now().toISOString() })
    .execute();
  note(tx, scope, 'requests.addTemplate', id);
  return { id };
};

/** @throws AppError not_found, stale */
export const edit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...fields }: z.output<typeof editTemplate.body>,
): Promise<{ id: string; version: number }> => {
  const row = await tx.selectFrom('request_template').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) {
    const { act, category, name, text, retired } = row;
    throw new AppError('stale', { current: { version: row.version, act, category, name, text, retired } });
  }
  const next = version + 1;
  await tx
    .updateTable('request_template')
    .set({ ...fields, version: next, changed_at: county.now().toISOString() })
    .where('id', '=', id)
    .execute();
  note(tx, scope, 'requests.editTemplate', id);
  return { id, version: next };
};
