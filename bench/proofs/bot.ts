/**
 * Proof `bot`: programs that may call everything a member may, know nothing, and forget nothing they are told. Credit is what the
 * evidence page shows as known beyond guessing. Beside them people who know nine of ten: an estimator that credits nobody proves nothing.
 */
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';
import {
  begin,
  comeBack,
  creditedTopics,
  openRecall,
  takeCourse,
  takeWeek,
  type RecallGround,
  type Taken,
} from '../parts/recall-ground.ts';
import { botMind, knowingMind, tricks, type TrickName } from '../parts/recall-minds.ts';
import type { Mind } from '../parts/recall-ground.ts';
import type { Outcome } from '../report.ts';

const topics = ['admission', 'secrecy', 'digital', 'platform'] as const;
const bound = 0.01;
const atOnce = 8;
/** People go on for so many weeks more: what they know takes time to show in a bank where tricks go far. */
const moreWeeks = 6;

interface Runner {
  readonly name: TrickName | 'knows';
  readonly mind: Mind;
  readonly topics: readonly string[];
  readonly leaves: boolean;
  /** Learns from the questions of a course what is right, before recall asks the same. */
  readonly studies: boolean;
  readonly taken: Taken;
}

const chanceOfAtMost = (hits: number, tries: number, share: number): number => {
  let [term, sum] = [(1 - share) ** tries, 0];
  for (let n = 0; n <= hits; n += 1) {
    sum += term;
    term *= ((tries - n) / (n + 1)) * (share / (1 - share));
  }
  return sum;
};

/** The share above which so few hits would come in one of a hundred (Clopper and Pearson). */
const upperBound = (hits: number, tries: number): number => {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(hits, tries, middle) > 0.01) low = middle;
    else high = middle;
  }
  return high;
};

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** Some at a time, each with a client of its own. */
const eachOf = async <T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> => {
  const rest = [...list];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = rest.pop(); one !== undefined; one = rest.pop()) await work(one);
    }),
  );
};

const runnersOf = (ground: RecallGround, runs: number, controls: number): Runner[] => {
  const names = Object.keys(tricks) as TrickName[];
  const taken = (): Taken => ({ answers: 0, right: 0, credited: 0 });
  return [
    ...Array.from({ length: runs }, (_, n): Runner => {
      const name = names[n % names.length] ?? 'random';
      // Half of them put all their answers into one topic.
      const own = n % 8 < 4 ? topics : [topics[Math.floor(n / 8) % topics.length] ?? 'admission'];
      return {
        name,
        mind: botMind(name),
        topics: own,
        leaves: name.endsWith('comes back'),
        studies: name.endsWith('course first'),
        taken: taken(),
      };
    }),
    ...Array.from({ length: controls }, (_, n): Runner => ({
      name: 'knows',
      mind: knowingMind(ground.right),
      topics: [topics[n % topics.length] ?? 'admission'],
      leaves: false,
      studies: false,
      taken: taken(),
    })),
  ];
};

/** Arguments: runs (1,000), weeks of the bots (2). */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const [runs = 1_000, weeks = 2] = args.map(Number);
  const controls = Math.max(8, Math.round(runs / 50));
  const server = await startTestServer();
  try {
    await prepareTemplate(server);
    const ground = await openRecall(server.admin);
    const runners = runnersOf(ground, runs, controls);
    const clients = new Map<Runner, Awaited<ReturnType<typeof ground.world.enter>>['client']>();
    await eachOf(runners, async (runner) => {
      const { client } = await ground.world.enter('member');
      clients.set(runner, client);
      await begin(client, runner.topics);
    });
    for (let week = 0; week < weeks + moreWeeks; week += 1) {
      await ground.turn(week === 0 ? 0 : 7);
      const those = week < weeks ? runners : runners.filter(({ name }) => name === 'knows');
      await eachOf(those, async (runner) => {
        const client = clients.get(runner);
        if (client === undefined) return;
        if (runner.leaves && week > 0) await comeBack(client, runner.topics);
        if (runner.studies) await takeCourse(client, ground.courseId, runner.mind);
        await takeWeek(client, runner.mind, runner.taken);
        // Whoever was shown as knowing once is counted, whatever comes after.
        runner.taken.credited = Math.max(runner.taken.credited, await creditedTopics(client));
      });
    }
    await ground.world.close();
    const bots = runners.filter(({ name }) => name !== 'knows');
    const knowing = runners.filter(({ name }) => name === 'knows');
    const hits = bots.filter(({ taken }) => taken.credited > 0).length;
    const upper = upperBound(hits, bots.length);
    const seen = knowing.filter(({ taken }) => taken.credited > 0).length;
    const sum = (list: readonly Runner[], what: 'answers' | 'right'): number =>
      list.reduce((total, { taken }) => total + taken[what], 0);
    const lineOf = (name: string, list: readonly Runner[]): string =>
      `  ${name}: ${list.length} runs, ${sum(list, 'answers')} answers, ${percent(sum(list, 'right') / sum(list, 'answers'))} right, ${list.filter(({ taken }) => taken.credited > 0).length} credited`;
    return {
      ok: upper <= bound && seen / knowing.length >= 0.8 && sum(bots, 'answers') > 0,
      lines: [
        `${bots.length} bots through the API over ${weeks} weeks of ten questions: ${sum(bots, 'answers')} answers, looked at after each week`,
        ...(Object.keys(tricks) as TrickName[]).map((name) =>
          lineOf(
            name,
            bots.filter((one) => one.name === name),
          ),
        ),
        `bots credited above chance: ${hits} of ${bots.length}, 99 % upper bound ${percent(upper)} (bound ${percent(bound)})`,
        lineOf(`people who know nine of ten, over ${weeks + moreWeeks} weeks`, knowing),
        `credited of those: ${percent(seen / knowing.length)} (bound: at least 80 %)`,
      ],
    };
  } finally {
    await server.stop();
  }
};
