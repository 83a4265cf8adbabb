import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import type { CategoryName, RequestCategory } from './contract.ts';
import { inOrder } from './rules.ts';

export const allCategories = async (db: Db): Promise<z.input<typeof RequestCategory>[]> => {
  const rows = await db.selectFrom('request_category').selectAll().execute();
  return inOrder(
    rows.map((row) => ({
      code: row.code,
      parent: row.parent_code,
      name: { zh: row.name_zh, en: row.name_en },
      countyTask: row.county_task,
      retired: row.retired_on !== null,
      position: row.position,
      version: row.version,
    })),
  );
};

/** How categories are called, by code: those of which nothing is offered any more as well. */
export const categoryNames = async (db: Db): Promise<ReadonlyMap<string, CategoryName>> => {
  const rows = await db.selectFrom('request_category').select(['code', 'name_zh', 'name_en']).execute();
  return new Map(rows.map(({ code, name_zh, name_en }) => [code, { zh: name_zh, en: name_en }]));
};

/** What is not in the list is shown by its code. */
export const nameOf = (names: ReadonlyMap<string, CategoryName>, code: string): CategoryName =>
  names.get(code) ?? { zh: code, en: code };

/** Whether a request may be put there. */
export const isOffered = async (db: Db, code: string): Promise<boolean> => {
  const row = await db
    .selectFrom('request_category')
    .select('code')
    .where('code', '=', code)
    .where('retired_on', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
};
