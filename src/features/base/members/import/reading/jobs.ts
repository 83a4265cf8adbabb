import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts';
import { readInWorker } from '#platform/sheets/in-worker.ts';
import type { SheetRow } from '#platform/sheets/rows.ts';
import { AppError } from '#shared/errors.ts';
import { batchOf, countRows, type BatchRow } from '../access.ts';
import { branchMatcher, type BranchMatcher } from '../branches/rules.ts';
import type { SheetView } from '../contract.ts';
import { HEADING_ROWS, type HeadingPlan } from '../headings/rules.ts';
import { rowReader, type ImportedRow, type RowReader } from '../rules.ts';
import { planFor, viewOf, type SheetMapping } from './rules.ts';
import { judge, skipped, type Around, type Decision, type Judged } from './commands.ts';
import { branchesOf, memoryOf, namesakesOf, peopleByIdHash, takenElsewhere, type Memory } from './queries.ts';

/** Rows that are judged and written together: enough for few round trips, few enough to let other requests in between. */
const chunk = 200;
const breath = 10;

interface Question {
  readonly text: string;
  rows: number;
  readonly candidates: readonly { id: string; name: string; above: readonly string[]; score: number; reason: string }[];
  readonly chosen: string | null;
}

interface Staged {
  readonly seq: number;
  readonly sheet: number;
  readonly row: SheetRow;
  readonly read: ImportedRow | null;
  readonly why: string | null;
}

interface Reading {
  readonly run: JobRun;
  readonly batch: BatchRow;
  readonly reading: number;
  readonly memory: Memory;
  readonly match: BranchMatcher;
  readonly branches: ReadonlyMap<
    string,
    { readonly id: string; readonly path: string; readonly name: string; readonly above: readonly string[] }
  >;
  readonly questions: Map<string, Question>;
  readonly resolved: Map<string, { readonly id: string; readonly path: string } | null>;
  readonly seen: Map<string, number>;
  readonly decisions: ReadonlyMap<number, Decision>;
  readonly sheets: SheetView[];
}

/** Exact names and what was confirmed are taken; every other name becomes a question. */
const branchFor = (at: Reading, text: string): { readonly id: string; readonly path: string } | null => {
  const known = at.resolved.get(text);
  if (known !== undefined) {
    const question = at.questions.get(text);
    if (question) question.rows += 1;
    return known;
  }
  const byId = at.branches.get(text);
  const match = byId === undefined ? at.match(text) : { id: text, candidates: [] };
  const chosen = match.id ?? at.memory.branches.get(text) ?? null;
  const branch = chosen === null ? null : (at.branches.get(chosen) ?? null);
  at.resolved.set(text, branch);
  if (match.id === undefined) {
    const candidates = match.candidates.map((c) => ({ ...c, above: at.branches.get(c.id)?.above ?? [] }));
    at.questions.set(text, { text, rows: 1, candidates, chosen: branch?.id ?? null });
  }
  return branch;
};

interface RowValues {
  readonly staged: Staged;
  readonly judged: Judged;
}

const toRow = (at: Reading, { staged, judged }: RowValues): Record<string, unknown> => {
  const { crypto } = at.run.county;
  const sealed = JSON.stringify({ cells: staged.row.texts, kinds: staged.row.kinds, problems: judged.problems });
  const decided = at.decisions.get(staged.seq);
  return {
    batch_id: at.batch.id,
    reading: at.reading,
    seq: staged.seq,
    org_path: at.batch.org_path,
    sheet: staged.sheet,
    line: staged.row.line,
    hidden: staged.row.hidden,
    kind: judged.kind,
    skipped_as: judged.skippedAs,
    name: judged.name,
    branch_id: judged.branchId,
    person_id: judged.personId,
    membership_id: judged.membershipId,
    person_version: judged.personVersion,
    membership_version: judged.membershipVersion,
    id_number_hash: judged.idHash === null ? null : `\\x${judged.idHash.toString('hex')}`,
    errors: judged.problems.filter((p) => p.level === 'error').map((p) => `${p.field} ${p.message}`),
    warnings: judged.problems.filter((p) => p.level === 'warning').map((p) => `${p.field} ${p.message}`),
    sealed: `\\x${crypto.encrypt(sealed).toString('hex')}`,
    mended: false,
    key_id: crypto.currentKeyId,
    prepared: judged.prepared,
    former: judged.former,
    changes: judged.changes,
    duplicates: judged.duplicates.length === 0 ? null : judged.duplicates,
    decision: decided?.decision ?? null,
    decided_person_id: decided?.personId ?? null,
    version: 1,
  };
};

