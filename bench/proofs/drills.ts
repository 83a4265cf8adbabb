/**
 * Proof `drills`. Each endpoint that names a drill is tried by somebody who has the permission, with no right to it and with rights
 * that have run out, were ended, begin tomorrow, are for another drill, or are somebody else's: granted must be 0, and with the right
 * itself it must be let in. Then from the practice county to the real one: statements on every table under the practice county's
 * role, and every change of the platform by a session of the practice county, aimed at rows of the real one. The real county is
 * compared before and after, row by row.
 */
import pg from 'pg';
import { features } from '#apps/features.ts';
import { plantDrills, type PlantedRight } from '#features/base/accounts/factory.ts';
import { drills, type Drill } from '#features/base/accounts/drills/rules.ts';
import { permissionsOf, roles, type Role } from '#features/base/accounts/permissions/rules.ts';
import { beginDrill, enterPractice } from '#features/education/practice/contract.ts';
import { walkUnit } from '#features/management/transfers/units/contract.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { newId } from '#shared/ids.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { matrix } from '../../test/access/matrix.ts';
import { samples, type Request } from '../../test/access/samples.ts';
import { makeTarget, type Target } from '../../test/access/targets.ts';
import { openWorld, type Actor, type World } from '../../test/access/world.ts';
import { clientOf, type Client } from '../../test/harness/client.ts';
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';

const routes = features.flatMap((feature) => feature.routes ?? []);

interface Guarded {
  readonly endpoint: Endpoint;
  readonly drill: Drill;
  /** What is asked: nonsense where the router asks for the drill before it reads. */
  readonly request: Request;
}

const isDrill = (name: string | undefined): name is Drill => drills.some((one) => one === name);

/** Whatever is sent, the drill is asked for first. */
const nonsense = ({ path }: Endpoint): Request => ({
  params: Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name ?? '', newId()])),
  body: {},
});

const guarded = (): Guarded[] => [
  ...routes.flatMap(({ endpoint }) =>
    isDrill(endpoint.drill) ? [{ endpoint, drill: endpoint.drill, request: nonsense(endpoint) }] : [],
  ),
  ...(['issue', 'reissue'] as const).map((step): Guarded => ({
    endpoint: walkUnit,
    drill: 'transfer',
    request: { params: { id: newId() }, body: { version: 1, step } },
  })),
];

const another = (drill: Drill): Drill => drills.find((one) => one !== drill) ?? drill;

/** Rights that are none for this drill, by what is wrong with them. */
const wrongRights = (drill: Drill, today: string): Readonly<Record<string, readonly PlantedRight[]>> => ({
  none: [],
  'run out': [{ drill, until: '2001-07-02' }],
  'not begun': [{ drill, from: '2999-01-01' }],
  'another drill': drills.filter((one) => one !== drill).map((one) => ({ drill: one })),
  'ends yesterday': [{ drill, until: new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10) }],
});

/** Ends whatever the account holds, and gives it these. */
const setRights = (world: World, accountId: string, rights: readonly PlantedRight[]): Promise<void> =>
  world.write(async (tx) => {
    await tx
      .updateTable('practice_right')
      .set({ ended_at: new Date().toISOString() })
      .where('account_id', '=', accountId)
      .execute();
    await plantDrills(tx, accountId, rights);
    tx.effects.audit.push({ action: 'proof.rights', entity: 'account', entityId: accountId, path: '/' });
    tx.effects.outbox.push({ kind: 'access', payload: { account: accountId } });
  });

const refused = async (client: Client, { endpoint, request }: Guarded): Promise<boolean> =>
  ((await client.raw(endpoint, request)).body as { error?: { code?: string } } | undefined)?.error?.code ===
  'drill_required';

interface Tries {
  tried: number;
  granted: number;
  locked: number;
  readonly examples: string[];
}

