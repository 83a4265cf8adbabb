/** Lists, one file, one write and counts against the floor, and how the list grows with the county (design 6). */
import { loadavg } from 'node:os';
import { tallyDifferences } from '#features/base/members/index.ts';
import { systemScope } from '#platform/access/scope.ts';
import { startChild, type Child } from '../parts/child.ts';
import { compare, type Scenario } from '../parts/compare.ts';
import { openBenchCounty, type BenchCounty, type BenchSession } from '../parts/county.ts';
import { floorWork, type Asked, type FloorKind } from '../parts/floor-work.ts';
import { load, type LoadResult } from '../parts/load.ts';
import { invented, newMemberBody } from '../parts/new-member.ts';
import { findPlaces, type Places } from '../parts/places.ts';
import { measureSubtreeMove } from '../parts/subtree-move.ts';
import type { Outcome } from '../report.ts';

const rounds = 5;
const seconds = 2;

interface Sessions {
  readonly secretary: BenchSession;
  readonly worker: BenchSession;
  readonly officer: BenchSession;
}

interface Trial extends Scenario {
  readonly as: BenchSession;
  readonly asked: Asked;
}

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const cookieOf = ({ token }: BenchSession) => ({ cookie: `zhibu_session=${token}` });

type Bounds = Pick<Scenario, 'minThroughput' | 'maxCpu'>;

const reading = (title: string, as: BenchSession, paths: readonly string[], bounds: Bounds): Trial => ({
  title,
  as,
  asked: { reads: paths, writes: {} },
  request: (n) => ({ method: 'GET', path: at(paths, n), headers: cookieOf(as) }),
  ...bounds,
});

// Every new member of a run has a number of its own, and with it an ID number.
let serial = Date.now() % 1_000_000_000;

const writing = (title: string, as: BenchSession, branches: readonly string[], connections: number): Trial => {
  const next = () => (serial += 1);
  return {
    title,
    as,
    connections,
    asked: { reads: [], writes: Object.fromEntries(branches.map((id, n) => [`/api/members?branch=${n}`, id])) },
    request: (n) => ({
      method: 'POST',
      path: '/api/members',
      headers: { ...cookieOf(as), 'idempotency-key': crypto.randomUUID() },
      body: newMemberBody(at(branches, n), next()),
    }),
    floorRequest: (n) => ({
      method: 'POST',
      path: `/api/members?branch=${n % branches.length}`,
      headers: cookieOf(as),
      body: newMemberBody(at(branches, n), n),
    }),
    minThroughput: 0.45,
  };
};

const branchList = (id: string): string => `/api/members?organisationId=${id}&limit=20`;
const file = (id: string): string => `/api/members/${id}`;
const countsOf = (id: string): string => `/api/members/counts?organisationId=${id}`;

const trials = (places: Places, { secretary, worker, officer }: Sessions): Trial[] => {
  const { township, branches, neighbours, people } = places;
  const own = at(branches, 0);
  const list: Bounds = { minThroughput: 0.5, maxCpu: 1.8 };
  const subtree = [`/api/members?organisationId=${township.id}&sex=1&sort=birthDate&order=desc&limit=20`];
  const oneFile: Bounds = { minThroughput: 0.35 };
  const counts: Bounds = { minThroughput: 0.6 };
  return [
    reading('20 of a branch, as its secretary', secretary, [branchList(own)], list),
    reading('20 of any branch of a township, as its worker', worker, branches.map(branchList), list),
    reading('20 of any branch of a township, as county officer', officer, branches.map(branchList), list),
    reading('20 of a subtree of 2,500, filtered and sorted, as its worker', worker, subtree, { minThroughput: 0.7 }),
    reading('20 of a subtree of 2,500, filtered and sorted, as county officer', officer, subtree, {
      minThroughput: 0.7,
    }),
    reading('one file, the reading recorded, as branch secretary', secretary, neighbours.map(file), oneFile),
    reading('one file, the reading recorded, as county officer', officer, people.map(file), oneFile),
    // One branch has one tally: sixteen at once would only wait for each other.
    writing('one new member, audit in the same transaction, as branch secretary', secretary, [own], 2),
    writing('one new member, audit in the same transaction, as county officer', officer, branches, 16),
    reading('counts of a branch, as its secretary', secretary, [countsOf(own)], counts),
    reading('counts of a subtree of 2,500, as county officer', officer, [countsOf(township.id)], counts),
    reading('counts of the whole county, as county officer', officer, ['/api/members/counts'], counts),
  ];
};

interface Stage {
  readonly bench: BenchCounty;
  readonly places: Places;
  readonly app: Child;
  readonly sessions: Sessions;
}

