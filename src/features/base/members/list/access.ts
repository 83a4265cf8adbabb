import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';

// Paths change only when a subtree moves, which every process hears of as a change of everybody's rights.
const remembered = new WeakMap<County, Map<string, string>>();

/** The path of an organisation, remembered. @throws AppError not_found */
export const organisationPath = async (db: Db, county: County, id: string): Promise<string> => {
  let paths = remembered.get(county);
  if (paths === undefined) {
    const fresh = new Map<string, string>();
    county.onAccessChanged((account) => {
      if (account === '*') fresh.clear();
    });
    remembered.set(county, fresh);
    paths = fresh;
  }
  const known = county.hearsOthers() ? paths.get(id) : undefined;
  if (known !== undefined) return known;
  const row = await db.selectFrom('organisation').select('path').where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  paths.set(id, row.path);
  return row.path;
};