const tryRights = async (world: World): Promise<Tries> => {
  const count: Tries = { tried: 0, granted: 0, locked: 0, examples: [] };
  const actors = new Map<Role, Actor>();
  for (const each of guarded()) {
    const { access } = each.endpoint;
    for (const role of roles.filter((one) => permissionsOf(one).has(access))) {
      const actor = actors.get(role) ?? (await world.enter(role));
      actors.set(role, actor);
      for (const [what, rights] of Object.entries(wrongRights(each.drill, world.county.today()))) {
        await setRights(world, actor.accountId, rights);
        count.tried += 1;
        if (await refused(actor.client, each)) continue;
        count.granted += 1;
        count.examples.push(`${each.endpoint.name} as ${role}, ${what}`);
      }
      // Everybody else who has been made holds all drills: a right of another account's opens nothing.
      count.tried += 1;
      await setRights(world, actor.accountId, []);
      await setRights(world, (await world.enter(role)).accountId, [{ drill: each.drill }]);
      if (!(await refused(actor.client, each))) count.granted += 1;
      await setRights(world, actor.accountId, [{ drill: each.drill }]);
      count.tried += 1;
      if (await refused(actor.client, each)) {
        count.locked += 1;
        count.examples.push(`${each.endpoint.name} as ${role} is closed with ${each.drill}`);
      }
      await setRights(world, actor.accountId, [{ drill: another(each.drill) }]);
    }
  }
  return count;
};

/** What every table of a schema holds, as one digest each. */
const stateOf = async (admin: pg.Client, schema: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await admin.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relnamespace = $1::regnamespace and relkind = 'r' order by 1`,
    [schema],
  );
  const state = new Map<string, string>();
  for (const { name } of rows) {
    const found = await admin.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as digest from ${schema}.${name} t`,
    );
    state.set(name, found.rows[0]?.digest ?? '');
  }
  return state;
};

const differences = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name);

/** Statements that would read, write or take over the other schema, and ways to become its owner. */
const attempts = (tables: readonly string[], real: { readonly schema: string; readonly runRole: string }): string[] => [
  ...tables.flatMap((table) => [
    `select 1 from ${real.schema}.${table} limit 1`,
    `delete from ${real.schema}.${table}`,
    `truncate ${real.schema}.${table}`,
    `insert into ${real.schema}.${table} select * from ${real.schema}.${table}`,
    `update ${real.schema}.${table} set id = id`,
    `alter table ${real.schema}.${table} disable row level security`,
    `lock table ${real.schema}.${table}`,
    `copy ${real.schema}.${table} to stdout`,
  ]),
  `set role ${real.runRole}`,
  `set session authorization ${real.runRole}`,
  'set role zhibu_owner',
  `grant ${real.runRole} to current_user`,
  `create table ${real.schema}.taken (id int)`,
  `create or replace function ${real.schema}.account_of_person(person uuid) returns uuid language sql as 'select null::uuid'`,
  `select ${real.schema}.account_of_person(gen_random_uuid())`,
  `select nextval('${real.schema}.organisation_segment')`,
  `insert into ${real.schema}_jobs._private_jobs default values`,
  `select ${real.schema}_jobs.add_job('members.import')`,
  `update zhibu.county set practice_of = null`,
  `select * from zhibu.county`,
];