const openStage = async (members: number, say: (line: string) => void, life = true): Promise<Stage> => {
  const bench = await openBenchCounty(members, say, { life });
  const places = await findPlaces(bench);
  const sessions = {
    secretary: await bench.signIn('branch_secretary', at(places.branches, 0)),
    worker: await bench.signIn('township_worker', places.township.id),
    officer: await bench.signIn('county_officer', places.countyId),
  };
  return { bench, places, sessions, app: await startChild('app.ts', { environment: bench.environment }) };
};

const closeStage = async ({ app, bench }: Stage): Promise<void> => {
  await app.stop();
  await bench.close();
};

const runTrial = async ({ bench, app }: Stage, trial: Trial): Promise<Outcome> => {
  const floorOf = async (kind: FloorKind): Promise<Child> =>
    startChild('floor.ts', { input: JSON.stringify(await floorWork(bench, trial.as, trial.asked, kind)) });
  const [floor, bare] = [await floorOf('same'), await floorOf('bare')];
  try {
    return await compare(trial, { app, floor, bare, postmaster: bench.postmaster, rounds, seconds });
  } finally {
    await floor.stop();
    await bare.stop();
  }
};

const alone = async (stage: Stage, paths: readonly string[], as: BenchSession): Promise<LoadResult> => {
  const request = (n: number) => ({ method: 'GET', path: at(paths, n), headers: cookieOf(as) });
  await load({ port: stage.app.port, connections: 1, seconds: 2, request });
  return load({ port: stage.app.port, connections: 1, seconds: 6, request });
};

const branchLists = (stage: Stage): Promise<LoadResult> =>
  alone(stage, stage.places.branches.map(branchList), stage.sessions.officer);

const verdict = (ok: boolean): string => (ok ? 'ok' : 'MISSED');

const tallies = async ({ bench }: Stage): Promise<Outcome> => {
  const wrong = await bench.county.write(systemScope(bench.county.entry.code, 'bench'), (tx) => tallyDifferences(tx));
  const ok = wrong === 0;
  return { ok, lines: [`tallies against a recount after the writes: ${wrong} branches differ (0)   ${verdict(ok)}`] };
};

const move = async ({ bench }: Stage): Promise<Outcome> => {
  const { members, organisations, rows, ms } = await measureSubtreeMove(bench.county);
  const sorted = ms.toSorted((a, b) => a - b);
  const [least, most] = [sorted.at(0) ?? 0, sorted.at(-1) ?? 0];
  return {
    ok: true,
    lines: [
      `move of a subtree in one transaction: ${organisations} organisations and ${members} members, ${rows} rows rewritten, ${least.toFixed(0)} to ${most.toFixed(0)} ms in ${ms.length} moves there and back`,
    ],
  };
};

const growth = async (small: LoadResult, say: (line: string) => void): Promise<Outcome> => {
  const big = await openStage(1_000_000, say, false);
  try {
    const list = await branchLists(big);
    const counts = await alone(big, ['/api/members/counts'], big.sessions.officer);
    const ratio = list.p50 / small.p50;
    const isFlat = ratio < 1.5;
    const areQuick = counts.p95 <= 50;
    return {
      ok: isFlat && areQuick,
      lines: [
        `20 of a branch, one connection: p50 ${small.p50.toFixed(2)} ms at 50,000 members, ${list.p50.toFixed(2)} ms at 1,000,000: growth ${ratio.toFixed(2)} (< 1.5)   ${verdict(isFlat)}; the million without a year of meetings`,
        `counts of the whole county at 1,000,000 members: p50 ${counts.p50.toFixed(1)} ms, p95 ${counts.p95.toFixed(1)} ms (≤ 50)   ${verdict(areQuick)}`,
      ],
    };
  } finally {
    await closeStage(big);
  }
};

/** `npm run bench -- list [part of a title …]`; `growth` names the comparison with a million, `move` that of the subtree. */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const outcomes: Outcome[] = [];
  const note = (outcome: Outcome): void => {
    outcomes.push(outcome);
    outcome.lines.forEach(say);
  };
  const isAsked = (title: string): boolean => args.length === 0 || args.some((arg) => title.includes(arg));
  const busy = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  const small = await openStage(50_000, say);
  let atSmall: LoadResult | undefined;
  try {
    for (const trial of trials(small.places, small.sessions))
      if (isAsked(trial.title)) note(await runTrial(small, trial));
    if (isAsked('growth')) atSmall = await branchLists(small);
    if (isAsked('move')) note(await move(small));
    note(await tallies(small));
    await small.bench.tidy(invented);
  } finally {
    await closeStage(small);
  }
  if (atSmall !== undefined) note(await growth(atSmall, say));
  return {
    lines: [
      `county of 50,000 members; each row the median of ${rounds} rounds of ${seconds} s; load average before ${busy}`,
      `zhibu: the bundled server as the run-time role. floor: the same statements as the same role, the scope set once per connection. bare: the same question without policies, the range written into the statement`,
      ...outcomes.flatMap((outcome) => outcome.lines),
    ],
    ok: outcomes.every((outcome) => outcome.ok),
  };
};
