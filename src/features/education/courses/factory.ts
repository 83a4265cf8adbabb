import { sql } from 'kysely';
import { leafPath, matterPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Body } from '#shared/body.ts';
import { newId } from '#shared/ids.ts';
import type { Content } from './content/rules.ts';
import { sealSaid } from './discussion/queries.ts';
import type { ReleaseFile } from './own/queries.ts';
import { everybody, reachOf, type Audience, type CourseState } from './rules.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

export const bodyOf = (...lines: readonly string[]): Body => ({
  type: 'doc',
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** Questions of the bank, published: five options each, the first is right. */
export const plantItems = async (tx: Tx, unit: Place, count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => newId());
  for (const [at, id] of ids.entries()) {
    const options = ['A', 'B', 'C', 'D', 'E'].map((key) => ({ key, text: `<b>${key}</b> "选项"${at}` }));
    const row = {
      id,
      line_id: id,
      unit_id: unit.id,
      category_code: 'charter',
      topic: 'charter',
      kind: 'single' as const,
      stem: `第${at}题 <i>'问'</i>`,
      options: JSON.stringify(options),
      answer: JSON.stringify({ keys: ['A'] }),
      explanation: `解析${at}`,
      writers: [newId()],
      writer: '出题人',
      same_hash: Buffer.from(id.replaceAll('-', ''), 'hex'),
      bands: [],
    };
    // The bank publishes what is a draft first.
    await tx.insertInto('bank_item').values(row).execute();
    await tx
      .updateTable('bank_item')
      .set({ state: 'published', reviewer_id: newId(), reviewer: '审题人' })
      .where('id', '=', id)
      .execute();
  }
  return ids;
};

interface Facts {
  readonly unit: Place & { readonly type?: string };
  readonly title?: string;
  readonly summary?: string;
  readonly topics?: readonly string[];
  readonly content?: Content;
  readonly files?: readonly ReleaseFile[];
  readonly state?: CourseState;
  readonly audience?: Audience;
  readonly hours?: number | null;
  readonly expiresOn?: string | null;
  /** Who wrote it, and who looked at it. */
  readonly writers?: readonly string[];
  readonly writer?: string;
}

export interface PlantedCourse {
  readonly id: string;
  readonly content: Content;
}

/** A text, five questions, a task on site and a discussion. */
export const smallContent = (items: readonly string[]): Content => ({
  chapters: [
    {
      id: newId(),
      title: '第一章',
      units: [
        { id: newId(), kind: 'text', title: '先读一读', body: bodyOf('<b>党员</b> 是"先锋"\'') },
        {
          id: newId(),
          kind: 'quiz',
          title: '自测',
          items,
          ask: Math.min(5, items.length),
          pass: Math.min(4, items.length),
        },
        { id: newId(), kind: 'task', title: '现场教学', words: '到红色教育基地参观', place: '红十三军旧址' },
        { id: newId(), kind: 'discussion', title: '说说体会', words: '您怎样在村里发挥作用？' },
      ],
    },
  ],
});

/** A course at a unit; where it is published, with its release. */
export const plantCourse = async (
  tx: Tx,
  county: County,
  {
    unit,
    title = '<b>课程</b> "一"\'',
    summary = '',
    topics = ['charter'],
    content,
    files = [],
    state = 'draft',
    audience = everybody,
    hours = null,
    expiresOn = null,
    writers = [newId()],
    writer = '编写人',
  }: Facts,
): Promise<PlantedCourse> => {
  const id = newId();
  const whole = content ?? smallContent(await plantItems(tx, unit, 6));
  const isOut = state === 'published';
  const taught = {
    provider_id: unit.id,
    title,
    summary,
    topics: [...topics],
    audience: JSON.stringify(audience),
    hours: hours === null ? null : String(hours),
    expires_on: expiresOn,
    content: JSON.stringify(whole),
  };
  await tx
    .insertInto('course')
    .values({
      ...taught,
      id,
      org_path: matterPath(unit.path, id),
      state,
      edition: isOut ? 1 : 0,
      writers: isOut ? sql`'{}'` : [...writers],
      writer,
      changed_at: county.now().toISOString(),
    })
    .execute();
  if (isOut)
    await tx
      .insertInto('course_release')
      .values({
        ...taught,
        course_id: id,
        files: JSON.stringify(files),
        edition: 1,
        reach: reachOf({ type: unit.type ?? 'branch', path: unit.path }),
        writers: [...writers],
        reviewer_id: newId(),
        current: true,
        published_on: county.today(),
      })
      .execute();
  return { id, content: whole };
};

/** That a member says a task of a course is done. */
export const plantAsked = async (
  tx: Tx,
  county: County,
  course: PlantedCourse,
  member: { readonly id: string; readonly branch: Place },
): Promise<{ readonly id: string }> => {
  const unit = course.content.chapters.flatMap(({ units }) => units).find(({ kind }) => kind === 'task');
  if (unit === undefined) throw new Error('the course has no task');
  const id = newId();
  const filed = {
    course_id: course.id,
    person_id: member.id,
    org_path: leafPath(member.branch.path, member.id),
    edition: 1,
  };
  await tx
    .insertInto('course_done')
    .values({ id, ...filed, unit_id: unit.id, state: 'asked', asked_on: county.today() })
    .execute();
  await tx
    .insertInto('course_taking')
    .values({ id: newId(), ...filed, begun_on: county.today() })
    .execute();
  return { id };
};

/** Something that a member has said about a unit to the own branch. */
export const plantPost = async (
  tx: Tx,
  county: County,
  course: PlantedCourse,
  member: { readonly id: string; readonly branch: Place },
): Promise<{ readonly id: string }> => {
  const unit = course.content.chapters.flatMap(({ units }) => units).find(({ kind }) => kind === 'discussion');
  const id = newId();
  await tx
    .insertInto('course_post')
    .values({
      id,
      course_id: course.id,
      unit_id: unit?.id ?? newId(),
      person_id: member.id,
      org_path: member.branch.path,
      ...sealSaid(county, { name: '某党员', text: '<b>体会</b> "很深"' }),
      at: county.now().toISOString(),
    })
    .execute();
  return { id };
};
