import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import type { Body } from '#shared/body.ts';
import { columnKinds } from '../rules.ts';

const id = z.uuid();
const count = z.number().int();
const name = z.object({ zh: z.string(), en: z.string() });
const page = z.coerce.number().int().min(1).max(10_000).default(1);

export const PublicColumn = z.object({
  slug: z.string(),
  name,
  kind: z.enum(columnKinds),
  /** The slug of the one that it lies in. */
  under: z.string().nullable(),
  /** Articles in it and in those below. */
  live: count,
});
export type PublicColumn = z.infer<typeof PublicColumn>;

export const PublicLine = z.object({
  id,
  title: z.string(),
  excerpt: z.string(),
  column: z.object({ slug: z.string(), name }),
  unitName: z.string(),
  from: z.string(),
  cover: id.nullable(),
});
export type PublicLine = z.infer<typeof PublicLine>;

export const publicFront = query({
  name: 'publishing.publicFront',
  path: '/public/front',
  access: 'public',
  summary: '门户首页内容 / headlines, news and notices of the front page',
  reply: z.object({
    headlines: z.array(PublicLine),
    news: z.array(PublicLine),
    notices: z.array(PublicLine),
    columns: z.array(PublicColumn),
  }),
});

export const publicColumns = query({
  name: 'publishing.publicColumns',
  path: '/public/columns',
  access: 'public',
  summary: '有内容的栏目 / columns that hold something',
  reply: z.object({ items: z.array(PublicColumn) }),
});

export const publicColumn = query({
  name: 'publishing.publicColumn',
  path: '/public/columns/:slug',
  access: 'public',
  summary: '一个栏目的文章，新的在前 / a page of a column and those below it, the newest first',
  params: z.object({ slug: z.string().max(60) }),
  query: z.object({ page }),
  reply: z.object({
    column: PublicColumn,
    above: PublicColumn.nullable(),
    below: z.array(PublicColumn),
    items: z.array(PublicLine),
    total: count,
    page: count,
    pages: count,
  }),
});

export const PublicArticle = z.object({
  ...PublicLine.shape,
  source: z.string(),
  until: z.string().nullable(),
  body: z.looseObject({ type: z.literal('doc') }) as unknown as z.ZodType<Body>,
  images: z.array(z.object({ file: id, width: count, height: count })),
  /** In its column: the one before, and the one after. */
  older: z.object({ id, title: z.string() }).nullable(),
  newer: z.object({ id, title: z.string() }).nullable(),
});
export type PublicArticle = z.infer<typeof PublicArticle>;

export const publicArticle = query({
  name: 'publishing.publicArticle',
  path: '/public/articles/:id',
  access: 'public',
  summary: '一篇公开文章 / an article that is public',
  params: z.object({ id }),
  reply: PublicArticle,
});

export const publicImage = query({
  name: 'publishing.publicImage',
  path: '/public/images/:file',
  access: 'public',
  summary: '公开文章的配图 / a picture of an article that is public',
  params: z.object({ file: id }),
  reply: z.unknown(),
});

export const publicSearch = query({
  name: 'publishing.publicSearch',
  path: '/public/search',
  access: 'public',
  summary: '搜索公开文章 / search in what is public',
  query: z.object({ words: z.string().trim().max(60).default(''), page }),
  reply: z.object({
    items: z.array(PublicLine),
    total: count,
    page: count,
    pages: count,
    /** As they were understood; empty where nothing was asked. */
    words: z.array(z.string()),
  }),
});

/** What a feed tells of: a column, or all of them (`all`). */
export const publicFeed = query({
  name: 'publishing.publicFeed',
  path: '/public/feeds/:slug',
  access: 'public',
  summary: '订阅源内容 / the newest of a column or of all',
  params: z.object({ slug: z.string().max(60) }),
  reply: z.object({
    column: PublicColumn.nullable(),
    items: z.array(PublicLine.extend({ body: PublicArticle.shape.body })),
  }),
});

export const publicPlaces = query({
  name: 'publishing.publicPlaces',
  path: '/public/places',
  access: 'public',
  summary: '网站地图 / every address of the portal, for programs that search',
  reply: z.object({
    columns: z.array(z.string()),
    articles: z.array(z.object({ id, from: z.string() })),
    organisations: z.array(id),
  }),
});

export const PublicOrganisation = z.object({
  id,
  name: z.string(),
  phone: z.string(),
  address: z.string(),
  hours: z.string(),
  /** Organisations below it of which the public is told something. */
  below: count,
});
export type PublicOrganisation = z.infer<typeof PublicOrganisation>;

const organisations = z.object({
  /** The one whose organisations are listed; null where there is none. */
  of: PublicOrganisation.extend({ above: z.object({ id, name: z.string() }).nullable() }).nullable(),
  items: z.array(PublicOrganisation),
});

export const publicOrganisations = query({
  name: 'publishing.publicOrganisations',
  path: '/public/organisations',
  access: 'public',
  summary: '组织机构和对外联系方式 / organisations and how to reach them, from the top',
  reply: organisations,
});

export const publicOrganisation = query({
  name: 'publishing.publicOrganisation',
  path: '/public/organisations/:id',
  access: 'public',
  summary: '一个组织及其下属的对外联系方式 / how to reach an organisation and those below it',
  params: z.object({ id }),
  reply: organisations,
});

export const publicFoot = query({
  name: 'publishing.publicFoot',
  path: '/public/foot',
  access: 'public',
  summary: '页脚 / the foot of every page',
  reply: z.object({
    sponsor: z.string(),
    icp: z.string(),
    police: z.string(),
    siteCode: z.string(),
    phone: z.string(),
    changedAt: z.string(),
    /** Changes as soon as anything does that the public sees. */
    edition: z.string(),
  }),
});
