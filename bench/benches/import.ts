/** A roster of 50,000 rows: bare read, preview, commit, undo, export, memory, and what other users feel meanwhile (design 6). */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';
import { startChild } from '../parts/child.ts';
import { cpuOf, memoryOf, serverCpu } from '../parts/processes.ts';
import { bareRead } from '../parts/bare-read.ts';
import { visit, type Visit } from '../parts/visitors.ts';
import { writeRoster } from '../sizes/roster.ts';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import type { Db } from '#platform/db/types.ts';
import { tallyDifferences } from '#features/base/members/index.ts';

const rows = 50_000;
/** Requests of other users in a second: thirty people, each looking at a list every second. */
const pace = 30;
const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

interface Batch {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly approvalId: string | null;
  readonly error: unknown;
}

/** The roster, written once: people of the generator whom the county does not know, and some whom it does. */
const rosterFile = async (bench: BenchCounty, db: Db): Promise<string> => {
  const folder = join(packageFolder(), '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `roster-${rows}.xlsx`);
  if (existsSync(path)) return path;
  const branches = await sql<{ name: string }>`
    select o.name from branch_tally t join organisation o on o.id = t.branch_id
    where o.abolished_on is null group by o.name having count(*) = 1`.execute(db);
  await writeRoster(path, rows, {
    shape: 'national',
    today: bench.county.today(),
    seed: 777_123,
    branches: branches.rows.map((b) => b.name),
  });
  return path;
};

/** A person's browser, as far as a bench needs one. */
const browser = (address: string, token: string) => {
  const send = async (method: string, where: string, body?: string | FormData): Promise<Response> => {
    const headers: Record<string, string> = {
      cookie: `zhibu_session=${token}`,
      'idempotency-key': crypto.randomUUID(),
    };
    if (typeof body === 'string') headers['content-type'] = 'application/json';
    for (;;) {
      const reply = await fetch(`${address}${where}`, { method, headers, ...(body === undefined ? {} : { body }) });
      if (reply.ok) return reply;
      // As the page does: a server that is overrun says when to come again.
      if (reply.status !== 503) throw new Error(`${where}: ${reply.status} ${await reply.text()}`);
      await pause(200);
    }
  };
  const call = async <T>(method: string, where: string, body?: object | FormData): Promise<T> => {
    const sent = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
    return (await (await send(method, where, sent)).json()) as T;
  };
  const settled = async (id: string, during: readonly string[]): Promise<Batch> => {
    for (;;) {
      const batch = await call<Batch>('GET', `/members/imports/${id}`);
      if (!during.includes(batch.state)) return batch;
      await pause(100);
    }
  };
  return { send, call, settled };
};

type Browser = ReturnType<typeof browser>;

const agree = (second: Browser, id: string): Promise<unknown> =>
  second.call('POST', `/approvals/${id}/decide`, { approve: true, answer: '同意' });

/** Commits, with the second person's consent where many known people change. Timed from the consent. */
const commitBatch = async (first: Browser, second: Browser, preview: Batch): Promise<[Batch, number]> => {
  const ask = (version: number) =>
    first.call<Batch>('POST', `/members/imports/${preview.id}/commit`, { version, leaveOut: true, reason: 'bench' });
  let begin = performance.now();
  let batch = await ask(preview.version);
  if (batch.state === 'preview' && batch.approvalId !== null) {
    await agree(second, batch.approvalId);
    begin = performance.now();
    batch = await ask(batch.version);
  }
  return [await first.settled(preview.id, ['committing']), performance.now() - begin];
};

interface Job {
  readonly state: string;
  readonly result: { readonly rows?: number } | null;
}

/** Exports every member of the county and fetches the file; milliseconds of the job, to the first byte, and of all. */
const exportAll = async (first: Browser, second: Browser) => {
  const columns = ['name', 'sex', 'idNumber', 'birthDate', 'ethnicity', 'education', 'category', 'branchId'];
  const more = ['joinedOn', 'fullOn', 'phone', 'address', 'jobPost', 'standing'];
  const asked = await first.call<{ jobId: string | null; approvalId: string | null }>('POST', '/members/exports', {
    filter: {},
    columns: [...columns, ...more],
    recipient: 'own',
    reason: 'bench',
  });
  if (asked.approvalId !== null) await agree(second, asked.approvalId);
  const begin = performance.now();
  const { jobId } =
    asked.approvalId === null
      ? asked
      : await first.call<{ jobId: string }>('POST', '/members/exports/approved', { approvalId: asked.approvalId });
  for (;;) {
    const job = await first.call<Job>('GET', `/jobs/${jobId}`);
    if (job.state === 'failed' || job.state === 'cancelled') throw new Error(`the export ${job.state}`);
    if (job.state !== 'done') {
      await pause(100);
      continue;
    }
    const written = performance.now();
    const reader = (await first.send('GET', `/members/exports/${jobId}`)).body?.getReader();
    let bytes = (await reader?.read())?.value?.length ?? 0;
    const firstByte = performance.now() - written;
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) bytes += part.value.length;
    return { rows: job.result?.rows ?? 0, took: performance.now() - begin, firstByte, bytes };
  }
};

