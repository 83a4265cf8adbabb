/** A roster of 50,000 rows: bare read, preview, commit, undo, memory, and what other users feel meanwhile (design 6). */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openBenchCounty } from '../parts/county.ts';
import { startChild } from '../parts/child.ts';
import { load } from '../parts/load.ts';
import { memoryOf } from '../parts/processes.ts';
import { bareRead } from '../parts/bare-read.ts';
import { writeRoster } from '../sizes/roster.ts';
import { systemScope } from '#platform/access/scope.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import { tallyDifferences } from '#features/base/members/index.ts';

const rows = 50_000;

interface Batch {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly error: unknown;
}

export const run = async (): Promise<{ lines: string[]; ok: boolean }> => {
  const lines: string[] = [];
  const verdicts: boolean[] = [];
  const check = (text: string, ok: boolean): void => {
    verdicts.push(ok);
    lines.push(`${text}   ${ok ? 'ok' : 'MISSED'}`);
    process.stderr.write(`${lines.at(-1)}\n`);
  };
  const bench = await openBenchCounty(50_000, (line) => process.stderr.write(`${line}\n`));
  const db = bench.county.read(systemScope(bench.county.entry.code, 'bench'));
  const { rows: branchRows } = await sql<{
    name: string;
  }>`select o.name from branch_tally t join organisation o on o.id = t.branch_id where o.abolished_on is null group by o.name having count(*) = 1`.execute(
    db,
  );
  const root = await db
    .selectFrom('organisation')
    .select('id')
    .where('type', '=', 'county_committee')
    .executeTakeFirstOrThrow();
  const someBranch = await db
    .selectFrom('branch_tally')
    .select('branch_id')
    .where('members', '>=', 15)
    .limit(1)
    .executeTakeFirstOrThrow();
  const folder = join(packageFolder(), '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `roster-${rows}.xlsx`);
  if (!existsSync(path))
    await writeRoster(path, rows, {
      shape: 'national',
      today: bench.county.today(),
      seed: Date.now() % 1_000_000,
      branches: branchRows.map((b) => b.name),
    });
  const size = statSync(path).size;
  const bare = await bareRead(path);
  lines.push(`roster: ${rows} rows, ${(size / 1e6).toFixed(1)} MB; bare SAX read ${(bare / 1_000).toFixed(1)} s`);

  const token = await bench.session('county_officer', root.id);
  const other = await bench.session('branch_secretary', someBranch.branch_id);
  const app = await startChild('app.ts', { environment: { ...bench.environment, BENCH_WORK: 'on' } });
  const address = `http://127.0.0.1:${app.port}/api`;
  const call = async (
    method: string,
    where: string,
    body?: string | FormData,
    type = 'application/json',
  ): Promise<Batch> => {
    const headers: Record<string, string> = {
      cookie: `zhibu_session=${token}`,
      'idempotency-key': crypto.randomUUID(),
    };
    if (body !== undefined && type !== '') headers['content-type'] = type;
    const reply = await fetch(`${address}${where}`, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!reply.ok) throw new Error(`${where}: ${reply.status} ${await reply.text()}`);
    return (await reply.json()) as Batch;
  };
  const request = () => ({
    method: 'GET',
    path: `/api/members?organisationId=${someBranch.branch_id}&limit=20`,
    headers: { cookie: `zhibu_session=${other}` },
  });
  const listing = (seconds: number) => load({ port: app.port, connections: 2, seconds, request });
  await listing(2);
  const quiet = await listing(4);
  const idle = memoryOf(app.pid);
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(app.pid));
  }, 50);
  const settled = async (id: string, during: readonly string[]): Promise<Batch> => {
    for (;;) {
      const batch = await call('GET', `/members/imports/${id}`);
      if (!during.includes(batch.state)) return batch;
      await new Promise((wait) => setTimeout(wait, 100));
    }
  };
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const start = performance.now();
    return [await work(), (performance.now() - start) / 1_000];
  };

  const form = new FormData();
  form.set('file', new Blob([readFileSync(path)]), 'roster.xlsx');
  const meanwhile = listing(8);
  const [preview, previewed] = await timed(async () =>
    settled((await call('POST', '/members/imports', form, '')).id, ['uploaded', 'reading']),
  );
  const felt = await meanwhile;
  check(
    `preview ${previewed.toFixed(1)} s = ${((previewed * 1_000) / bare).toFixed(1)} × the bare read (≤ 8): ${JSON.stringify(preview.counts)}`,
    previewed * 1_000 <= 8 * bare && preview.state === 'preview',
  );
  check(
    `memory ${(peak / 1e6).toFixed(0)} MB, ${((peak - idle) / 1e6).toFixed(0)} MB above idle (< 200)`,
    peak - idle < 200e6,
  );
  check(
    `another user's list meanwhile: p99 ${felt.p99.toFixed(1)} ms against ${quiet.p99.toFixed(1)} ms (≤ 3 ×)`,
    felt.p99 <= 3 * quiet.p99,
  );
  const body = (batch: Batch, extra: object) => JSON.stringify({ version: batch.version, reason: 'bench', ...extra });
  const [committed, commit] = await timed(async () => {
    await call('POST', `/members/imports/${preview.id}/commit`, body(preview, { leaveOut: true }));
    return settled(preview.id, ['committing']);
  });
  check(
    `commit of ${preview.counts['new']} people ${commit.toFixed(1)} s (≤ 10): ${committed.state}`,
    commit <= 10 && committed.state === 'committed',
  );
  const [undone, undo] = await timed(async () => {
    await call('POST', `/members/imports/${preview.id}/undo`, body(committed, {}));
    return settled(preview.id, ['undoing']);
  });
  check(`undo ${undo.toFixed(1)} s (≤ 10): ${undone.state}`, undo <= 10 && undone.state === 'undone');
  clearInterval(watch);
  const wrong = await bench.county.write(systemScope(bench.county.entry.code, 'bench'), (tx) => tallyDifferences(tx));
  check(`tallies against a recount: ${wrong} branches differ (0)`, wrong === 0);
  await app.stop();
  await bench.close();
  return { lines, ok: verdicts.every(Boolean) };
};