export const aroundRows = async (
  county: County,
  scope: Scope,
  reads: readonly ImportedRow[],
  rest: Pick<Around, 'plan' | 'branchFor' | 'seen'>,
): Promise<Around> => {
  const db = county.read(scope);
  const hashes = reads.flatMap((r) =>
    r.fields.idNumber === undefined ? [] : [county.crypto.hash('id_number', r.fields.idNumber)],
  );
  const people = await peopleByIdHash(db, hashes);
  const [taken, namesakes] = await Promise.all([
    takenElsewhere(db, hashes, people),
    namesakesOf(db, [...new Set(reads.flatMap((r) => r.fields.name ?? []))]),
  ]);
  return { county, today: county.today(), people, takenElsewhere: taken, namesakes, ...rest };
};

const writeChunk = async (at: Reading, staged: readonly Staged[], plan: HeadingPlan): Promise<void> => {
  const { county, scope } = at.run;
  const reads = staged.flatMap((s) => s.read ?? []);
  const around = await aroundRows(county, scope, reads, {
    plan,
    branchFor: (text) => branchFor(at, text),
    seen: at.seen,
  });
  const rows: Record<string, unknown>[] = [];
  for (const [n, s] of staged.entries()) {
    const judged =
      s.read === null ? skipped(s.why ?? 'blank') : judge(around, s.read, s.seq, at.decisions.get(s.seq) ?? null);
    rows.push(toRow(at, { staged: s, judged }));
    // Other people's requests go on between a few rows.
    if (n % breath === breath - 1) await new Promise((go) => setImmediate(go));
  }
  await county.write(scope, async (tx) => {
    await sql`insert into import_row select * from jsonb_populate_recordset(null::import_row, ${JSON.stringify(rows)}::jsonb)`.execute(
      tx,
    );
  });
};

const untyped = (name: string): boolean => /\.csv$/i.test(name);

interface OpenSheet {
  readonly index: number;
  readonly name: string;
  readonly hidden: boolean;
  readonly head: SheetRow[];
  plan: HeadingPlan | undefined;
  reader: RowReader | null;
}

/** Settles how a sheet is read once its first rows are known. */
const settleSheet = (at: Reading, sheet: OpenSheet): void => {
  const mapping = (at.batch.mapping as unknown as SheetMapping[]).find((m) => m.sheet === sheet.name);
  const plan = planFor(sheet.head, at.memory.headings, mapping);
  const view = viewOf(sheet.name, sheet.hidden, plan, mapping);
  at.sheets.push(view);
  const defaults = mapping?.branchId ? { branchId: mapping.branchId } : {};
  const today = at.run.county.today();
  sheet.plan = plan;
  sheet.reader =
    plan !== undefined && view.used
      ? rowReader({ sheet: sheet.name, plan, today, untyped: untyped(at.batch.file_name), defaults })
      : () => ({ kind: 'skipped', sheet: view.sheet, line: 0, why: 'note' });
};

