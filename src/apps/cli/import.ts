import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { z } from 'zod';
import { needDrill } from '#platform/access/drill.ts';
import { commitKind, commitRoster, importKind, uploadRoster } from '#features/base/members/import/commands.ts';
import { commitBatch } from '#features/base/members/import/commit/jobs.ts';
import {
  commitImport,
  rosterBytes,
  rowKinds,
  type ImportBatch,
  type SheetView,
} from '#features/base/members/import/contract.ts';
import { importLabel } from '#features/base/members/import/headings/rules.ts';
import { batchDetail, errorSheet, problemGroups } from '#features/base/members/import/queries.ts';
import { readImport } from '#features/base/members/import/reading/jobs.ts';
import { AppError } from '#shared/errors.ts';
import type { Text } from '#shared/text.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import { asOperator, followJob, type Desk, type OperatorFlags } from './operator.ts';
import { keepDownload, refuseExisting } from './outputs.ts';
import { sentenceOf } from './refusals.ts';
import { tableLines } from './terminal.ts';

export interface ImportCommand extends OperatorFlags {
  readonly commit?: boolean;
  /** Leaves rows with errors or open questions out instead of refusing the commit. */
  readonly leaveOut?: boolean;
  readonly reason?: string;
  /** File for the rows that cannot be imported, with their reasons. */
  readonly errors?: string;
}

type Batch = z.input<typeof ImportBatch>;
type Detail = Awaited<ReturnType<typeof batchDetail>>;
type Group = Awaited<ReturnType<typeof problemGroups>>['items'][number];

const mediaTypes: Readonly<Record<string, string>> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xls': 'application/vnd.ms-excel',
  '.csv': 'text/csv',
};

const kindTexts: Readonly<Record<(typeof rowKinds)[number], Text>> = {
  new: cliTexts.rowsNew,
  changed: cliTexts.rowsChanged,
  unchanged: cliTexts.rowsUnchanged,
  error: cliTexts.rowsError,
  duplicate: cliTexts.rowsDuplicate,
  skipped: cliTexts.rowsSkipped,
};

/** Stores the file and starts reading it, as the page does. */
const upload = async ({ terminal, county, scope }: Desk, path: string): Promise<Batch> => {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true)
    throw new CommandFailure(exitCodes.missing, 'no_file', terminal.text(cliTexts.fileMissing, { path }));
  const stored = await county.files.put(createReadStream(path), { maxBytes: rosterBytes });
  const name = basename(path);
  const mediaType = mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream';
  try {
    return await county.write(scope, (tx) => uploadRoster(tx, scope, county, { ...stored, name, mediaType }));
  } catch (error) {
    await county.files.remove(stored.id);
    throw error;
  }
};

/** Waits for the job of the batch and looks again. */
const settled = async (desk: Desk, batch: Batch, label: Text): Promise<Detail> => {
  if (batch.jobId !== null) await followJob(desk, batch.jobId, label);
  return batchDetail(desk.county.read(desk.scope), desk.scope, batch.id);
};

const previewLines = ({ terminal }: Desk, batch: Batch, groups: readonly Group[]): string[] => {
  const { text, language } = terminal;
  const counts = [rowKinds.map((kind) => String(batch.counts[kind]))];
  const problems = groups.map((group) => [
    String(group.rows),
    text(group.level === 'error' ? cliTexts.rowsError : cliTexts.levelWarning),
    importLabel(group.field)[language],
    sentenceOf(terminal, group.message) ?? group.message,
  ]);
  return [
    text(cliTexts.previewTitle, { file: batch.fileName, organisation: batch.organisationName }),
    '',
    ...tableLines(
      rowKinds.map((kind) => text(kindTexts[kind])),
      counts,
    ),
    ...(problems.length === 0
      ? []
      : [
          '',
          ...tableLines(
            [cliTexts.columnRows, cliTexts.columnLevel, cliTexts.columnField, cliTexts.columnProblem].map((t) =>
              text(t),
            ),
            problems,
          ),
        ]),
    ...(batch.openBranches === 0 ? [] : ['', text(cliTexts.branchesOpen, { count: batch.openBranches })]),
  ];
};

const isClean = ({ counts, openBranches }: Batch): boolean =>
  counts.error === 0 && counts.duplicate === 0 && openBranches === 0;

/** What became of the import: the sentence, and the exit code that says it to a program. */
interface End {
  readonly batch: Batch;
  readonly line: string;
  readonly code: number;
}

