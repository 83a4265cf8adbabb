import { sql } from 'kysely';
import type { z } from 'zod';
import { may, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { audienceRoot, heldAttempts, heldExams, mayHold, visibleExams } from './access.ts';
import type {
  BlueprintLine,
  examAnalysis,
  examAttempts,
  examAudiences,
  examList,
  examPool,
  examTopics,
  ExamView,
  PickedItem,
} from './contract.ts';
import { frozenItems, pickedItems, rightWords } from './paper/queries.ts';
import { allows, difficultyOf, discriminationOf, fewest, phaseOf } from './rules.ts';
import { drawnOf } from './seat/queries.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Where a page of the list ends, and the moment by which the first one was ordered. */
interface ListPlace {
  readonly now: number;
  readonly rank: number;
  readonly order: number;
  readonly id: string;
}

const placeOf = (cursor: string | undefined): ListPlace | null => {
  const [, now, rank, order, id = ''] = /^(\d{1,10}) ([0-3]) (-?\d{1,12}) ([\da-f-]{36})$/i.exec(cursor ?? '') ?? [];
  return uuid.test(id) ? { now: Number(now), rank: Number(rank), order: Number(order), id } : null;
};

/**
 * What runs, the one that closes first at the top; what is coming, the next first; drafts; what is over, the last first. A list that is
 * paged through keeps the moment of its first page.
 */
export const examPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { cursor, limit }: z.output<typeof examList.query>,
): Promise<z.input<typeof examList.reply>> => {
  const place = placeOf(cursor);
  const now = place?.now ?? Math.floor(county.now().getTime() / 1_000);
  const at = sql`to_timestamp(${now})`;
  const isOpen = sql`e.state = 'published' and e.opens_at <= ${at} and e.closes_at > ${at}`;
  const isComing = sql`e.state = 'published' and e.opens_at > ${at}`;
  const rank = sql<number>`case when ${isOpen} then 0 when ${isComing} then 1 when e.state = 'draft' then 2 else 3 end`;
  const seconds = (column: 'opens_at' | 'closes_at') => sql`extract(epoch from ${sql.ref(`e.${column}`)})::bigint`;
  const order = sql<string>`case when ${isOpen} then ${seconds('closes_at')} when ${isComing} then ${seconds('opens_at')}
    when e.state = 'draft' then -${seconds('opens_at')} else -${seconds('closes_at')} end`;
  const rows = visibleExams(db, scope)
    .select(['e.id', 'e.title', 'e.kind', 'e.state', 'e.opens_at', 'e.closes_at', 'e.minutes', 'u.short_name'])
    .select([rank.as('rank'), order.as('order')])
    .select(
      sql<number>`(select count(*)::int4 from exam_attempt a where a.exam_id = e.id and a.begun_at is not null)`.as(
        'begun',
      ),
    );
  const from =
    place === null
      ? rows
      : rows.where(
          sql<boolean>`(${rank}, ${order}, e.id) > (${place.rank}::int4, ${place.order}::bigint, ${place.id}::uuid)`,
        );
  const found = await from
    .orderBy(rank)
    .orderBy(order)
    .orderBy('e.id')
    .limit(limit + 1)
    .execute();
  const last = found[limit - 1];
  return {
    items: found.slice(0, limit).map((row) => ({
      id: row.id,
      title: row.title,
      kind: row.kind,
      state: row.state,
      phase: phaseOf(row.state, Date.parse(row.opens_at), Date.parse(row.closes_at), now * 1_000),
      unitName: row.short_name,
      opensAt: row.opens_at,
      closesAt: row.closes_at,
      minutes: row.minutes,
      begun: row.begun,
    })),
    next: found.length > limit && last ? `${now} ${last.rank} ${last.order} ${last.id}` : null,
  };
};

/**
 * How far an exam has come. Handed in is what somebody handed in and what has run out of time, as the phone says it: no time lasts longer
 * than its exam is open, so that all that has begun is handed in when it closes. A place that was only taken never is.
 */
