/** Requests of residents: list, search, one thread and a new one at fifty users, with one year in the database and with ten. */
import { startChild, type Child } from '../parts/child.ts';
import { openBenchCounty, type BenchCounty, type BenchSession } from '../parts/county.ts';
import { floorWork } from '../parts/floor-work.ts';
import { Connection, load, percentile, serialise, type LoadResult, type Request } from '../parts/load.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { writeRequests } from '../sizes/requests.ts';
import type { Outcome } from '../report.ts';

const users = 50;
const mostMs = 300;
const mostGrowth = 1.5;
const seconds = 4;
/** Each a county of its real size, in a folder of its own, told apart by its members. */
const sizes = [
  { years: 1, members: 50_200 },
  { years: 10, members: 50_300 },
] as const;

interface Trial {
  readonly title: string;
  readonly request: (n: number) => Request;
  /** Read by the same statements without the platform; left out where the request is no plain read. */
  readonly bare?: { readonly as: BenchSession; readonly paths: readonly string[] };
  /** Each from an address of its own: one address is slowed down. */
  readonly strangers?: true;
}

interface Size {
  readonly years: number;
  readonly aYear: number;
}

interface Stage {
  readonly bench: BenchCounty;
  readonly app: Child;
  readonly trials: readonly Trial[];
  readonly villageId: string;
}

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

const reading = (title: string, as: BenchSession, paths: readonly string[]): Trial => ({
  title,
  request: (n) => ({ method: 'GET', path: at(paths, n), headers: { cookie: `zhibu_session=${as.token}` } }),
  bare: { as, paths },
});

/** Where the floor cannot record the read: only times are told. */
const withoutFloor = ({ title, request }: Trial): Trial => ({ title, request });

