import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { batchOf, batchView, countRows, type BatchRow } from '../access.ts';
import type { SheetView } from '../contract.ts';
import type { HeadingPlan } from '../headings/rules.ts';
import { openSealed, rowOf } from '../queries.ts';
import { judge, skipped, type Decision, type Judged } from '../reading/commands.ts';
import { aroundRows } from '../reading/jobs.ts';
import { branchesOf, memoryOf } from '../reading/queries.ts';
import { branchMatcher } from '../branches/rules.ts';
import { rowReader } from '../rules.ts';

const lockPreview = async (tx: Tx, scope: Scope, id: string): Promise<BatchRow> => {
  const batch = await batchOf(tx, scope, id);
  if (batch.state !== 'preview') throw new AppError('conflict', { message: 'import_state' });
  return batch;
};

const planOf = (view: SheetView): HeadingPlan => ({
  top: view.heading?.top ?? 0,
  line: view.heading?.line ?? 0,
  columns: view.columns.map((c) => ({
    column: c.column,
    heading: c.heading,
    how: c.how,
    ...(c.field === null ? {} : { field: c.field }),
  })),
  missing: view.missing,
});

const judgeAgain = async (
  tx: Tx,
  scope: Scope,
  county: County,
  batch: BatchRow,
  at: {
    seq: number;
    line: number;
    hidden: boolean;
    sheet: number;
    cells: string[];
    kinds: string;
    decision: Decision | null;
  },
): Promise<Judged> => {
  const view = (batch.sheets as unknown as SheetView[])[at.sheet];
  if (!view) throw notFound();
  const plan = planOf(view);
  const defaults = view.branchId === null ? {} : { branchId: view.branchId };
  const read = rowReader({ sheet: view.sheet, plan, today: county.today(), defaults })({
    line: at.line,
    texts: at.cells,
    kinds: at.kinds,
    hidden: at.hidden,
  });
  if (read.kind === 'skipped') return skipped(read.why);
  const branches = await branchesOf(tx, scope);
  const byId = new Map(branches.map((b) => [b.id, b]));
  const memory = await memoryOf(tx, batch.organisation_id);
  const match = branchMatcher(branches);
  const branchFor = (text: string) =>
    byId.get(byId.has(text) ? text : (match(text).id ?? memory.branches.get(text) ?? '')) ?? null;
  const around = await aroundRows(county, scope, [read], { plan, branchFor, seen: new Map() });
  const twin =
    read.fields.idNumber === undefined
      ? undefined
      : await tx
          .selectFrom('import_row')
          .select('seq')
          .where('batch_id', '=', batch.id)
          .where('reading', '=', batch.reading)
          .where('id_number_hash', '=', county.crypto.hash('id_number', read.fields.idNumber))
          .where('seq', '<>', at.seq)
          .orderBy('seq')
          .executeTakeFirst();
  if (twin && read.fields.idNumber !== undefined)
    around.seen.set(county.crypto.hash('id_number', read.fields.idNumber).toString('hex'), Math.min(twin.seq, at.seq));
  return judge(around, read, at.seq, at.decision);
};

interface Stored {
  readonly seq: number;
  readonly judged: Judged;
  readonly cells: readonly string[];
  readonly kinds: string;
  readonly mended: readonly number[];
  readonly decision: Decision | null;
}

const store = async (tx: Tx, county: County, batch: BatchRow, row: Stored): Promise<void> => {
  const { seq, judged, cells, kinds, mended, decision } = row;
  const { crypto } = county;
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  await tx
    .updateTable('import_row')
    .set({
      kind: judged.kind,
      skipped_as: judged.skippedAs,
      name: judged.name,
      branch_id: judged.branchId,
      person_id: judged.personId,
      membership_id: judged.membershipId,
      person_version: judged.personVersion,
      membership_version: judged.membershipVersion,
      id_number_hash: judged.idHash,
      errors: judged.problems.filter((p) => p.level === 'error').map((p) => `${p.field} ${p.message}`),
      warnings: judged.problems.filter((p) => p.level === 'warning').map((p) => `${p.field} ${p.message}`),
      sealed: crypto.encrypt(JSON.stringify({ cells, kinds, problems: judged.problems, mended })),
      mended: mended.length > 0,
      prepared: json(judged.prepared),
      former: json(judged.former),
      changes: json(judged.changes),
      duplicates: judged.duplicates.length === 0 ? null : JSON.stringify(judged.duplicates),
      decision: decision?.decision ?? null,
      decided_person_id: decision?.personId ?? null,
      version: sql<number>`version + 1`,
    })
    .where('batch_id', '=', batch.id)
    .where('reading', '=', batch.reading)
    .where('seq', '=', seq)
    .execute();
};

