/** A county signs in: every branch meets at the same hour, and its members give the code of their meeting's screen. */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { asAdmin } from '#platform/db/counties.ts';
import { checkinFacts, clearCheckin, writeCheckin, type CheckinGround, type Phone } from '../parts/checkin-ground.ts';
import type { Felt, Run } from '../parts/checkin-run.ts';
import { startChild, type Child } from '../parts/child.ts';
import { openClient } from '../parts/client.ts';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';
import { watchMachine, type Watched } from '../parts/machine-watch.ts';
import { cpuOf, memoryOf, serverCpu } from '../parts/processes.ts';
import type { Outcome } from '../report.ts';

const wanted = { signIns: 50_000, seconds: 300 } as const;
/** Milliseconds that ninety-nine in a hundred sign-ins may take, from being sent to the last byte of the answer. */
const mostMs = 500;
const [slowOneIn, doubleOneIn] = [100, 50];

const begin = (port: number): Promise<Felt> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/' }, (reply) => {
      let text = '';
      reply.on('data', (chunk: Buffer) => (text += String(chunk)));
      reply.on('end', () => {
        if (reply.statusCode === 200) resolve(JSON.parse(text) as Felt);
        else reject(new Error(text));
      });
    });
    sent.on('error', reject);
    sent.end();
  });

interface Refusals {
  readonly lines: readonly string[];
  readonly failed: number;
}

/** What must be refused, asked of a meeting that stood apart: each with the answer it must have. */
const tryRefusals = async (port: number, { apart, phones }: CheckinGround): Promise<Refusals> => {
  const tally = { sent: 0, acknowledged: 0, insisted: 0, faults: [] };
  const as = ({ token }: { readonly token: string }) => openClient({ port, tally, cookie: `zhibu_session=${token}` });
  const [first, second, third] = apart.phones as [Phone, Phone, Phone];
  const path = `/api/own/meetings/${apart.screen.meeting}/sign-in`;
  const screen = as(apart.screen);
  const read = async (): Promise<{ code: string; lastsMs: number }> =>
    (await screen.ask({ method: 'GET', path: `/api/meetings/${apart.screen.meeting}/code` })).body as never;
  const sign = (who: Phone, code: string, device: string, key?: string) =>
    as(who).ask({ method: 'POST', path, body: { code, device } }, key);
  const old = (await read()).code;
  await pause(30_500);
  let now = await read();
  if (now.lastsMs < 5_000) {
    await pause(now.lastsMs + 100);
    now = await read();
  }
  const { code } = now;
  const [mine, hers, key] = [randomUUID(), randomUUID(), randomUUID()];
  const tries: [what: string, answer: Awaited<ReturnType<typeof sign>>, status: number, word: string][] = [
    ['a code of two slots ago', await sign(first, old, mine), 422, 'code_wrong'],
    ['a code that never was', await sign(first, code === '000000' ? '000001' : '000000', mine), 422, 'code_wrong'],
    ['somebody who is not asked', await sign(phones[0] as Phone, code, randomUUID()), 404, 'not_found'],
    ['the first, who may', await sign(first, code, mine, key), 200, 'present'],
    ['the same request again, answered and not done', await sign(first, code, mine, key), 200, 'present'],
    ['its key with another body', await sign(first, code, hers, key), 422, 'reused_key'],
    ['the same person with a second phone', await sign(first, code, hers), 422, 'other_device'],
    ['another person with that phone', await sign(second, code, mine), 422, 'device_used'],
    ['the second, with her own', await sign(second, code, hers), 200, 'present'],
    ['the third, with a phone that has signed in another', await sign(third, code, hers), 422, 'device_used'],
  ];
  const lines = tries.map(([what, { status, body }, expected, word]) => {
    const right = status === expected && JSON.stringify(body).includes(word);
    return `  ${right ? 'ok    ' : 'WRONG '} ${what}: ${status}${right ? '' : ` ${JSON.stringify(body)}`}`;
  });
  return { lines, failed: lines.filter((line) => line.includes('WRONG')).length };
};

const times = (name: string, { count, p50, p99, most }: Felt['signIns']): string =>
  `  ${name.padEnd(9)} ${String(count).padStart(7)}   p50 ${p50.toFixed(0)} ms   p99 ${p99.toFixed(0)} ms   longest ${most.toFixed(0)} ms`;

interface Used {
  readonly app: number;
  readonly database: number;
  readonly memory: number;
  /** Of whatever else ran on the machine meanwhile. */
  readonly others: number;
  readonly machine: Watched;
}

/** What a missed bound may be due to, where something else ran beside it. */
const surroundings = ({ others, machine: { stolen, disk } }: Used): string =>
  `  beside it on the machine: ${others.toFixed(0)} CPU seconds of others, ${stolen.toFixed(1)} kept back by the host; a page was on the disk after p50 ${disk.p50.toFixed(1)} ms, p99 ${disk.p99.toFixed(1)} ms, longest ${disk.most.toFixed(0)} ms`;

