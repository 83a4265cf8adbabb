import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow, referenceOf } from '#features/base/organisations/index.ts';
import { ruleAt, sources as ruleSources } from '#features/base/rules/rules.ts';
import { notFound } from '#shared/errors.ts';
import { ownBranchMembers, ownMembership } from '../access.ts';
import { postsOf } from '../posts/queries.ts';
import { yearsUntil } from '../rules.ts';
import type { BranchLine, branchHours, StudyYear, Training as TrainingView } from './contract.ts';
import {
  isLeaderIn,
  reckonLines,
  requiredIn,
  sumOf,
  trainingsOf,
  type Evidence,
  type HeldPost,
  type HourLine,
  type Learner,
  type Training,
} from './rules.ts';

const learnerColumns = (rows: ReturnType<typeof ownMembership>) =>
  rows.select([
    'm.person_id',
    'm.category',
    'm.joined_on',
    'm.full_on',
    'm.probation_until',
    'p.name',
    'b.short_name as branch_name',
  ]);
type LearnerRow = Awaited<ReturnType<ReturnType<typeof learnerColumns>['executeTakeFirstOrThrow']>>;

interface Found extends Evidence {
  readonly personId: string;
}

interface MeetingRow {
  readonly person_id: string;
  readonly ref: string;
  readonly on_day: string;
  readonly kind: string;
  readonly title: string | null;
  readonly unit: string;
  readonly starts_at: string;
  readonly ends_at: string | null;
  readonly topics: string[] | null;
  readonly study_hours: string | null;
}

const meetingsOf = async (db: Db, people: readonly string[], first: string, last: string): Promise<Found[]> => {
  const { rows } = await sql<MeetingRow>`
    select * from study_meetings(${[...people]}::uuid[], ${first}::date, ${last}::date)`.execute(db);
  return rows.map((row) => ({
    personId: row.person_id,
    source: 'meeting',
    ref: row.ref,
    on: row.on_day,
    until: null,
    kind: row.kind,
    title: row.title,
    unit: row.unit,
    topics: row.topics ?? [],
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    stated: row.study_hours === null ? null : Number(row.study_hours),
  }));
};

const classesOf = async (db: Db, people: readonly string[], first: string, last: string): Promise<Found[]> => {
  const rows = await db
    .selectFrom('study_roll as r')
    .innerJoin('study_class_session as s', 's.id', 'r.session_id')
    .innerJoin('study_class as c', 'c.id', 'r.class_id')
    .innerJoin('organisation as o', 'o.id', 'c.organiser_id')
    .select(['r.person_id', 's.id', 's.on_day', 's.part', 's.subject', 'c.title', 'c.topics', 'o.short_name'])
    .where('r.person_id', 'in', people)
    .where('r.present', '=', true)
    .where('s.on_day', '>=', first)
    .where('s.on_day', '<=', last)
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    source: 'class',
    ref: row.id,
    on: row.on_day,
    until: null,
    kind: row.part,
    title: row.title,
    unit: row.short_name,
    topics: row.topics,
  }));
};

const recordsOf = async (db: Db, people: readonly string[], first: string, last: string): Promise<Found[]> => {
  const rows = await db
    .selectFrom('training_record')
    .select(['id', 'person_id', 'kind', 'title', 'organiser', 'from_on', 'to_on', 'hours', 'certificate'])
    .where('person_id', 'in', people)
    .where('voided_at', 'is', null)
    .where('from_on', '>=', first)
    .where('from_on', '<=', last)
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    source: 'record',
    ref: row.id,
    on: row.from_on,
    until: row.to_on,
    kind: row.kind ?? 'other',
    title: row.title,
    unit: row.organiser,
    topics: [],
    hours: row.hours === null ? null : Number(row.hours),
    certificate: (row.certificate ?? '').trim() !== '',
  }));
};

