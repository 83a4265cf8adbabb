/**
 * Proof `notices`: notices told by one process and delivered by workers that are killed again and again, through fakes of a
 * mail server and of a work messenger that stay silent, acknowledge twice and forget tokens. Nothing is lost; nothing
 * comes twice in the app and on the channel that recognises repetitions; elsewhere what came twice is counted and marked.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { notify } from '#features/base/inbox/index.ts';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { newId } from '#shared/ids.ts';
import type { Behaviour, Fake } from '../../test/fakes/behaviour.ts';
import { fakeMail } from '../../test/fakes/mail.ts';
import { fakeWecom } from '../../test/fakes/messengers.ts';
import { startChild, type Child } from '../parts/child.ts';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';

const members = 4_500;
const accounts = 500;
const corp = { corp: 'fake-corp', secret: 'fake-secret', agent: 1 };
const patienceMs = 300;
/** Of a hundred requests. */
const silent = 5;
const twice = 2;
const longestMs = 30 * 60_000;

interface Bent {
  readonly silences: () => number;
  readonly repeats: () => number;
}

/** Half of the silent requests have been taken, half have not. Now and then the token ends. */
const bend = (fake: Fake): Bent => {
  let [silences, repeats] = [0, 0];
  fake.behave((): Behaviour => {
    const dice = randomInt(1_000);
    if (dice < silent * 10) {
      silences += 1;
      return dice % 2 === 0 ? 'taken_silently' : 'silent';
    }
    if (dice < (silent + twice) * 10) {
      repeats += 1;
      return 'twice';
    }
    return dice === 999 ? 'expired' : 'ok';
  });
  return { silences: () => silences, repeats: () => repeats };
};

const admin = <T extends object>(bench: BenchCounty, text: string, values: readonly unknown[] = []): Promise<T[]> =>
  asAdmin(bench.deployment.admin, async (client) => {
    await client.query(`set search_path = ${bench.county.entry.schema}, public`);
    return (await client.query<T>(text, [...values])).rows;
  });

interface Reader {
  readonly account: string;
  readonly person: string;
}

/** Members with an account, a mail address and a name at the messenger. What an earlier run left is taken away. */
const enrol = async (bench: BenchCounty): Promise<Reader[]> => {
  const { county } = bench;
  await admin(bench, 'truncate notice, notice_delivery, notice_setting, notice_address, outbox');
  await admin(bench, `delete from account where sign_in_name like 'notice-%'`);
  await admin(bench, `delete from ${county.entry.jobSchema}._private_jobs`);
  const people = await admin<{ id: string }>(
    bench,
    'select p.id from person p where not exists (select from account a where a.person_id = p.id) limit $1',
    [accounts],
  );
  const readers = people.map(({ id }) => ({ account: newId(), person: id }));
  const ids = readers.map(({ account }) => account);
  await admin(
    bench,
    `insert into account (id, person_id, sign_in_name, display_name)
     select a, p, 'notice-' || a, 'x' from unnest($1::uuid[], $2::uuid[]) as t (a, p)`,
    [ids, readers.map(({ person }) => person)],
  );
  for (const channel of ['email', 'wecom'] as const) {
    const sealed = ids.map((id) => county.crypto.encrypt(channel === 'email' ? `${id}@example.org` : id));
    await admin(
      bench,
      `insert into notice_address (id, account_id, channel, address, key_id)
       select gen_random_uuid(), a, $2::notice_channel, s, $4 from unnest($1::uuid[], $3::bytea[]) as t (a, s)`,
      [ids, channel, sealed, county.crypto.currentKeyId],
    );
  }
  return readers;
};

/** Tells everybody of each matter, and tells a third of the matters again. */
const tell = async (bench: BenchCounty, readers: readonly Reader[], matters: number): Promise<void> => {
  const { county } = bench;
  const people = readers.map(({ person }) => person);
  for (let n = 0; n < matters; n += 1) {
    for (let times = n % 3 === 0 ? 2 : 1; times > 0; times -= 1)
      await county.write(systemScope(county.entry.code, 'proof'), (tx) =>
        notify(tx, {
          kind: 'proof',
          key: `proof-${n}`,
          people,
          path: '/',
          link: `/inbox`,
          params: { subject: `第 ${n} 次会议` },
          // Held back by no quiet hours, whatever the clock says.
          statutory: true,
        }),
      );
    await pause(50);
  }
};

const waiting = async (bench: BenchCounty): Promise<number> => {
  const [row] = await admin<{ n: number }>(
    bench,
    `select (select count(*) from outbox)::int + (select count(*) from ${bench.county.entry.jobSchema}._private_jobs)::int as n`,
  );
  return row?.n ?? 0;
};

const startWorker = (environment: Readonly<Record<string, string>>): Promise<Child> =>
  startChild('notice-worker.ts', { environment });

/** Lets a worker deliver and kills it, until the kills are used up; the last one comes to the end. */
const deliverUnderKills = async (
  bench: BenchCounty,
  environment: Readonly<Record<string, string>>,
  kills: number,
): Promise<{ readonly killed: number; readonly left: number }> => {
  const end = performance.now() + longestMs;
  let killed = 0;
  let worker = await startWorker(environment);
  while (killed < kills && (await waiting(bench)) > 0) {
    await pause(randomInt(1_500, 4_000));
    process.kill(worker.pid, 'SIGKILL');
    killed += 1;
    worker = await startWorker(environment);
  }
  let left = await waiting(bench);
  while (left > 0 && performance.now() < end) {
    await pause(1_000);
    left = await waiting(bench);
  }
  process.kill(worker.pid, 'SIGKILL');
  return { killed, left };
};

