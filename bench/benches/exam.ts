/** A county begins an exam at the same minute: lines lost, doubled and refused, how long an answer takes, and what it costs. */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { asAdmin } from '#platform/db/counties.ts';
import { startChild, type Child } from '../parts/child.ts';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';
import { tidyExam, writeExam, type ExamGround } from '../parts/exam-ground.ts';
import type { Felt, Run } from '../parts/exam-run.ts';
import { watchMachine } from '../parts/machine-watch.ts';
import { cpuOf, memoryOf, serverCpu } from '../parts/processes.ts';
import type { Outcome } from '../report.ts';

const wanted = { people: 5_000, seconds: 1_200, items: 40 } as const;
/** Milliseconds that ninety-nine in a hundred answers may take, from being sent to the last byte of the reply. */
const mostMs = 500;
/** A whole answer may cost so many bare inserts of the same line, each its own transaction. */
const mostRatio = 12;
const spreadSeconds = 60;
const bareSeconds = 20;

const begin = (port: number): Promise<Felt> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/' }, (reply) => {
      let text = '';
      reply.on('data', (chunk: Buffer) => (text += String(chunk)));
      reply.on('end', () => (reply.statusCode === 200 ? resolve(JSON.parse(text) as Felt) : reject(new Error(text))));
    });
    sent.on('error', reject);
    sent.end();
  });

/**
 * CPU milliseconds of one bare insert of a line, the database and the client together. Sent at the pace of the exam's own requests: what
 * a machine pays for waking up for each of them then falls on both sides.
 */
const bareInsert = (bench: BenchCounty, perSecond: number): Promise<number> =>
  asAdmin(bench.deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${bench.county.entry.schema}, public`);
    await admin.query('drop table if exists bench_line');
    await admin.query(
      'create table bench_line (attempt uuid, sitting integer, seq integer, item integer, answer text, at timestamptz, came timestamptz, mac text, primary key (attempt, sitting, seq))',
    );
    const insert = {
      name: 'bare',
      text: `insert into bench_line values ('01900000-0000-7000-8000-000000000001', 1, $1, 1, '["B"]', now(), now(), '0123456789abcdef0123456789abcdef')`,
    };
    for (let n = 0; n < 200; n += 1) await admin.query({ ...insert, values: [n] });
    const [own, database] = [process.cpuUsage(), serverCpu(bench.postmaster)];
    const count = Math.round(perSecond * bareSeconds);
    const begun = performance.now();
    for (let n = 0; n < count; n += 1) {
      await sleep(Math.max(0, begun + (n * 1_000) / perSecond - performance.now()));
      await admin.query({ ...insert, values: [200 + n] });
    }
    const { user, system } = process.cpuUsage(own);
    const used = (user + system) / 1_000 + (serverCpu(bench.postmaster) - database) * 1_000;
    await admin.query('drop table bench_line');
    return used / count;
  });

interface Facts {
  readonly lost: number;
  readonly doubled: number;
  readonly wrong: number;
  readonly lines: number;
  readonly handedIn: number;
}

const factsOf = (bench: BenchCounty, { examId }: ExamGround, { written }: Felt): Promise<Facts> =>
  asAdmin(bench.deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${bench.county.entry.schema}, public`);
    const { rows } = await admin.query<{ id: string; points: string | null; handed: boolean; lines: number }>(
      `select a.id, a.won as points, a.handed_in_at is not null as handed,
         (select count(*)::int4 from exam_entry e where e.attempt_id = a.id) as lines
       from exam_attempt a where a.exam_id = $1`,
      [examId],
    );
    let [lost, doubled, wrong] = [0, 0, 0];
    for (const { id, points, lines } of rows) {
      const own = written[id];
      if (own === undefined) continue;
      lost += Math.max(0, own.lines - lines);
      doubled += Math.max(0, lines - own.lines);
      if (Number(points) !== own.points) wrong += 1;
    }
    return {
      lost,
      doubled,
      wrong,
      lines: rows.reduce((sum, row) => sum + row.lines, 0),
      handedIn: rows.filter(({ handed }) => handed).length,
    };
  });

const row = (name: string, { count, p50, p99, most }: Felt['answers']): string =>
  `  ${name.padEnd(9)} ${String(count).padStart(7)}   p50 ${p50.toFixed(0)} ms   p99 ${p99.toFixed(0)} ms   longest ${most.toFixed(0)} ms`;

interface Plan {
  readonly people: number;
  readonly seconds: number;
  readonly items: number;
}