const commit = async (desk: Desk, batch: Batch, command: ImportCommand): Promise<End> => {
  const { terminal, county, scope } = desk;
  const request = { version: batch.version, leaveOut: command.leaveOut === true, reason: command.reason ?? '' };
  needDrill(scope, commitImport.drill);
  const begun = await county.write(scope, (tx) => commitRoster(tx, scope, county, batch.id, request));
  if (begun.state === 'preview')
    return { batch: begun, line: terminal.text(cliTexts.importNeedsSecond), code: exitCodes.refused };
  const after = await settled(desk, begun, cliTexts.stageCommit);
  if (after.state === 'committed') {
    const { new: fresh, changed } = after.counts;
    return { batch: after, line: terminal.text(cliTexts.imported, { fresh, changed }), code: exitCodes.ok };
  }
  const why = after.error === null ? after.state : sentenceOf(terminal, after.error.message, after.error.params);
  return { batch: after, line: terminal.text(cliTexts.importNot, { why: why ?? after.state }), code: exitCodes.failed };
};

/** Why a file waits to be mapped: columns that its headings lack, or no row that reads as headings. */
export const unreadLine = (
  { text, language }: Desk['terminal'],
  sheets: readonly Pick<SheetView, 'used' | 'heading' | 'missing'>[],
): string => {
  const lacking = new Set(sheets.filter(({ used, heading }) => used && heading !== null).flatMap((s) => s.missing));
  if (lacking.size === 0) return text(cliTexts.importNoHeading);
  const fields = [...lacking].map((field) => importLabel(field)[language]).join(text(cliTexts.listSeparator));
  return text(cliTexts.importMissing, { fields });
};

const finish = async (desk: Desk, batch: Detail, command: ImportCommand): Promise<End> => {
  const { terminal } = desk;
  if (batch.state === 'mapping') return { batch, line: unreadLine(terminal, batch.sheets), code: exitCodes.unhealthy };
  if (batch.state !== 'preview') {
    const why = batch.error === null ? batch.state : sentenceOf(terminal, batch.error.message, batch.error.params);
    return { batch, line: terminal.text(cliTexts.importNot, { why: why ?? batch.state }), code: exitCodes.failed };
  }
  const clean = isClean(batch);
  if (command.commit === true && (clean || command.leaveOut === true)) return commit(desk, batch, command);
  const code = clean ? exitCodes.ok : exitCodes.unhealthy;
  if (command.commit === true) return { batch, line: terminal.text(cliTexts.importUnclean), code };
  return { batch, line: terminal.text(cliTexts.importWaits), code };
};

/**
 * Reads a roster as the wizard does, prints what it would change, and, with `commit`, writes it where nothing is wrong.
 * Without `commit` it stays as a preview that the account finds among its imports.
 */
export const importRoster = async (terminal: Desk['terminal'], path: string, command: ImportCommand): Promise<void> => {
  if (command.commit === true && (command.reason ?? '').trim().length < 2)
    throw new CommandFailure(exitCodes.usage, 'usage', terminal.text(cliTexts.reasonMissing));
  refuseExisting(terminal, command.errors);
  const handlers = { [importKind]: readImport, [commitKind]: commitBatch };
  await asOperator(terminal, command, { permission: 'members.import', handlers }, async (desk) => {
    const { county, scope } = desk;
    const batch = await settled(desk, await upload(desk, path), cliTexts.stageRead);
    const { items: groups } = await problemGroups(county.read(scope), scope, batch.id);
    for (const line of previewLines(desk, batch, groups)) terminal.say(line);
    const hasErrors = batch.counts.error + batch.counts.duplicate > 0;
    if (command.errors !== undefined && hasErrors)
      await keepDownload(await errorSheet(county.read(scope), scope, county, batch.id), command.errors);
    const end = await finish(desk, batch, command).catch((error: unknown): End => {
      const { message, params } = error instanceof AppError ? error.details : {};
      const line = typeof message === 'string' ? sentenceOf(terminal, message, params as never) : undefined;
      if (line === undefined) throw error;
      return { batch, line, code: exitCodes.refused };
    });
    const { id, state, counts, openBranches, approvalId } = end.batch;
    terminal.result({ id, state, counts, openBranches, approvalId, problems: groups, message: end.line }, [
      '',
      end.line,
    ]);
    if (end.code !== exitCodes.ok) process.exitCode = end.code;
  });
};
