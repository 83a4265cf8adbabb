/** Proof `kill`: SIGKILLs of application and database under mixed writes and imports lose nothing, double nothing, halve nothing. */
import { randomInt } from 'node:crypto';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { startCrowd, type Crowd, type CrowdOptions } from '../parts/crowd.ts';
import { grouped } from '../parts/ledger.ts';
import { percentile } from '../parts/load.ts';
import { watch } from '../parts/onlooker.ts';
import { openAlone, reckon, soundness, writesOf, type Reckoned, type Soundness } from '../parts/reckoning.ts';
import { environmentOf, freePort, layOutRelease, seedCounty, tailOf } from '../parts/release.ts';
import { serve, type Served } from '../parts/served.ts';

const members = 4_500;
const writers = 6;
const rosterRows = 250;
const recoveryBoundMs = 10_000;
const longestWaitMs = 90_000;

const kinds = {
  'the application': async (served: Served) => served.killApplication(),
  'the first process of the database': async (served: Served) => void (await served.killDatabase('first')),
  'one backend of the database': async (served: Served) => void (await served.killDatabase('backend')),
  'all processes of the database': async (served: Served) => void (await served.killDatabase('all')),
  'the application and all of the database': async (served: Served) => {
    served.killApplication();
    await served.killDatabase('all');
  },
  'the application while it starts': async (served: Served) => {
    served.killApplication();
    await pause(randomInt(150, 900));
    served.killApplication();
  },
} satisfies Record<string, (served: Served) => Promise<void>>;
type Kind = keyof typeof kinds;

/** Of ten kills. */
const shares: readonly (readonly [Kind, number])[] = [
  ['the application', 3],
  ['the first process of the database', 2],
  ['one backend of the database', 1],
  ['all processes of the database', 2],
  ['the application and all of the database', 1],
  ['the application while it starts', 1],
];