/** Courses finished whose questions were answered; one without published hours is no line. */
const coursesOf = async (db: Db, people: readonly string[], first: string, last: string): Promise<Found[]> => {
  const rows = await db
    .selectFrom('course_taking as t')
    .innerJoin('course_release as r', (join) =>
      join.onRef('r.course_id', '=', 't.course_id').onRef('r.edition', '=', 't.edition'),
    )
    .innerJoin('organisation as o', 'o.id', 'r.provider_id')
    .select(['t.person_id', 't.id', 't.finished_on', 'r.title', 'r.topics', 'r.hours', 'o.short_name'])
    .where('t.person_id', 'in', people)
    .where('t.finished_on', '>=', first)
    .where('t.finished_on', '<=', last)
    .where('r.hours', 'is not', null)
    .where((e) =>
      e.exists(
        e
          .selectFrom('course_done as d')
          .select('d.id')
          .whereRef('d.person_id', '=', 't.person_id')
          .whereRef('d.course_id', '=', 't.course_id')
          .where('d.state', '=', 'done')
          // A task on site is confirmed by somebody; questions are by nobody.
          .where('d.actor', 'is', null),
      ),
    )
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    source: 'course',
    ref: row.id,
    on: row.finished_on ?? last,
    until: null,
    kind: 'course',
    title: row.title,
    unit: row.short_name,
    topics: row.topics,
    hours: Number(row.hours),
  }));
};

interface Facts {
  readonly lines: readonly HourLine[];
  readonly posts: readonly HeldPost[];
  readonly exempt: boolean;
}

const byPerson = <T>(rows: readonly T[], idOf: (row: T) => string): ReadonlyMap<string, readonly T[]> => {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(idOf(row), [...(found.get(idOf(row)) ?? []), row]);
  return found;
};

/** What people attended in a year and the one before it, trainings of the one before that, their posts, and whether the list of the latest meeting calls them old or ill. */
const factsOf = async (db: Db, people: readonly string[], year: number): Promise<(id: string) => Facts> => {
  if (people.length === 0) return () => ({ lines: [], posts: [], exempt: false });
  // A new secretary who took office in autumn may have been trained before the year began.
  const [first, last] = [`${year - 1}-01-01`, `${year}-12-31`];
  // A probation that was lengthened lasts two years.
  const trained = `${year - 2}-01-01`;
  const [meetings, classes, records, courses, posts, { rows: exempt }] = await Promise.all([
    meetingsOf(db, people, first, last),
    classesOf(db, people, trained, last),
    recordsOf(db, people, trained, last),
    coursesOf(db, people, first, last),
    postsOf(db, people),
    sql<{ person_id: string; exempt: boolean }>`
      select distinct on (i.person_id) i.person_id, i.exempt from meeting_invitee i
      where i.person_id = any(${[...people]}::uuid[]) order by i.person_id, i.meeting_id desc`.execute(db),
  ]);
  const found = byPerson([...meetings, ...classes, ...records, ...courses], ({ personId }) => personId);
  const exempted = new Set(exempt.filter((row) => row.exempt).map((row) => row.person_id));
  return (id) => ({
    lines: reckonLines((found.get(id) ?? []).map(({ personId: _personId, ...one }) => one)),
    posts: posts(id),
    exempt: exempted.has(id),
  });
};

const learnerOf = (row: LearnerRow, posts: readonly HeldPost[]): Learner => ({
  category: row.category,
  joinedOn: row.joined_on,
  fullOn: row.full_on,
  probationUntil: row.probation_until,
  posts,
});

const whyView = (why: Training['answer']['why']): StudyYear['why'] => ({ ...why, steps: [...why.steps] });

const trainingView = ({ answer, ...one }: Training, today: string): z.input<typeof TrainingView> => ({
  ...one,
  overdue: one.doneOn === null && one.dueOn < today,
  why: whyView(answer.why),
});

const sumsOf = (row: LearnerRow, facts: Facts, year: number, today: string) => {
  const lines = facts.lines.filter(({ on }) => on.startsWith(`${year}-`));
  const leader = isLeaderIn(facts.posts, year, today);
  const hours = sumOf(lines, 'collective');
  const required = requiredIn(year, leader, hours);
  return {
    lines,
    required,
    sums: {
      hours,
      alone: sumOf(lines, 'alone'),
      needed: required.needed,
      missing: Math.max(0, required.needed - hours),
      audience: leader ? ('leader' as const) : ('member' as const),
      exempt: facts.exempt,
    },
    trainings: trainingsOf(learnerOf(row, facts.posts), facts.lines, year, today).map((one) =>
      trainingView(one, today),
    ),
  };
};

