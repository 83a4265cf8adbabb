/** The office of a township and of the county: duties and the workbench, at twenty users, beside the same SQL bare. */
import { loadavg } from 'node:os';
import { startChild, type Child } from '../parts/child.ts';
import { openBenchCounty, type BenchCounty, type BenchSession } from '../parts/county.ts';
import { floorWork } from '../parts/floor-work.ts';
import { load, percentile, type LoadResult } from '../parts/load.ts';
import { findPlaces, type Places } from '../parts/places.ts';
import { cpuOf, serverCpu } from '../parts/processes.ts';
import { writeYearOfMeetings } from '../parts/year-of-meetings.ts';
import { visit, type VisitResult } from '../parts/visits.ts';
import { monthBefore, workbenchReads } from '../parts/workbench.ts';
import type { Outcome } from '../report.ts';

const users = 20;
const mostMs = 300;
const rounds = 5;
const seconds = 3;

interface Trial {
  readonly title: string;
  readonly as: BenchSession;
  readonly paths: readonly string[];
}

const trials = (today: string, worker: BenchSession, officer: BenchSession): readonly Trial[] => {
  const past = monthBefore(today);
  const list = `/api/duties?kind=party_day&period=${past}&done=false&limit=20`;
  return [
    { title: 'duties of a township', as: worker, paths: ['/api/duties/overview'] },
    { title: 'duties of a township, last month', as: worker, paths: [`/api/duties/overview?month=${past}`] },
    { title: 'the list behind a number, township', as: worker, paths: [list] },
    { title: 'workbench of a township worker, its reads in turn', as: worker, paths: workbenchReads.flat() },
    { title: 'duties of the county', as: officer, paths: ['/api/duties/overview'] },
    { title: 'duties of the county, last month', as: officer, paths: [`/api/duties/overview?month=${past}`] },
    { title: 'the list behind a number, county', as: officer, paths: [list] },
    { title: 'workbench of a county officer, its reads in turn', as: officer, paths: workbenchReads.flat() },
  ];
};

const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
interface Round extends LoadResult {
  /** Milliseconds of CPU per request, process and database together: what is left of the time on a machine that is busy otherwise. */
  readonly cpu: number;
}

const line = (name: string, all: readonly Round[]): string =>
  `  ${name.padEnd(6)} ${median(all.map((r) => r.perSecond))
    .toFixed(0)
    .padStart(
      5,
    )}/s   p50 ${median(all.map((r) => r.p50)).toFixed(1)} ms   p95 ${median(all.map((r) => r.p95)).toFixed(1)} ms   CPU ${median(all.map((r) => r.cpu)).toFixed(1)} ms each   failures ${all.reduce((sum, r) => sum + r.failures, 0)}`;

/** In turns, so that what else the machine does falls on both. */
const runTrial = async (bench: BenchCounty, app: Child, trial: Trial): Promise<Outcome> => {
  const work = await floorWork(bench, trial.as, { reads: trial.paths, writes: {} }, 'bare');
  const floor = await startChild('floor.ts', { input: JSON.stringify(work) });
  const request = (n: number) => ({
    method: 'GET',
    path: trial.paths[n % trial.paths.length] ?? '',
    headers: { cookie: `zhibu_session=${trial.as.token}` },
  });
  const measure = async ({ port, pid }: Child, long: number): Promise<Round> => {
    const used = (): number => cpuOf(pid) + serverCpu(bench.postmaster);
    const before = used();
    const result = await load({ port, connections: users, seconds: long, request });
    return { ...result, cpu: ((used() - before) * 1_000) / result.requests };
  };
  const [ours, bare]: [Round[], Round[]] = [[], []];
  try {
    for (const side of [app, floor]) await measure(side, 1);
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await measure(app, seconds));
      bare.push(await measure(floor, seconds));
    }
  } finally {
    await floor.stop();
  }
  const p95 = median(ours.map((r) => r.p95));
  const failures = [...ours, ...bare].reduce((sum, r) => sum + r.failures, 0);
  const ratio = median(ours.map((r, i) => r.perSecond / (bare[i]?.perSecond ?? 1)));
  const ok = p95 <= mostMs && failures === 0;
  return {
    ok,
    lines: [
      `${trial.title}, ${users} users`,
      line('zhibu', ours),
      line('bare', bare),
      `  p95 ${p95.toFixed(0)} ms (≤ ${mostMs})   throughput ${ratio.toFixed(2)} of the same SQL bare   ${ok ? 'ok' : 'MISSED'}`,
    ],
  };
};

