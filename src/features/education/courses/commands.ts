import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Course, CourseRelease } from '#platform/db/schema.gen.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleCourses } from './access.ts';
import type { Content } from './content/rules.ts';
import type { CourseFields, CourseView } from './contract.ts';
import { allows, type CourseAct, type CourseState, type StepKind } from './rules.ts';

const lockOne = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleCourses(tx, scope)
    .select([
      'c.id',
      'c.org_path',
      'c.provider_id',
      'c.state',
      'c.version',
      'c.edition',
      'c.round',
      'c.title',
      'c.summary',
      'c.topics',
      'c.audience',
      'c.hours',
      'c.expires_on',
      'c.content',
      'c.writers',
      'r.edition as offered',
      'u.path as provider_path',
      'u.type as provider_type',
    ])
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  // Safe: it was read by the rules when it was kept.
  return { ...row, content: row.content as unknown as Content };
};
export type CourseRow = Awaited<ReturnType<typeof lockOne>>;

export interface Changed {
  readonly id: string;
  readonly version: number;
  readonly state: CourseState;
}

/** What a writer fills, and a release copies. */
export type CourseColumn = Exclude<keyof Course & keyof CourseRelease, 'provider_id' | 'edition' | 'writers'>;

/** What a form needs to show both: its own fields as they are now. */
const current = (row: CourseRow): CourseFields & Pick<CourseView, 'id' | 'version' | 'state'> => ({
  id: row.id,
  version: row.version,
  state: row.state,
  title: row.title,
  summary: row.summary,
  topics: row.topics,
  // Safe: it was read by the contract when it was kept.
  audience: row.audience as unknown as CourseFields['audience'],
  hours: row.hours === null ? null : Number(row.hours),
  expiresOn: row.expires_on,
  content: row.content,
});

/** The course as the reader saw it, in a state in which the act may follow. @throws AppError not_found, stale, conflict */
export const ready = async (
  tx: Tx,
  scope: Scope,
  { id, version, act }: { readonly id: string; readonly version: number; readonly act: CourseAct },
): Promise<CourseRow> => {
  const row = await lockOne(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: current(row) });
  if (!allows(act, { state: row.state, offered: row.offered !== null, published: row.edition > 0 }))
    throw new AppError('conflict', { message: 'courses.wrong_state' });
  return row;
};

/** A line of what happened with a course. */
export const writeStep = async (
  tx: Tx,
  scope: Scope,
  county: County,
  row: CourseRow,
  {
    kind,
    round = row.round,
    note = '',
  }: { readonly kind: StepKind; readonly round?: number; readonly note?: string | undefined },
): Promise<void> => {
  await tx
    .insertInto('course_step')
    .values({
      id: newId(),
      course_id: row.id,
      org_path: row.org_path,
      round,
      kind,
      actor: scope.actor,
      note: note === '' ? null : note,
      at: county.now().toISOString(),
    })
    .execute();
};

interface Values {
  readonly state: CourseState;
  readonly [column: string]: unknown;
}

/** Keeps the state and tells of it. */
export const step = async (
  tx: Tx,
  county: County,
  row: CourseRow,
  action: string,
  values: Values,
): Promise<Changed> => {
  const version = row.version + 1;
  await tx
    .updateTable('course')
    .set({ ...values, version, changed_at: county.now().toISOString() })
    .where('id', '=', row.id)
    .execute();
  audit(tx, { action: `courses.${action}`, entity: 'course', entityId: row.id, path: row.org_path });
  touch(tx, 'courses', { path: row.org_path });
  return { id: row.id, version, state: values.state };
};
