import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { batchView, countRows, lockBatchInState, type BatchRow } from '../access.ts';
import { aroundRows, type Asked } from '../around/queries.ts';
import { branchesOf, type Branches } from '../branches/queries.ts';
import type { SheetView } from '../contract.ts';
import { rowOf } from '../queries.ts';
import { judge, skipped, type Above, type BranchAnswer, type Decision, type Judged } from '../reading/commands.ts';
import { memoryOf, type Memory } from '../reading/queries.ts';
import { storedPlan, storedReader } from '../reading/rules.ts';
import { openSealed } from '../rows/access.ts';
import { typedKind } from '../headings/rules.ts';
import type { ImportedRow, RowReader } from '../rules.ts';
import { branchMeant, noneAbove } from '../sheets/commands.ts';
import { replaceStaged, type StagedRow } from '../staging/commands.ts';

type Unjudged = Omit<StagedRow, 'judged'>;

interface Desk {
  readonly county: County;
  readonly scope: Scope;
  readonly batch: BatchRow;
  readonly branches: Branches;
  readonly memory: Memory;
}

const openDesk = async (tx: Tx, scope: Scope, county: County, batch: BatchRow): Promise<Desk> => ({
  county,
  scope,
  batch,
  branches: await branchesOf(tx, scope),
  memory: await memoryOf(tx, batch.organisation_id),
});

const branchFor = ({ branches, memory }: Desk, text: string): BranchAnswer =>
  branchMeant(branches, memory, text) ?? (branches.isOutside(text) ? 'branch_outside' : 'branch_unknown');

const sheetName = (batch: BatchRow, sheet: number): string =>
  (batch.sheets as unknown as SheetView[])[sheet]?.sheet ?? '';

const otherRows = (tx: Tx, batch: BatchRow, seq: number) =>
  tx
    .selectFrom('import_row')
    .select('seq')
    .where('batch_id', '=', batch.id)
    .where('reading', '=', batch.reading)
    .where('seq', '<>', seq)
    .where('kind', '<>', 'skipped')
    .orderBy('seq');

/** The rows of the file that bear on one row: the same number, the same person, the same name and birth date. */
const aboveRow = async (tx: Tx, { county, batch }: Desk, asked: Asked): Promise<Above> => {
  const above = noneAbove();
  const { name, idNumber, birthDate } = asked.read.fields;
  if (idNumber !== undefined) {
    const hash = county.crypto.hash('id_number', idNumber);
    const twin = await otherRows(tx, batch, asked.seq).where('id_number_hash', '=', hash).executeTakeFirst();
    if (twin) above.numbers.set(hash.toString('hex'), twin.seq);
  }
  if (name !== undefined && birthDate !== undefined) {
    const twins = await otherRows(tx, batch, asked.seq)
      .where('name', '=', name)
      .where(sql<boolean>`prepared -> 'person' ->> 'birth_date' = ${birthDate}`)
      .limit(5)
      .execute();
    for (const twin of twins) above.namesakes.add({ key: String(twin.seq), name, birthDate });
  }
  const personId = asked.decision?.decision === 'link' ? asked.decision.personId : null;
  if (personId !== null) {
    const twin = await otherRows(tx, batch, asked.seq)
      .select(['sheet', 'line'])
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (twin) above.people.set(personId, { ...twin, sheet: sheetName(batch, twin.sheet) });
  }
  return above;
};

const readAgain = ({ batch, county }: Desk, row: Unjudged): ReturnType<RowReader> => {
  const view = (batch.sheets as unknown as SheetView[])[row.sheet];
  if (!view) throw notFound();
  const reader = storedReader(view, { fileName: batch.file_name, today: county.today() });
  return reader({ line: row.line, texts: row.cells, kinds: row.kinds, hidden: row.hidden });
};

const judgeOne = async (tx: Tx, desk: Desk, row: Unjudged, read: ImportedRow): Promise<Judged> => {
  const view = (desk.batch.sheets as unknown as SheetView[])[row.sheet];
  if (!view) throw notFound();
  const asked: Asked = { seq: row.seq, read, texts: row.cells, decision: row.decision };
  const around = await aroundRows(desk.county, desk.scope, [asked], {
    plan: storedPlan(view),
    branchFor: (text) => branchFor(desk, text),
    above: await aboveRow(tx, desk, asked),
    nearLooks: { left: 1 },
    newId,
    reachesAll: desk.branches.reachesAll,
  });
  return judge(around, read, row.seq, row.decision);
};

const store = async (tx: Tx, desk: Desk, row: Unjudged, version: number): Promise<Judged> => {
  const read = readAgain(desk, row);
  const judged = read.kind === 'skipped' ? skipped(read.why) : await judgeOne(tx, desk, row, read);
  await replaceStaged(tx, desk.county.crypto, desk.batch, { ...row, judged }, version);
  return judged;
};

