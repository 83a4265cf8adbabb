import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { useCounty } from '#test/harness/county.ts';
import { filedTables, leftInPlace } from './rules.ts';

const county = useCounty();

const tables = async (text: ReturnType<typeof sql<{ name: string }>>): Promise<string[]> =>
  (await text.execute(county.current.read())).rows.map((row) => row.name);

describe('the list of filed tables', () => {
  test('names every table that has an org_path, once: a missing one would be left behind by a move', async () => {
    const catalogue =
      await tables(sql`select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'org_path' and not a.attisdropped and c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace order by 1`);
    const listed = [...filedTables.map((table) => table.name), ...Object.keys(leftInPlace)];
    expect(listed.toSorted()).toEqual(catalogue.toSorted());
  });

  test('finds rows by person only where an index leads from the person to them', async () => {
    const indexed =
      await tables(sql`select distinct c.relname as name from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where a.attname = 'person_id' and c.relnamespace = current_schema()::regnamespace`);
    const byPerson = filedTables.filter((table) => table.foundBy === 'person').map((table) => table.name);
    expect(byPerson.filter((name) => !indexed.includes(name))).toEqual([]);
  });

  test('begins with the persons, by whose new place the others are found', () => {
    expect(filedTables[0]?.name).toBe('person');
  });
});
