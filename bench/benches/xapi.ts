/**
 * Statements of programs, stored and asked for: one a request and fifty a request beside a bare server that inserts the same bytes into
 * one table, and questions by learner, activity and registration over what was stored.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hashOfKey, keyOf } from '#features/education/records/clients/queries.ts';
import { scopes } from '#features/education/records/clients/rules.ts';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { startChild } from '../parts/child.ts';
import type { Side } from '../parts/compare.ts';
import { type BenchCounty, openBenchCounty } from '../parts/county.ts';
import type { FloorWork } from '../parts/floor.ts';
import { load, type LoadResult, type Request } from '../parts/load.ts';
import { cpuOf, serverCpu } from '../parts/processes.ts';
import type { Outcome } from '../report.ts';

/** The smallest county that there is: who belongs to it does not matter here. */
const members = 4_500;
const connections = 16;
/** Of each trial; another number on the command line. */
const usualSeconds = 5;
const batch = 50;
const [learners, activities] = [400, 60];
/**
 * Times the CPU of a bare insert behind a bare server. A statement is checked, sealed and found by five indexes behind a policy; in a
 * batch the bare side too shares one statement of SQL and one commit among fifty.
 */
const mostRatio = 4;
const mostReadMs = 100;

const agentOf = (n: number) => ({
  objectType: 'Agent',
  mbox: `mailto:learner${n % learners}@example.com`,
  name: '学员',
});
const activityOf = (n: number): string => `https://example.com/course/${n % activities}`;
const registrations = Array.from({ length: learners }, () => randomUUID());

const statementOf = (n: number) => ({
  actor: agentOf(n),
  verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { 'en-US': 'completed', 'zh-CN': '学完了' } },
  object: { objectType: 'Activity', id: activityOf(n), definition: { name: { 'zh-CN': `第 ${n % activities} 课` } } },
  result: { completion: true, success: true, score: { scaled: 0.8 } },
  context: {
    registration: registrations[n % learners],
    contextActivities: { parent: [{ objectType: 'Activity', id: 'https://example.com/course' }] },
  },
  timestamp: '2026-11-27T08:00:00.000Z',
});

/** A program with every right, as the office enters it. */
const enterProgram = async ({ county }: BenchCounty): Promise<{ readonly id: string; readonly auth: string }> => {
  const id = randomUUID();
  const key = keyOf(county, id);
  await county.write(systemScope(county.entry.code, 'bench'), (tx) =>
    tx
      .insertInto('xapi_client')
      .values({ id, name: 'bench', contact: 'bench', scopes: [...scopes], key_hash: hashOfKey(county, id, key) })
      .execute(),
  );
  return { id, auth: `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}` };
};

const admin = (bench: BenchCounty, sql: string): Promise<unknown> =>
  asAdmin(bench.deployment.admin, async (client) => {
    await client.query(`set search_path = ${bench.county.entry.schema}, public`);
    return client.query(sql);
  });

const token = randomBytes(16).toString('hex');

const floorOf = ({ deployment, county }: BenchCounty): FloorWork => {
  const { host, port, user } = deployment.admin;
  const insert = (count: number) => [
    {
      text: `insert into public.bench_bare (id, body) values ${Array.from({ length: count }, (_, n) => `($${n * 2 + 1}, $${n * 2 + 2})`).join(', ')}`,
      values: Array.from({ length: count }, (_, n) => [`$uuid:${n + 1}`, JSON.stringify(statementOf(n))]).flat(),
    },
  ];
  return {
    connection: {
      host: String(host),
      port: Number(port),
      user: String(user),
      database: 'zhibu',
      options: `-c search_path=${county.entry.schema},public`,
    },
    size: 12,
    tokenHash: createHash('sha256').update(token).digest('base64'),
    reads: {},
    writes: { '/one': insert(1), '/batch': insert(batch) },
  };
};

interface Costed extends LoadResult {
  /** Milliseconds of a statement. */
  readonly cpu: number;
  /** Of them in the database. */
  readonly database: number;
}

const split = ({ cpu, database }: Costed): string =>
  `${(cpu - database).toFixed(3)} ms in the server, ${database.toFixed(3)} in the database`;

const line = (title: string, { perSecond, p50, p95, p99, failures }: LoadResult, each = 1): string =>
  `${title.padEnd(34)} ${(perSecond * each).toFixed(0).padStart(7)} a second, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, failures ${failures}`;