/** What the run has left in the county goes: the next one meets the same people. */
const tidy = async ({ deployment, county }: BenchCounty, id: string): Promise<void> => {
  await asAdmin(deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${county.entry.schema}, public`);
    // Whole files go at once: no row is left that could point to one of them.
    await admin.query('set session_replication_role = replica');
    for (const table of ['affiliation', 'membership', 'person', 'import_row'])
      await admin.query(`delete from ${table} where batch_id = $1`, [id]);
    await admin.query('truncate outbox, idempotency');
    await admin.query('vacuum analyze person, membership, affiliation, import_row, branch_tally');
  });
};

const notebook = () => {
  const lines: string[] = [];
  const verdicts: boolean[] = [];
  const say = (text: string): void => {
    lines.push(text);
    process.stderr.write(`${text}\n`);
  };
  return {
    lines,
    say,
    check: (text: string, ok: boolean): void => {
      verdicts.push(ok);
      say(`${text}   ${ok ? 'ok' : 'MISSED'}`);
    },
    ok: () => verdicts.every(Boolean),
  };
};

export const run = async (): Promise<{ lines: string[]; ok: boolean }> => {
  const { lines, say, check, ok } = notebook();
  const bench = await openBenchCounty(50_000, (line) => process.stderr.write(`${line}\n`));
  const db = bench.county.read(systemScope(bench.county.entry.code, 'bench'));
  const path = await rosterFile(bench, db);
  const root = await db
    .selectFrom('organisation')
    .select('id')
    .where('type', '=', 'county_committee')
    .executeTakeFirstOrThrow();
  const branch = await db
    .selectFrom('branch_tally')
    .select('branch_id')
    .where('members', '>=', 15)
    .limit(1)
    .executeTakeFirstOrThrow();
  const token = await bench.session('county_officer', root.id);
  const secondToken = await bench.session('county_officer', root.id);
  const secretary = await bench.session('branch_secretary', branch.branch_id);
  const app = await startChild('app.ts', { environment: { ...bench.environment, BENCH_WORK: 'on' } });
  const address = `http://127.0.0.1:${app.port}/api`;
  const [first, second] = [browser(address, token), browser(address, secondToken)];
  const list: Visit = {
    path: `/api/members?organisationId=${branch.branch_id}&limit=20`,
    cookie: `zhibu_session=${secretary}`,
  };
  const visiting = () => visit(app.port, [list], pace);

  const quietly = async () => {
    const visitors = visiting();
    await pause(6_000);
    return visitors.leave();
  };
  await quietly();
  const quiet = await quietly();
  const bare = Math.min(await bareRead(path), await bareRead(path));
  say(
    `roster: ${rows} rows, ${(statSync(path).size / 1e6).toFixed(1)} MB; bare SAX read ${seconds(bare)} s; load average ${loadavg()[0]?.toFixed(1)}`,
  );
  const idle = memoryOf(app.pid);
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(app.pid));
  }, 50);
  const meanwhile = async <T>(what: string, work: () => Promise<T>): Promise<[T, number]> => {
    const visitors = visiting();
    const begin = performance.now();
    const cpu = [cpuOf(app.pid), serverCpu(bench.postmaster)] as const;
    const result = await work();
    const took = performance.now() - begin;
    const felt = await visitors.leave();
    const used = `CPU ${(cpuOf(app.pid) - cpu[0]).toFixed(1)} s app, ${(serverCpu(bench.postmaster) - cpu[1]).toFixed(1)} s database`;
    check(
      `  others' list during the ${what}: p99 ${felt.p99.toFixed(1)} ms against ${quiet.p99.toFixed(1)} ms (≤ 3 ×), p50 ${felt.p50.toFixed(1)} against ${quiet.p50.toFixed(1)} ms, ${felt.requests} requests, ${felt.failures} failed; ${used}`,
      felt.p99 <= 3 * quiet.p99 && felt.failures === 0,
    );
    return [result, took];
  };

  const form = new FormData();
  form.set('file', new Blob([readFileSync(path)]), 'roster.xlsx');
  const [preview, previewed] = await meanwhile('preview', async () =>
    first.settled((await first.call<Batch>('POST', '/members/imports', form)).id, ['uploaded', 'reading']),
  );
  check(
    `preview ${seconds(previewed)} s = ${(previewed / bare).toFixed(1)} × the bare read (≤ 8): ${JSON.stringify(preview.counts)}`,
    previewed <= 8 * bare && preview.state === 'preview',
  );
  check(
    `memory ${megabytes(peak)} MB, ${megabytes(peak - idle)} MB above idle (< 200), threads included`,
    peak - idle < 200e6,
  );
  const [[committed, commit]] = await meanwhile('commit', () => commitBatch(first, second, preview));
  check(
    `commit of ${preview.counts['new']} new and ${preview.counts['changed']} changed people ${seconds(commit)} s (≤ 10): ${committed.state}`,
    commit <= 10_000 && committed.state === 'committed',
  );
  const [undone, undo] = await meanwhile('undo', async () => {
    const body = { version: committed.version, reason: 'bench' };
    await first.call('POST', `/members/imports/${preview.id}/undo`, body);
    return first.settled(preview.id, ['undoing']);
  });
  check(`undo ${seconds(undo)} s (≤ 10): ${undone.state}`, undo <= 10_000 && undone.state === 'undone');
  const [sheet] = await meanwhile('export', () => exportAll(first, second));
  check(
    `export of ${sheet.rows} people, ${(sheet.bytes / 1e6).toFixed(1)} MB, in ${seconds(sheet.took)} s (≤ 10); first byte of the file after ${sheet.firstByte.toFixed(0)} ms (< 1,000)`,
    sheet.took <= 10_000 && sheet.firstByte < 1_000 && sheet.rows >= 49_000,
  );
  clearInterval(watch);
  check(`memory at the end of all: peak ${megabytes(peak - idle)} MB above idle (< 200)`, peak - idle < 200e6);
  const wrong = await bench.county.write(systemScope(bench.county.entry.code, 'bench'), (tx) => tallyDifferences(tx));
  check(`tallies against a recount: ${wrong} branches differ (0)`, wrong === 0);
  await app.stop();
  await tidy(bench, preview.id);
  await bench.close();
  return { lines, ok: ok() };
};