/** What a rule says, without a question asked of it. */
export const ruleView = (id: string, on: string): StudyYear['rules'][number] => {
  const rule = ruleAt(id, on);
  return {
    ruleId: id,
    article: rule.article,
    source: ruleSources[rule.source].title,
    ...(rule.url === undefined ? {} : { url: rule.url }),
    confidence: rule.confidence,
    effectiveFrom: rule.effectiveFrom,
    note: rule.note,
    inputs: {},
    steps: [],
  };
};

const yearView = async (
  db: Db,
  county: County,
  row: LearnerRow | undefined,
  asked: number | undefined,
): Promise<z.input<typeof StudyYear>> => {
  if (row === undefined) throw notFound();
  const today = county.today();
  const year = asked ?? Number(today.slice(0, 4));
  const facts = (await factsOf(db, [row.person_id], year))(row.person_id);
  const { lines, required, sums, trainings } = sumsOf(row, facts, year, today);
  const ruleIds = [...new Set(lines.flatMap(({ ruleId }) => ruleId ?? []))].toSorted();
  return {
    ...sums,
    year,
    years: yearsUntil(today),
    name: row.name,
    branchName: row.branch_name,
    why: whyView(required.why),
    lines: lines.toReversed().map((line) => ({
      source: line.source,
      ref: line.ref,
      on: line.on,
      until: line.until,
      kind: line.kind,
      title: line.title,
      unit: line.unit,
      topics: [...line.topics],
      credit: line.credit,
      mode: line.mode,
      reason: line.reason,
      ruleId: line.ruleId,
    })),
    trainings,
    rules: ruleIds.map((id) => ruleView(id, `${year}-12-31`)),
  };
};

/** @throws AppError not_found where nobody stands behind the account */
export const hoursOfOwn = async (
  db: Db,
  scope: Scope,
  county: County,
  year: number | undefined,
): Promise<z.input<typeof StudyYear>> =>
  yearView(db, county, await learnerColumns(ownMembership(db, scope)).executeTakeFirst(), year);

/** @throws AppError not_found */
export const hoursOfPerson = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
  year: number | undefined,
): Promise<z.input<typeof StudyYear>> => {
  const row = await learnerColumns(ownBranchMembers(db, scope)).where('m.person_id', '=', id).executeTakeFirst();
  return yearView(db, county, row, year);
};

/** Who lacks most stands first. @throws AppError not_found */
export const hoursOfBranch = async (
  db: Db,
  scope: Scope,
  county: County,
  asked: number | undefined,
): Promise<z.input<typeof branchHours.reply>> => {
  const id = scope.organisationId;
  if (id === null) throw notFound();
  const today = county.today();
  const year = asked ?? Number(today.slice(0, 4));
  const [branch, people] = await Promise.all([
    organisationRow(db, scope, id),
    learnerColumns(ownBranchMembers(db, scope)).orderBy('p.pinyin').orderBy('p.id').execute(),
  ]);
  const of = await factsOf(
    db,
    people.map((row) => row.person_id),
    year,
  );
  const items = people.map((row): z.input<typeof BranchLine> => {
    const { sums, trainings } = sumsOf(row, of(row.person_id), year, today);
    return {
      ...sums,
      personId: row.person_id,
      name: row.name,
      trainings: trainings.map(({ why: _why, ...training }) => training),
    };
  });
  const required = items.filter(({ exempt }) => !exempt);
  return {
    branch: referenceOf(branch),
    year,
    years: yearsUntil(today),
    items: items.toSorted((a, b) => Number(a.exempt) - Number(b.exempt) || b.missing - a.missing),
    met: required.filter(({ missing }) => missing === 0).length,
    required: required.length,
  };
};
