/** Proof `live`: 500 live threads through 50 disconnects and 5 kills of the server lose nothing, double nothing, mix up nothing. */
import { randomInt } from 'node:crypto';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Tally } from '../parts/client.ts';
import { officerOf } from '../parts/crowd.ts';
import { openAlone } from '../parts/reckoning.ts';
import { environmentOf, freePort, layOutRelease, seedCounty, tailOf, type Environment } from '../parts/release.ts';
import { serve, untilHealthy, type Served } from '../parts/served.ts';
import { startTalkers, type Talkers, type Thread } from '../parts/talkers.ts';

const disconnects = 50;
const kills = 5;
const words = { asker: 6, unit: 4 } as const;
/** Everything that was said is heard by everybody so long after the last word and the last kill. */
const longestWaitMs = 60_000;

interface Trouble {
  cuts: number;
  kills: number;
  longestAway: number;
}

/** Breaks a random part of the connections; most come back at once, some later. */
const disconnect = (threads: readonly Thread[], trouble: Trouble): void => {
  const share = randomInt(5, 40) / 100;
  for (const { follower } of threads) {
    if (Math.random() > share) continue;
    const away = randomInt(4) === 0 ? randomInt(2_000, 12_000) : randomInt(0, 300);
    follower.cut(away);
    trouble.cuts += 1;
    trouble.longestAway = Math.max(trouble.longestAway, away);
  }
};

/** One in twenty goes away before anything is said and comes back after everything, and not before five minutes are over. */
const longAway = (threads: readonly Thread[]): readonly Thread[] => {
  const gone = threads.filter((_, n) => n % 20 === 7);
  for (const { follower } of gone) follower.cut(3_600_000);
  return gone;
};

const makeTrouble = async (served: Served, threads: readonly Thread[], seconds: number): Promise<Trouble> => {
  const trouble: Trouble = { cuts: 0, kills: 0, longestAway: 0 };
  const steps = [
    ...Array.from({ length: disconnects }, () => 'cut' as const),
    ...Array.from({ length: kills }, () => 'kill' as const),
  ].map((what) => ({ what, at: Math.random() * seconds * 1_000 }));
  const begun = performance.now();
  for (const { what, at } of steps.toSorted((a, b) => a.at - b.at)) {
    await pause(Math.max(0, begun + at - performance.now()));
    if (what === 'cut') disconnect(threads, trouble);
    else {
      await untilHealthy(served);
      served.killApplication();
      trouble.kills += 1;
    }
  }
  return trouble;
};

interface Judged {
  readonly lost: string[];
  readonly doubled: string[];
  readonly disordered: string[];
}

/** Holds what somebody heard against what was acknowledged. */
const judge = (
  { code, said }: Thread,
  where: string,
  seqs: readonly number[],
  texts: readonly string[],
  found: Judged,
): void => {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  for (const { text, seq } of said) {
    const count = times.get(text) ?? 0;
    if (count === 0) found.lost.push(`${where} ${code}: ${text}`);
    if (count > 1) found.doubled.push(`${where} ${code}: ${text}, ${count} times`);
    if (count === 1 && seqs[texts.indexOf(text)] !== seq)
      found.disordered.push(`${where} ${code}: ${text} is not number ${seq}`);
  }
  for (const [at, seq] of seqs.entries())
    if (seq !== at + 1) {
      found.disordered.push(`${where} ${code}: ${seq} in place ${at + 1}`);
      break;
    }
  for (const side of ['asker', 'unit'] as const) {
    const inTurn = said.filter((one) => one.side === side).map(({ text }) => text);
    const heard = texts.filter((text) => text.startsWith(side));
    if (inTurn.some((text, at) => heard[at] !== text)) found.disordered.push(`${where} ${code}: the words of ${side}`);
    if (heard.length > inTurn.length) found.doubled.push(`${where} ${code}: more of ${side} than was acknowledged`);
  }
};

const untilHeard = async ({ threads }: Talkers): Promise<number> => {
  const begun = performance.now();
  while (threads.some(({ follower, said }) => follower.heard.length < said.length)) {
    if (performance.now() - begun > longestWaitMs) break;
    await pause(50);
  }
  return performance.now() - begun;
};

const some = (title: string, list: readonly string[]): string[] =>
  list.slice(0, 8).map((line) => `  ${title}: ${line}`);

