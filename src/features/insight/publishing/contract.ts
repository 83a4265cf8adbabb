import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { bodyFault, isSeen, readBody, type Body } from '#shared/body.ts';
import {
  articleActs,
  articleStates,
  columnKinds,
  findingKinds,
  isWholeReview,
  publicationStates,
  reviewItems,
  stepKinds,
} from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const count = z.number().int();
/** One line; breaks and signs that nobody sees are left out when it is kept. */
const line = (max: number) => z.string().trim().max(max);
const filled = (max: number) => line(max).min(1).refine(isSeen, 'required');
const instant = z.iso.datetime({ offset: true });

/** A document of the editor. What is not allowed in it is refused (`body/rules.ts`), other attributes are left out. */
const body = z
  .looseObject({ type: z.literal('doc') })
  .superRefine((value, context) => {
    const fault = bodyFault(value);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  })
  .transform((value): Body => readBody(value));
/** As it was kept: it was read by the same rules. */
const keptBody = z.looseObject({ type: z.literal('doc') }) as unknown as z.ZodType<Body>;

export const Column = z.object({
  id,
  version,
  /** Of its address: `/portal/columns/<slug>`. */
  slug: z.string(),
  /** The column that it lies in; two levels. */
  parentId: id.nullable(),
  kind: z.enum(columnKinds),
  nameZh: z.string(),
  nameEn: z.string(),
  position: count,
  /** Takes no new articles and is shown nowhere; what was published in it is still found. */
  hidden: z.boolean(),
  /** Articles that the public sees in it. */
  live: count,
});
export type Column = z.infer<typeof Column>;

export const publishingColumns = query({
  name: 'publishing.columns',
  path: '/publishing/columns',
  access: 'publishing.read',
  summary: '栏目 / columns of the portal',
  reply: z.object({ items: z.array(Column), can: z.object({ edit: z.boolean() }) }),
});

const columnFields = {
  nameZh: filled(20),
  nameEn: filled(60),
  parentId: id.nullable(),
  kind: z.enum(columnKinds),
  position: z.number().int().min(0).max(999),
  hidden: z.boolean(),
};

export const addColumn = command({
  name: 'publishing.addColumn',
  path: '/publishing/columns',
  access: 'publishing.columns',
  summary: '新增栏目 / add a column',
  body: z.object({ slug: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'publishing.slug'), ...columnFields }),
  reply: z.object({ id, version }),
});

export const editColumn = command({
  name: 'publishing.editColumn',
  path: '/publishing/columns/:id',
  method: 'PATCH',
  access: 'publishing.columns',
  summary: '修改栏目 / rename, move or hide a column',
  params: one,
  body: z.object({ version, ...columnFields }),
  reply: z.object({ id, version }),
});

/** When the public sees it: from an instant until another, or for good. */
export const Publication = z.object({
  /** The version that is shown. */
  edition: count,
  from: z.string(),
  until: z.string().nullable(),
  /** Among the headlines of the front page. */
  headline: z.boolean(),
});
export type Publication = z.infer<typeof Publication>;

export const ArticleLine = z.object({
  id,
  title: z.string(),
  columnId: id,
  columnName: z.object({ zh: z.string(), en: z.string() }),
  unitName: z.string(),
  state: z.enum(articleStates),
  publication: Publication.nullable(),
  publicationState: z.enum(publicationStates),
  /** Who wrote last. */
  writer: z.string(),
  changedAt: z.string(),
});
export type ArticleLine = z.infer<typeof ArticleLine>;

/** What the list can show; `mine`: what waits for the reader. */
export const articleShows = ['mine', 'draft', 'review', 'approved', 'live', 'withdrawn', 'all'] as const;

export const articleList = query({
  name: 'publishing.list',
  path: '/publishing/articles',
  access: 'publishing.read',
  summary: '稿件列表，最近改动的在前 / articles of the range, the last changed first',
  query: z.object({
    show: z.enum(articleShows).default('all'),
    columnId: id.optional(),
    words: z.string().trim().max(60).optional(),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(ArticleLine),
    next: z.string().nullable(),
    total: count,
    /** How many there are by what the list can show. */
    counts: z.record(z.enum(articleShows), count),
  }),
});

export const Check = z.object({
  item: z.enum(reviewItems),
  /** Looked for and not found. */
  clear: z.boolean(),
  note: line(200).optional(),
});
export type Check = z.infer<typeof Check>;

export const ArticleStep = z.object({
  at: z.string(),
  kind: z.enum(stepKinds),
  actor: z.string(),
  /** Each time that it is submitted a new round begins. */
  round: count,
  edition: count,
  /** Of a review. */
  checks: z.array(Check).nullable(),
  /** Why it was returned or withdrawn. */
  note: z.string().nullable(),
});
export type ArticleStep = z.infer<typeof ArticleStep>;

/** Something in the text that looks like personal data. */
export const ArticleFinding = z.object({ kind: z.enum(findingKinds), text: z.string() });

export const ArticleImage = z.object({
  /** The `file` of an image in the body. */
  file: id,
  name: z.string(),
  mediaType: z.string(),
  width: count,
  height: count,
});
export type ArticleImage = z.infer<typeof ArticleImage>;