/** How often each notice was shown on a channel. */
const timesOf = (fake: Fake): Map<string, number> => {
  const times = new Map<string, number>();
  for (const { text } of fake.arrived) {
    const id = /[?&]notice=([0-9a-f-]{36})/.exec(text)?.[1] ?? 'none';
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
};

interface Delivered {
  readonly notice_id: string;
  readonly state: string;
  readonly doubtful: boolean;
  readonly attempts: number;
}

const reckon = async (bench: BenchCounty, channel: string, fake: Fake) => {
  const rows = await admin<Delivered>(
    bench,
    'select notice_id, state, doubtful, attempts from notice_delivery where channel = $1::notice_channel',
    [channel],
  );
  const times = timesOf(fake);
  const known = new Set(rows.map(({ notice_id }) => notice_id));
  const of = (row: Delivered): number => times.get(row.notice_id) ?? 0;
  return {
    deliveries: rows.length,
    requests: fake.asked(),
    lost: rows.filter((row) => of(row) === 0).length,
    unsent: rows.filter(({ state }) => state !== 'sent').length,
    doubled: rows.filter((row) => of(row) > 1).length,
    unmarked: rows.filter((row) => of(row) > 1 && !row.doubtful).length,
    doubtful: rows.filter(({ doubtful }) => doubtful).length,
    retried: rows.filter(({ attempts }) => attempts > 1).length,
    strange: [...times.keys()].filter((id) => !known.has(id)).length,
  };
};

type Reckoned = Awaited<ReturnType<typeof reckon>>;

const lineOf = (name: string, found: Reckoned, bent: Bent, remembers: boolean): string[] => [
  `${name}: ${found.deliveries} deliveries, ${found.requests} requests, ${bent.silences()} without an answer, ${bent.repeats()} acknowledged doubly; ${found.retried} tried more than once`,
  `  lost: ${found.lost} (bound 0); not known as sent: ${found.unsent} (bound 0); of no notice: ${found.strange} (bound 0)`,
  remembers
    ? `  came twice: ${found.doubled} (bound 0)`
    : `  came twice: ${found.doubled}, all of them among the ${found.doubtful} marked as doubtful but ${found.unmarked} (bound 0)`,
];

const isClean = (found: Reckoned, wanted: number): boolean =>
  found.deliveries === wanted && found.lost === 0 && found.unsent === 0 && found.strange === 0 && found.unmarked === 0;

/** The first argument is the number of notices, 20,000 by default; the second the number of kills, 20. */
export const run = async (args: readonly string[] = []): Promise<{ lines: string[]; ok: boolean }> => {
  const wanted = Math.ceil(Number(args[0] ?? 20_000) / accounts) * accounts;
  const kills = Number(args[1] ?? 20);
  const bench = await openBenchCounty(members, (line) => process.stdout.write(`${line}\n`));
  const [mail, wecom] = [await fakeMail(), await fakeWecom(corp)];
  const [mailBent, wecomBent] = [bend(mail), bend(wecom)];
  const environment = {
    ...bench.environment,
    ZHIBU_ORIGIN: 'http://127.0.0.1',
    ZHIBU_SMTP_URL: mail.url,
    ZHIBU_SMTP_FROM: 'zhibu@example.org',
    ZHIBU_WECOM_URL: wecom.url,
    ZHIBU_WECOM_CORP: corp.corp,
    ZHIBU_WECOM_SECRET: corp.secret,
    ZHIBU_WECOM_AGENT: String(corp.agent),
    BENCH_PATIENCE: String(patienceMs),
  };
  try {
    const readers = await enrol(bench);
    const telling = tell(bench, readers, wanted / accounts);
    await pause(500);
    const { killed, left } = await deliverUnderKills(bench, environment, kills);
    await telling;
    const inApp = await admin<{ n: number; keys: number }>(
      bench,
      `select count(*)::int as n, count(distinct (n.account_id, n.key))::int as keys
       from notice n join notice_delivery d on d.notice_id = n.id and d.channel = 'in_app' and d.state = 'delivered'`,
    );
    const shown = inApp[0] ?? { n: 0, keys: 0 };
    const [byMail, byWecom] = [await reckon(bench, 'email', mail), await reckon(bench, 'wecom', wecom)];
    const lines = [
      `county of ${members} members, ${readers.length} accounts; ${wanted} notices, a third of the matters told twice; fakes of a mail server and of WeCom, patience ${patienceMs} ms`,
      `workers killed: ${killed} of ${kills}; left in the queue: ${left} (bound 0)`,
      `in the app: ${shown.n} of ${wanted} (lost ${wanted - shown.keys}, bound 0; doubled ${shown.n - shown.keys}, bound 0)`,
      ...lineOf('e-mail, which does not recognise repetitions', byMail, mailBent, false),
      ...lineOf('WeCom, which does', byWecom, wecomBent, true),
    ];
    const ok =
      killed === kills &&
      left === 0 &&
      shown.n === wanted &&
      shown.keys === wanted &&
      isClean(byMail, wanted) &&
      isClean(byWecom, wanted) &&
      byWecom.doubled === 0;
    return { lines, ok };
  } finally {
    await mail.close();
    await wecom.close();
    await bench.close();
  }
};
