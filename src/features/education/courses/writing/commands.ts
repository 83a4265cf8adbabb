import { sql } from 'kysely';
import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { bodyImages } from '#shared/body.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { holderOf } from '../access.ts';
import { ready, step, writeStep, type Changed, type CourseColumn, type CourseRow } from '../commands.ts';
import { dropFiles } from '../files/commands.ts';
import { faultsOf, filesOf, itemsOf, type Content } from '../content/rules.ts';
import type { createCourse, reviewCourse, saveCourse } from '../contract.ts';
import type { ReleaseFile } from '../own/queries.ts';
import { chancesIn, fileRows, poolOf } from '../queries.ts';
import { everybody, reachOf } from '../rules.ts';
import { allOffered } from '../topics/queries.ts';

/** @throws AppError invalid */
const checkTopics = async (tx: Tx, topics: readonly string[]): Promise<void> => {
  if (!(await allOffered(tx, topics))) throw invalid('body.topics', 'courses.no_topic');
};

/** Begins a course of the writer's own organisation. @throws AppError invalid */
export const create = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { title, topics }: z.output<typeof createCourse.body>,
): Promise<Changed> => {
  const { organisationId } = scope;
  if (organisationId === null) throw new AppError('forbidden');
  await checkTopics(tx, topics);
  const id = newId();
  const org_path = matterPath(await holdPath(tx, organisationId), id);
  await tx
    .insertInto('course')
    .values({
      id,
      org_path,
      provider_id: organisationId,
      title,
      summary: '',
      topics,
      audience: JSON.stringify(everybody),
      content: JSON.stringify({ chapters: [] }),
      writers: [holderOf(scope)],
      writer: scope.actor,
      changed_at: county.now().toISOString(),
    })
    .execute();
  audit(tx, { action: 'courses.create', entity: 'course', entityId: id, path: org_path });
  touch(tx, 'courses', { path: org_path });
  return { id, version: 1, state: 'draft' };
};

/** Files belong to the course, each in the place of its kind. @throws AppError invalid */
const checkFiles = async (tx: Tx, id: string, content: Content): Promise<void> => {
  const wanted = filesOf(content);
  if (wanted.length === 0) return;
  const kept = (await fileRows(tx, id)).filter(({ whole }) => whole);
  const kinds = new Map(kept.map(({ file, kind }) => [file, kind]));
  const fits = content.chapters
    .flatMap(({ units }) => units)
    .every((unit) => {
      if (unit.kind === 'document' || unit.kind === 'slides' || unit.kind === 'package')
        return kinds.get(unit.file) === unit.kind;
      if (unit.kind === 'text') return bodyImages(unit.body).every((file) => kinds.get(file) === 'picture');
      if (unit.kind !== 'video') return true;
      return kinds.get(unit.file) === 'video' && (unit.captions === null || kinds.get(unit.captions) === 'captions');
    });
  if (!fits) throw invalid('body.content', 'courses.no_file');
};

/** What members are offered stays until the next edition. @throws AppError not_found, stale, conflict, invalid */
export const save = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, expiresOn, audience, content, ...values }: z.output<typeof saveCourse.body>,
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'save' });
  await checkTopics(
    tx,
    values.topics.filter((topic) => !row.topics.includes(topic)),
  );
  await checkFiles(tx, id, content);
  const written = {
    ...values,
    audience: JSON.stringify(audience),
    content: JSON.stringify(content),
    expires_on: expiresOn,
  } satisfies Record<CourseColumn, unknown>;
  return step(tx, county, row, 'save', {
    ...written,
    writers: [...new Set([...row.writers, holderOf(scope)])],
    writer: scope.actor,
    state: 'draft',
  });
};

/** @throws AppError refused */
const checkWhole = async (tx: Tx, { content }: CourseRow): Promise<void> => {
  const [fault] = faultsOf(content, chancesIn(await poolOf(tx, itemsOf(content))));
  if (fault !== undefined) throw new AppError('refused', { message: fault });
};

/** @throws AppError not_found, stale, conflict, refused */
export const submit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version }: { readonly version: number },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'submit' });
  await checkWhole(tx, row);
  const round = row.round + 1;
  await writeStep(tx, scope, county, row, { kind: 'propose', round });
  // Whoever submits it answers for it as those do who wrote it.
  const writers = [...new Set([...row.writers, holderOf(scope)])];
  return step(tx, county, row, 'submit', { state: 'review', round, writers });
};

/** Before anybody has decided, by whoever wrote or submitted it: others return it. @throws AppError not_found, stale, conflict, refused */
export const takeBack = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version }: { readonly version: number },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'takeBack' });
  if (!row.writers.includes(holderOf(scope))) throw new AppError('refused', { message: 'courses.own_hand' });
  await writeStep(tx, scope, county, row, { kind: 'take_back' });
  return step(tx, county, row, 'takeBack', { state: 'draft' });
};

