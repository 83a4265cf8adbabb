import { leafPath, matterPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { plantQuestion } from '#features/education/bank/factory.ts';
import { newPaperCode } from '#features/education/exams/index.ts';
import { newId } from '#shared/ids.ts';
import { hostile } from '#test/harness/hostile.ts';

interface Place {
  readonly id: string;
  readonly path: string;
}

interface ClassFacts {
  readonly organiser: Place;
  readonly title?: string;
  readonly days?: readonly [first: string, last: string];
  /** Enrolled, by leaf; at the organiser itself where no path is given. */
  readonly person?: { readonly id: string; readonly path?: string };
  /** Whether that person has been at its lesson and has the certificate. */
  readonly certificate?: boolean;
}

/** A class of one lesson, with one person in it where one is asked for. */
export const plantClass = async (
  tx: Tx,
  {
    organiser,
    title = `培训班${hostile}`,
    days = ['2026-03-02', '2026-03-02'],
    person,
    certificate = false,
  }: ClassFacts,
): Promise<{ readonly id: string; readonly lesson: string; readonly certificate: string; readonly number: string }> => {
  const [id, lesson, certificateId] = [newId(), newId(), newId()];
  const number = `2026-${id.slice(-12).toUpperCase()}`;
  await tx
    .insertInto('study_class')
    .values({
      id,
      organiser_id: organiser.id,
      audience: 'member',
      title,
      place: '党校',
      topics: ['theory'],
      quota: 50,
      apply_by: '2099-12-31',
      starts_on: days[0],
      ends_on: days[1],
    })
    .execute();
  await tx
    .insertInto('study_class_session')
    .values({ id: lesson, class_id: id, on_day: days[0], part: 'day', subject: '理论' })
    .execute();
  if (person === undefined) return { id, lesson, certificate: certificateId, number };
  const filed = {
    class_id: id,
    person_id: person.id,
    org_path: matterPath(organiser.path, id),
    to_path: person.path ?? leafPath(organiser.path, person.id),
  };
  const asked = { asked_by: 'test', asked_at: '2026-02-01T00:00:00Z' };
  await tx
    .insertInto('study_enrolment')
    .values({ id: newId(), ...filed, name: hostile, branch_name: hostile, state: 'enrolled', ...asked })
    .execute();
  if (!certificate) return { id, lesson, certificate: certificateId, number };
  await tx
    .insertInto('study_roll')
    .values({ session_id: lesson, ...filed, present: true, marked_by: 'test' })
    .execute();
  await tx
    .insertInto('study_certificate')
    .values({ id: certificateId, ...filed, number, masked_name: '张*', hours: '8', issued_on: days[1] })
    .execute();
  return { id, lesson, certificate: certificateId, number };
};

/** A plan of one line. */
export const plantPlan = async (
  tx: Tx,
  { at, state = 'draft' }: { readonly at: Place; readonly state?: 'draft' | 'issued' },
): Promise<{ readonly id: string }> => {
  const id = newId();
  await tx
    .insertInto('study_plan')
    .values({ id, organisation_id: at.id, year: 2026, audience: 'member', state, title: `计划${hostile}` })
    .execute();
  await tx
    .insertInto('study_plan_line')
    .values({ id: newId(), plan_id: id, month: 3, topic: 'theory', form: 'lesson', hours: '2' })
    .execute();
  return { id };
};

/** A closed meeting of an organisation that may be study. */
export const plantSession = async (
  tx: Tx,
  { at, day = '2026-03-02' }: { readonly at: Place; readonly day?: string },
): Promise<{ readonly id: string }> => {
  const id = newId();
  await tx
    .insertInto('meeting')
    .values({
      id,
      organisation_id: at.id,
      org_path: at.path,
      type: 'party_lesson',
      title: `党课${hostile}`,
      starts_at: `${day}T06:00:00Z`,
      ends_at: `${day}T08:00:00Z`,
      held_on: day,
      state: 'closed',
      content: '学习',
      closed_at: `${day}T10:00:00Z`,
      closed_by: 'test',
    })
    .execute();
  return { id };
};

/** What a member wants to learn. */
export const plantNeed = async (
  tx: Tx,
  {
    person,
    topic = 'digital',
  }: { readonly person: { readonly id: string; readonly path: string }; readonly topic?: string },
): Promise<{ readonly id: string }> => {
  const id = newId();
  await tx
    .insertInto('study_need')
    .values({ id, person_id: person.id, org_path: person.path, topic, words: hostile, asked_on: '2026-03-02' })
    .execute();
  return { id };
};

/** A form of learning needs that has not been entered. */
export const plantNeedPaper = async (
  tx: Tx,
  { person }: { readonly person: { readonly id: string; readonly path: string } },
): Promise<{ readonly printing: string; readonly code: string }> => {
  const printing = newId();
  const code = newPaperCode();
  await tx
    .insertInto('study_need_paper')
    .values({
      id: newId(),
      person_id: person.id,
      org_path: person.path,
      code,
      printing_id: printing,
      printed_on: '2026-03-02',
      printed_by: 'test',
    })
    .execute();
  return { printing, code };
};

/** What answers of a year say of a place: of one topic, and of one question. */
export const plantLearnt = async (
  tx: Tx,
  { at, year, topic = 'law' }: { readonly at: Place; readonly year: number; readonly topic?: string },
): Promise<{ readonly item: string }> => {
  const { id: item } = await plantQuestion(tx, { unit: at, topic, stem: `村民会议由谁召集？${hostile}` });
  const filed = { organisation_id: at.id, year, topic };
  await tx
    .insertInto('study_learnt')
    .values([
      {
        ...filed,
        kind: 'answered',
        people: 18,
        answers: 164,
        part: '0.561',
        low: '0.466',
        high: '0.652',
        least_depth: 0,
      },
      { ...filed, kind: 'discussed', people: 7, answers: 9, least_depth: 0 },
    ])
    .execute();
  await tx
    .insertInto('study_missed')
    .values({ ...filed, item_id: item, people: 18, missed: '0.722' })
    .execute();
  return { item };
};

/** What became of those who finished a course. */
export const plantEffect = async (tx: Tx, course: string): Promise<void> => {
  await tx
    .insertInto('study_course_effect')
    .values({
      course_id: course,
      people: 24,
      before: '0.540',
      after: '0.710',
      low: '0.060',
      high: '0.280',
      verdict: 'helps',
    })
    .execute();
};