const judge = async (
  bench: BenchCounty,
  ground: ExamGround,
  app: Child,
  opensAt: Date,
  plan: Plan,
): Promise<Outcome> => {
  const { people, seconds, items } = plan;
  const run: Run = {
    port: app.port,
    examId: ground.examId,
    phones: ground.phones,
    items,
    opensAt: opensAt.getTime(),
    seconds,
    cutOneIn: 20,
    doubleOneIn: 100,
  };
  const players = await startChild('exam-phones.ts', { input: JSON.stringify(run) });
  try {
    const before = [cpuOf(app.pid), serverCpu(bench.postmaster)] as const;
    const watch = await watchMachine(bench.environment['ZHIBU_DATA'] ?? '');
    const felt = await begin(players.port);
    const machine = await watch.end();
    const used = [cpuOf(app.pid) - before[0], serverCpu(bench.postmaster) - before[1]] as const;
    const facts = await factsOf(bench, ground, felt);
    const errors = Object.values(felt.errors).reduce((sum, each) => sum + each, 0);
    const requests = felt.seats.count + felt.begins.count + felt.answers.count + felt.handIns.count + felt.doubled;
    const pace = requests / felt.seconds;
    const bare = await bareInsert(bench, pace);
    const cost = ((used[0] + used[1]) * 1_000) / requests;
    const compressed = seconds < wanted.seconds ? `, compressed ${(wanted.seconds / seconds).toFixed(0)} times` : '';
    const bounds: [what: string, holds: boolean][] = [
      [`errors ${errors} (0)`, errors === 0],
      [`lines lost ${facts.lost} (0)`, facts.lost === 0],
      [`lines doubled ${facts.doubled} (0)`, facts.doubled === 0],
      [`attempts whose points differ from the journal ${facts.wrong} (0)`, facts.wrong === 0],
      [`handed in ${facts.handedIn} (${people})`, facts.handedIn === people],
      [`p99 of an answer ${felt.answers.p99.toFixed(0)} ms (≤ ${mostMs})`, felt.answers.p99 <= mostMs],
      [
        `cost of a request ${cost.toFixed(2)} ms of CPU, of a bare insert ${bare.toFixed(2)} ms, both at ${pace.toFixed(0)} a second: ratio ${(cost / bare).toFixed(1)} (≤ ${mostRatio})`,
        cost / bare <= mostRatio,
      ],
    ];
    return {
      ok: bounds.every(([, holds]) => holds),
      lines: [
        `${people} people take a place and begin within ${spreadSeconds} s, ${felt.peak} in the busiest second; ${items} items in ${seconds} s${compressed}; ${facts.lines} lines, ${requests} requests in ${felt.seconds.toFixed(0)} s`,
        `${felt.cut} lose the network for up to 40 s and send in lots, ${felt.doubled} requests sent twice at once, ${felt.again} told to come again; not in it: TLS, files of the pages, live streams`,
        row('places', felt.seats),
        row('begins', felt.begins),
        row('answers', felt.answers),
        row('hand-ins', felt.handIns),
        `  CPU seconds: server ${used[0].toFixed(0)}, database ${used[1].toFixed(0)}, phones ${felt.cpu.toFixed(0)}, all on the machine ${machine.worked.toFixed(0)}; server's memory at the end ${(memoryOf(app.pid) / 2 ** 20).toFixed(0)} MiB`,
        ...Object.entries(felt.errors).map(([what, n]) => `  ${n} × ${what}`),
        ...bounds.map(([what, holds]) => `${what}   ${holds ? 'ok' : 'MISSED'}`),
      ],
    };
  } finally {
    await players.stop();
  }
};

/** `npm run bench -- exam [people] [seconds] [items]`: fewer, or in less time, to try it. */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const [people = wanted.people, seconds = wanted.seconds, items = wanted.items] = args.map(Number);
  const bench = await openBenchCounty(
    people > 4_000 ? people + 1_000 : 5_000,
    (text) => void process.stderr.write(`${text}\n`),
  );
  const environment = { ...bench.environment, BENCH_WORK: 'on' };
  const app = await startChild('app.ts', { environment });
  try {
    const opensAt = new Date(Date.now() + 60_000);
    const minutes = Math.max(1, Math.ceil(seconds / 60));
    const ground = await writeExam(bench, {
      people,
      items,
      opensAt,
      closesAt: new Date(opensAt.getTime() + (minutes + 10) * 60_000),
      minutes,
      spreadSeconds,
    });
    const phones = ground.phones.slice(0, people);
    return await judge(bench, { ...ground, phones }, app, opensAt, { people: phones.length, seconds, items });
  } finally {
    await app.stop();
    await tidyExam(bench);
    await bench.close();
  }
};