/** Reads every sheet: the heading among the first rows, then row by row. Returns the number of rows staged. */
const readSheets = async (at: Reading, path: string): Promise<number> => {
  let seq = 0;
  let current: OpenSheet | null = null;
  let waiting: Staged[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0 || current?.plan === undefined) return;
    const rows = waiting;
    waiting = [];
    await writeChunk(at, rows, current.plan);
    await at.run.progress({ done: seq });
  };
  const take = async (row: SheetRow): Promise<void> => {
    if (
      current === null ||
      current.plan === undefined ||
      row.line <= current.plan.line ||
      at.sheets.at(-1)?.used !== true
    )
      return;
    const read = current.reader?.(row);
    if (read === undefined || (read.kind === 'skipped' && read.why === 'blank')) return;
    seq += 1;
    waiting.push({
      seq,
      sheet: current.index,
      row,
      read: read.kind === 'row' ? read : null,
      why: read.kind === 'skipped' ? read.why : null,
    });
    if (waiting.length >= chunk) await flush();
  };
  for await (const event of readInWorker({ path, name: at.batch.file_name })) {
    if (event.kind === 'sheet') {
      current = {
        index: event.sheet.index,
        name: event.sheet.name,
        hidden: event.sheet.hidden,
        head: [],
        plan: undefined,
        reader: null,
      };
    } else if (event.kind === 'rows' && current !== null) {
      for (const row of event.rows) {
        if (current.reader !== null) {
          await take(row);
          continue;
        }
        current.head.push(row);
        if (current.head.length < HEADING_ROWS * 2) continue;
        settleSheet(at, current);
        for (const early of current.head) await take(early);
      }
    } else if (event.kind === 'end' && current !== null) {
      if (current.reader === null) {
        settleSheet(at, current);
        for (const early of current.head) await take(early);
      }
      await flush();
    }
  }
  return seq;
};

const decisionsOf = async (county: County, scope: Scope, batch: BatchRow): Promise<Map<number, Decision>> => {
  const rows = await county
    .read(scope)
    .selectFrom('import_row')
    .select(['seq', 'decision', 'decided_person_id'])
    .where('batch_id', '=', batch.id)
    .where('reading', '=', batch.reading)
    .where('decision', 'is not', null)
    .execute();
  return new Map(
    rows.map((r) => [r.seq, { decision: r.decision as Decision['decision'], personId: r.decided_person_id }]),
  );
};

const finish = (
  county: County,
  scope: Scope,
  batch: BatchRow,
  values: Record<string, unknown>,
  reading?: number,
): Promise<void> =>
  county.write(scope, async (tx) => {
    const counts = reading === undefined ? undefined : await countRows(tx, { id: batch.id, reading });
    await tx
      .updateTable('import_batch')
      .set({
        ...values,
        ...(reading === undefined ? {} : { reading }),
        ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
        updated_at: sql<string>`now()`,
        version: sql<number>`version + 1`,
      })
      .where('id', '=', batch.id)
      .execute();
    if (reading !== undefined)
      await tx.deleteFrom('import_row').where('batch_id', '=', batch.id).where('reading', '<>', reading).execute();
    touch(tx, `import:${batch.id}`, { path: batch.org_path });
    touch(tx, 'imports', { path: batch.org_path });
  });

/** Reads the file of a batch into a preview. A kill leaves rows of an unfinished reading, which the next one replaces. */
export const readImport: JobHandler = async (run) => {
  const { county, scope } = run;
  const batch = await batchOf(county.read(scope), scope, String(run.payload['batchId']));
  if (batch.file_id === null || batch.state !== 'reading') return;
  const reading = batch.reading + 1;
  await county.write(scope, (tx) =>
    tx.deleteFrom('import_row').where('batch_id', '=', batch.id).where('reading', '=', reading).execute(),
  );
  const [branches, memory, decisions] = [
    await branchesOf(county.read(scope), scope),
    await memoryOf(county.read(scope), batch.organisation_id),
    await decisionsOf(county, scope, batch),
  ];
  const at: Reading = {
    run,
    batch,
    reading,
    memory,
    match: branchMatcher(branches),
    branches: new Map(branches.map((b) => [b.id, b])),
    questions: new Map(),
    resolved: new Map(),
    seen: new Map(),
    decisions,
    sheets: [],
  };
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-import-'));
  try {
    const path = join(folder, 'roster');
    await county.files.copyTo(batch.file_id, path);
    await run.progress({ phase: 'read' });
    await readSheets(at, path);
    const readable = at.sheets.some((s) => s.used && s.heading !== null);
    await finish(
      county,
      scope,
      batch,
      {
        state: readable ? 'preview' : 'mapping',
        sheets: JSON.stringify(at.sheets),
        branches: JSON.stringify([...at.questions.values()]),
        error: null,
      },
      reading,
    );
  } catch (error) {
    const known =
      error instanceof AppError
        ? { message: error.message, params: error.details['params'] ?? {} }
        : { message: 'import_failed', params: {} };
    await finish(county, scope, batch, { state: 'failed', error: JSON.stringify(known) });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