/** Pages that people open and look at for a while, each with all its reads, as the browser asks for them. */
interface Opening {
  readonly title: string;
  readonly as: BenchSession;
}

/** So long somebody looks at the workbench before opening it anew: far shorter than people do. */
const lookMs = 3_000;

const runOpening = async (app: Child, { title, as }: Opening): Promise<Outcome> => {
  const visitors = Array.from({ length: users }, () => ({ token: as.token, waves: workbenchReads }));
  const measure = (long: number) => visit({ port: app.port, visitors, seconds: long, pause: lookMs });
  await measure(3);
  const all: VisitResult[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await measure(2 * seconds));
  const without = await visit({ port: app.port, visitors, seconds });
  const p95 = median(all.map((r) => r.p95));
  const slowest = Object.entries(all.at(-1)?.reads ?? {}).toSorted(([, a], [, b]) => b - a);
  const failures = all.reduce((sum, r) => sum + r.failures, without.failures);
  const ok = p95 <= mostMs && failures === 0;
  const each = slowest.slice(0, 3).map(([path, ms]) => `${path} ${ms.toFixed(0)} ms`);
  return {
    ok,
    lines: [
      `${title}, ${users} users`,
      `  ${median(all.map((r) => r.perSecond)).toFixed(1)} pages/s of ${workbenchReads.flat().length} reads   p50 ${median(all.map((r) => r.p50)).toFixed(0)} ms   failures ${failures}   slowest p95: ${each.join(', ')}`,
      `  p95 ${p95.toFixed(0)} ms (≤ ${mostMs}) from the first request to the last answer   ${ok ? 'ok' : 'MISSED'}   reopened without a pause: ${without.perSecond.toFixed(1)} pages/s, p95 ${without.p95.toFixed(0)} ms (no bound)`,
    ],
  };
};

const branchesBelow = ({ branches }: Places): string => `a township of ${branches.length} branches of 15 and more`;

/** `npm run bench -- office [part of a title …]`. */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const busy = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  const bench = await openBenchCounty(50_000, say);
  const meetings = await writeYearOfMeetings(bench, say);
  const places = await findPlaces(bench);
  const worker = await bench.signIn('township_worker', places.township.id);
  const officer = await bench.signIn('county_officer', places.countyId);
  const app = await startChild('app.ts', { environment: bench.environment });
  const outcomes: Outcome[] = [];
  try {
    for (const trial of trials(bench.county.today(), worker, officer)) {
      if (args.length > 0 && !args.some((arg) => trial.title.includes(arg))) continue;
      const outcome = await runTrial(bench, app, trial);
      outcome.lines.forEach(say);
      outcomes.push(outcome);
    }
    for (const opening of [
      { title: 'workbench of a township worker, opened', as: worker },
      { title: 'workbench of a county officer, opened', as: officer },
    ]) {
      if (args.length > 0 && !args.some((arg) => opening.title.includes(arg))) continue;
      const outcome = await runOpening(app, opening);
      outcome.lines.forEach(say);
      outcomes.push(outcome);
    }
  } finally {
    await app.stop();
    await bench.close();
  }
  return {
    ok: outcomes.length > 0 && outcomes.every((outcome) => outcome.ok),
    lines: [
      `county of 50,000 members and ${meetings} meetings of a year; ${branchesBelow(places)}; each row the median of ${rounds} rounds of ${seconds} s (a page opened: ${2 * seconds} s, looked at for ${lookMs / 1_000} s on average); load average before ${busy}`,
      'zhibu: the bundled server as the run-time role; those who ask for the same counts at once share a read that begins after they asked. bare: the same statements without policies, by a process that only passes rows on',
      ...outcomes.flatMap((outcome) => outcome.lines),
    ],
  };
};
