import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { offeredCourses, ownAttempts, ownDone, ownTakings, poolRows } from '../access.ts';
import { isEvidence, unitsOf, type Content, type Unit } from '../content/rules.ts';
import type { CourseFile } from '../contract.ts';
import type { Piece } from '../files/video/rules.ts';
import { drawn, triesADay } from '../quiz/rules.ts';
import { isFor, type Audience, type Holding, type Learner } from '../rules.ts';
import type { AskedItem, OwnCourse, OwnCourseLine, OwnUnit, Paper } from './contract.ts';

/** Who the reader is to courses: stage, posts, and where the own branch lies. */
export const learnerOf = async (db: Db, scope: Scope, today: string): Promise<Learner | null> => {
  const { personId } = scope;
  if (personId === null) return null;
  const [membership, posts, person] = await Promise.all([
    db
      .selectFrom('membership')
      .select('category')
      .where('person_id', '=', personId)
      .where('voided_at', 'is', null)
      .where('left_on', 'is', null)
      .executeTakeFirst(),
    db
      .selectFrom('post_holding')
      .select(['post', 'from_on as from'])
      .where('person_id', '=', personId)
      .where('voided_at', 'is', null)
      .where('from_on', '<=', today)
      .where((where) => where.or([where('to_on', 'is', null), where('to_on', '>=', today)]))
      .execute(),
    db.selectFrom('person').select('org_path').where('id', '=', personId).executeTakeFirst(),
  ]);
  // The person's own leaf is cut off.
  const path = (person?.org_path ?? scope.path).split('@')[0] ?? '';
  const way = path.split('/').slice(1, -1);
  const paths = way.map((_step, at) => `/${way.slice(0, at + 1).join('/')}/`);
  const above =
    paths.length === 0 ? [] : await db.selectFrom('organisation').select('type').where('path', 'in', paths).execute();
  const held: readonly Holding[] = posts;
  return {
    stage: membership?.category ?? (scope.role === 'applicant' ? 'applicant' : 'full'),
    posts: held,
    role: scope.role,
    types: above.map(({ type }) => type),
    path,
  };
};

const columns = [
  'r.course_id as id',
  'r.edition',
  'r.reach',
  'r.title',
  'r.summary',
  'u.short_name as providerName',
  'r.topics',
  'r.audience',
  'r.hours',
  'r.expires_on as expiresOn',
  'r.content',
  'r.files',
] as const;

const releaseRows = (db: Db, today: string) => offeredCourses(db, today).select(columns);
export type ReleaseRow = Awaited<ReturnType<ReturnType<typeof releaseRows>['executeTakeFirstOrThrow']>>;

const audienceOf = (row: ReleaseRow): Audience => row.audience as unknown as Audience;
// Safe: it was read by the rules when it was kept.
export const contentOf = (row: Pick<ReleaseRow, 'content'>): Content => row.content as unknown as Content;

/** A file as a release keeps it. */
export interface ReleaseFile extends z.infer<typeof CourseFile> {
  /** Of a video. */
  readonly pieces: readonly Piece[];
}

export const releaseFiles = (row: Pick<ReleaseRow, 'files'>): readonly ReleaseFile[] =>
  // Safe: they were copied from rows of files.
  row.files as unknown as ReleaseFile[];

const fits = (row: ReleaseRow, learner: Learner, today: string): boolean =>
  learner.path.startsWith(row.reach) && isFor(audienceOf(row), learner, today);

interface Progress {
  readonly takings: ReadonlyMap<string, { readonly begunOn: string; readonly finishedOn: string | null }>;
  readonly done: ReadonlyMap<string, z.input<typeof OwnUnit>>;
}

const progressOf = async (db: Db, scope: Scope, courseId?: string): Promise<Progress> => {
  const takings = ownTakings(db, scope).select(['t.course_id', 't.begun_on as begunOn', 't.finished_on as finishedOn']);
  const done = ownDone(db, scope).select(['d.unit_id', 'd.state', 'd.asked_on', 'd.done_on']);
  const [taken, units] = await Promise.all([
    (courseId === undefined ? takings : takings.where('t.course_id', '=', courseId)).execute(),
    (courseId === undefined ? done : done.where('d.course_id', '=', courseId)).execute(),
  ]);
  return {
    takings: new Map(taken.map(({ course_id: id, ...row }) => [id, row])),
    done: new Map(
      units.map((row) => [row.unit_id, { unitId: row.unit_id, state: row.state, on: row.done_on ?? row.asked_on }]),
    ),
  };
};

const lineOf = (row: ReleaseRow, { takings, done }: Progress): z.input<typeof OwnCourseLine> => {
  const needed = unitsOf(contentOf(row)).filter(isEvidence);
  const audience = audienceOf(row);
  const taking = takings.get(row.id);
  return {
    id: row.id,
    title: row.title,
    summary: row.summary,
    providerName: row.providerName,
    topics: row.topics,
    hours: row.hours === null ? null : Number(row.hours),
    expiresOn: row.expiresOn,
    meant: audience.stages.length + audience.posts.length > 0,
    begunOn: taking?.begunOn ?? null,
    finishedOn: taking?.finishedOn ?? null,
    done: needed.filter(({ id }) => done.get(id)?.state === 'done').length,
    needed: needed.length,
  };
};