const planOf = (count: number): Kind[] => {
  const ten = shares.flatMap(([kind, n]) => Array.from({ length: n }, () => kind));
  const plan = Array.from({ length: count }, (_, n) => ten[n % ten.length] ?? 'the application');
  return plan
    .map((kind) => ({ kind, at: randomInt(2 ** 31) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
};

interface Killed {
  readonly kind: Kind;
  /** Milliseconds until each writer had an acknowledgement of something sent after the kill; Infinity where one never had. */
  readonly recovery: number;
  readonly during: string;
}

/** Half of the kills wait for the middle of an import's transaction. */
const aim = async (crowd: Crowd): Promise<void> => {
  await pause(randomInt(150, 900));
  if (randomInt(2) === 0) return;
  const end = performance.now() + 8_000;
  while (!['committing', 'undoing'].includes(crowd.importState()) && performance.now() < end) await pause(5);
  await pause(randomInt(0, 120));
};

const killOnce = async (kind: Kind, served: Served, crowd: Crowd): Promise<Killed> => {
  await aim(crowd);
  const during = crowd.importState();
  await kinds[kind](served);
  const at = performance.now();
  while (crowd.allAnsweredSince() < at) {
    if (performance.now() - at > longestWaitMs) return { kind, recovery: Infinity, during };
    await pause(5);
  }
  return { kind, recovery: performance.now() - at, during };
};

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const some = (title: string, list: readonly string[]): string[] =>
  list.slice(0, 8).map((line) => `  ${title}: ${line}`);

const recoveryLines = (killed: readonly Killed[]): string[] => {
  const sorted = killed.map(({ recovery }) => recovery).toSorted((a, b) => a - b);
  const byKind = [...grouped(killed, ({ kind }) => kind)].map(
    ([kind, list]) =>
      `  ${kind}: ${list.length}, slowest ${seconds(Math.max(...list.map(({ recovery }) => recovery)))}`,
  );
  const aimed = killed.filter(({ during }) => ['committing', 'undoing'].includes(during)).length;
  return [
    `kills: ${killed.length}, ${aimed} of them in the middle of an import's commit or undo`,
    ...byKind,
    `recovery (every writer has an answer to something sent after the kill): p50 ${seconds(percentile(sorted, 0.5))}, p95 ${seconds(percentile(sorted, 0.95))} (bound ${seconds(recoveryBoundMs)}), slowest ${seconds(sorted.at(-1) ?? 0)}`,
  ];
};

const writeLines = (seen: Course, { lost, doubled, halves }: Reckoned): string[] => {
  const { ledger, tally } = seen.crowd;
  const states = [...grouped(ledger.imports, ({ state }) => state)]
    .map(([state, list]) => `${list.length} ${state}`)
    .join(', ');
  return [
    `requests: ${tally.sent} sent, ${tally.acknowledged} answered, ${tally.insisted} of them only after they were sent again; ${ledger.replayed} sent again after their answer, ${ledger.replayedOtherwise.length} answered otherwise (bound 0)`,
    `writes acknowledged: ${writesOf(ledger)} (${ledger.members.length} members and their changes, ${ledger.rewards.length} records, ${ledger.requests.length} requests with ${ledger.requests.reduce((sum, { photos }) => sum + photos, 0)} photos, ${ledger.posts.length} posts, ${ledger.branches.length} organisations, ${ledger.signIns.length} sign-ins, ${ledger.exports.length} exports, ${ledger.imports.length} imports of ${rosterRows} rows: ${states})`,
    `acknowledged and lost: ${lost.length} (bound 0)`,
    ...some('lost', lost),
    `doubled: ${doubled.length} (bound 0)`,
    ...some('doubled', doubled),
    `half-committed imports: ${halves.length} at the end, ${seen.halves.length} in ${seen.looks} looks meanwhile (bound 0)`,
    ...some('half', [...halves, ...seen.halves]),
    `refused wrongly: ${ledger.refused.length} (bound 0); answers other than 503 while something was down: ${tally.faults.length} (bound 0)`,
    ...some('refused', ledger.refused),
    ...some('answered', tally.faults),
    ...some('answered otherwise', ledger.replayedOtherwise),
  ];
};

const soundLines = (
  { chain, tallies, jobs, outbox, files }: Soundness,
  waits: string | null,
  fell: number,
): string[] => [
  `application ended by a kill of the database: ${fell} (bound 0)`,
  `at rest: ${waits ?? 'outbox empty, no job under way, every event in the chain'}`,
  `audit chain: ${chain.links} links, ${chain.broken === null ? 'unbroken' : `BROKEN at ${chain.broken.seq} (${chain.broken.why})`}, ${chain.unlinked} events outside (bound 0)`,
  `tallies other than a recount: ${tallies} branches (bound 0)`,
  `jobs not finished: ${jobs.length}, outbox ${outbox} (bound 0)`,
  ...some('job', jobs),
  `files: ${files.rows} with a row, ${files.wrong.length} missing or damaged (bound 0); ${files.loose} without a row, left to the sweep`,
  ...some('file', files.wrong),
];

const isSound = ({ chain, tallies, jobs, outbox, files }: Soundness): boolean =>
  chain.broken === null &&
  chain.unlinked === 0 &&
  tallies === 0 &&
  jobs.length === 0 &&
  outbox === 0 &&
  files.wrong.length === 0;

interface Course {
  readonly crowd: Crowd;
  readonly killed: readonly Killed[];
  readonly looks: number;
  readonly halves: readonly string[];
  /** What had not come to rest a minute after the last write. */
  readonly waits: string | null;
}

const course = async (
  served: Served,
  data: string,
  accounts: CrowdOptions['accounts'],
  count: number,
): Promise<Course> => {
  const onlooker = watch(data, 'c330324');
  try {
    const crowd = await startCrowd({ port: served.port, accounts, writers, rosterRows });
    const killed: Killed[] = [];
    for (const kind of planOf(count)) killed.push(await killOnce(kind, served, crowd));
    await crowd.finish();
    return { crowd, killed, waits: await onlooker.untilQuiet(60), looks: onlooker.looks(), halves: onlooker.halves };
  } finally {
    await onlooker.stop();
    await served.stop();
  }
};

const isClean = ({ crowd, killed, waits, halves }: Course, found: Reckoned): boolean => {
  const { ledger, tally } = crowd;
  const lists = [
    found.lost,
    found.doubled,
    found.halves,
    halves,
    ledger.refused,
    ledger.replayedOtherwise,
    tally.faults,
  ];
  const sorted = killed.map(({ recovery }) => recovery).toSorted((a, b) => a - b);
  return lists.every((list) => list.length === 0) && waits === null && percentile(sorted, 0.95) <= recoveryBoundMs;
};

/** The first argument is the number of kills, 50 by default. */
export const run = async (args: readonly string[] = []): Promise<{ lines: string[]; ok: boolean }> => {
  const release = layOutRelease('kill');
  const environment = environmentOf(release.folder, { ZHIBU_TRUST_PROXY: 'true' });
  const accounts = await seedCounty(release, environment, members);
  const served = await serve(release, environment, await freePort());
  const done = await course(served, environment['ZHIBU_DATA'] ?? '', accounts, Number(args[0] ?? 50));
  const opened = await openAlone(environment);
  const [found, state] = [await reckon(opened, done.crowd.ledger), await soundness(opened)];
  await opened.close();
  const ok = isClean(done, found) && isSound(state) && served.fell() === 0;
  const lines = [
    `county of ${members} members; ${writers} writers, 1 importer, 1 exporter, 1 person signing in and out, residents with requests and photos; load average ${loadavg()[0]?.toFixed(1)}`,
    ...recoveryLines(done.killed),
    ...writeLines(done, found),
    ...soundLines(state, done.waits, served.fell()),
  ];
  if (ok) release.remove();
  else lines.push(`kept for a look: ${release.folder}`, ...tailOf(served.log, 12).map((line) => `  ${line}`));
  return { lines, ok };
};
