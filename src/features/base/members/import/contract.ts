import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { importFields, type ImportField } from './headings/rules.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();
const reason = z.string().trim().min(2).max(300);
const field = z.enum(importFields as readonly [ImportField, ...ImportField[]]);
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** Bytes of a roster that may be sent. */
export const rosterBytes = 20_000_000;

/** `mapping` waits for a person because no sheet has a readable heading, `preview` for a person to look; `failed` can be read again. */
export const importStates = [
  'uploaded',
  'reading',
  'mapping',
  'preview',
  'committing',
  'committed',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const;
export type ImportState = (typeof importStates)[number];

/** `duplicate` waits for a decision; `skipped` rows are no person (example, total, note) or were left out by decision. */
export const rowKinds = ['new', 'changed', 'unchanged', 'error', 'duplicate', 'skipped'] as const;
export type RowKind = (typeof rowKinds)[number];

const counts = z.object({
  total: count,
  new: count,
  changed: count,
  unchanged: count,
  error: count,
  duplicate: count,
  skipped: count,
});
export type Counts = z.infer<typeof counts>;

export const ColumnView = z.object({
  /** From 0. */
  column: count,
  heading: z.string(),
  /** Null: the column is not read. */
  field: field.nullable(),
  how: z.enum(['known', 'remembered', 'left_out', 'unknown']),
  suggestion: field.nullable(),
  /** A month alone is entered as its first day, by decision for this file. */
  monthsAsFirst: z.boolean().default(false),
});

/** One sheet as it is read. `heading` null: no row of the first fifteen names three fields. */
export const SheetView = z.object({
  sheet: z.string(),
  hidden: z.boolean(),
  /** False: the sheet is left out. */
  used: z.boolean(),
  heading: z.object({ top: count, line: count }).nullable(),
  columns: z.array(ColumnView),
  /** Fields without which no row can be imported and for which the sheet has neither a column nor a default. */
  missing: z.array(field),
  /** The branch of every row that names none. */
  branchId: id.nullable(),
});
export type SheetView = z.infer<typeof SheetView>;

/** A sentence about the batch: a key of `importRefusals` or of the sheets' texts. */
const message = z.object({ message: z.string(), params });

export const ImportBatch = z.object({
  id,
  version: count,
  state: z.enum(importStates),
  fileName: z.string(),
  size: count,
  /** In whose name, and by whom, it was sent. */
  organisationName: z.string(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
  /** The job under way or the last one; seen by whoever started it (`job:<id>` is its live key). */
  jobId: id.nullable(),
  error: message.nullable(),
  counts,
  /** Branch names that a person has to confirm, and rows that wait for a decision. */
  openBranches: count,
  /** Branch names that mean what was confirmed for an earlier file. */
  rememberedBranches: count,
  /** What may be committed now: new and changed rows without an open question. */
  ready: count,
  /** The commit changes so many existing people that a second person must agree. */
  needsApproval: z.boolean(),
  approvalId: id.nullable(),
  committedAt: z.string().nullable(),
  committedBy: z.string().nullable(),
  undoneAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
  /** Until when it can be undone; later the former values are gone. */
  undoUntil: z.string().nullable(),
  /** After an undo: people whose file keeps what others changed since. */
  kept: count,
  can: z.object({
    map: z.boolean(),
    mend: z.boolean(),
    read: z.boolean(),
    commit: z.boolean(),
    cancel: z.boolean(),
    undo: z.boolean(),
  }),
});
export type ImportBatch = z.infer<typeof ImportBatch>;

/** Multipart with one part `file`: .xlsx, .xls or .csv. Starts reading it; `imports` and `import:<id>` are the live keys. */
export const uploadImport = command({
  name: 'members.import.upload',
  path: '/members/imports',
  access: 'members.import',
  summary: '上传花名册 / send a roster; a job reads it',
  reply: ImportBatch,
});

export const importList = query({
  name: 'members.import.list',
  path: '/members/imports',
  access: 'members.import',
  summary: '导入记录 / imports, newest first',
  query: z.object({ cursor: id.optional() }),
  reply: z.object({ items: z.array(ImportBatch), next: id.nullable() }),
});

export const importById = query({
  name: 'members.import.one',
  path: '/members/imports/:id',
  access: 'members.import',
  summary: '一次导入 / one import with its sheets',
  params: one,
  reply: ImportBatch.extend({ sheets: z.array(SheetView) }),
});

export const RowProblem = z.object({
  /** From 0; -1 where the sheet has no column for the field. */
  column: count,
  field,
  level: z.enum(['error', 'warning']),
  /** Key of `importProblems`, `fileProblemTexts` or `memberRefusalTexts`. */
  message: z.string(),
  params,
});

/** Whom the row may mean: a person of the register (`personId`) or a row further up in the same file (`seq`). */
export const RowDuplicate = z.object({
  reason: z.enum(['same_id', 'near_id', 'name_and_birth', 'name_and_phone', 'applicant']),
  personId: id.nullable(),
  seq: count.nullable(),
  sheet: z.string().nullable(),
  line: count.nullable(),
  name: z.string(),
  birthDate: z.string().nullable(),
  branchName: z.string().nullable(),
});

export const RowChange = z.object({ field: z.string(), from: value, to: value });

export const decisions = ['link', 'new', 'skip'] as const;

export const ImportRow = z.object({
  /** Place in the file, from 1 over all sheets; names the row. */
  seq: count,
  version: count,
  sheet: z.string(),
  line: count,
  /** The row is hidden in the spreadsheet. */
  hidden: z.boolean(),
  kind: z.enum(rowKinds),
  /** For `skipped`: key of `skippedRows`, or `decided`, `repeated`. */
  skippedAs: z.string().nullable(),
  name: z.string().nullable(),
  branchName: z.string().nullable(),
  /** The existing person, once known; for a new one after the commit, its file. */
  personId: id.nullable(),
  /** As they stand in the sheet, or as they were mended. */
  cells: z.array(z.string()),
  /** Columns that were mended here. */
  mended: z.array(count),
  problems: z.array(RowProblem),
  /** Former and new value; sensitive ones masked. */
  changes: z.array(RowChange),
  duplicates: z.array(RowDuplicate),
  decision: z.enum(decisions).nullable(),
  /** After an undo: fields that others changed since and that therefore stay; `person` for a whole new file. */
  kept: z.array(z.string()),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const importRows = query({
  name: 'members.import.rows',
  path: '/members/imports/:id/rows',
  access: 'members.import',
  summary: '导入预览 / rows of an import',
  params: one,
  query: z.object({
    kind: z.enum(rowKinds).optional(),
    /** Part of a name. */
    q: z.string().trim().max(40).optional(),
    /** Rows with something to look at that does not block. */
    warnings: z.stringbool().optional(),
    /** Rows that an undo left as others had changed them. */
    kept: z.stringbool().optional(),
    cursor: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(ImportRow), next: count.nullable() }),
});

/** Errors by field and message, most frequent first: what to mend first. */
export const importProblemGroups = query({
  name: 'members.import.problems',
  path: '/members/imports/:id/problems',
  access: 'members.import',
  summary: '错误汇总 / errors by kind',
  params: one,
  reply: z.object({
    items: z.array(z.object({ field, message: z.string(), level: z.enum(['error', 'warning']), rows: count })),
  }),
});

/** How the columns of the sheets are read, for all sheets at once; remembered for the organisation. Reads the file again. */
export const mapImport = command({
  name: 'members.import.map',
  path: '/members/imports/:id/mapping',
  method: 'PUT',
  access: 'members.import',
  summary: '调整表头对应 / how the columns are read',
  params: one,
  body: z.object({
    version: count,
    sheets: z
      .array(
        z.object({
          sheet: z.string().max(200),
          used: z.boolean(),
          /** Last line of the heading; needed where none was found. */
          headingLine: z.number().int().min(1).max(15).optional(),
          columns: z
            .array(
              z.object({
                column: z.number().int().min(0).max(199),
                field: field.nullable(),
                /** For this file only: a month alone is entered as its first day. */
                monthsAsFirst: z.boolean().default(false),
              }),
            )
            .max(200),
          branchId: id.nullable().default(null),
        }),
      )
      .max(50),
  }),
  reply: ImportBatch,
});

/** Reads the file again: after the register has changed, or after a failure. */
export const readAgain = command({
  name: 'members.import.read',
  path: '/members/imports/:id/read',
  access: 'members.import',
  summary: '重新比对 / read and compare the file again',
  params: one,
  body: z.object({ version: count }),
  reply: ImportBatch,
});

/** Other texts for cells of one row; the row is judged anew. */
export const mendRow = command({
  name: 'members.import.mend',
  path: '/members/imports/:id/rows/:seq',
  method: 'PATCH',
  access: 'members.import',
  summary: '修改一行 / mend the cells of a row',
  params: one.extend({ seq: z.coerce.number().int() }),
  body: z.object({
    version: count,
    cells: z
      .array(z.object({ column: z.number().int().min(0).max(199), text: z.string().max(500) }))
      .min(1)
      .max(200),
  }),
  reply: z.object({ row: ImportRow, batch: ImportBatch }),
});

/** What a row means: `new` another person than the ones proposed, `skip` not imported; null takes the decision back. */
export const decideRows = command({
  name: 'members.import.decide',
  path: '/members/imports/:id/decisions',
  access: 'members.import',
  summary: '处理疑似重复 / link, new, or skip',
  params: one,
  body: z.object({
    rows: z
      .array(z.object({ seq: count, decision: z.enum(decisions).nullable(), personId: id.optional() }))
      .min(1)
      .max(500),
  }),
  reply: ImportBatch,
});

/**
 * Writes all new and changed rows in one transaction, as a job. Where many existing people change it asks a second person
 * first (`batch.approvalId`); called again after the approval it goes on. `refused` where rows with errors or open
 * questions exist and `leaveOut` is false.
 */
export const commitImport = command({
  name: 'members.import.commit',
  path: '/members/imports/:id/commit',
  access: 'members.import',
  drill: 'roster',
  summary: '确认导入 / write the import',
  params: one,
  body: z.object({ version: count, leaveOut: z.boolean().default(false), reason }),
  reply: ImportBatch,
});

/** Returns every touched row to what it was, as a job; later edits by others stay and are named. */
export const undoImport = command({
  name: 'members.import.undo',
  path: '/members/imports/:id/undo',
  access: 'members.import',
  summary: '撤销导入 / undo an import',
  params: one,
  body: z.object({ version: count, reason }),
  reply: ImportBatch,
});

/** Ends an import that has not been committed; what was read of the file is deleted. */
export const cancelImport = command({
  name: 'members.import.cancel',
  path: '/members/imports/:id/cancel',
  access: 'members.import',
  summary: '放弃导入 / give an import up',
  params: one,
  body: z.object({ version: count }),
  reply: ImportBatch,
});

/** The rows with errors or open questions as they stand in the file, with a column 错误原因 (.xlsx). */
export const importErrors = query({
  name: 'members.import.errors',
  path: '/members/imports/:id/errors',
  access: 'members.import',
  summary: '下载错误行 / rows with errors, with their reasons',
  params: one,
  reply: z.unknown(),
});

export const importTemplate = query({
  name: 'members.import.template',
  path: '/members/imports/template',
  access: 'members.import',
  summary: '下载导入模板 / the form to fill in',
  reply: z.unknown(),
});