const countsOf = async (db: Db, id: string, now: Date) =>
  db
    .selectFrom('exam_attempt as a')
    .where('a.exam_id', '=', id)
    .select([
      sql<number>`count(*)::int4`.as('seated'),
      sql<number>`count(a.begun_at)::int4`.as('begun'),
      sql<number>`count(*) filter (where a.handed_in_at is not null or a.ends_at <= ${now.toISOString()}::timestamptz)::int4`.as(
        'handedIn',
      ),
      sql<number>`count(a.won)::int4`.as('marked'),
      sql<number>`count(*) filter (where a.marked_at is not null and a.won is null)::int4`.as('waiting'),
    ])
    .executeTakeFirstOrThrow();

/** @throws AppError not_found */
export const examView = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof ExamView>> => {
  const exam = await visibleExams(db, scope)
    .where('e.id', '=', id)
    .innerJoin('organisation as t', 't.id', 'e.audience_id')
    .selectAll('e')
    .select(['u.short_name as unit_name', 't.short_name as audience_name'])
    .executeTakeFirst();
  if (exam === undefined) throw notFound();
  const holds = mayHold(scope, exam.unit_id);
  // What it asks is for those who hold it alone, until everybody has answered.
  const picked = holds ? (exam.picked as unknown as z.input<typeof PickedItem>[]) : [];
  const items = holds ? await (exam.state === 'draft' ? pickedItems(db, picked) : frozenItems(db, id)) : [];
  const counts = await countsOf(db, id, county.now());
  const points = new Map(items.map((item) => [item.n, item.points]));
  const ended = county.now().getTime() >= Date.parse(exam.closes_at) + exam.late_minutes * 60_000;
  return {
    id,
    version: exam.version,
    title: exam.title,
    kind: exam.kind,
    state: exam.state,
    unitName: exam.unit_name,
    opensAt: exam.opens_at,
    closesAt: exam.closes_at,
    minutes: exam.minutes,
    spreadSeconds: exam.spread_seconds,
    attempts: exam.attempts,
    audienceId: exam.audience_id,
    audienceName: exam.audience_name,
    // Columns that `columnsOf` alone writes.
    stages: exam.stages as z.input<typeof ExamView>['stages'],
    branchTypes: exam.branch_types as z.input<typeof ExamView>['branchTypes'],
    shuffle: exam.shuffle,
    halves: exam.halves,
    passShare: exam.pass_share,
    lateMinutes: exam.late_minutes,
    readingGap: Number(exam.reading_gap),
    forms: exam.forms,
    bound: Number(exam.bound),
    blueprint: exam.blueprint as unknown as z.input<typeof BlueprintLine>[],
    picked,
    publishedAt: exam.published_at,
    releasedAt: exam.released_at,
    withdrawnReason: exam.withdrawn_reason,
    papers: drawnOf(exam.drawn).map(({ items: numbers, difficulty }) => ({
      items: numbers.length,
      points: numbers.reduce((sum, n) => sum + (points.get(n) ?? 0), 0),
      difficulty,
    })),
    items: items.map(({ right, options, ...item }) => ({
      ...item,
      options: [...options],
      right: [...rightWords(right)],
    })),
    counts,
    can: {
      change: holds && allows('change', exam.state, ended),
      remove: holds && allows('remove', exam.state, ended),
      publish: holds && allows('publish', exam.state, ended),
      withdraw: holds && allows('withdraw', exam.state, ended),
      release: holds && exam.kind === 'formal' && allows('release', exam.state, ended),
      read: holds,
    },
  };
};

const mostFound = 60;

