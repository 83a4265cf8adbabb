import { z } from 'zod';
import { isDay } from '#shared/days.ts';
import { query } from '#shared/endpoint.ts';
import { CategoryName } from '../categories/contract.ts';
import { kindCode, KindName } from '../kinds/contract.ts';
import { requestStates } from '../rules.ts';
import { measureNames, requestGrounds } from './rules.ts';

const id = z.uuid();
const count = z.number().int();
const day = z.string().refine(isDay, 'not_a_day');

/** By what the numbers are told apart. A request counts for every unit that has had it; place and category are those of its receipt. */
export const figureGroups = ['unit', 'category', 'area'] as const;
export type FigureGroup = (typeof figureGroups)[number];

/** By day of receipt; the last year where neither is said. */
const asked = {
  by: z.enum(figureGroups).default('unit'),
  from: day.optional(),
  to: day.optional(),
};

export const FigureRow = z.object({
  /** Unit or place by id, category by code; empty for all together. */
  key: z.string(),
  name: z.string().nullable(),
  /** Of a category, in both languages. */
  categoryName: CategoryName.nullable(),
  /** Only of what the reader's own unit has had. */
  own: z.boolean(),
  counts: z.record(z.enum(measureNames), count),
  /** In percent, never rounded up; null where there is nothing to tell, or too little. */
  onTime: z.number().nullable(),
  /** The same without what a second unit has marked as out of scope. */
  onTimeUnmarked: z.number().nullable(),
});
export type FigureRow = z.infer<typeof FigureRow>;

export const requestFigures = query({
  name: 'requests.figures',
  path: '/requests/figures',
  access: 'requests.read',
  summary: '诉求统计：每个数字都能点开清单 / figures of requests, each of which is a list',
  query: z.object(asked),
  reply: z.object({
    from: z.string(),
    to: z.string(),
    today: z.string(),
    /** An answer of this day or before counts where nobody has disputed it. */
    silentUntil: z.string(),
    petitionsUntil: z.string(),
    total: FigureRow,
    /** In the order of the tree, or of the list of categories: nothing is ranked. */
    rows: z.array(FigureRow),
  }),
});
export type RequestFigures = z.infer<typeof requestFigures.reply>;

export const FigureMark = z.object({
  id,
  unitId: id,
  unitName: z.string(),
  byName: z.string(),
  ground: z.enum(requestGrounds),
  reason: z.string(),
  markedOn: z.string(),
});
export type FigureMark = z.infer<typeof FigureMark>;

export const FigureLine = z.object({
  id,
  kind: kindCode,
  kindName: KindName,
  categoryName: CategoryName,
  areaName: z.string(),
  /** The first words; null once it has been given out of the reader's range. */
  excerpt: z.string().nullable(),
  /** In charge now. */
  unitName: z.string().nullable(),
  state: z.enum(requestStates),
  receivedOn: z.string(),
  dueOn: z.string(),
  answeredOn: z.string().nullable(),
  marks: z.array(FigureMark),
});
export type FigureLine = z.infer<typeof FigureLine>;

export const figureList = query({
  name: 'requests.figureList',
  path: '/requests/figures/list',
  access: 'requests.read',
  summary: '一个数字背后的诉求 / the requests behind one number',
  query: z.object({
    ...asked,
    key: z.string().max(60).optional(),
    count: z.enum(measureNames).default('received'),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(FigureLine), next: z.string().nullable(), total: count }),
});