export const ArticleView = z.object({
  ...ArticleLine.shape,
  version,
  /** Of its text: grows with each text that is kept. */
  edition: count,
  summary: z.string(),
  /** Where it was taken from (来源); empty for one's own. */
  source: z.string(),
  body: keptBody,
  images: z.array(ArticleImage),
  findings: z.array(ArticleFinding),
  /** The oldest first. */
  steps: z.array(ArticleStep),
  /** What the reader may do now; `review` and `publish` are no one's who wrote, submitted or reviewed it. */
  can: z.record(z.enum(articleActs), z.boolean()),
  /** Why the reader may not although the state allows it: another person must. */
  otherPerson: z.boolean(),
});
export type ArticleView = z.infer<typeof ArticleView>;

export const oneArticle = query({
  name: 'publishing.one',
  path: '/publishing/articles/:id',
  access: 'publishing.read',
  summary: '一篇稿件 / one article',
  params: one,
  reply: ArticleView,
});

export const ArticleText = z.object({
  columnId: id,
  title: filled(120),
  summary: line(300).default(''),
  source: line(100).default(''),
  body,
});

const Changed = z.object({ id, version, state: z.enum(articleStates) });

export const createArticle = command({
  name: 'publishing.create',
  path: '/publishing/articles',
  access: 'publishing.write',
  summary: '新建稿件 / begin an article',
  body: ArticleText,
  reply: Changed,
});

/** What is published stays shown until its next version is. */
export const saveArticle = command({
  name: 'publishing.save',
  path: '/publishing/articles/:id',
  method: 'PUT',
  access: 'publishing.write',
  summary: '保存稿件 / keep the text of an article as a new version',
  params: one,
  body: z.object({ version, ...ArticleText.shape }),
  reply: Changed,
});

export const submitArticle = command({
  name: 'publishing.submit',
  path: '/publishing/articles/:id/submit',
  access: 'publishing.write',
  summary: '送审 / submit an article for review',
  params: one,
  body: z.object({ version }),
  reply: Changed,
});

export const reviewArticle = command({
  name: 'publishing.review',
  path: '/publishing/articles/:id/review',
  access: 'publishing.review',
  summary: '保密审查，逐项填写 / review an article item by item: approve it, or return it with the reason',
  params: one,
  body: z
    .object({
      version,
      decision: z.enum(['approve', 'return']),
      checks: z.array(Check).max(reviewItems.length).refine(isWholeReview, 'publishing.checks'),
      note: line(500).optional(),
    })
    .refine(({ decision, checks }) => decision === 'return' || checks.every(({ clear }) => clear), {
      message: 'publishing.not_clear',
      path: ['decision'],
    })
    .refine(({ decision, note }) => decision === 'approve' || (note ?? '') !== '', {
      message: 'publishing.reason',
      path: ['note'],
    }),
  reply: Changed,
});

const span = {
  /** Now where it is left out; at most a year ahead. */
  from: instant.optional(),
  until: instant.nullable().default(null),
  headline: z.boolean().default(false),
};

export const publishArticle = command({
  name: 'publishing.publish',
  path: '/publishing/articles/:id/publish',
  access: 'publishing.publish',
  drill: 'withdrawal',
  summary: '签发，可定时上线和到期下线 / publish an article, at once or from an instant, for good or until another',
  params: one,
  body: z.object({ version, ...span }),
  reply: Changed,
});

export const scheduleArticle = command({
  name: 'publishing.schedule',
  path: '/publishing/articles/:id/schedule',
  access: 'publishing.publish',
  drill: 'withdrawal',
  summary: '调整上线、到期时间和头条 / change when a published article is shown',
  params: one,
  body: z.object({ version, ...span }),
  reply: Changed,
});

export const withdrawArticle = command({
  name: 'publishing.withdraw',
  path: '/publishing/articles/:id/withdraw',
  access: 'publishing.publish',
  summary: '撤稿，写明原因 / withdraw an article from the public, with the reason',
  params: one,
  body: z.object({ version, reason: filled(500) }),
  reply: Changed,
});

export const ArticleEdition = z.object({
  edition: count,
  at: z.string(),
  writer: z.string(),
  title: z.string(),
});

export const articleEditions = query({
  name: 'publishing.editions',
  path: '/publishing/articles/:id/editions',
  access: 'publishing.read',
  summary: '历次版本 / the versions of an article, the newest first',
  params: one,
  reply: z.object({ items: z.array(ArticleEdition) }),
});

export const oneEdition = query({
  name: 'publishing.edition',
  path: '/publishing/articles/:id/editions/:edition',
  access: 'publishing.read',
  summary: '某一版本 / one version of an article',
  params: z.object({ id, edition: z.coerce.number().int().min(1).max(1_000_000) }),
  reply: ArticleEdition.extend({ summary: z.string(), source: z.string(), body: keptBody }),
});

/** The picture is kept without what its camera wrote; a draft names it in its body by `file`. */
export const addImage = command({
  name: 'publishing.addImage',
  path: '/publishing/articles/:id/images',
  access: 'publishing.write',
  summary: '上传配图 / add a picture to an article (multipart, part `file`)',
  params: one,
  reply: ArticleImage,
});

export const articleImage = query({
  name: 'publishing.image',
  path: '/publishing/articles/:id/images/:file',
  access: 'publishing.read',
  summary: '配图 / a picture of an article',
  params: z.object({ id, file: id }),
  reply: z.unknown(),
});
