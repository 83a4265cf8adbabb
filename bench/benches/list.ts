/** Lists, one file, one write and counts against the floor, and how the list grows with the county (design 6). */
import { createHash, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Statement } from '../parts/record.ts';
import { recordStatements } from '../parts/record.ts';
import { compare, type CompareOptions, type Scenario } from '../parts/compare.ts';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';
import { startChild, type Child } from '../parts/child.ts';
import type { FloorWork } from '../parts/floor.ts';
import { load } from '../parts/load.ts';
import { insertStatements, newMemberBody } from '../parts/new-member.ts';
import { MemberFilter } from '#features/base/members/contract.ts';
import { memberPage, tallyOf } from '#features/base/members/list/queries.ts';
import { fileView } from '#features/base/members/file/queries.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { systemScope } from '#platform/access/scope.ts';
import { typeParsers, type Db } from '#platform/db/types.ts';
import pg from 'pg';

const rounds = 5;
const seconds = 3;
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const shuffle = <T>(list: readonly T[]): T[] =>
  list
    .map((value) => ({ value, at: randomInt(2 ** 31) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);

interface Places {
  readonly countyId: string;
  readonly township: { readonly id: string; readonly path: string };
  readonly branches: readonly string[];
  readonly people: readonly string[];
}

/** A township of about 2,500 members, its branches, and people to open. */
const findPlaces = async (bench: BenchCounty): Promise<Places> => {
  const db = bench.county.read(systemScope(bench.county.entry.code, 'bench'));
  const county = await db
    .selectFrom('organisation')
    .select('id')
    .where('type', '=', 'county_committee')
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ id: string; path: string; members: number }>`
    select o.id, o.path, sum(t.members)::int4 as members from organisation o
    join branch_tally t on t.org_path >= o.path and t.org_path < left(o.path, -1) || '0'
    where o.type = 'township_committee' group by o.id, o.path order by abs(sum(t.members) - 2500) limit 1`.execute(db);
  const [township] = rows;
  if (!township) throw new Error('no township');
  const branches = await db
    .selectFrom('branch_tally')
    .select('branch_id')
    .where('members', '>=', 15)
    .where('org_path', '>=', township.path)
    .where('org_path', '<', `${township.path.slice(0, -1)}0`)
    .execute();
  const people = await sql<{
    person_id: string;
  }>`select person_id from membership where left_on is null and voided_at is null and org_path >= ${township.path} and org_path < ${`${township.path.slice(0, -1)}0`} limit 500`.execute(
    db,
  );
  return {
    countyId: county.id,
    township,
    branches: branches.map((b) => b.branch_id),
    people: shuffle(people.rows.map((p) => p.person_id)),
  };
};

interface Paths {
  readonly branch: string[];
  readonly subtree: string;
  readonly file: string[];
  readonly counts: string;
  readonly countyCounts: string;
}

const pathsOf = (places: Places): Paths => ({
  branch: places.branches.map((id) => `/api/members?organisationId=${id}&limit=20`),
  subtree: `/api/members?organisationId=${places.township.id}&sex=1&sort=birthDate&order=desc&limit=20`,
  file: places.people.map((id) => `/api/members/${id}`),
  counts: `/api/members/counts?organisationId=${places.township.id}`,
  countyCounts: '/api/members/counts',
});

const listInput = (path: string) => {
  const query = Object.fromEntries(new URL(path, 'http://x').searchParams);
  const { sort = 'name', order = 'asc', limit: _limit, ...filter } = query;
  return { ...MemberFilter.parse(filter), sort: sort as 'name', order: order as 'asc', limit: 20 };
};

/** The statements that the platform sends for each path, noted by running its own queries. */
const recordFloor = async (
  bench: BenchCounty,
  pool: pg.Pool,
  paths: Paths,
): Promise<Record<string, readonly Statement[]>> => {
  const { county } = bench;
  const scope = systemScope(county.entry.code, 'bench');
  const reads: Record<string, readonly Statement[]> = {};
  // The path of an organisation is remembered by the platform: the second run shows what a running server sends.
  const record = async (path: string, work: (db: Db) => Promise<unknown>): Promise<void> => {
    await recordStatements(pool, work);
    reads[path] = await recordStatements(pool, work);
  };
  for (const path of [...paths.branch, paths.subtree])
    await record(path, (db) => memberPage(db, scope, county, listInput(path)));
  for (const path of paths.file) await record(path, (db) => fileView(db, scope, county, path.split('/').at(-1) ?? ''));
  for (const path of [paths.counts, paths.countyCounts]) {
    const id = new URL(path, 'http://x').searchParams.get('organisationId') ?? undefined;
    await record(path, (db) => tallyOf(db, scope, county, id));
  }
  return reads;
};

const floorWork = async (bench: BenchCounty, token: string, paths: Paths, places: Places): Promise<FloorWork> => {
  const { host, port, user } = bench.deployment.admin;
  const connection = {
    host: String(host),
    port: Number(port),
    user: String(user),
    database: 'zhibu',
    options: `-c search_path=${bench.county.entry.schema},public`,
  };
  const pool = new pg.Pool({ ...connection, max: 2, types: typeParsers });
  const reads = await recordFloor(bench, pool, paths);
  await pool.end();
  return {
    connection,
    size: 12,
    tokenHash: createHash('sha256')
      .update(token.split('.')[1] ?? '')
      .digest('base64'),
    reads,
    writes: Object.fromEntries(
      await Promise.all(
        places.branches.map(
          async (id, n) => [`/api/members?branch=${n}`, await insertStatements(bench.county, id)] as const,
        ),
      ),
    ),
  };
};

const scenarios = (
  paths: Paths,
  places: Places,
  tokens: { secretary: string; worker: string; officer: string },
): Scenario[] => {
  const get = (token: string, path: (n: number) => string) => (n: number) => ({
    method: 'GET',
    path: path(n),
    headers: { cookie: `zhibu_session=${token}` },
  });
  let serial = Date.now() % 1_000_000_000;
  const post = () => {
    serial += 1;
    return {
      method: 'POST',
      path: '/api/members',
      headers: { cookie: `zhibu_session=${tokens.worker}`, 'idempotency-key': crypto.randomUUID() },
      body: newMemberBody(pick(places.branches, serial), serial),
    };
  };
  const floorPost = (n: number) => ({
    method: 'POST',
    path: `/api/members?branch=${n % places.branches.length}`,
    headers: { cookie: `zhibu_session=${tokens.worker}` },
    body: newMemberBody(pick(places.branches, n), n),
  });
  const [own] = paths.branch;
  return [
    {
      title: '20 of a branch, as its secretary',
      request: get(tokens.secretary, () => own ?? ''),
      minThroughput: 0.5,
      maxCpu: 1.8,
    },
    {
      title: '20 of a branch, any of a township, as its worker',
      request: get(tokens.worker, (n) => pick(paths.branch, n)),
      minThroughput: 0.5,
      maxCpu: 1.8,
    },
    {
      title: '20 of a branch, any of a township, as county officer',
      request: get(tokens.officer, (n) => pick(paths.branch, n)),
      minThroughput: 0.5,
      maxCpu: 1.8,
    },
    {
      title: '20 of a subtree of 2,500, filtered and sorted',
      request: get(tokens.worker, () => paths.subtree),
      minThroughput: 0.7,
    },
    {
      title: 'one file, the reading recorded',
      request: get(tokens.worker, (n) => pick(paths.file, n)),
      minThroughput: 0.35,
    },
    {
      title: 'one new member, audit in the same transaction',
      request: post,
      floorRequest: floorPost,
      minThroughput: 0.45,
    },
    { title: 'counts of a subtree of 2,500', request: get(tokens.officer, () => paths.counts), minThroughput: 0.6 },
    { title: 'counts of the whole county', request: get(tokens.officer, () => paths.countyCounts), minThroughput: 0.6 },
  ];
};

interface Stage {
  readonly bench: BenchCounty;
  readonly places: Places;
  readonly app: Child;
  readonly tokens: { secretary: string; worker: string; officer: string };
}

const openStage = async (members: number, say: (line: string) => void): Promise<Stage> => {
  const bench = await openBenchCounty(members, say);
  const places = await findPlaces(bench);
  const tokens = {
    secretary: await bench.session('branch_secretary', pick(places.branches, 0)),
    worker: await bench.session('township_worker', places.township.id),
    officer: await bench.session('county_officer', places.countyId),
  };
  return { bench, places, tokens, app: await startChild('app.ts', { environment: bench.environment }) };
};

const closeStage = async ({ app, bench }: Stage): Promise<void> => {
  await app.stop();
  await bench.close();
};

const latencyOf = async (stage: Stage, path: (n: number) => string, token: string) => {
  const request = (n: number) => ({ method: 'GET', path: path(n), headers: { cookie: `zhibu_session=${token}` } });
  await load({ port: stage.app.port, connections: 1, seconds: 2, request });
  return load({ port: stage.app.port, connections: 1, seconds: 6, request });
};

const differences = async ({ bench }: Stage): Promise<number> =>
  bench.county.write(systemScope(bench.county.entry.code, 'bench'), (tx) => tallyDifferences(tx));

export const run = async (args: readonly string[] = []): Promise<{ lines: string[]; ok: boolean }> => {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const lines: string[] = [];
  const verdicts: boolean[] = [];
  const note = (line: string): void => {
    lines.push(line);
    say(line);
  };
  const small = await openStage(50_000, say);
  const paths = pathsOf(small.places);
  const work = await floorWork(small.bench, small.tokens.worker, paths, small.places);
  const secretaryFloor = {
    ...work,
    tokenHash: createHash('sha256')
      .update(small.tokens.secretary.split('.')[1] ?? '')
      .digest('base64'),
  };
  const officerFloor = {
    ...work,
    tokenHash: createHash('sha256')
      .update(small.tokens.officer.split('.')[1] ?? '')
      .digest('base64'),
  };
  for (const scenario of scenarios(paths, small.places, small.tokens)) {
    if (args.length > 0 && !args.some((a) => scenario.title.includes(a))) continue;
    const who = scenario.request(0).headers?.['cookie']?.split('=')[1];
    const input = who === small.tokens.secretary ? secretaryFloor : who === small.tokens.officer ? officerFloor : work;
    const floor = await startChild('floor.ts', { input: JSON.stringify(input) });
    const options: CompareOptions = { app: small.app, floor, postmaster: small.bench.postmaster, rounds, seconds };
    const result = await compare(scenario, options);
    await floor.stop();
    result.lines.forEach(note);
    verdicts.push(result.ok);
  }
  const atSmall = await latencyOf(small, (n) => pick(paths.branch, n), small.tokens.worker);
  const wrong = await differences(small);
  note(`tallies against a recount after the writes: ${wrong} branches differ (0)   ${wrong === 0 ? 'ok' : 'MISSED'}`);
  verdicts.push(wrong === 0);
  await closeStage(small);
  if (args.length === 0 || args.includes('growth')) {
    const big = await openStage(1_000_000, say);
    const bigPaths = pathsOf(big.places);
    const atBig = await latencyOf(big, (n) => pick(bigPaths.branch, n), big.tokens.worker);
    const growth = atBig.p50 / atSmall.p50;
    note(
      `20 of a branch, one connection: p50 ${atSmall.p50.toFixed(2)} ms at 50,000 members, ${atBig.p50.toFixed(2)} ms at 1,000,000: growth ${growth.toFixed(2)} (< 1.5)   ${growth < 1.5 ? 'ok' : 'MISSED'}`,
    );
    const counts = await latencyOf(big, () => bigPaths.countyCounts, big.tokens.officer);
    note(
      `counts of the whole county at 1,000,000 members: p95 ${counts.p95.toFixed(1)} ms (≤ 50)   ${counts.p95 <= 50 ? 'ok' : 'MISSED'}`,
    );
    verdicts.push(growth < 1.5, counts.p95 <= 50);
    await closeStage(big);
  }
  return { lines, ok: verdicts.every(Boolean) };
};
