/**
 * Nothing personal in what the public reads: canaries sit in every text of every protected table, and everything is looked at that
 * somebody without an account can find, by links, by the map, by feeds, and by every endpoint that is open to all.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '#apps/features.ts';
import { sealedTables } from '#features/base/keys/rules.ts';
import { saveContact } from '#features/insight/publishing/contacts/contract.ts';
import { plantArticle, plantDraft } from '#features/insight/publishing/factory.ts';
import { leafPath } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import { truths } from '../../bench/proofs/row-truths.ts';
import { useApp } from '../harness/app.ts';
import { plantNode } from '../harness/tree.ts';

/** Asked for by its last word alone, which a page may say again. */
const canary = '啼鸣的金丝雀';
const mark = '看得见的标记';
const server = useApp();
let admin: pg.Client;

/** Columns that say where a row lies or what the database compares with a list: a canary in them would hide the row. */
const structural = new Set(['org_path', 'to_path', 'path', 'kind', 'state', 'role', 'action', 'entity', 'slug']);

const guarded = async (): Promise<Set<string>> => {
  const { rows } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relrowsecurity and relforcerowsecurity`,
  );
  return new Set(rows.map(({ name }) => name));
};

/** One row of every protected table, of a member and of the organisation. */
const populate = async (): Promise<void> => {
  const { as, member, tree } = server.current;
  const person = await member(tree.branchA1);
  const { session } = await as('county_officer');
  for (const [table, { make }] of Object.entries(truths)) {
    if (make === null) continue;
    const values = [newId(), person.id, leafPath(tree.branchA1.path, person.id), tree.branchA1.id, session?.accountId];
    await admin.query(
      `with given as (select $1::uuid, $2::uuid, $3::text, $4::uuid, $5::uuid) insert into ${table} ${make}`,
      values,
    );
  }
};

const columnsOf = async (types: readonly string[]): Promise<{ table: string; column: string }[]> => {
  const { rows } = await admin.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
      where table_schema = current_schema() and data_type = any($1) and is_generated = 'NEVER' order by 1, 2`,
    [types],
  );
  return rows;
};

/** Whether the value could be set: a column that is held to a form of its own keeps what it had. */
const set = async (table: string, column: string, value: string, values: readonly unknown[] = []): Promise<boolean> => {
  try {
    const { rowCount } = await admin.query(`update ${table} set ${column} = ${value}`, [...values]);
    return (rowCount ?? 0) > 0;
  } catch (error) {
    if (error instanceof pg.DatabaseError) return false;
    throw error;
  }
};

let planted = 0;
let tables = new Set<string>();
beforeAll(async () => {
  const { write, tree, as, county, entry } = server.current;
  admin = new pg.Client({ ...server.current.admin });
  await admin.connect();
  await admin.query(`set search_path = ${entry.schema}, public`);
  await populate();
  await write((tx) => plantNode(tx, 'village', tree.townshipA));
  await write((tx) => plantDraft(tx, { unit: tree.townshipA }));
  await write((tx) =>
    plantArticle(tx, {
      unit: tree.townshipA,
      title: mark,
      summary: mark,
      headline: true,
      from: '2026-01-01T00:00:00Z',
    }),
  );
  const officer = await as('county_officer');
  await officer.call(saveContact, {
    params: { id: tree.townshipA.id },
    body: { version: 0, phone: '', address: mark, hours: '' },
  });
  tables = await guarded();
  for (const { table, column } of await columnsOf(['text', 'character varying'])) {
    if (!tables.has(table) || structural.has(column)) continue;
    if (await set(table, column, `'${canary} ${table}.${column} ' || ctid::text`)) planted += 1;
  }
  for (const { table, column } of await columnsOf(['jsonb', 'json']))
    if (tables.has(table) && (await set(table, column, `to_jsonb('${canary} ${table}.${column}'::text)`))) planted += 1;
  for (const { table, columns } of sealedTables)
    for (const column of columns) {
      const sealed = county.crypto.encrypt(JSON.stringify({ text: canary, name: canary, phone: canary, way: canary }));
      if (await set(table, column, '$1', [sealed])) planted += 1;
    }
});
afterAll(() => admin.end());

const linksIn = (body: string): string[] =>
  [...body.matchAll(/(?:href|src|action)="([^"#]+)|<(?:loc|link|id|url)>([^<]+)</g)]
    .map(([, attribute, element]) => (attribute ?? element ?? '').replaceAll('&amp;', '&'))
    .map((link) => link.replace(/^https?:\/\/localhost/, ''))
    .filter((link) => /^\/(portal|api\/public)\b/.test(link));

/** Everything that links lead to, by address. */
const crawl = async (from: readonly string[]): Promise<Map<string, string>> => {
  const seen = new Map<string, string>();
  const waiting = [...from];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    if (seen.has(url)) continue;
    const { body } = await server.current.app.inject({ url, headers: { host: 'localhost' } });
    seen.set(url, body);
    waiting.push(...linksIn(body));
  }
  return seen;
};

test('no canary sings in anything that the public reads', async () => {
  // Otherwise nothing was planted, and nothing could be found.
  expect(planted).toBeGreaterThan(150);
  const found = await crawl(['/portal', '/portal/sitemap.xml', '/robots.txt', '/portal/feeds/all.rss']);
  const open = features
    .flatMap(({ routes = [] }) => routes)
    .map(({ endpoint }) => endpoint)
    .filter(({ access, kind }) => access === 'public' && kind === 'query');
  const ids = [
    ...new Set([...found.values()].flatMap((body) => body.match(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g) ?? [])),
  ];
  for (const { path } of open)
    for (const id of path.includes(':') ? [...ids, 'news', 'all'] : [''])
      for (const question of ['', '?words=%E9%87%91%E4%B8%9D%E9%9B%80', '?code=AAAABBBBCCCC']) {
        const url = `/api${path.replace(/:\w+/, id)}${question}`;
        const { body } = await server.current.app.inject({ url, headers: { host: 'localhost' } });
        found.set(url, body);
      }
  expect([...found].filter(([, body]) => body.includes(canary)).map(([url]) => url)).toEqual([]);
  // What is meant for all was found where it belongs: whoever looks does see.
  const marked = [...found].filter(([, body]) => body.includes(mark)).map(([url]) => url);
  for (const path of [
    /^\/portal$/,
    /^\/portal\/articles\//,
    /^\/portal\/columns\//,
    /^\/portal\/organisations/,
    /\.atom$/,
  ])
    expect([String(path), marked.some((url) => path.test(url))]).toEqual([String(path), true]);
});
