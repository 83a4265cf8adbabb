/**
 * From a file to staged rows: sheet by sheet, a few hundred rows at a time. While some are judged, the register is asked
 * about the next ones and the ones before are written.
 */
import { setImmediate } from 'node:timers/promises';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import type { JobRun } from '#platform/jobs/jobs.ts';
import { readInWorker } from '#platform/sheets/in-worker.ts';
import type { SheetHead, SheetRow } from '#platform/sheets/rows.ts';
import { idStock } from '#shared/ids.ts';
import type { BatchRow } from '../access.ts';
import { aroundRows, mostNearLooks, type Asked, type Surroundings } from '../around/queries.ts';
import type { Branch, Branches } from '../branches/queries.ts';
import { plainBranch } from '../branches/rules.ts';
import type { SheetView } from '../contract.ts';
import { duplicateIndex } from '../duplicates/rules.ts';
import { HEADING_ROWS, type HeadingPlan } from '../headings/rules.ts';
import {
  judge,
  skipped,
  type Above,
  type Around,
  type BranchAnswer,
  type Decision,
  type Judged,
} from '../reading/commands.ts';
import type { Memory } from '../reading/queries.ts';
import { isUntyped, planFor, viewOf, type SheetMapping } from '../reading/rules.ts';
import type { Sealed } from '../rows/access.ts';
import { rowReader, type ImportedRow, type RowReader } from '../rules.ts';
import { insertStaged, openStaging, type StagedRow, type StagedRows } from '../staging/commands.ts';

const chunkRows = 150;
const rowsBetweenTurns = 30;
/** The commit that ends the reading is waited for, and brings these to the disk with it: they come before it in the log. */
const unhurried = { settings: { synchronous_commit: 'off' } } as const;
/** Rows of a sheet that are looked at before its heading is settled: the heading may have two rows, and notes above. */
const headRows = HEADING_ROWS * 2;

/** What a person did to a row in an earlier reading. */
export interface Kept {
  readonly decision: Decision | null;
  /** The cells as they were mended. */
  readonly sealed: Sealed | null;
}

export interface Question {
  readonly text: string;
  rows: number;
  readonly candidates: readonly {
    id: string;
    name: string;
    above: readonly string[];
    score: number;
    reason: string;
  }[];
  /** The candidate that is nearer than all others; null where several are equally near. */
  readonly first: string | null;
  readonly chosen: string | null;
  /** Chosen for an earlier file. */
  readonly remembered: boolean;
}

interface Waiting extends Pick<
  StagedRow,
  'seq' | 'sheet' | 'line' | 'hidden' | 'cells' | 'kinds' | 'mended' | 'decision'
> {
  readonly read: ImportedRow | null;
  readonly why: string | null;
}

export interface Reading {
  readonly run: Pick<JobRun, 'county' | 'scope' | 'progress'>;
  readonly batch: BatchRow;
  readonly reading: number;
  readonly memory: Memory;
  readonly branches: Branches;
  /** By sheet and line. */
  readonly kept: ReadonlyMap<string, Kept>;
  readonly questions: Map<string, Question>;
  readonly answers: Map<string, BranchAnswer>;
  readonly above: Above;
  readonly nearLooks: { left: number };
  readonly newId: () => string;
  /** Rows that the file has given so far, and those that its sheets have announced; null where one cannot tell. */
  readonly read: { done: number; total: number | null };
  readonly sheets: SheetView[];
}

export const noneAbove = (): Above => ({
  numbers: new Map(),
  digests: [],
  people: new Map(),
  namesakes: duplicateIndex(),
});

export const openReading = (
  run: Reading['run'],
  batch: BatchRow,
  reading: number,
  known: Pick<Reading, 'memory' | 'branches' | 'kept'>,
): Reading => ({
  run,
  batch,
  reading,
  ...known,
  questions: new Map(),
  answers: new Map(),
  above: noneAbove(),
  nearLooks: { left: mostNearLooks },
  newId: idStock(),
  read: { done: 0, total: 0 },
  sheets: [],
});

/** What a name means: the very name, a branch chosen for the sheet (its id), or what was confirmed for the name before. */
export const branchMeant = (branches: Branches, memory: Memory, text: string): Branch | undefined =>
  branches.byId.get(text) ??
  branches.exact(text) ??
  branches.byId.get(memory.branches.get(plainBranch(text))?.branchId ?? '');

