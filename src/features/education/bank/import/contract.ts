import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { AnswerOrNone, code, key } from '../contract.ts';
import { bankKinds, itemFaults, longest, optionKeys } from '../rules.ts';
import { columnCodes } from './headings/rules.ts';
import { importStates, rowStates } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const count = z.number().int();
const words = (max: number) => z.string().trim().max(max);

/** Bytes of a file of questions that may be sent. */
export const bankFileBytes = 10_000_000;

export const Defaults = z.object({ categoryCode: code.nullable(), source: z.string(), licence: z.string() });

export const SeenSheet = z.object({
  sheet: z.string(),
  rows: z.array(z.object({ line: count, cells: z.array(z.string()) })),
});
export type SeenSheet = z.infer<typeof SeenSheet>;

const columns = z.array(z.enum(['', ...columnCodes])).max(100);

/** How sheets are read where nobody knew their columns: what was seen of them, and what a person said. */
export const Mapping = z
  .object({
    seen: z.array(SeenSheet),
    by: z.object({ sheet: z.string(), line: count, uses: columns }).nullable(),
  })
  // What was uploaded before says nothing yet.
  .catch({ seen: [], by: null });
export type Mapping = z.infer<typeof Mapping>;

export const ImportView = z.object({
  id,
  version,
  state: z.enum(importStates),
  fileName: z.string(),
  size: count,
  unitName: z.string(),
  actor: z.string(),
  createdAt: z.string(),
  committedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  jobId: id.nullable(),
  /** Why it could not be read: a key of the sheets' texts or of `bankImportRefusals`. */
  error: z.object({ message: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  defaults: Defaults,
  counts: z.record(z.enum(rowStates), count),
  /** Names of categories that nobody knows, with how many rows say them; the first is `''` where rows name none, before they are written. */
  unknownCategories: z.array(z.object({ text: z.string(), rows: count })),
  /** Sheets of which nobody knew the columns: a person may say what they are. */
  seen: z.array(SeenSheet),
  can: z.object({ map: z.boolean(), mend: z.boolean(), commit: z.boolean(), cancel: z.boolean(), undo: z.boolean() }),
});
export type ImportView = z.infer<typeof ImportView>;

/** Multipart with one part `file`: .xlsx, .xls, .csv, .json, .txt or .md. A job reads it; `bankImports` is the live key. */
export const uploadBank = command({
  name: 'bank.import.upload',
  path: '/education/bank/imports',
  access: 'bank.write',
  summary: '上传题库文件 / send a file of questions; a job reads it and writes nothing',
  reply: z.object({ id, version, state: z.enum(importStates) }),
});

export const bankImports = query({
  name: 'bank.import.list',
  path: '/education/bank/imports',
  access: 'bank.write',
  summary: '题库导入记录 / imports of questions, newest first',
  query: z.object({ cursor: id.optional() }),
  reply: z.object({ items: z.array(ImportView), next: id.nullable() }),
});

export const bankImport = query({
  name: 'bank.import.one',
  path: '/education/bank/imports/:id',
  access: 'bank.write',
  summary: '一次题库导入 / one import of questions',
  params: one,
  reply: ImportView,
});

/** As it was read: what is missing is null or empty. */
export const ReadShape = z.object({
  kind: z.enum(bankKinds),
  stem: z.string(),
  options: z.array(z.object({ key: z.string(), text: z.string() })),
  answer: AnswerOrNone,
  explanation: z.string(),
  level: count,
  categoryCode: z.string().nullable(),
  categoryText: z.string(),
  topic: z.string().nullable(),
  source: z.string(),
  licence: z.string(),
});

export const AlikeView = z.object({
  /** A question of the bank, or a row further up in the file. */
  itemId: id.nullable(),
  seq: count.nullable(),
  /** The share of pairs of characters in common; 1: the same words. */
  likeness: z.number(),
  /** What it is compared with; null where it is gone. */
  item: z
    .object({
      kind: z.enum(bankKinds),
      stem: z.string(),
      options: z.array(z.object({ key: z.string(), text: z.string() })),
      answer: AnswerOrNone,
      state: z.string(),
    })
    .nullable(),
});

export const RowView = z.object({
  seq: count,
  version,
  sheet: z.string(),
  line: count,
  state: z.enum(rowStates),
  decision: z.enum(['add', 'skip']).nullable(),
  /** As they stand in the file. */
  cells: z.array(z.string()),
  item: ReadShape,
  faults: z.array(z.object({ fault: z.enum(itemFaults), value: z.string() })),
  alike: z.array(AlikeView),
  itemId: id,
});
export type RowView = z.infer<typeof RowView>;

export const bankImportRows = query({
  name: 'bank.import.rows',
  path: '/education/bank/imports/:id/rows',
  access: 'bank.write',
  summary: '题库导入逐题核对 / rows of an import, with what is wrong and what they are like',
  params: one,
  query: z.object({
    state: z.enum(rowStates).optional(),
    words: words(60).optional(),
    cursor: z.coerce.number().int().min(0).max(1_000_000).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(RowView), next: count.nullable(), total: count }),
});

/** The question as a person writes it in place; it is judged anew, and may still be wanting. */
export const mendBankRow = command({
  name: 'bank.import.mend',
  path: '/education/bank/imports/:id/rows/:seq',
  method: 'PUT',
  access: 'bank.write',
  summary: '修改一行题目 / mend one row',
  params: z.object({ id, seq: z.coerce.number().int().min(1).max(1_000_000) }),
  body: z.object({
    version,
    kind: z.enum(bankKinds),
    stem: words(longest.stem),
    options: z.array(z.object({ key, text: words(longest.option) })).max(optionKeys.length),
    answer: AnswerOrNone,
    explanation: words(longest.explanation).default(''),
    level: z.number().int().min(1).max(3),
    categoryCode: code.nullable(),
    topic: code.nullable(),
    source: words(longest.source).default(''),
    licence: words(longest.source).default(''),
  }),
  reply: z.object({ seq: count, version, state: z.enum(rowStates) }),
});

/** `add`: written although the bank has one like it; `skip`: not written; null takes the decision back. */
export const decideBankRows = command({
  name: 'bank.import.decide',
  path: '/education/bank/imports/:id/decisions',
  access: 'bank.write',
  summary: '处理重复或不要的题 / write a row or leave it out',
  params: one,
  body: z.object({
    rows: z.array(z.number().int().min(1).max(1_000_000)).min(1).max(500),
    decision: z.enum(['add', 'skip']).nullable(),
  }),
  reply: ImportView,
});

/** The file is read once more, as a person says: `line` is that of the headings, 0 where the sheet has none. */
export const mapColumns = command({
  name: 'bank.import.map',
  path: '/education/bank/imports/:id/columns',
  access: 'bank.write',
  summary: '列名认不出时，指定每列是什么 / say what the columns of a sheet are',
  params: one,
  body: z.object({
    version,
    sheet: z.string().max(100),
    line: z.number().int().min(0).max(1_000),
    uses: columns.refine((uses) => uses.includes('stem') && uses.some((use) => use !== '' && use !== 'stem'), {
      error: 'bank.map_stem',
    }),
  }),
  reply: ImportView,
});

/** For all rows at once: a category for those that name an unknown one (`text`) or none (`''`). */
export const assignCategory = command({
  name: 'bank.import.assign',
  path: '/education/bank/imports/:id/category',
  access: 'bank.write',
  summary: '为未识别的分类指定分类 / say what a name of a category means, for all rows',
  params: one,
  body: z.object({ version, text: words(100), categoryCode: code }),
  reply: ImportView,
});

/** Writes every row that is ready, as drafts of the unit, or submitted for review at once. Refused where rows are open and `leaveOut` is false. */
export const commitBank = command({
  name: 'bank.import.commit',
  path: '/education/bank/imports/:id/commit',
  access: 'bank.write',
  summary: '确认导入题目 / write the questions of an import',
  params: one,
  body: z.object({ version, leaveOut: z.boolean().default(false), propose: z.boolean().default(false) }),
  reply: ImportView,
});

/** Deletes what the import wrote, but what was published or changed since. */
export const undoBank = command({
  name: 'bank.import.undo',
  path: '/education/bank/imports/:id/undo',
  access: 'bank.write',
  summary: '撤销题库导入 / undo an import of questions',
  params: one,
  body: z.object({ version }),
  reply: ImportView,
});

export const cancelBank = command({
  name: 'bank.import.cancel',
  path: '/education/bank/imports/:id/cancel',
  access: 'bank.write',
  summary: '放弃题库导入 / give an import of questions up',
  params: one,
  body: z.object({ version }),
  reply: ImportView,
});

export const bankTemplate = query({
  name: 'bank.import.template',
  path: '/education/bank/imports/template',
  access: 'bank.write',
  summary: '下载题库模板 / the form to fill in',
  reply: z.unknown(),
});