const runOn = async (bench: BenchCounty, ground: CheckinGround, app: Child, seconds: number) => {
  const { phones, screens } = ground;
  const run: Run = { port: app.port, phones, screens, seconds, slowOneIn, doubleOneIn };
  const players = await startChild('checkin-phones.ts', { input: JSON.stringify(run) });
  try {
    const own = (): number => cpuOf(players.pid) + cpuOf(process.pid);
    const before = [cpuOf(app.pid), serverCpu(bench.postmaster), own()] as const;
    const watch = await watchMachine(bench.environment['ZHIBU_DATA'] ?? '');
    const felt = await begin(players.port);
    const machine = await watch.end();
    const [server, database] = [cpuOf(app.pid) - before[0], serverCpu(bench.postmaster) - before[1]];
    const others = Math.max(0, machine.worked - server - database - (own() - before[2]));
    const used: Used = { app: server, database, memory: memoryOf(app.pid), others, machine };
    return { felt, used };
  } finally {
    await players.stop();
  }
};

const judge = async (bench: BenchCounty, ground: CheckinGround, app: Child, seconds: number): Promise<Outcome> => {
  const { felt, used } = await runOn(bench, ground, app, seconds);
  const { present, devices, signedIn, doubled, others } = await checkinFacts(bench, ground.screens);
  const refusals = await tryRefusals(app.port, ground);
  const apart = await checkinFacts(bench, [ground.apart.screen]);
  const people = ground.phones.length;
  const errors = Object.values(felt.errors).reduce((sum, each) => sum + each, 0);
  const bounds: [what: string, holds: boolean][] = [
    [`errors ${errors} (0)`, errors === 0],
    [`p99 of a sign-in ${felt.signIns.p99.toFixed(0)} ms (≤ ${mostMs})`, felt.signIns.p99 <= mostMs],
    [`attendances in the database ${present} (${people})`, present === people && others === 0],
    [`phones that signed somebody in ${devices} (${people})`, devices === people],
    [`events of signing in ${signedIn} (${present}, as many as attended)`, signedIn === present],
    [`doubled ${doubled} (0)`, doubled === 0],
    [`refusals that went wrong ${refusals.failed} (0)`, refusals.failed === 0],
    [`present where things were refused ${apart.present} (2)`, apart.present === 2],
  ];
  const requests = felt.signIns.count + felt.doubled + felt.slow + felt.pages.count + felt.codes.count;
  return {
    ok: bounds.every(([, holds]) => holds),
    lines: [
      `${ground.screens.length} meetings, ${people} people with a phone and a session each; they come within ${seconds} s, ${felt.peak} of them in the busiest second; ${requests} requests in ${felt.seconds.toFixed(0)} s`,
      `a screen asks for its code when the old one has run out, as its page does; a phone reads its session and the meeting, and sends the code 2 to 10 seconds later: ${felt.old} times it was that of the slot before; 1 in ${slowOneIn} first sends one of two slots ago (${felt.slow}, all refused), 1 in ${doubleOneIn} sends the same request twice at once (${felt.doubled})`,
      `told to come again a second later, as the app does by itself: ${felt.again}; that wait is in the times below; codes that ran out meanwhile and were read anew: ${felt.reread}`,
      'not in it: the files of the pages, which a proxy or the phone itself keeps; TLS; live streams',
      times('sign-ins', felt.signIns),
      times('pages', felt.pages),
      times('codes', felt.codes),
      `  CPU seconds: server ${used.app.toFixed(0)}, database ${used.database.toFixed(0)}, phones and screens ${felt.cpu.toFixed(0)}; together ${((used.app + used.database + felt.cpu) / felt.seconds).toFixed(2)} cores; server's memory at the end ${(used.memory / 2 ** 20).toFixed(0)} MiB`,
      surroundings(used),
      'afterwards, at a meeting apart:',
      ...refusals.lines,
      ...Object.entries(felt.errors).map(([what, n]) => `  ${n} × ${what}`),
      ...bounds.map(([what, holds]) => `${what}   ${holds ? 'ok' : 'MISSED'}`),
    ],
  };
};

/** `npm run bench -- checkin [sign-ins] [seconds]`: fewer, in less time, to try it. */
export const run = async (args: readonly string[] = []): Promise<Outcome> => {
  const [signIns = wanted.signIns, seconds = wanted.seconds] = args.map(Number);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  // A little more than asked for: some members have left, and one branch stands apart.
  const bench = await openBenchCounty(signIns > 4_000 ? 51_000 : 5_000, say);
  const clear = (): Promise<void> =>
    asAdmin(bench.deployment.admin, async (admin) => {
      await admin.query(`set search_path = ${bench.county.entry.schema}, public`);
      await clearCheckin(admin);
    });
  const ground = await writeCheckin(bench, signIns);
  const environment = { ...bench.environment, BENCH_WORK: 'on' };
  const app = await startChild('app.ts', { environment });
  try {
    return await judge(bench, ground, app, seconds);
  } finally {
    await app.stop();
    await clear();
    await bench.close();
  }
};