const trySql = async (
  world: World,
  practice: { readonly runRole: string },
): Promise<{ tried: number; done: string[]; unlike: number }> => {
  const { entry } = world.county;
  const { rows } = await asAdmin(world.admin, (admin) =>
    admin.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class where relnamespace = $1::regnamespace and relkind = 'r' order by 1`,
      [entry.schema],
    ),
  );
  const { host, port, database } = world.admin;
  const client = new pg.Client({ host, port, database, user: practice.runRole });
  client.on('error', () => undefined);
  await client.connect();
  const done: string[] = [];
  // Refused, and not for want of the right: the statement itself is wrong, which proves little.
  let unlike = 0;
  const note = (error: { code?: string }): false => {
    if (error.code !== '42501') unlike += 1;
    return false;
  };
  const all = attempts(
    rows.map(({ name }) => name),
    entry,
  );
  try {
    for (const text of all) {
      await client.query('begin');
      const went = await client.query(text).then(() => true, note);
      await client.query('rollback');
      if (went) done.push(text);
    }
    // What the session may set for itself opens nothing either.
    await client.query(`set search_path = ${entry.schema}`);
    await client.query(
      `select set_config('app.lower', '/', false), set_config('app.upper', '0', false), set_config('app.guard', 'accounts', false)`,
    );
    for (const { name } of rows) {
      const went = await client.query(`select 1 from ${entry.schema}.${name} limit 1`).then(() => true, note);
      if (went) done.push(`with settings: ${name}`);
    }
  } finally {
    await client.end();
  }
  return { tried: all.length + rows.length, done, unlike };
};

const tokenOf = (header: unknown): string =>
  [header]
    .flat()
    .map(String)
    .map((line) => /^zhibu_session=([^;]+)/.exec(line)?.[1])
    .find((token) => token !== undefined) ?? '';

/** A session of the practice county, as a trainee gets it. */
const traineeOf = async (world: World, actor: Actor): Promise<Client> => {
  const run = await actor.client.call(beginDrill, { body: { drill: 'roster' } });
  const reply = await actor.client.raw(enterPractice, { params: { id: run.id } });
  return clientOf(world.app, { accountId: newId(), signInName: '', token: tokenOf(reply.headers['set-cookie']) });
};

interface Sent {
  readonly endpoint: Endpoint;
  readonly request: Request;
}

/** Every request of the platform, aimed at things of the real county. */
const aimed = async (world: World, actor: Actor): Promise<Sent[]> => {
  const sent: Sent[] = [];
  for (const { endpoint } of routes) {
    const [line, sample] = [matrix[endpoint.name], samples[endpoint.name]];
    if (line === undefined || sample === undefined || endpoint.name === 'practice.leave') continue;
    const nowhere: Target = { id: newId(), of: newId(), node: world.tree.townshipA, name: '' };
    const target = line.on === 'nothing' ? nowhere : await makeTarget(world, line.on, actor, 'own').catch(() => null);
    sent.push({ endpoint, request: sample(target ?? nowhere, actor) });
  }
  return sent;
};

/** Sends them by a session of the practice county; how many it served there. */
const sendAll = async (trainee: Client, sent: readonly Sent[]): Promise<number> => {
  let served = 0;
  for (const { endpoint, request } of sent) {
    const { file: _file, ...rest } = request;
    if ((await trainee.raw(endpoint, rest)).status < 400) served += 1;
  }
  return served;
};

export const run = async () => {
  const server = await startTestServer();
  try {
    await prepareTemplate(server);
    const world = await openWorld(server.admin, undefined, { practice: true });
    try {
      const practice = world.practice;
      if (practice === null) throw new Error('there is no practice county');
      const rights = await tryRights(world);
      const actor = await world.enter('township_worker');
      const trainee = await traineeOf(world, actor);
      const sent = await aimed(world, actor);
      return await asAdmin(world.admin, async (admin) => {
        const before = await stateOf(admin, world.county.entry.schema);
        const sql = await trySql(world, practice.entry);
        const bySql = differences(before, await stateOf(admin, world.county.entry.schema));
        const served = await sendAll(trainee, sent);
        const byApi = differences(before, await stateOf(admin, world.county.entry.schema));
        const apart = world.county.entry.keySet !== practice.entry.keySet;
        const ok =
          rights.tried > 0 &&
          rights.granted === 0 &&
          rights.locked === 0 &&
          sql.done.length === 0 &&
          bySql.length === 0 &&
          byApi.length === 0 &&
          served > 0 &&
          apart;
        return {
          ok,
          lines: [
            `dangerous endpoints and steps: ${guarded().length}; tried without a valid drill and with it: ${rights.tried}`,
            `granted without a valid drill: ${rights.granted} (bound 0); closed with a valid one: ${rights.locked} (bound 0)`,
            ...rights.examples.slice(0, 10).map((line) => `  ${line}`),
            `statements on the real county under the practice county's role: ${sql.tried}; done: ${sql.done.length} (bound 0); refused for another reason than the right: ${sql.unlike}`,
            ...sql.done.slice(0, 10).map((line) => `  ${line}`),
            `requests of a practice session at things of the real county: ${sent.length}, of them served in the practice county: ${served}`,
            `tables of the real county that differ after the statements: ${bySql.length}, after the requests: ${byApi.length} (bound 0)`,
            ...[...bySql, ...byApi].slice(0, 10).map((line) => `  ${line}`),
            `keys of the two counties: ${apart ? 'apart' : 'THE SAME'}`,
          ],
        };
      });
    } finally {
      await world.close();
    }
  } finally {
    await server.stop();
  }
};