/** The files that it shows, and of a video the pieces. */
const releasedFiles = async (tx: Tx, { id, content }: CourseRow): Promise<ReleaseFile[]> => {
  const shown = new Set(filesOf(content));
  const pieces = await tx
    .selectFrom('course_piece as p')
    .innerJoin('course_file as f', 'f.file_id', 'p.video_id')
    .select(['p.video_id', 'p.file_id as file', 'p.size', 'p.part'])
    .where('f.course_id', '=', id)
    .orderBy('p.video_id')
    .orderBy('p.seq')
    .execute();
  return (await fileRows(tx, id))
    .filter(({ file }) => shown.has(file))
    .map((one) => ({
      ...one,
      pieces: pieces
        .filter(({ video_id: video }) => video === one.file)
        .map(({ file, size, part }) => ({ file, size, ...(part === null ? {} : { part }) })),
    }));
};

/** What a release copies of its course as it is: a column that both have stands here. */
const copied = {
  title: true,
  summary: true,
  topics: true,
  audience: true,
  hours: true,
  expires_on: true,
  content: true,
} satisfies Record<CourseColumn, true>;
// Safe: it has these names and no others.
const copiedColumns = Object.keys(copied) as CourseColumn[];

/** The next edition, in place of the one before. */
const release = async (tx: Tx, scope: Scope, county: County, row: CourseRow): Promise<number> => {
  const edition = row.edition + 1;
  const files = await releasedFiles(tx, row);
  await tx
    .updateTable('course_release')
    .set({ current: false })
    .where('course_id', '=', row.id)
    .where('current', '=', true)
    .execute();
  await tx
    .insertInto('course_release')
    .columns([
      'course_id',
      'provider_id',
      'writers',
      ...copiedColumns,
      'edition',
      'reach',
      'files',
      'reviewer_id',
      'current',
      'published_on',
    ])
    .expression((from) =>
      from
        .selectFrom('course as c')
        .select([
          'c.id',
          'c.provider_id',
          'c.writers',
          ...copiedColumns.map((name) => `c.${name}` as const),
          sql<number>`${edition}::int4`.as('edition'),
          sql<string>`${reachOf({ type: row.provider_type, path: row.provider_path })}`.as('reach'),
          sql<string>`${JSON.stringify(files)}::jsonb`.as('files'),
          sql<string>`${holderOf(scope)}::uuid`.as('reviewer_id'),
          sql<boolean>`true`.as('current'),
          sql<string>`${county.today()}::date`.as('published_on'),
        ])
        .where('c.id', '=', row.id),
    )
    .execute();
  return edition;
};

/** A second person publishes it or gives it back. @throws AppError not_found, stale, conflict, refused */
export const review = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, decision, note }: z.output<typeof reviewCourse.body>,
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'review' });
  if (row.writers.includes(holderOf(scope))) throw new AppError('refused', { message: 'courses.other_person' });
  await writeStep(tx, scope, county, row, { kind: decision, note });
  if (decision === 'return') return step(tx, county, row, 'review', { state: 'draft' });
  // A question may have been retired since it was submitted.
  await checkWhole(tx, row);
  const edition = await release(tx, scope, county, row);
  return step(tx, county, row, 'review', { state: 'published', edition, writers: [] });
};

/** @throws AppError not_found, stale, conflict */
export const withdraw = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'withdraw' });
  await tx
    .updateTable('course_release')
    .set({ current: false })
    .where('course_id', '=', id)
    .where('current', '=', true)
    .execute();
  await writeStep(tx, scope, county, row, { kind: 'withdraw', note: reason });
  // What is being written or reviewed goes on: only what members are offered ends.
  return step(tx, county, row, 'withdraw', { state: row.state === 'published' ? 'withdrawn' : row.state });
};

/** A draft that was never published goes with its files. @throws AppError not_found, stale, conflict */
export const remove = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version }: { readonly version: number },
): Promise<{ readonly id: string }> => {
  const { org_path: path } = await ready(tx, scope, { id, version, act: 'remove' });
  const files = await tx.selectFrom('course_file').select('file_id').where('course_id', '=', id).execute();
  await dropFiles(
    tx,
    county,
    files.map((row) => row.file_id),
  );
  await tx.deleteFrom('course_step').where('course_id', '=', id).execute();
  await tx.deleteFrom('course').where('id', '=', id).execute();
  audit(tx, { action: 'courses.remove', entity: 'course', entityId: id, path });
  touch(tx, 'courses', { path });
  return { id };
};
