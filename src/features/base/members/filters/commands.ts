import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { SavedFilter as SavedFilterRow } from '#platform/db/schema.gen.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { MemberFilter } from '../contract.ts';
import { refuseHiddenFilters } from './access.ts';
import type { SavedFilter } from './contract.ts';
import { isNumberSearch } from './rules.ts';

/** What an older release saved and this one does not know is left out. */
const known = (saved: unknown): MemberFilter => {
  const entries = Object.entries(saved as object).filter(([key]) => key in MemberFilter.shape);
  return MemberFilter.safeParse(Object.fromEntries(entries)).data ?? {};
};

const view = ({
  id,
  name,
  filter,
}: Pick<Selectable<SavedFilterRow>, 'id' | 'name' | 'filter'>): z.input<typeof SavedFilter> => ({
  id,
  name,
  filter: known(filter),
});

/** The filters of the scope's account, by name. */
export const savedFilters = async (db: Db, scope: Scope) => {
  const rows = await db
    .selectFrom('saved_filter')
    .select(['id', 'name', 'filter'])
    .where('account_id', '=', scope.accountId)
    .orderBy('name')
    .execute();
  return { items: rows.map(view) };
};

/** Saves under a name; the same name again replaces what it stood for. */
export const saveFilter = async (
  tx: Tx,
  scope: Scope,
  { name, filter }: { readonly name: string; readonly filter: MemberFilter },
) => {
  if (scope.accountId === null) throw new AppError('forbidden');
  refuseHiddenFilters(scope, filter, 'body.filter');
  // An ID number or a phone is looked for, not kept: the filter lies in the clear.
  if (isNumberSearch(filter)) throw invalid('body.filter.q', 'filter_number');
  const text = JSON.stringify(filter);
  const row = await tx
    .insertInto('saved_filter')
    .values({ id: newId(), account_id: scope.accountId, name, filter: text })
    .onConflict((c) => c.columns(['account_id', 'name']).doUpdateSet({ filter: text }))
    .returning(['id', 'name', 'filter'])
    .executeTakeFirstOrThrow();
  audit(tx, { action: 'filters.save', entity: 'saved_filter', entityId: row.id, path: scope.path });
  return view(row);
};

/** Removing what is not there is no error: a retry ends the same. */
export const removeFilter = async (tx: Tx, scope: Scope, id: string) => {
  const { numDeletedRows } = await tx
    .deleteFrom('saved_filter')
    .where('id', '=', id)
    .where('account_id', '=', scope.accountId)
    .executeTakeFirst();
  audit(tx, { action: 'filters.remove', entity: 'saved_filter', entityId: id, path: scope.path });
  return { removed: numDeletedRows > 0n };
};
