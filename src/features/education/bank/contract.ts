import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import {
  bankActs,
  bankKinds,
  bankStates,
  faultsOf,
  isChoice,
  longest,
  optionKeys,
  type Answer,
  type Given,
  type Option,
} from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const count = z.number().int();
export const code = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/);
const words = (max: number) => z.string().trim().max(max);
export const key = z.string().regex(/^[A-J]$/);

export const OptionShape: z.ZodType<Option, Option> = z.object({ key, text: words(longest.option).min(1) });

const gapText = words(longest.gap).min(1);
const answers = [
  z.object({ keys: z.array(key).min(1).max(optionKeys.length) }).strict(),
  z.object({ holds: z.boolean() }).strict(),
  z.object({ blanks: z.array(z.array(gapText).min(1).max(20)).min(1).max(20), anyOrder: z.boolean() }).strict(),
  z.object({ model: words(longest.answer).min(1), points: z.array(words(longest.option).min(1)).max(20) }).strict(),
] as const;
/** By kind: `{keys}` of single and multiple, `{holds}` of a judgement, `{blanks}` of gaps, `{model}` of a short answer. */
export const AnswerShape: z.ZodType<Answer, Answer> = z.union(answers);
/** Null among the others: the writer of replies knows no union that may be null beside. */
export const AnswerOrNone: z.ZodType<Answer | null, Answer | null> = z.union([...answers, z.null()]);

/** What somebody answers, as an exam or recall sends it. */
export const GivenShape: z.ZodType<Given, Given> = z.union([
  z.object({ keys: z.array(key).max(optionKeys.length) }).strict(),
  z.object({ holds: z.boolean() }).strict(),
  z.object({ blanks: z.array(words(longest.gap)).max(20) }).strict(),
  z.object({ text: words(longest.answer) }).strict(),
]);

export const Category = z.object({
  code,
  nameZh: z.string(),
  nameEn: z.string(),
  /** Of its questions unless they say another. */
  topic: z.string(),
  position: count,
  /** Offered no more from this day on. */
  retiredOn: z.string().nullable(),
  version,
  /** Questions that may be asked. */
  published: count,
});
export type Category = z.infer<typeof Category>;

export const Topic = z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() });

export const bankCategories = query({
  name: 'bank.categories',
  path: '/education/bank/categories',
  access: 'bank.read',
  summary: '题库分类 / categories of the question bank, and topics of study',
  reply: z.object({ items: z.array(Category), topics: z.array(Topic), can: z.object({ edit: z.boolean() }) }),
});

const categoryFields = {
  nameZh: words(20).min(1),
  nameEn: words(60).min(1),
  topic: code,
  position: z.number().int().min(0).max(999),
};

export const addCategory = command({
  name: 'bank.addCategory',
  path: '/education/bank/categories',
  access: 'bank.categories',
  summary: '新增题库分类 / add a category',
  body: z.object({ code, ...categoryFields }),
  reply: z.object({ code, version }),
});

export const editCategory = command({
  name: 'bank.editCategory',
  path: '/education/bank/categories/:code',
  method: 'PATCH',
  access: 'bank.categories',
  summary: '修改或停用题库分类 / rename or retire a category',
  params: z.object({ code }),
  body: z.object({ version, ...categoryFields, retired: z.boolean() }),
  reply: z.object({ code, version }),
});

export const ItemLine = z.object({
  id,
  version,
  edition: count,
  kind: z.enum(bankKinds),
  stem: z.string(),
  categoryCode: z.string(),
  categoryName: z.object({ zh: z.string(), en: z.string() }),
  topic: z.string(),
  /** 1 easy, 2 middling, 3 hard, as its author judges. */
  level: count,
  /** The share of points lost, over `answered` answers; null where it has never been asked. */
  difficulty: z.number().nullable(),
  answered: count,
  state: z.enum(bankStates),
  unitName: z.string(),
  writer: z.string(),
  changedAt: z.string(),
  /** What the reader may do with it now. */
  can: z.record(z.enum(bankActs), z.boolean()),
});
export type ItemLine = z.infer<typeof ItemLine>;

/** What the list can show; `mine`: what waits for the reader, `reviewable`: what the reader may review of it. */
export const bankShows = ['mine', 'reviewable', 'draft', 'review', 'published', 'retired', 'all'] as const;

const filters = {
  show: z.enum(bankShows).default('all'),
  category: code.optional(),
  topic: code.optional(),
  kind: z.enum(bankKinds).optional(),
  level: z.coerce.number().int().min(1).max(3).optional(),
  /** Part of the stem. */
  words: words(60).optional(),
  /** Of one import. */
  importId: id.optional(),
};

export const bankList = query({
  name: 'bank.list',
  path: '/education/bank/items',
  access: 'bank.read',
  summary: '题目列表，最近改动的在前 / questions, the last changed first',
  query: z.object({
    ...filters,
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(ItemLine),
    next: z.string().nullable(),
    total: count,
    counts: z.record(z.enum(bankShows), count),
  }),
});