/** What the database holds when nobody serves it, the talks of the demonstration included. */
const keptIn = async (environment: Environment) => {
  const opened = await openAlone(environment);
  const [kept] = await opened.rows<{ messages: number; gaps: number }>(
    `select count(*)::int4 as messages, (select count(*)::int4 from (select talk_id, count(*) as n, max(seq) as last, count(distinct client_key) as keys
       from talk_message group by talk_id) t join talk on talk.id = talk_id where n <> last or n <> keys or last <> talk.last_seq) as gaps from talk_message`,
  );
  await opened.close();
  if (kept === undefined) throw new Error('no count');
  return kept;
};

/** Arguments: threads (500), seconds within which everything is said (150), seconds for which some are away at least (300). */
export const run = async (args: readonly string[] = []): Promise<{ lines: string[]; ok: boolean }> => {
  const [count, seconds, apart] = [Number(args[0] ?? 500), Number(args[1] ?? 150), Number(args[2] ?? 300)];
  const release = layOutRelease('live');
  const environment = environmentOf(release.folder, { ZHIBU_TRUST_PROXY: 'true' });
  const accounts = await seedCounty(release, environment, 4_500);
  const demonstration = (await keptIn(environment)).messages;
  const served = await serve(release, environment, await freePort());
  const tally: Tally = { sent: 0, acknowledged: 0, insisted: 0, faults: [] };
  const account = accounts.get('county_officer');
  if (account === undefined) throw new Error('no county officer');
  const officer = await officerOf(served.port, tally, account);
  const begun = performance.now();
  const talkers = await startTalkers({ port: served.port, threads: count, tally, officer, words, seconds });
  const { threads } = talkers;
  const gone = longAway(threads);
  const trouble = await makeTrouble(served, threads, seconds);
  await talkers.done;
  await pause(Math.max(0, begun + apart * 1_000 - performance.now()));
  const away = performance.now() - begun;
  for (const { follower } of gone) follower.cut(0);
  const settled = await untilHeard(talkers);
  const found: Judged = { lost: [], doubled: [], disordered: [] };
  for (const thread of threads) {
    const { heard } = thread.follower;
    judge(
      thread,
      'heard',
      heard.map(({ seq }) => seq),
      heard.map(({ text }) => text),
      found,
    );
    const { seqs, texts } = await talkers.read(thread);
    judge(thread, 'read', seqs, texts, found);
  }
  talkers.close();
  await served.stop();
  const { messages, gaps } = await keptIn(environment);
  const kept = messages - demonstration;
  const said = threads.reduce((sum, thread) => sum + thread.said.length, 0);
  const otherwise = threads.flatMap((thread) => thread.otherwise);
  const wanted = count * (words.asker + words.unit);
  const lists = [found.lost, found.doubled, found.disordered, otherwise, talkers.given, tally.faults];
  const ok =
    lists.every((list) => list.length === 0) &&
    said === wanted &&
    kept === said &&
    gaps === 0 &&
    trouble.kills === kills &&
    served.fell() === 0;
  const connects = threads.reduce((sum, { follower }) => sum + follower.connects(), 0);
  const lines = [
    `${count} live threads, each with ${words.asker} messages of the resident and ${words.unit} of the office within ${seconds} s; load average ${loadavg()[0]?.toFixed(1)}`,
    `trouble: ${disconnects} disconnects that cut ${trouble.cuts} streams for up to ${(trouble.longestAway / 1_000).toFixed(1)} s, ${gone.length} threads away for ${(away / 1_000).toFixed(0)} s, ${trouble.kills} kills of the server (SIGKILL); ${connects} connections in all`,
    `messages: ${said} of ${wanted} acknowledged, ${tally.insisted} requests only after they were sent again; ${kept} kept, ${gaps} threads with a gap (bound 0)`,
    `lost: ${found.lost.length} (bound 0)`,
    ...some('lost', found.lost),
    `doubled: ${found.doubled.length} (bound 0)`,
    ...some('doubled', found.doubled),
    `out of order: ${found.disordered.length} (bound 0)`,
    ...some('out of order', found.disordered),
    `sent again after the answer and answered otherwise: ${otherwise.length} (bound 0); given up or refused: ${talkers.given.length} (bound 0); answers other than 503 while the server was down: ${tally.faults.length} (bound 0)`,
    ...some('given up', talkers.given),
    ...some('answered', tally.faults),
    `everybody had heard everything ${(settled / 1_000).toFixed(1)} s after the last word; ended without having been killed: ${served.fell()} (bound 0)`,
  ];
  if (ok) release.remove();
  else lines.push(`kept for a look: ${release.folder}`, ...tailOf(served.log, 12).map((line) => `  ${line}`));
  return { lines, ok };
};