export const run = async ([asked]: readonly string[]): Promise<Outcome> => {
  const seconds = asked === undefined ? usualSeconds : Number(asked);
  const bench = await openBenchCounty(members, (text) => process.stderr.write(`${text}\n`), { life: false });
  const { id, auth } = await enterProgram(bench);
  const app = await startChild('app.ts', { environment: bench.environment });
  // Beside the county's schema, and once the platform runs: it looks at every table of its own when it starts.
  await admin(
    bench,
    'drop table if exists public.bench_bare; create table public.bench_bare (id uuid primary key, body text not null)',
  );
  const floor = await startChild('floor.ts', { input: JSON.stringify(floorOf(bench)) });
  try {
    const headers = { authorization: auth, 'x-experience-api-version': '1.0.3' };
    const send =
      (count: number) =>
      (n: number): Request => ({
        method: 'POST',
        path: '/xapi/statements',
        headers,
        body: JSON.stringify(
          count === 1 ? statementOf(n) : Array.from({ length: count }, (_, i) => statementOf(n * count + i)),
        ),
      });
    const bare =
      (path: string, count: number) =>
      (n: number): Request => ({
        ...send(count)(n),
        path,
        headers: { cookie: `zhibu_session=330324.${token}` },
      });
    const ask =
      (query: (n: number) => Readonly<Record<string, string>>) =>
      (n: number): Request => ({
        method: 'GET',
        path: `/xapi/statements?${new URLSearchParams({ limit: '20', ...query(n) }).toString()}`,
        headers,
      });
    const on = (port: number, request: (n: number) => Request, time = seconds) =>
      load({ port, connections, seconds: time, request });
    for (const [port, request] of [
      [app.port, send(1)],
      [floor.port, bare('/one', 1)],
      [app.port, send(batch)],
    ] as const)
      await on(port, request, 1);
    const costed = async (side: Side, request: (n: number) => Request, each: number): Promise<Costed> => {
      const used = (): readonly [number, number] => [cpuOf(side.pid), serverCpu(bench.postmaster)];
      const before = used();
      const result = await on(side.port, request);
      const [server = 0, database = 0] = used().map(
        (now, n) => ((now - (before[n] ?? 0)) * 1_000) / (result.requests * each),
      );
      return { ...result, cpu: server + database, database };
    };
    const one = await costed(app, send(1), 1);
    const bareOne = await costed(floor, bare('/one', 1), 1);
    const many = await costed(app, send(batch), batch);
    const bareMany = await costed(floor, bare('/batch', batch), batch);
    await admin(bench, 'vacuum analyze xapi_statement');
    const byAgent = await on(
      app.port,
      ask((n) => ({ agent: JSON.stringify(agentOf(n)) })),
    );
    const byActivity = await on(
      app.port,
      ask((n) => ({ activity: activityOf(n), verb: 'http://adlnet.gov/expapi/verbs/completed' })),
    );
    const byRegistration = await on(
      app.port,
      ask((n) => ({ registration: registrations[n % learners] ?? '', agent: JSON.stringify(agentOf(n)) })),
    );
    const newest = await on(
      app.port,
      ask(() => ({})),
    );
    const ratio = one.cpu / bareOne.cpu;
    const ratioMany = many.cpu / bareMany.cpu;
    const reads = [byAgent, byActivity, byRegistration, newest];
    const failures = [one, bareOne, many, bareMany, ...reads].reduce((sum, result) => sum + result.failures, 0);
    const slowest = Math.max(...reads.map(({ p95 }) => p95));
    return {
      ok: failures === 0 && ratio <= mostRatio && ratioMany <= mostRatio && slowest <= mostReadMs,
      lines: [
        line('stored, one a request', one),
        line('bare insert, one a request', bareOne),
        line(`stored, ${batch} a request`, many, batch),
        line(`bare insert, ${batch} a request`, bareMany, batch),
        `CPU of a statement, server and database: ${one.cpu.toFixed(3)} ms against ${bareOne.cpu.toFixed(3)} of a bare insert, in batches ${many.cpu.toFixed(3)} against ${bareMany.cpu.toFixed(3)}`,
        `of it stored: ${split(one)}; bare: ${split(bareOne)}`,
        `in batches stored: ${split(many)}; bare: ${split(bareMany)}`,
        `a statement costs ${ratio.toFixed(2)} bare inserts, in batches ${ratioMany.toFixed(2)} (bound ${mostRatio})`,
        `by statements a second: ${(bareOne.perSecond / one.perSecond).toFixed(2)}, in batches ${(bareMany.perSecond / many.perSecond).toFixed(2)}`,
        line('asked by learner, 20 of them', byAgent),
        line('asked by activity and verb', byActivity),
        line('asked by registration and learner', byRegistration),
        line('the newest', newest),
        `slowest p95 of a question ${slowest.toFixed(1)} ms (bound ${mostReadMs}), failures ${failures}`,
      ],
    };
  } finally {
    await app.stop();
    await floor.stop();
    await admin(
      bench,
      `drop table public.bench_bare; delete from xapi_activity where client_id = '${id}'; delete from xapi_statement where client_id = '${id}'; delete from xapi_client where id = '${id}'`,
    );
    await bench.close();
  }
};