const lockRow = async (tx: Tx, county: County, batch: BatchRow, seq: number) => {
  const row = await tx
    .selectFrom('import_row')
    .selectAll()
    .where('batch_id', '=', batch.id)
    .where('reading', '=', batch.reading)
    .where('seq', '=', seq)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  const decision: Decision | null =
    row.decision === null ? null : { decision: row.decision as Decision['decision'], personId: row.decided_person_id };
  const { cells, kinds, mended } = openSealed(county, row);
  const unjudged: Unjudged = {
    seq,
    sheet: row.sheet,
    line: row.line,
    hidden: row.hidden,
    cells,
    kinds,
    mended,
    decision,
  };
  return { version: row.version, idHash: row.id_number_hash, unjudged };
};

/** Rows that were set against this one further down: with its number or its place changed, they are judged anew. */
const judgeFollowers = async (tx: Tx, desk: Desk, seq: number, idHash: Buffer | null): Promise<void> => {
  const { batch, county } = desk;
  const rows = await otherRows(tx, batch, seq)
    .where((e) =>
      e.or([
        sql<boolean>`duplicates @> ${JSON.stringify([{ seq }])}::jsonb`,
        ...(idHash === null ? [] : [e.and([e('id_number_hash', '=', idHash), e('kind', '=', 'duplicate')])]),
      ]),
    )
    .limit(20)
    .execute();
  for (const row of rows) {
    const { version, unjudged } = await lockRow(tx, county, batch, row.seq);
    await store(tx, desk, unjudged, version);
  }
};

/** The counts after rows have changed. What a second person agreed to is no longer what would be written. */
const recount = async (tx: Tx, batch: BatchRow): Promise<BatchRow> => {
  const row = await tx
    .updateTable('import_batch')
    .set({
      counts: JSON.stringify(await countRows(tx, batch)),
      approval_id: null,
      version: sql<number>`version + 1`,
      updated_at: sql<string>`now()`,
    })
    .where('id', '=', batch.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  touch(tx, `import:${batch.id}`, { path: batch.org_path });
  return row;
};

export interface MendedCells {
  readonly version: number;
  readonly cells: readonly { readonly column: number; readonly text: string }[];
}

const withCells = (row: Unjudged, cells: MendedCells['cells']): Unjudged => {
  const texts = [...row.cells];
  const kinds = [...row.kinds];
  for (const { column, text } of cells) {
    texts[column] = text;
    // What a person types is text, whatever kind of cell stood there, and known to be what the person means.
    kinds[column] = text === '' ? '-' : typedKind;
  }
  const filled = Array.from(texts, (text) => text ?? '');
  return {
    ...row,
    cells: filled,
    kinds: Array.from(filled, (_, at) => kinds[at] ?? '-').join(''),
    mended: [...new Set([...row.mended, ...cells.map(({ column }) => column)])],
  };
};

/** Other texts for cells of one row; it is judged anew. @throws AppError stale */
export const mend = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, seq }: { readonly id: string; readonly seq: number },
  { version, cells }: MendedCells,
) => {
  const batch = await lockBatchInState(tx, scope, id, ['preview']);
  const row = await lockRow(tx, county, batch, seq);
  if (row.version !== version) throw new AppError('stale', { current: await rowOf(tx, scope, county, id, seq) });
  const desk = await openDesk(tx, scope, county, batch);
  await store(tx, desk, withCells(row.unjudged, cells), row.version);
  await judgeFollowers(tx, desk, seq, row.idHash);
  audit(tx, { action: 'members.import.mend', entity: 'import_batch', entityId: id, path: batch.org_path });
  const after = await recount(tx, batch);
  return { row: await rowOf(tx, scope, county, id, seq), batch: await batchView(tx, scope, after) };
};

export interface RowDecision {
  readonly seq: number;
  readonly decision: Decision['decision'] | null;
  readonly personId?: string | undefined;
}

/** What rows with a probable duplicate mean. @throws AppError invalid: `link` without a person, or to one who may not be meant */
export const decide = async (tx: Tx, scope: Scope, county: County, id: string, rows: readonly RowDecision[]) => {
  const batch = await lockBatchInState(tx, scope, id, ['preview']);
  const desk = await openDesk(tx, scope, county, batch);
  for (const [at, { seq, decision, personId = null }] of rows.entries()) {
    if (decision === 'link' && personId === null) throw invalid(`body.rows.${at}.personId`, 'required');
    const row = await lockRow(tx, county, batch, seq);
    const decided = decision === null ? null : { decision, personId: decision === 'link' ? personId : null };
    const judged = await store(tx, desk, { ...row.unjudged, decision: decided }, row.version);
    const refused = judged.problems.find(({ message }) => message === 'import_link' || message === 'import_twice');
    if (decision === 'link' && refused) throw invalid(`body.rows.${at}.decision`, refused.message, refused.params);
    await judgeFollowers(tx, desk, seq, row.idHash);
  }
  audit(tx, { action: 'members.import.decide', entity: 'import_batch', entityId: id, path: batch.org_path });
  return batchView(tx, scope, await recount(tx, batch));
};