/** Published questions. The stock says how many a blueprint can draw from. */
export const pool = async (
  db: Db,
  { category, kind, words }: z.output<typeof examPool.query>,
): Promise<z.input<typeof examPool.reply>> => {
  let rows = db.selectFrom('bank_item as b').where('b.state', '=', 'published');
  if (category !== undefined) rows = rows.where('b.category_code', '=', category);
  if (kind !== undefined) rows = rows.where('b.kind', '=', kind);
  if (words !== undefined && words !== '')
    rows = rows.where(sql<boolean>`position(lower(${words}) in lower(b.stem)) > 0`);
  const [items, categories, stock] = await Promise.all([
    rows
      .select(['b.id', 'b.category_code', 'b.kind', 'b.level', 'b.difficulty', 'b.stem'])
      .orderBy('b.category_code')
      .orderBy('b.id')
      .limit(mostFound + 1)
      .execute(),
    db
      .selectFrom('bank_category')
      .select(['code', 'name_zh', 'name_en'])
      .where('retired_on', 'is', null)
      .orderBy('position')
      .execute(),
    db
      .selectFrom('bank_item as b')
      .where('b.state', '=', 'published')
      .select(['b.category_code', 'b.kind', 'b.level', sql<number>`count(*)::int4`.as('count')])
      .groupBy(['b.category_code', 'b.kind', 'b.level'])
      .execute(),
  ]);
  return {
    more: items.length > mostFound,
    items: items.slice(0, mostFound).map((row) => ({
      id: row.id,
      category: row.category_code,
      kind: row.kind,
      level: row.level,
      difficulty: difficultyOf(row.difficulty === null ? null : Number(row.difficulty), row.level),
      stem: row.stem,
    })),
    categories: categories.map((row) => ({ code: row.code, nameZh: row.name_zh, nameEn: row.name_en })),
    stock: stock.map(({ category_code, ...row }) => ({ category: category_code, ...row })),
  };
};

const mostAudiences = 50;
const partyTypes = [
  'county_committee',
  'working_committee',
  'township_committee',
  'grassroots_committee',
  'village_committee_party',
  'general_branch',
  'branch',
  'joint_branch',
] as const;

/** The own organisation and what lies below it, found as in the tree: upper ones first, and names that begin so before others. */
export const audiences = async (
  db: Db,
  scope: Scope,
  { q = '' }: z.output<typeof examAudiences.query>,
): Promise<z.input<typeof examAudiences.reply>> => {
  const root = await audienceRoot(db, scope);
  if (root === null) return { items: [], more: false };
  const low = q.toLowerCase();
  const holds = (column: 'name' | 'short_name' | 'initials' | 'pinyin') =>
    sql<boolean>`position(${low} in lower(${sql.ref(`o.${column}`)})) > 0`;
  const rows = await db
    .selectFrom('organisation as o')
    .leftJoin('organisation as up', 'up.id', 'o.parent_id')
    .where('o.path', '>=', root)
    .where('o.path', '<', rangeEnd(root))
    .where('o.abolished_on', 'is', null)
    .where('o.type', 'in', partyTypes)
    .$if(low !== '', (found) =>
      found.where((e) => e.or([holds('name'), holds('short_name'), holds('initials'), holds('pinyin')])),
    )
    .select(['o.id', 'o.short_name', 'o.path', 'up.short_name as parent_name'])
    .orderBy(sql`starts_with(lower(o.short_name), ${low}) or starts_with(o.initials, ${low})`, 'desc')
    .orderBy(sql`length(o.path) - length(replace(o.path, '/', ''))`)
    .orderBy('o.path')
    .limit(mostAudiences + 1)
    .execute();
  return {
    items: rows.slice(0, mostAudiences).map((row) => ({
      id: row.id,
      name: row.short_name,
      parentName: row.path === root ? null : row.parent_name,
    })),
    more: rows.length > mostAudiences,
  };
};

/** @throws AppError not_found unless the own office holds it */
const assertHeld = async (db: Db, scope: Scope, id: string): Promise<void> => {
  const exam = await heldExams(db, scope).where('e.id', '=', id).select('e.id').executeTakeFirst();
  if (exam === undefined) throw notFound();
};

