/** Runs the platform and the floor in turns under the same load and sets their throughput and CPU beside each other. */
import { load, percentile, type LoadResult, type Request } from './load.ts';
import { cpuOf, serverCpu } from './processes.ts';

export interface Side {
  readonly port: number;
  readonly pid: number;
}

export interface Scenario {
  readonly title: string;
  readonly request: (n: number) => Request;
  /** Where the floor's request differs (a path of its own). */
  readonly floorRequest?: (n: number) => Request;
  /** The platform's throughput as a share of the floor's, at least. */
  readonly minThroughput: number;
  /** The platform's CPU per request as a multiple of the floor's, at most. */
  readonly maxCpu?: number;
  readonly connections?: number;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of CPU per request, process and database together; and the database's part of it. */
  readonly cpu: number;
  readonly databaseCpu: number;
  readonly failures: number;
}

const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );

const measure = async (
  side: Side,
  postmaster: number,
  request: (n: number) => Request,
  seconds: number,
  connections: number,
): Promise<Measured> => {
  const [own, database] = [cpuOf(side.pid), serverCpu(postmaster)];
  const result: LoadResult = await load({ port: side.port, connections, seconds, request });
  const databaseCpu = serverCpu(postmaster) - database;
  const cpu = cpuOf(side.pid) - own + databaseCpu;
  return {
    perSecond: result.perSecond,
    p50: result.p50,
    p99: result.p99,
    cpu: (cpu * 1_000) / result.requests,
    databaseCpu: (databaseCpu * 1_000) / result.requests,
    failures: result.failures,
  };
};

const together = (rounds: readonly Measured[]): Measured => ({
  perSecond: median(rounds.map((r) => r.perSecond)),
  p50: median(rounds.map((r) => r.p50)),
  p99: median(rounds.map((r) => r.p99)),
  cpu: median(rounds.map((r) => r.cpu)),
  databaseCpu: median(rounds.map((r) => r.databaseCpu)),
  failures: rounds.reduce((sum, r) => sum + r.failures, 0),
});

export interface CompareOptions {
  readonly app: Side;
  readonly floor: Side;
  /** The floor without policies: says what row-level security costs. No bound is set on it. */
  readonly bare: Side;
  readonly postmaster: number;
  readonly rounds: number;
  readonly seconds: number;
}

const row = (name: string, m: Measured): string =>
  `  ${name.padEnd(8)} ${m.perSecond.toFixed(0).padStart(6)}/s   p50 ${m.p50.toFixed(1).padStart(6)} ms   p99 ${m.p99.toFixed(1).padStart(6)} ms   CPU ${m.cpu.toFixed(3)} ms each (database ${m.databaseCpu.toFixed(3)})   failures ${m.failures}`;

const ratiosOf = (ours: readonly Measured[], theirs: readonly Measured[]): { throughput: number; cpu: number } => ({
  throughput: median(ours.map((o, i) => o.perSecond / (theirs[i]?.perSecond ?? 1))),
  cpu: median(ours.map((o, i) => o.cpu / (theirs[i]?.cpu ?? 1))),
});

/** Lines to print, and whether the bounds hold. */
export const compare = async (
  scenario: Scenario,
  { app, floor, bare, postmaster, rounds, seconds }: CompareOptions,
): Promise<{ lines: string[]; ok: boolean }> => {
  const { minThroughput, maxCpu, connections = 16 } = scenario;
  const sides = [
    { side: floor, request: scenario.floorRequest ?? scenario.request, rounds: [] as Measured[] },
    { side: app, request: scenario.request, rounds: [] as Measured[] },
    { side: bare, request: scenario.floorRequest ?? scenario.request, rounds: [] as Measured[] },
  ] as const;
  for (const { side, request } of sides) await load({ port: side.port, connections, seconds: 1, request });
  for (let round = 0; round < rounds; round += 1)
    for (const { side, request, rounds: all } of sides)
      all.push(await measure(side, postmaster, request, seconds, connections));
  const [theirs, ours, without] = sides.map((side) => side.rounds) as [Measured[], Measured[], Measured[]];
  const { throughput, cpu } = ratiosOf(ours, theirs);
  const toBare = ratiosOf(ours, without);
  const failures = [...theirs, ...ours, ...without].reduce((sum, m) => sum + m.failures, 0);
  const ok = throughput >= minThroughput && (maxCpu === undefined || cpu <= maxCpu) && failures === 0;
  return {
    lines: [
      `${scenario.title}, ${connections} connections`,
      row('zhibu', together(ours)),
      row('floor', together(theirs)),
      row('bare', together(without)),
      `  ratio    throughput ${throughput.toFixed(2)} (≥ ${minThroughput})   CPU ${cpu.toFixed(2)}${maxCpu === undefined ? '' : ` (≤ ${maxCpu})`}   to the bare floor ${toBare.throughput.toFixed(2)}, CPU ${toBare.cpu.toFixed(2)}   ${ok ? 'ok' : 'MISSED'}`,
    ],
    ok,
  };
};
