import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import type { KindName, RequestKind } from './contract.ts';

/** As they are numbered, with those that are offered no more. */
export const allKinds = async (db: Db): Promise<z.input<typeof RequestKind>[]> => {
  const rows = await db.selectFrom('request_kind').selectAll().orderBy('position').orderBy('code').execute();
  return rows.map((row) => ({
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    hint: { zh: row.hint_zh, en: row.hint_en },
    treatment: row.treatment,
    term: row.term,
    byPrograms: row.by_programs,
    used: row.used,
    retired: row.retired_on !== null,
    position: row.position,
    version: row.version,
  }));
};

/** How they are called, by code. */
export const kindNames = async (db: Db): Promise<ReadonlyMap<string, z.infer<typeof KindName>>> => {
  const rows = await db.selectFrom('request_kind').select(['code', 'name_zh', 'name_en']).execute();
  return new Map(rows.map(({ code, name_zh, name_en }) => [code, { zh: name_zh, en: name_en }]));
};

/** What is done with a kind that is offered; undefined of another. */
export const offeredKind = (db: Db, code: string) =>
  db
    .selectFrom('request_kind')
    .select(['code', 'treatment', 'term', 'used'])
    .where('code', '=', code)
    .where('retired_on', 'is', null)
    .executeTakeFirst();
export type OfferedKind = NonNullable<Awaited<ReturnType<typeof offeredKind>>>;