/** Who answered, in the order of the names of branches. @throws AppError not_found */
export const attemptPage = async (
  db: Db,
  scope: Scope,
  id: string,
  { cursor, limit }: z.output<typeof examAttempts.query>,
): Promise<z.input<typeof examAttempts.reply>> => {
  await assertHeld(db, scope, id);
  const rows = heldAttempts(db, scope).where('a.exam_id', '=', id);
  const [found, { total }] = await Promise.all([
    rows
      .leftJoin(
        sql<{ attempt_id: string; name: string }>`exam_names(${id}, ${scope.from}, ${scope.to})`.as('p'),
        'p.attempt_id',
        'a.id',
      )
      .leftJoin('organisation as b', 'b.path', 'a.home_path')
      .selectAll('a')
      .select(['p.name', 'b.short_name as branch_name'])
      .select(sql<number>`(select count(*)::int4 from exam_sitting s where s.attempt_id = a.id)`.as('sittings'))
      .$if(cursor !== undefined && uuid.test(cursor), (q) => q.where('a.id', '>', cursor ?? ''))
      .orderBy('a.id')
      .limit(limit + 1)
      .execute(),
    rows.select(sql<number>`count(*)::int4`.as('total')).executeTakeFirstOrThrow(),
  ]);
  const last = found[limit - 1];
  return {
    items: found.slice(0, limit).map((row) => ({
      id: row.id,
      name: row.name ?? '',
      branchName: row.branch_name ?? '',
      round: row.round,
      channel: row.channel,
      begunAt: row.begun_at,
      handedInAt: row.handed_in_at,
      endsAt: row.ends_at,
      points: row.won === null ? null : Number(row.won),
      most: row.most === null ? null : Number(row.most),
      passed: row.passed,
      late: row.late,
      sittings: row.sittings,
    })),
    next: found.length > limit && last ? last.id : null,
    total,
  };
};

/** How each item was answered, by those who were asked it. @throws AppError not_found */
export const analysis = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof examAnalysis.reply>> => {
  await assertHeld(db, scope, id);
  const [items, marks] = await Promise.all([
    frozenItems(db, id),
    db
      .selectFrom('exam_mark as m')
      .where('m.exam_id', '=', id)
      .select(['m.attempt_id', 'm.item', 'm.answer', 'm.share'])
      .execute(),
  ]);
  const pointsOf = new Map(items.map(({ n, points }) => [n, points]));
  const sums = new Map<string, number>();
  const wonOf = ({ item, share }: (typeof marks)[number]): number => Number(share ?? 0) * (pointsOf.get(item) ?? 0);
  for (const mark of marks) sums.set(mark.attempt_id, (sums.get(mark.attempt_id) ?? 0) + wonOf(mark));
  return {
    items: items.map((item) => {
      const mine = marks.filter((mark) => mark.item === item.n && mark.share !== null);
      const chosen = mine.flatMap(({ answer }) => (answer === null ? [] : (JSON.parse(answer) as string[])));
      const right = rightWords(item.right);
      const shares = mine.map((mark) => Number(mark.share));
      const isFew = mine.length < fewest;
      return {
        n: item.n,
        kind: item.kind,
        stem: item.stem,
        answers: isFew ? null : mine.length,
        won: isFew ? null : Math.round((shares.reduce((sum, share) => sum + share, 0) / mine.length) * 100) / 100,
        discrimination: discriminationOf(
          mine.map((mark) => [Number(mark.share), (sums.get(mark.attempt_id) ?? 0) - wonOf(mark)] as const),
        ),
        options: item.options.map(({ key, text }) => ({
          key,
          text,
          right: right.includes(key),
          chosen: isFew ? null : chosen.filter((word) => word === key).length,
        })),
      };
    }),
  };
};

/** Two years: what was asked before that says little of what to teach next. */
const sinceDays = 730;

/** Topics of the own range by what was answered, the least known first; five people at least. */
export const topics = async (db: Db, scope: Scope, county: County): Promise<z.input<typeof examTopics.reply>> => {
  if (!may(scope, 'exams.topics')) throw notFound();
  const since = new Date(county.now().getTime() - sinceDays * 86_400_000).toISOString();
  const { rows } = await sql<{ topic: string; name_zh: string; name_en: string; people: number; share: string }>`
    select f.topic, t.name_zh, t.name_en, f.people, f.share
    from exam_topics(${scope.from}, ${scope.to}, ${since}) f join study_topic t on t.code = f.topic
    order by f.share, f.topic`.execute(db);
  return {
    items: rows.map((row) => ({
      topic: row.topic,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      people: row.people,
      share: Number(row.share),
    })),
  };
};