const recount = async (tx: Tx, batch: BatchRow): Promise<BatchRow> =>
  tx
    .updateTable('import_batch')
    .set({
      counts: JSON.stringify(await countRows(tx, batch)),
      version: sql<number>`version + 1`,
      updated_at: sql<string>`now()`,
    })
    .where('id', '=', batch.id)
    .returningAll()
    .executeTakeFirstOrThrow();

const lockRow = async (tx: Tx, batch: BatchRow, seq: number) => {
  const row = await tx
    .selectFrom('import_row')
    .selectAll()
    .where('batch_id', '=', batch.id)
    .where('reading', '=', batch.reading)
    .where('seq', '=', seq)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

/** Other texts for cells of one row; it is judged anew. @throws AppError stale */
export const mend = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, seq }: { readonly id: string; readonly seq: number },
  { version, cells }: { version: number; cells: readonly { column: number; text: string }[] },
) => {
  const batch = await lockPreview(tx, scope, id);
  const row = await lockRow(tx, batch, seq);
  if (row.version !== version) throw new AppError('stale', { current: await rowOf(tx, scope, county, id, seq) });
  const sealed = openSealed(county, row) as ReturnType<typeof openSealed> & { mended?: number[] };
  const texts = [...sealed.cells];
  const kinds = [...sealed.kinds];
  for (const { column, text } of cells) {
    texts[column] = text;
    // What a person types is text, whatever kind of cell stood there.
    kinds[column] = text === '' ? '-' : 't';
  }
  const filled = Array.from(texts, (text) => text ?? '');
  const letters = Array.from({ length: filled.length }, (_, i) => kinds[i] ?? '-').join('');
  const decision =
    row.decision === null ? null : { decision: row.decision as Decision['decision'], personId: row.decided_person_id };
  const judged = await judgeAgain(tx, scope, county, batch, {
    seq,
    line: row.line,
    hidden: row.hidden,
    sheet: row.sheet,
    cells: filled,
    kinds: letters,
    decision,
  });
  await store(tx, county, batch, {
    seq,
    judged,
    cells: filled,
    kinds: letters,
    mended: [...new Set([...(sealed.mended ?? []), ...cells.map((c) => c.column)])],
    decision,
  });
  audit(tx, { action: 'members.import.mend', entity: 'import_batch', entityId: id, path: batch.org_path });
  const after = await recount(tx, batch);
  return { row: await rowOf(tx, scope, county, id, seq), batch: await batchView(tx, scope, after) };
};

/** What rows with a probable duplicate mean. `link` asks that the ID number be mended first: two numbers are not one person. */
export const decide = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  rows: readonly { seq: number; decision: Decision['decision'] | null; personId?: string | undefined }[],
) => {
  const batch = await lockPreview(tx, scope, id);
  for (const [at, { seq, decision }] of rows.entries()) {
    if (decision === 'link') throw invalid(`body.rows.${at}.decision`, 'import_link');
    const row = await lockRow(tx, batch, seq);
    const sealed = openSealed(county, row) as ReturnType<typeof openSealed> & { mended?: number[] };
    const decided = decision === null ? null : { decision, personId: null };
    const judged = await judgeAgain(tx, scope, county, batch, {
      seq,
      line: row.line,
      hidden: row.hidden,
      sheet: row.sheet,
      cells: sealed.cells,
      kinds: sealed.kinds,
      decision: decided,
    });
    await store(tx, county, batch, {
      seq,
      judged,
      cells: sealed.cells,
      kinds: sealed.kinds,
      mended: sealed.mended ?? [],
      decision: decided,
    });
  }
  audit(tx, { action: 'members.import.decide', entity: 'import_batch', entityId: id, path: batch.org_path });
  return batchView(tx, scope, await recount(tx, batch));
};