export const exportFormats = ['xlsx', 'json'] as const;

/** Imports again to the same questions. */
export const exportBank = query({
  name: 'bank.export',
  path: '/education/bank/export',
  access: 'bank.read',
  summary: '导出题目（XLSX、JSON） / export questions, as a file that imports again',
  query: z.object({ ...filters, format: z.enum(exportFormats).default('xlsx') }),
  reply: z.unknown(),
});

export const ItemView = ItemLine.extend({
  options: z.array(OptionShape),
  answer: AnswerShape,
  explanation: z.string(),
  source: z.string(),
  licence: z.string(),
  reviewer: z.string().nullable(),
  /** Why it came back or was retired. */
  note: z.string().nullable(),
  /** Of its line, the newest first. */
  editions: z.array(z.object({ id, edition: count, state: z.enum(bankStates), changedAt: z.string() })),
  /** Why the reader may not although the state allows it: another person must. */
  otherPerson: z.boolean(),
});
export type ItemView = z.infer<typeof ItemView>;

export const bankItem = query({
  name: 'bank.one',
  path: '/education/bank/items/:id',
  access: 'bank.read',
  summary: '一道题目 / one question',
  params: one,
  reply: ItemView,
});

const fields = {
  kind: z.enum(bankKinds),
  stem: words(longest.stem).min(1),
  options: z.array(OptionShape).max(optionKeys.length),
  answer: AnswerShape,
  explanation: words(longest.explanation).default(''),
  level: z.number().int().min(1).max(3).default(2),
  categoryCode: code,
  /** The category's where it is left out. */
  topic: code.optional(),
  source: words(longest.source).default(''),
  licence: words(longest.source).default(''),
};

type Checked = Pick<z.output<z.ZodObject<typeof fields>>, 'kind' | 'stem' | 'options' | 'answer'>;
const places: Readonly<Record<string, string>> = { stem: 'stem', options: 'options' };

/** All that keeps it from being asked is told at once, beside the field. */
const whole = (item: Checked, context: z.core.$RefinementCtx): void => {
  for (const fault of faultsOf(item))
    context.addIssue({
      code: 'custom',
      path: [places[fault.slice(0, fault.indexOf('_'))] ?? 'answer'],
      message: `bank.${fault}`,
    });
  const keys = item.options.map(({ key: own }) => own).join('');
  if (isChoice(item.kind) && keys !== optionKeys.slice(0, keys.length))
    context.addIssue({ code: 'custom', path: ['options'], message: 'bank.options_order' });
};

export const QuestionText = z.object(fields).superRefine(whole);
export type QuestionText = z.infer<typeof QuestionText>;

const Changed = z.object({ id, version, state: z.enum(bankStates) });

export const createItem = command({
  name: 'bank.create',
  path: '/education/bank/items',
  access: 'bank.write',
  summary: '新建题目 / write a question',
  body: QuestionText,
  reply: Changed,
});

/** A draft is written anew; of what was published another edition begins, and the one that was asked stays as it is. */
export const saveItem = command({
  name: 'bank.save',
  path: '/education/bank/items/:id',
  method: 'PUT',
  access: 'bank.write',
  summary: '修改题目；已发布的另起一版 / change a question; of a published one another edition begins',
  params: one,
  body: z.object({ version, ...fields }).superRefine(whole),
  reply: Changed,
});

export const removeItem = command({
  name: 'bank.remove',
  path: '/education/bank/items/:id/remove',
  access: 'bank.write',
  summary: '删除草稿 / delete a draft',
  params: one,
  body: z.object({ version }),
  reply: z.object({ id }),
});

/** At most so many are moved on at once. */
export const mostAtOnce = 200;
const several = z.array(z.object({ id, version })).min(1).max(mostAtOnce);
const Moved = z.object({ items: z.array(Changed) });
const note = words(300).min(2);

export const proposeItems = command({
  name: 'bank.propose',
  path: '/education/bank/propose',
  access: 'bank.write',
  summary: '送审题目 / submit questions for review',
  body: z.object({ items: several }),
  reply: Moved,
});

export const approveItems = command({
  name: 'bank.approve',
  path: '/education/bank/approve',
  access: 'bank.review',
  summary: '审核通过并发布，须由另一人 / approve and publish questions, by somebody who wrote none of them',
  body: z.object({ items: several }),
  reply: Moved,
});

export const returnItems = command({
  name: 'bank.return',
  path: '/education/bank/return',
  access: 'bank.review',
  summary: '退回题目，写明原因 / send questions back, with the reason',
  body: z.object({ items: several, note }),
  reply: Moved,
});

/** Asked no more; an exam that asked it keeps it. */
export const retireItems = command({
  name: 'bank.retire',
  path: '/education/bank/retire',
  access: 'bank.review',
  summary: '停用题目，写明原因 / retire questions, with the reason',
  body: z.object({ items: several, note }),
  reply: Moved,
});