/** Whether a name was confirmed for an earlier file: for this one nobody has looked at it yet. */
const isRemembered = ({ memory, batch }: Reading, text: string): boolean => {
  const known = memory.branches.get(plainBranch(text));
  return known !== undefined && Date.parse(known.at) < Date.parse(batch.uploaded_at);
};

/** Exact names and what was confirmed are taken; every other name becomes a question. */
const branchFor = (at: Reading, text: string): BranchAnswer => {
  const known = at.answers.get(text);
  if (known !== undefined) {
    const question = at.questions.get(text);
    if (question) question.rows += 1;
    return known;
  }
  const { branches, memory } = at;
  const branch = branchMeant(branches, memory, text);
  const answer = branch ?? (branches.isOutside(text) ? 'branch_outside' : 'branch_unknown');
  at.answers.set(text, answer);
  const isAsked = answer === 'branch_unknown' || (!branches.byId.has(text) && branches.exact(text) === undefined);
  if (isAsked && answer !== 'branch_outside') {
    const near = branches.near(text);
    at.questions.set(text, {
      text,
      rows: 1,
      candidates: near.candidates.map((c) => ({ ...c, above: branches.byId.get(c.id)?.above ?? [] })),
      first: near.first ?? null,
      chosen: branch?.id ?? null,
      remembered: branch !== undefined && isRemembered(at, text),
    });
  }
  return answer;
};

const isRead = (row: Waiting): row is Waiting & { readonly read: ImportedRow } => row.read !== null;

/** Asks the register about some rows; what is above them in the file need not be judged yet. */
const lookAround = (at: Reading, plan: HeadingPlan, rows: readonly Waiting[]): Promise<Around> => {
  const { county, scope } = at.run;
  const asked = rows
    .filter(isRead)
    .map(({ seq, read, cells, decision }): Asked => ({ seq, read, texts: cells, decision }));
  const surroundings: Surroundings = {
    plan,
    branchFor: (text) => branchFor(at, text),
    above: at.above,
    nearLooks: at.nearLooks,
    newId: at.newId,
    reachesAll: at.branches.reachesAll,
  };
  return aroundRows(county, scope, asked, surroundings);
};

/**
 * Judges rows in their order and answers them as the arrays that are written. Between some of them the event loop turns: what
 * is written travels in many pieces, each of which waits for a turn.
 */
const judged = async (crypto: CryptoProvider, around: Around, rows: readonly Waiting[]): Promise<StagedRows> => {
  const judgedOf = (row: Waiting): Judged =>
    row.read === null ? skipped(row.why ?? 'blank') : judge(around, row.read, row.seq, row.decision);
  const staging = openStaging(crypto);
  for (const [at, row] of rows.entries()) {
    const { seq, sheet, line, hidden, cells, kinds, mended, decision } = row;
    staging.add({ seq, sheet, line, hidden, cells, kinds, mended, decision, judged: judgedOf(row) });
    if (at % rowsBetweenTurns === rowsBetweenTurns - 1) await setImmediate();
  }
  return staging;
};

/** A sheet while it is read. `plan` is there once the first rows are known, null where the sheet is left out. */
interface OpenSheet {
  readonly head: SheetHead;
  readonly early: SheetRow[];
  plan: HeadingPlan | null | undefined;
  reader: RowReader | undefined;
}

/** Settles how a sheet is read once its first rows are known. */
const settle = (at: Reading, sheet: OpenSheet): void => {
  const { name, hidden } = sheet.head;
  const mapping = (at.batch.mapping as unknown as SheetMapping[]).find((m) => m.sheet === name);
  const plan = planFor(sheet.early, at.memory.headings, mapping);
  const view = viewOf(name, hidden, plan, mapping);
  at.sheets.push(view);
  sheet.plan = plan !== undefined && view.used && view.missing.length === 0 ? plan : null;
  if (!sheet.plan) return;
  const defaults = mapping?.branchId ? { branchId: mapping.branchId } : {};
  const today = at.run.county.today();
  const untyped = isUntyped(at.batch.file_name);
  sheet.reader = rowReader({ sheet: name, plan: sheet.plan, today, untyped, defaults });
};