/** Under way, then what is meant for somebody in particular, then the rest, then what is finished. */
const rank = ({ begunOn, finishedOn, meant }: z.input<typeof OwnCourseLine>): number =>
  finishedOn !== null ? 3 : begunOn !== null ? 0 : meant ? 1 : 2;

/** More than a page shows; a county that offers more needs another page. */
const most = 300;

export const coursesForReader = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<{ items: z.input<typeof OwnCourseLine>[] }> => {
  const today = county.today();
  const learner = await learnerOf(db, scope, today);
  if (learner === null) return { items: [] };
  const progress = await progressOf(db, scope);
  const begun = [...progress.takings.keys()];
  const rows = await releaseRows(db, today)
    .where((where) =>
      where.or([
        sql<boolean>`starts_with(${learner.path}, r.reach)`,
        ...(begun.length === 0 ? [] : [where('r.course_id', 'in', begun)]),
      ]),
    )
    .orderBy('r.published_on', 'desc')
    .orderBy('r.course_id', 'desc')
    .limit(most)
    .execute();
  // What was begun is still there where the reader has left the audience.
  const items = rows
    .filter((row) => fits(row, learner, today) || progress.takings.has(row.id))
    .map((row) => lineOf(row, progress));
  return { items: items.toSorted((a, b) => rank(a) - rank(b)) };
};

/** A course that the reader is offered, or has begun. @throws AppError not_found */
export const releaseFor = async (db: Db, scope: Scope, county: County, id: string): Promise<ReleaseRow> => {
  const today = county.today();
  const [row, learner] = await Promise.all([
    releaseRows(db, today).where('r.course_id', '=', id).executeTakeFirst(),
    learnerOf(db, scope, today),
  ]);
  if (row === undefined || learner === null) throw notFound();
  if (fits(row, learner, today)) return row;
  const begun = await ownTakings(db, scope).select('t.id').where('t.course_id', '=', id).executeTakeFirst();
  if (begun === undefined) throw notFound();
  return row;
};

export type QuizUnit = Extract<Unit, { kind: 'quiz' }>;

/** What the reader is asked next, of what may still be asked, and how often still today. */
export const drawFor = async (db: Db, scope: Scope, county: County, unit: QuizUnit) => {
  const [tries, open] = await Promise.all([
    ownAttempts(db, scope).select('a.answered_on').where('a.unit_id', '=', unit.id).execute(),
    unit.items.length === 0 ? [] : poolRows(db).select('i.id').where('i.id', 'in', unit.items).execute(),
  ]);
  const today = county.today();
  const spent = tries.filter(({ answered_on: day }) => day === today).length;
  const items = drawn(
    open.map(({ id }) => id),
    unit.ask,
    `${scope.personId}|${unit.id}|${tries.length}`,
  );
  return { items, pass: Math.min(unit.pass, items.length), left: Math.max(triesADay - spent, 0) };
};

const askedItems = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, z.input<typeof AskedItem>>> => {
  if (ids.length === 0) return new Map();
  const rows = await poolRows(db)
    .select(['i.id', 'i.kind', 'i.stem', 'i.options'])
    .where('i.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    rows.flatMap(({ options, kind, ...row }) =>
      // Safe: options are written as the contract of a question has them.
      kind === 'short'
        ? []
        : [[row.id, { ...row, kind, options: options as unknown as { key: string; text: string }[] }]],
    ),
  );
};

const papersOf = async (db: Db, scope: Scope, county: County, content: Content): Promise<z.input<typeof Paper>[]> => {
  const units = unitsOf(content).filter((unit) => unit.kind === 'quiz');
  const draws = await Promise.all(units.map(async (unit) => ({ unit, ...(await drawFor(db, scope, county, unit)) })));
  const asked = await askedItems(
    db,
    draws.flatMap(({ items }) => items),
  );
  return draws.map(({ unit, items, pass, left }) => ({
    unitId: unit.id,
    items: items.flatMap((id) => asked.get(id) ?? []),
    pass,
    left,
  }));
};

/** @throws AppError not_found */
export const courseForReader = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof OwnCourse>> => {
  const row = await releaseFor(db, scope, county, id);
  const content = contentOf(row);
  const [progress, papers] = await Promise.all([progressOf(db, scope, id), papersOf(db, scope, county, content)]);
  return {
    ...lineOf(row, progress),
    edition: row.edition,
    content,
    files: [...releaseFiles(row)],
    papers,
    units: unitsOf(content).flatMap((unit) => progress.done.get(unit.id) ?? []),
  };
};
