/**
 * Two proofs about access. First the matrix of `test/access`: every endpoint as every role at every relation. Then
 * row-level security alone: with the scope of each role, and no check of the application, every row of every protected
 * table is read, and compared with a truth that the superuser computes from the rules of `row-truths.ts`, not from the policies.
 */
import type pg from 'pg';
import { features } from '#apps/features.ts';
import { scopeOf } from '#features/base/accounts/access.ts';
import { drills } from '#features/base/accounts/drills/rules.ts';
import { roleFacts, roles } from '#features/base/accounts/permissions/rules.ts';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { scopeSettings } from '#platform/db/scoped-query.ts';
import { newId } from '#shared/ids.ts';
import { openExaminer } from '../../test/access/run.ts';
import { openWorld, type Actor, type World } from '../../test/access/world.ts';
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';
import { plantMember, type Node } from '../../test/harness/tree.ts';
import { plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import { truths, type Truth } from './row-truths.ts';

/** A statement of the superuser whose unused parameters still have a type. */
const inserted = (table: string, make: string): string =>
  `with given as (select $1::uuid, $2::uuid, $3::text, $4::uuid, $5::uuid) insert into ${table} ${make}`;

/** One row of every protected table for a person at every place of the tree, and one voided person. */
const populate = async (world: World, admin: pg.Client, actors: readonly Actor[]): Promise<void> => {
  const { county, townshipA, townshipB, branchA1, branchA2, branchB1, group } = world.tree;
  // What attempts are of: an exam and its question have no range of their own.
  await world.write(async (tx) => {
    const items = await plantExamItems(tx, county, ['judge']);
    await plantExam(tx, {
      unit: county,
      state: 'draft',
      opensAt: '2026-03-02T00:00:00Z',
      closesAt: '2026-03-03T00:00:00Z',
      items,
    });
  });
  const place = async (node: Node, personId: string, accountId: string): Promise<void> => {
    for (const [table, { make }] of Object.entries(truths)) {
      if (make === null) continue;
      const { rows } = await admin.query<{ id: string }>('select gen_random_uuid() as id');
      await admin.query(inserted(table, make), [
        rows[0]?.id,
        personId,
        leafPath(node.path, personId),
        node.id,
        accountId,
      ]);
    }
  };
  // One package, which everybody has opened.
  await admin.query(
    `insert into file (id, org_path, name, media_type, size, digest, key_id) values ($1, $2, 'x', 'x', 1, 'x', 1)`,
    [county.id, county.path],
  );
  await admin.query(`insert into package (file_id, standard, title, parts) values ($1, 'scorm12', 'x', '[]')`, [
    county.id,
  ]);
  // One class, in which everybody has a row.
  await admin.query(
    `insert into study_class (id, organiser_id, audience, title, place, topics, quota, apply_by, starts_on, ends_on)
       values ($1, $1, 'member', 'x', 'x', '{theory}', 9, '2026-03-01', '2026-03-02', '2026-03-02')`,
    [county.id],
  );
  await admin.query(
    `insert into study_class_session (id, class_id, on_day, part, subject) values ($1, $1, '2026-03-02', 'day', 'x')`,
    [county.id],
  );
  for (const node of [county, townshipA, townshipB, branchA1, branchA2, branchB1, group]) {
    const person = await world.write((tx) => plantMember(tx, node));
    const { rows } = await admin.query<{ id: string }>('select gen_random_uuid() as id');
    await place(node, person.id, rows[0]?.id ?? '');
  }
  for (const actor of actors) await place(branchA1, actor.person.id, actor.accountId);
  const voided = await world.write((tx) => plantMember(tx, branchA1));
  for (const table of ['affiliation', 'membership'])
    await admin.query(`update ${table} set voided_at = now() where person_id = $1`, [voided.id]);
  await admin.query('update person set voided_at = now() where id = $1', [voided.id]);
  // A former branch is still part of one's own way.
  const [first] = actors;
  if (first)
    await admin.query(
      `insert into affiliation (id, person_id, branch_id, org_path, during) values (gen_random_uuid(), $1, $2, $3, '[1999-01-01,2001-07-01)')`,
      [first.person.id, branchB1.id, leafPath(branchB1.path, first.person.id)],
    );
  // The world has named everybody who could be: here one keeps the branch's dues, and one of the same branch does not.
  const unnamed = actors.find(({ role }) => role === 'organisation_member');
  await admin.query(`update dues_treasurer set until = current_date where account_id = $1`, [unnamed?.accountId]);
  // Who is asked to a meeting elsewhere, has a task from it, or has paid there, sees that of it from anywhere.
  for (const actor of actors)
    for (const table of ['meeting_invitee', 'meeting_task', 'dues_base', 'dues_payment', 'appraisal_person'])
      await admin.query(inserted(table, truths[table]?.make ?? ''), [
        newId(),
        actor.person.id,
        leafPath(branchB1.path, actor.person.id),
        branchB1.id,
        actor.accountId,
      ]);
};

/** Where the role reaches, said by the tree: a prefix, not a range of text. */
const reachOf = (actor: Actor): string | null => {
  const { reach } = roleFacts[actor.role];
  if (reach === 'none') return null;
  if (reach === 'unit') return `${actor.place.path}=`;
  return reach === 'self' ? actor.person.path : actor.place.path;
};

const truthSql = (
  table: string,
  { filed, second, aboveBranch, keptThere, knownThere, account, otherAccount, person, keepers, voidable }: Truth,
  actor: Actor,
): { text: string; values: string[] } => {
  const values: string[] = [];
  const given = (value: string): string => `$${values.push(value)}`;
  const reach = reachOf(actor);
  const ways = [
    ...(filed && reach !== null
      ? [
          `left(org_path, length(${given(reach)})) = $${values.length}${aboveBranch ? ` and split_part(org_path, '@', 1) <> $${values.length}` : ''}`,
        ]
      : []),
    ...(second !== undefined && reach !== null ? [`left(${second}, length(${given(reach)})) = $${values.length}`] : []),
    ...(keptThere && reach !== null
      ? [
          `split_part(org_path, '@', 1) = ${given(reach)} and exists (select from dues_treasurer t where t.until is null and t.org_path = $${values.length} and t.account_id = ${given(actor.accountId)}::uuid)`,
        ]
      : []),
    ...(knownThere && reach !== null ? [`org_path = ${given(reach.split('@')[0] ?? '')}`] : []),
    ...[account, otherAccount].flatMap((column) =>
      column === undefined ? [] : [`${column} = ${given(actor.accountId)}::uuid`],
    ),
    ...(person === undefined ? [] : [`${person} = ${given(actor.person.id)}::uuid`]),
    ...(keepers?.includes(actor.role) ? ['true'] : []),
  ];
  const text = `select ctid::text as row from ${table} where (${ways.length === 0 ? 'false' : ways.join(' or ')})${voidable ? ' and voided_at is null' : ''}`;
  return { text, values };
};

const realScope = (world: World, actor: Actor): Scope => {
  const grant = {
    id: actor.grantId,
    role: actor.role,
    organisationId: actor.place.id,
    organisationName: actor.place.name,
    path: actor.place.path,
  };
  return scopeOf(
    world.county,
    {
      accountId: actor.accountId,
      personId: actor.person.id,
      personPath: actor.person.path,
      displayName: 'x',
      sessionId: actor.sessionId,
      grant,
      drills,
    },
    'proof',
  );
};

const settingNames = ['app.lower', 'app.upper', 'app.person', 'app.account', 'app.guard'];

/** Rows of a table as the run-time role sees them under the scope, and how many it could lock for a change. */
const seenBy = async (
  client: pg.PoolClient,
  scope: Scope,
  table: string,
): Promise<{ rows: string[]; lockable: string[] }> => {
  await client.query('begin');
  try {
    const settings = scopeSettings(scope);
    for (const [index, name] of settingNames.entries())
      await client.query('select set_config($1, $2, true)', [name, settings[index]]);
    const { rows } = await client.query<{ row: string }>(`select ctid::text as row from ${table}`);
    await client.query('savepoint looked');
    // Where nothing may be changed at all, the right is missing (42501), not the row.
    const locked = await client
      .query<{ row: string }>(`select ctid::text as row from ${table} for update`)
      .catch(async (error: { code?: string }) => {
        if (error.code !== '42501') throw error;
        await client.query('rollback to savepoint looked');
        return { rows: [] };
      });
    return { rows: rows.map(({ row }) => row), lockable: locked.rows.map(({ row }) => row) };
  } finally {
    await client.query('rollback');
  }
};

interface Count {
  looks: number;
  rows: number;
  leaked: number;
  withheld: number;
  readonly examples: string[];
}

const protectedTables = async (admin: pg.Client, schema: string): Promise<string[]> =>
  (
    await admin.query<{ relname: string }>(
      `select relname from pg_class where relnamespace = $1::regnamespace and relkind = 'r' and relrowsecurity order by 1`,
      [schema],
    )
  ).rows.map(({ relname }) => relname);

const compareTables = async (
  world: World,
  admin: pg.Client,
  actors: readonly Actor[],
  tables: readonly string[],
): Promise<Count> => {
  const count: Count = { looks: 0, rows: 0, leaked: 0, withheld: 0, examples: [] };
  const client = await world.county.database.pool.connect();
  try {
    for (const actor of actors) {
      for (const table of tables) {
        const truth = truths[table];
        if (truth === undefined) continue;
        const { text, values } = truthSql(table, truth, actor);
        const allowed = new Set((await admin.query<{ row: string }>(text, values)).rows.map(({ row }) => row));
        const { rows, lockable } = await seenBy(client, realScope(world, actor), table);
        const leaked = [...new Set([...rows, ...lockable])].filter((row) => !allowed.has(row)).length;
        const withheld = [...allowed].filter((row) => !rows.includes(row)).length;
        count.looks += 1;
        count.rows += rows.length;
        count.leaked += leaked;
        count.withheld += withheld;
        if (leaked + withheld > 0)
          count.examples.push(`${actor.role} · ${table}: ${leaked} too many, ${withheld} too few`);
      }
    }
  } finally {
    client.release();
  }
  return count;
};

/** Rows that the run-time role sees when nobody has set a scope, and tables of the other county that it can open. */
const lookWithoutScope = async (
  world: World,
  tables: readonly string[],
): Promise<{ bare: number; foreign: string[]; tried: number }> => {
  const { pool } = world.county.database;
  let bare = 0;
  const foreign: string[] = [];
  const other = world.neighbour.entry;
  for (const table of tables) {
    bare += (await pool.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n ?? 0;
    const opened = await pool.query(`select 1 from ${other.schema}.${table} limit 1`).then(
      () => true,
      (error: { code?: string }) => error.code !== '42501',
    );
    if (opened) foreign.push(table);
  }
  for (const statement of [
    `set role ${other.runRole}`,
    `select 1 from ${other.jobSchema}.jobs`,
    'set row_security = off; select 1 from person',
  ]) {
    if (
      await pool.query(statement).then(
        () => true,
        () => false,
      )
    )
      foreign.push(statement);
  }
  return { bare, foreign, tried: tables.length + 3 };
};

const proveSecurity = async (world: World): Promise<{ lines: string[]; ok: boolean }> =>
  asAdmin(world.admin, async (admin) => {
    const { schema } = world.county.entry;
    await admin.query(`set search_path = ${schema}, public`);
    const actors = await Promise.all(roles.map((role) => world.enter(role)));
    await populate(world, admin, actors);
    const tables = await protectedTables(admin, schema);
    const undeclared = tables.filter((table) => truths[table] === undefined);
    const unprotected = Object.keys(truths).filter((table) => !tables.includes(table));
    const empty: string[] = [];
    for (const table of tables)
      if ((await admin.query(`select 1 from ${table} limit 1`)).rowCount === 0) empty.push(table);
    const count = await compareTables(world, admin, actors, tables);
    const { bare, foreign, tried } = await lookWithoutScope(world, tables);
    const lines = [
      `row-level security alone: ${tables.length} tables, ${actors.length} roles, ${count.looks} looks, ${count.rows} rows seen`,
      `  rows leaked ${count.leaked}, rows withheld ${count.withheld}; without a scope ${bare}`,
      `  the other county: ${tried} ways tried, ${foreign.length} open`,
      ...count.examples.slice(0, 20).map((line) => `  ${line}`),
      ...(undeclared.length === 0 ? [] : [`  tables without a truth: ${undeclared.join(', ')}`]),
      ...(unprotected.length === 0 ? [] : [`  tables without row-level security: ${unprotected.join(', ')}`]),
      ...(empty.length === 0 ? [] : [`  tables without a row, so not tried: ${empty.join(', ')}`]),
      ...foreign.map((way) => `  open: ${way}`),
    ];
    return {
      lines,
      ok:
        count.leaked +
          count.withheld +
          bare +
          foreign.length +
          undeclared.length +
          unprotected.length +
          empty.length ===
        0,
    };
  });

const proveMatrix = async (world: World): Promise<{ lines: string[]; ok: boolean }> => {
  const examiner = openExaminer(world);
  let cells = 0;
  const mismatches: string[] = [];
  const endpoints = features.flatMap((feature) => (feature.routes ?? []).map((route) => route.endpoint));
  for (const endpoint of endpoints) {
    const tally = await examiner.examine(endpoint);
    cells += tally.cells;
    mismatches.push(...tally.mismatches);
  }
  const lines = [
    `matrix: ${endpoints.length} endpoints, ${roles.length} roles, ${cells} cells tried, mismatches ${mismatches.length}`,
    ...mismatches.slice(0, 40).map((line) => `  ${line}`),
  ];
  return { lines, ok: mismatches.length === 0 && cells > 0 };
};

/**
 * Cells of the matrix tried and mismatched; rows leaked with row-level security alone, without a scope, and to another county.
 * `npm run proof -- access rows`: the second alone, to try a truth.
 */
export const run = async ([only]: readonly string[] = []): Promise<{ lines: string[]; ok: boolean }> => {
  const server = await startTestServer();
  try {
    await prepareTemplate(server);
    const world = await openWorld(server.admin);
    try {
      const matrix = only === 'rows' ? { lines: [], ok: true } : await proveMatrix(world);
      const security = await proveSecurity(world);
      return { lines: [...matrix.lines, ...security.lines], ok: matrix.ok && security.ok };
    } finally {
      await world.close();
    }
  } finally {
    await server.stop();
  }
};