const placesOf = async ({ deployment, county }: BenchCounty) =>
  asAdmin(deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${county.entry.schema}, public`);
    const { rows } = await admin.query<{ village: string; township: string; county: string; areas: string[] }>(
      `select v.id as village, t.id as township, c.id as county,
          array(select id::text from organisation where type in ('village', 'community') order by path) as areas from organisation v, organisation t, organisation c
       where v.type in ('village', 'community') and t.type = 'township_committee' and c.parent_id is null
       order by v.path, t.path limit 1`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('no village in the county');
    return row;
  });

const openStage = async (members: number, size: Size, say: (line: string) => void): Promise<Stage> => {
  const bench = await openBenchCounty(members, say, { life: false });
  const written = await writeRequests(bench, size, say);
  const places = await placesOf(bench);
  const clerk = await bench.signIn('department_handler', places.village);
  const worker = await bench.signIn('township_worker', places.township);
  const officer = await bench.signIn('county_officer', places.county);
  const threads = written.map(({ id }) => `/api/requests/${id}`);
  const unit = `/api/requests/figures/list?by=unit&key=${places.village}&count=overdue&limit=20`;
  const trials: Trial[] = [
    reading('list: own requests, as a clerk of a village', clerk, ['/api/requests?show=own&limit=20']),
    reading('list: open requests, as a township worker', worker, ['/api/requests?show=open&limit=20']),
    reading('list: open requests, as county officer', officer, ['/api/requests?show=open&limit=20']),
    reading('list: what has ended, as county officer', officer, ['/api/requests?show=ended&limit=20']),
    reading('search: the list behind a number, as a clerk of a village', clerk, [unit]),
    withoutFloor(reading('one thread at random, as county officer', officer, threads)),
    {
      title: 'search: by its code, as a resident',
      request: (n) => ({
        method: 'GET',
        path: '/api/requests/follow',
        headers: { 'x-query': `code=${at(written, n).code}` },
      }),
      strangers: true,
    },
    {
      title: 'a new request, as a resident',
      request: (n) => ({
        method: 'POST',
        path: '/api/requests',
        headers: { 'idempotency-key': crypto.randomUUID() },
        // From everywhere: what one village gets of it would else change what its clerk reads in the next run.
        body: JSON.stringify({
          kind: 'help',
          category: 'roads',
          areaId: at(places.areas, n),
          text: '村口路灯坏了三盏',
        }),
      }),
      strangers: true,
    },
  ];
  return {
    bench,
    app: await startChild('app.ts', { environment: bench.environment }),
    trials,
    villageId: places.village,
  };
};

let stranger = 0;
const nextAddress = (): string => {
  stranger += 1;
  return `127.${1 + ((stranger >> 16) & 127)}.${(stranger >> 8) & 255}.${1 + (stranger & 127)}`;
};

/** As `load`, each request over a new connection from another address. */
const fromStrangers = async (
  port: number,
  connections: number,
  long: number,
  request: Trial['request'],
): Promise<LoadResult> => {
  const times: number[] = [];
  let [failures, n] = [0, 0];
  const begin = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() < begin + long * 1_000) {
      const bytes = serialise(`127.0.0.1:${port}`, request(n++));
      const start = performance.now();
      const connection = new Connection(port, nextAddress());
      const { status } = await connection.send(bytes);
      times.push(performance.now() - start);
      connection.close();
      if (status !== 200) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const took = (performance.now() - begin) / 1_000;
  const sorted = times.toSorted((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(sorted, share)) as [number, number, number];
  return { requests: times.length, failures, seconds: took, perSecond: times.length / took, p50, p95, p99 };
};

const run1 = (port: number, trial: Trial, connections: number, long: number): Promise<LoadResult> =>
  trial.strangers === true
    ? fromStrangers(port, connections, long, trial.request)
    : load({ port, connections, seconds: long, request: trial.request });

interface Seen {
  readonly many: LoadResult;
  readonly alone: LoadResult;
  /** Throughput as a share of the same statements sent without the platform. */
  readonly ratio: number | null;
}

const look = async ({ bench, app }: Stage, trial: Trial): Promise<Seen> => {
  await run1(app.port, trial, users, 1);
  const many = await run1(app.port, trial, users, seconds);
  const alone = await run1(app.port, trial, 1, 2);
  if (trial.bare === undefined) return { many, alone, ratio: null };
  const { as, paths } = trial.bare;
  const work = await floorWork(bench, as, { reads: paths, writes: {} }, 'bare');
  const floor = await startChild('floor.ts', { input: JSON.stringify(work) });
  try {
    await run1(floor.port, trial, users, 1);
    const bare = await run1(floor.port, trial, users, seconds);
    return { many, alone, ratio: many.perSecond / bare.perSecond };
  } finally {
    await floor.stop();
  }
};

const lineOf = (title: string, { many, alone, ratio }: Seen, ok: boolean): string =>
  `  ${title}: ${many.perSecond.toFixed(0)}/s, p50 ${many.p50.toFixed(1)} ms, p95 ${many.p95.toFixed(1)} ms (≤ ${mostMs}), alone p50 ${alone.p50.toFixed(2)} ms, failures ${many.failures + alone.failures}${ratio === null ? '' : `, ${ratio.toFixed(2)} of the same SQL bare`}   ${ok ? 'ok' : 'MISSED'}`;

/** `npm run bench -- requests [requests a year] [part of a title …]`; `fill` only writes what is measured, once for all. */
export const run = async (given: readonly string[] = []): Promise<Outcome> => {
  const args = given.filter((arg) => !/^\d+$/.test(arg));
  const aYear = Number(given.find((arg) => /^\d+$/.test(arg)) ?? 200_000);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const lines: string[] = [];
  const before = new Map<string, Seen>();
  let ok = true;
  for (const { years, members } of sizes) {
    const stage = await openStage(members, { years, aYear }, say);
    try {
      lines.push(`${years * aYear} requests, ${users} users`);
      for (const trial of args.includes('fill') ? [] : stage.trials) {
        if (args.length > 0 && !args.some((arg) => trial.title.includes(arg))) continue;
        const seen = await look(stage, trial);
        const fine = seen.many.p95 <= mostMs && seen.many.failures + seen.alone.failures === 0;
        lines.push(lineOf(trial.title, seen, fine));
        say(lines.at(-1) ?? '');
        const former = before.get(trial.title);
        if (former !== undefined) {
          const growth = seen.alone.p50 / former.alone.p50;
          const flat = growth < mostGrowth;
          lines.push(
            `    growth from one year to ten ${growth.toFixed(2)} (< ${mostGrowth})   ${flat ? 'ok' : 'MISSED'}`,
          );
          ok &&= flat;
        }
        before.set(trial.title, seen);
        ok &&= fine;
      }
    } finally {
      await stage.app.stop();
      await stage.bench.close();
    }
  }
  return { lines, ok };
};
