/** Proof `exam`: whatever is cut, closed, changed or killed, what is marked is what the journals of the devices say. */
import { setTimeout as pause } from 'node:timers/promises';
import { asAdmin } from '#platform/db/counties.ts';
import { graceMs } from '#features/education/exams/rules.ts';
import { startChild, type Child } from '../parts/child.ts';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';
import { tidyExam, writeExam } from '../parts/exam-ground.ts';
import { expectedAnswers, nameOf, type Written } from '../parts/exam-judge.ts';
import { Taker, type Network, type Trouble } from '../parts/exam-taker.ts';
import type { Outcome } from '../report.ts';

const items = 12;
/** Some come back so long after the end. */
const apartMs = 40_000;
const lateMs = 120 * 60_000;

interface Row {
  readonly id: string;
  readonly ends_at: Date;
  readonly handed_in_at: Date | null;
  readonly points: string | null;
  readonly entries: { sitting: number; seq: number; item: number; answer: string; came: number }[] | null;
  readonly marks: { item: number; answer: string | null }[] | null;
}

const rowsOf = (bench: BenchCounty, examId: string): Promise<Row[]> =>
  asAdmin(bench.deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${bench.county.entry.schema}, public`);
    const { rows } = await admin.query<Row>(
      `select a.id, a.ends_at, a.handed_in_at, a.won as points,
         (select json_agg(json_build_object('sitting', e.sitting, 'seq', e.seq, 'item', e.item, 'answer', e.answer,
           'came', extract(epoch from e.received_at) * 1000)) from exam_entry e where e.attempt_id = a.id) as entries,
         (select json_agg(json_build_object('item', m.item, 'answer', m.answer)) from exam_mark m where m.attempt_id = a.id) as marks
       from exam_attempt a where a.exam_id = $1`,
      [examId],
    );
    return rows;
  });

interface Found {
  readonly lost: string[];
  readonly strange: string[];
  readonly differing: string[];
  readonly scores: string[];
  lines: number;
  late: number;
}

const textOf = ({ item, answer }: { readonly item: number; readonly answer: string }): string => `${item} ${answer}`;

/** Holds what the database has against what the devices wrote. */
const judge = (
  taker: Taker,
  row: Row | undefined,
  right: Readonly<Record<number, readonly string[]>>,
  found: Found,
): void => {
  const where = taker.seat?.attemptId ?? 'nobody';
  if (row === undefined) {
    found.lost.push(`${where}: no attempt`);
    return;
  }
  const kept = new Map((row.entries ?? []).map((entry) => [nameOf(entry), entry]));
  const own = new Map<string, Written>(taker.written.map((line) => [nameOf(line), line]));
  found.lines += own.size;
  for (const [name, line] of own) {
    const entry = kept.get(name);
    if (entry === undefined) found.lost.push(`${where}: line ${name}`);
    else if (textOf(entry) !== textOf(line))
      found.strange.push(`${where}: line ${name} is ${textOf(entry)}, not ${textOf(line)}`);
  }
  for (const name of kept.keys()) if (!own.has(name)) found.strange.push(`${where}: line ${name} that nobody wrote`);
  const expected = expectedAnswers(taker.written, {
    endsAt: row.ends_at.getTime(),
    handedInAt: row.handed_in_at?.getTime() ?? null,
    lateMs,
    graceMs,
    received: new Map([...kept].map(([name, { came }]) => [name, came])),
  });
  const marked = new Map(
    (row.marks ?? []).flatMap(({ item, answer }) => (answer === null ? [] : [[item, answer] as const])),
  );
  for (const item of new Set([...expected.keys(), ...marked.keys()]))
    if (expected.get(item) !== marked.get(item))
      found.differing.push(`${where}: item ${item} is ${marked.get(item)}, not ${expected.get(item)}`);
  const points = [...expected].filter(([item, answer]) => answer === JSON.stringify(right[item])).length * 2;
  if (Number(row.points) !== points) found.scores.push(`${where}: ${row.points} points, not ${points}`);
  if ((row.entries ?? []).some(({ came }) => came > row.ends_at.getTime())) found.late += 1;
};

const some = (title: string, list: readonly string[]): string[] =>
  list.slice(0, 8).map((line) => `  ${title}: ${line}`);

const killNow = async (
  child: Child,
  network: Network,
  environment: Readonly<Record<string, string>>,
): Promise<Child> => {
  process.kill(child.pid, 'SIGKILL');
  const next = await startChild('app.ts', { environment });
  network.port = next.port;
  return next;
};

/** Arguments: people (150), kills of the server (5). The exam lasts a minute and is not compressed. */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const [people = 150, kills = 5] = args.map(Number);
  const bench = await openBenchCounty(5_000, (text) => void process.stderr.write(`${text}\n`));
  const environment = { ...bench.environment, BENCH_WORK: 'on' };
  const opensAt = new Date(Date.now() + 15_000);
  const ground = await writeExam(bench, {
    people,
    items,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 30 * 60_000),
    minutes: 1,
    spreadSeconds: 6,
  });
  let child = await startChild('app.ts', { environment });
  const network: Network = { port: child.port };
  const trouble: Trouble = { cuts: 0, closings: 0, devices: 0, clocks: 0, lostReplies: 0 };
  const takers = ground.phones.slice(0, people).map(({ token }) => new Taker(token, ground.examId, network, trouble));
  const given: string[] = [];
  try {
    const taking = takers.map(async (taker) => {
      await pause(Math.random() * 8_000);
      await taker.start();
      await taker.take();
    });
    const settled = Promise.allSettled(taking);
    for (let n = 0; n < kills; n += 1) {
      await pause(Math.max(1_000, opensAt.getTime() + ((n + 0.5) * 66_000) / kills - Date.now()));
      child = await killNow(child, network, environment);
    }
    for (const outcome of await settled) if (outcome.status === 'rejected') given.push(String(outcome.reason));
    // Half of them send what is left at once, the others long after the end.
    await Promise.all(takers.filter((_, n) => n % 2 === 0).map((taker) => taker.settle()));
    await pause(apartMs);
    await Promise.all(takers.filter((_, n) => n % 2 === 1).map((taker) => taker.settle()));
    // What was never handed in is marked by the minute.
    const deadline = Date.now() + 90_000;
    let rows = await rowsOf(bench, ground.examId);
    while (rows.some(({ marks }) => marks === null) && Date.now() < deadline) {
      await pause(2_000);
      rows = await rowsOf(bench, ground.examId);
    }
    const found: Found = { lost: [], strange: [], differing: [], scores: [], lines: 0, late: 0 };
    for (const taker of takers)
      judge(
        taker,
        rows.find(({ id }) => id === taker.seat?.attemptId),
        ground.right,
        found,
      );
    const unmarked = rows.filter(({ marks }) => marks === null).length;
    const refused = takers.flatMap((taker) => taker.refused);
    const lists = [found.lost, found.strange, found.differing, found.scores, given, refused];
    const ok = unmarked === 0 && lists.every((list) => list.length === 0) && found.lines > 0;
    return {
      ok,
      lines: [
        `${takers.length} people, ${items} items, an exam of one minute; ${found.lines} lines in the journals of ${takers.reduce((sum, { devices }) => sum + devices.length, 0)} devices, ${takers.filter(({ handedIn }) => handedIn).length} handed in before the end`,
        `trouble: ${trouble.cuts} cuts of the network, ${trouble.closings} pages closed and opened again, ${trouble.devices} changes of device, ${trouble.clocks} changes of a clock, ${trouble.lostReplies} replies lost on the way, ${kills} kills of the server (SIGKILL); lines of ${found.late} attempts came in after the end, up to ${apartMs / 1_000} s`,
        `lines lost: ${found.lost.length} (bound 0); lines that nobody wrote so: ${found.strange.length} (bound 0)`,
        ...some('lost', found.lost),
        ...some('strange', found.strange),
        `journals differing from what was marked: ${found.differing.length} (bound 0); points that differ: ${found.scores.length} (bound 0); attempts without marks: ${unmarked} (bound 0)`,
        ...some('differs', found.differing),
        ...some('points', found.scores),
        `refused: ${refused.length} (bound 0); given up: ${given.length} (bound 0)`,
        ...some('refused', refused),
        ...some('given up', given),
      ],
    };
  } finally {
    await child.stop();
    await tidyExam(bench);
    await bench.close();
  }
};
