import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { oneLine } from '#shared/body.ts';
import { publicChanged } from '../commands.ts';
import type { addColumn, editColumn } from '../contract.ts';

type Fields = Omit<z.output<typeof editColumn.body>, 'version'>;

/** The columns are few: held as a whole, so that two changes cannot make a third level between them. */
const holdAll = async (tx: Tx) =>
  tx.selectFrom('publishing_column').select(['id', 'slug', 'parent_id', 'version']).forUpdate().execute();
type Row = Awaited<ReturnType<typeof holdAll>>[number];

/** Two levels: what has columns below stays on the first. @throws AppError invalid */
const checkParent = (rows: readonly Row[], id: string, parentId: string | null): void => {
  if (parentId === null) return;
  const parent = rows.find((row) => row.id === parentId);
  const hasBelow = rows.some((row) => row.parent_id === id);
  if (parent === undefined || parent.id === id || parent.parent_id !== null || hasBelow)
    throw invalid('body.parentId', 'publishing.parent');
};

const values = ({ nameZh, nameEn, parentId, kind, position, hidden }: Fields) => ({
  name_zh: oneLine(nameZh),
  name_en: oneLine(nameEn),
  parent_id: parentId,
  kind,
  position,
  hidden,
});

const note = (tx: Tx, scope: Scope, action: string, id: string): void =>
  audit(tx, { action: `publishing.${action}`, entity: 'publishing_column', entityId: id, path: scope.path });

/** @throws AppError invalid */
export const add = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { slug, ...fields }: z.output<typeof addColumn.body>,
): Promise<{ id: string; version: number }> => {
  const id = newId();
  const rows = await holdAll(tx);
  if (rows.some((row) => row.slug === slug)) throw invalid('body.slug', 'publishing.slug_taken');
  checkParent(rows, id, fields.parentId);
  await tx
    .insertInto('publishing_column')
    .values({ id, slug, ...values(fields) })
    .execute();
  await publicChanged(tx, county);
  note(tx, scope, 'addColumn', id);
  return { id, version: 1 };
};

/** @throws AppError not_found, stale, invalid */
export const edit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...fields }: z.output<typeof editColumn.body>,
): Promise<{ id: string; version: number }> => {
  const rows = await holdAll(tx);
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  checkParent(rows, id, fields.parentId);
  await tx
    .updateTable('publishing_column')
    .set({ ...values(fields), version: version + 1 })
    .where('id', '=', id)
    .execute();
  await publicChanged(tx, county);
  note(tx, scope, 'editColumn', id);
  return { id, version: version + 1 };
};