interface Pipeline {
  take(sheet: OpenSheet, row: SheetRow): Promise<void>;
  flush(sheet: OpenSheet): Promise<void>;
  /** Waits for what is being written. */
  end(): Promise<void>;
}

const openPipeline = (at: Reading): Pipeline => {
  const { county, scope } = at.run;
  const { batch, reading } = at;
  let seq = 0;
  let waiting: Waiting[] = [];
  let judging: Promise<void> = Promise.resolve();
  let earlier: Promise<void> = Promise.resolve();
  let asking: Promise<unknown> = Promise.resolve();
  let writing: Promise<void> = Promise.resolve();
  let writingBefore: Promise<void> = Promise.resolve();
  /** A failure is met at the next await of the promise; until then it must not count as unhandled. */
  const met = <T>(promise: Promise<T>): Promise<T> => {
    promise.catch(() => undefined);
    return promise;
  };
  const write = async (around: Promise<Around>, rows: readonly Waiting[]): Promise<void> => {
    const keyId = county.crypto.currentKeyId;
    const staged = await judged(county.crypto, await around, rows);
    // Two are under way: their replies wait while the next rows are judged.
    await writingBefore;
    writingBefore = writing;
    writing = met(county.write(scope, (tx) => insertStaged(tx, { batch, reading, keyId }, staged), unhurried));
  };
  const flush = async (sheet: OpenSheet): Promise<void> => {
    const rows = waiting;
    waiting = [];
    if (rows.length === 0 || !sheet.plan) return;
    // Two stretches ahead: the answers about one are there when the judge of the one before is done.
    const around = met(lookAround(at, sheet.plan, rows));
    const before = judging;
    judging = met(before.then(() => write(around, rows)));
    await Promise.all([asking, earlier]);
    asking = around;
    earlier = before;
    await at.run.progress({ done: at.read.done, ...(at.read.total === null ? {} : { total: at.read.total }) });
  };
  const take = async (sheet: OpenSheet, row: SheetRow): Promise<void> => {
    if (!sheet.plan || !sheet.reader || row.line <= sheet.plan.line) return;
    const { decision = null, sealed } = at.kept.get(`${sheet.head.index}:${row.line}`) ?? {};
    const cells = sealed ? { texts: sealed.cells, kinds: sealed.kinds } : row;
    const read = sheet.reader({ line: row.line, hidden: row.hidden, texts: cells.texts, kinds: cells.kinds });
    if (read.kind === 'skipped' && read.why === 'blank') return;
    seq += 1;
    waiting.push({
      seq,
      sheet: sheet.head.index,
      line: row.line,
      hidden: row.hidden,
      cells: cells.texts,
      kinds: cells.kinds,
      mended: sealed?.mended ?? [],
      decision,
      read: read.kind === 'row' ? read : null,
      why: read.kind === 'skipped' ? read.why : null,
    });
    if (waiting.length >= chunkRows) await flush(sheet);
  };
  const end = async (): Promise<void> => {
    await judging;
    await Promise.all([writingBefore, writing]);
  };
  return { take, flush, end };
};

/** Reads every sheet: the heading among the first rows, then row by row. */
export const readSheets = async (at: Reading, path: string): Promise<void> => {
  const pipeline = openPipeline(at);
  let sheet: OpenSheet | undefined;
  const begin = async (open: OpenSheet): Promise<void> => {
    settle(at, open);
    for (const row of open.early) await pipeline.take(open, row);
  };
  for await (const event of readInWorker({ path, name: at.batch.file_name })) {
    if (event.kind === 'sheet') {
      sheet = { head: event.sheet, early: [], plan: undefined, reader: undefined };
      const { rows } = event.sheet;
      at.read.total = rows === undefined || at.read.total === null ? null : at.read.total + rows;
    } else if (event.kind === 'rows') {
      at.read.done += event.rows.length;
      for (const row of event.rows) {
        if (sheet === undefined) continue;
        if (sheet.plan !== undefined) await pipeline.take(sheet, row);
        else if (sheet.early.push(row) >= headRows) await begin(sheet);
      }
    } else if (sheet !== undefined) {
      if (sheet.plan === undefined) await begin(sheet);
      await pipeline.flush(sheet);
    }
  }
  await pipeline.end();
};
