import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { dayOf } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../access.ts';
import { categoryNames, nameOf } from '../categories/queries.ts';
import type { CategoryName } from '../categories/contract.ts';
import { tellingWords } from '../learning/suggesting/rules.ts';
import { openRequest, threadOf } from '../thread/queries.ts';
import { countOpenAnswers, openAnswers, openProposed, visiblePublications, type OpenAnswer } from './access.ts';
import type { Publication, publicationOf, PublishedAnswer, publishedAnswers } from './contract.ts';
import { answering, withoutTraces } from './rules.ts';

const compared = 300;

const openView = (names: ReadonlyMap<string, CategoryName>, row: OpenAnswer): z.input<typeof PublishedAnswer> => ({
  id: row.id,
  category: row.category,
  categoryName: nameOf(names, row.category),
  question: row.question,
  answer: row.answer,
  unitName: row.unit_name,
  publishedOn: dayOf(Date.parse(row.reviewed_at)),
});

type Asked = z.output<typeof publishedAnswers.query>;

/** The newest; where words are given those that fit them. The words are cut only where there is something to find. */
export const publishedPage = async (
  db: Db,
  { category, text = '', limit }: Asked,
): Promise<z.input<typeof publishedAnswers.reply>> => {
  const [rows, names, total] = await Promise.all([
    openAnswers(db, category, text === '' ? limit : compared),
    categoryNames(db),
    countOpenAnswers(db, category),
  ]);
  const view = (row: OpenAnswer) => openView(names, row);
  if (text === '' || rows.length === 0) return { items: rows.map(view), total };
  const { cut } = await loadSegmenter();
  const known = rows.map((row) => ({ row, words: row.words }));
  const fitting = answering(known, tellingWords(cut(text)), limit).map(({ row }) => view(row));
  return { items: fitting, total: fitting.length };
};

const publicationRows = (db: Db, scope: Scope) =>
  visiblePublications(db, scope).select([
    'p.id',
    'p.version',
    'p.request_id',
    'p.state',
    'p.category',
    'p.unit_name',
    'p.sealed',
    'p.proposed_by',
    'p.proposer',
    'p.proposed_at',
    'p.reviewer',
    'p.reviewed_at',
    'p.reason',
  ]);
type Row = Awaited<ReturnType<ReturnType<typeof publicationRows>['execute']>>[number];

const publicationView = (
  scope: Scope,
  county: County,
  names: ReadonlyMap<string, CategoryName>,
  row: Row,
): z.input<typeof Publication> => {
  const reviews = may(scope, 'requests.publish');
  return {
    id: row.id,
    version: row.version,
    requestId: row.request_id,
    state: row.state,
    category: row.category,
    categoryName: nameOf(names, row.category),
    unitName: row.unit_name,
    ...openProposed(county, row.sealed),
    proposer: row.proposer,
    proposedAt: row.proposed_at,
    reviewer: row.reviewer,
    reviewedAt: row.reviewed_at,
    reason: row.reason,
    can: {
      review: reviews && row.state === 'proposed' && row.proposed_by !== scope.accountId,
      withdraw: reviews && row.state === 'published',
    },
  };
};

const shown = 100;

export const publicationList = async (
  db: Db,
  scope: Scope,
  county: County,
  state: z.input<typeof Publication>['state'] | undefined,
) => {
  const rows = publicationRows(db, scope);
  const [found, names] = await Promise.all([
    (state === undefined ? rows : rows.where('p.state', '=', state)).orderBy('p.id', 'desc').limit(shown).execute(),
    categoryNames(db),
  ]);
  return { items: found.map((row) => publicationView(scope, county, names, row)) };
};

/** The answer that stands, and the question, as they may be proposed; null where there is none. @throws AppError not_found */
export const draftOf = async (db: Db, scope: Scope, county: County, requestId: string) => {
  const row = await visibleRequests(db, scope)
    .select(['r.id', 'r.org_path', 'r.state', 'r.category', 'r.sealed', 'u.short_name as unit_name'])
    .where('r.id', '=', requestId)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const written = openRequest(county, row.sealed);
  const stands = row.state === 'answered' || row.state === 'closed';
  const answer = (await threadOf(db, scope, county, requestId)).findLast(({ kind }) => kind === 'answered')?.text;
  if (!stands || answer === undefined || answer === null) return { row, written, draft: null };
  const draft = {
    question: withoutTraces(written.text, written).slice(0, 500),
    answer: withoutTraces(answer, written).slice(0, 2_000),
  };
  return { row, written, draft };
};

export const publicationFor = async (
  db: Db,
  scope: Scope,
  county: County,
  requestId: string,
): Promise<z.input<typeof publicationOf.reply>> => {
  const { draft } = await draftOf(db, scope, county, requestId);
  const [row, names] = await Promise.all([
    publicationRows(db, scope).where('p.request_id', '=', requestId).orderBy('p.id', 'desc').executeTakeFirst(),
    categoryNames(db),
  ]);
  const publication = row === undefined ? null : publicationView(scope, county, names, row);
  const open = publication?.state === 'proposed' || publication?.state === 'published';
  return { publication, draft: open ? null : draft };
};
