import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import { covers, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { ancestorsOf, organisationRow, referenceOf, type OrganisationRow } from '#features/base/organisations/index.ts';
import { notFound } from '#shared/errors.ts';
import { ruleView } from '../hours/queries.ts';
import { coursesFor, effectsFor, learntAt, missedAt } from '../learnt/queries.ts';
import { isWeak } from '../learnt/rules.ts';
import { aloneKinds, leaderPosts, meetingRecordKinds, type PlanForm } from '../packs/study-kinds.ts';
import { overdueAt, type MostHeld } from '../plans/overdue/queries.ts';
import { hoursNeeded, kindsOf } from '../plans/rules.ts';
import { listed } from '../plans/studied/queries.ts';
import { postsAt } from '../posts/queries.ts';
import { shownCount, yearsUntil } from '../rules.ts';
import { visibleNeeds } from '../needs/queries.ts';
import type { studyStatus, TopicStatus } from './contract.ts';
import {
  addFigures,
  leftOutOf,
  noFigures,
  suggestionsOf,
  suppressed,
  suppressedWhole,
  without,
  type FigureName,
  type Figures,
} from './rules.ts';

interface Asked {
  readonly organisationId?: string | undefined;
  readonly year?: number | undefined;
}

interface Counted extends Figures {
  readonly segment: string;
}

/**
 * The first training of new members, as `trainingsOf` of a person asks it: of those whose probation lies in the year, and done within it.
 * They are few: theirs are read, and nobody else's.
 */
const newMembersBelow = async (db: Db, { path }: OrganisationRow, segment: RawBuilder<string>, year: number) => {
  const [first, last] = [sql.lit(`${year}-01-01`), sql.lit(`${year}-12-31`)];
  const due = sql`coalesce(m.probation_until, (m.joined_on + interval '1 year')::date)`;
  const { rows } = await sql<{ segment: string; probationary: number; probationaryTrained: number }>`
    with asked as materialized (
      select m.person_id, m.org_path, m.joined_on, least(${due}, ${last}::date) as until from membership m
      where m.org_path >= ${path} and m.org_path < ${rangeEnd(path)} and m.voided_at is null and m.left_on is null
        and m.category = 'probationary' and m.joined_on <= ${last}::date and ${due} >= ${first}::date),
    trained as (
      select r.person_id from asked a join study_roll r on r.person_id = a.person_id join study_class_session s on s.id = r.session_id
      where r.present and s.on_day >= a.joined_on and s.on_day <= a.until
      union
      select r.person_id from asked a join training_record r on r.person_id = a.person_id
      where r.voided_at is null and r.from_on >= a.joined_on and r.from_on <= a.until
        and coalesce(r.kind, '') not in ${listed([...meetingRecordKinds, ...aloneKinds])} and trim(coalesce(r.certificate, '')) <> '')
    select ${segment} as segment, count(*)::int4 as probationary, count(n.person_id)::int4 as "probationaryTrained"
    from asked m left join trained n on n.person_id = m.person_id group by 1`.execute(db);
  return new Map(rows.map((row) => [row.segment, row]));
};

/**
 * Members below a place, by the step of the tree below it: from the kept sums of a year. The step is read off the path, since joining
 * fifty thousand members to the tree would cost more than counting them.
 */
const countsBelow = async (db: Db, at: OrganisationRow, year: number, today: string): Promise<readonly Counted[]> => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31` < today ? `${year}-12-31` : today];
  const segment = sql<string>`split_part(m.org_path, '/', ${sql.lit(at.path.split('/').length)})`;
  const [member, leader] = [hoursNeeded('member', year) ?? 0, hoursNeeded('leader', year) ?? 0];
  const [newMembers, { rows }] = await Promise.all([
    newMembersBelow(db, at, segment, year),
    sql<Omit<Counted, 'probationary' | 'probationaryTrained'>>`
      with led as (
        select distinct h.person_id from ${postsAt(at.path)} h
        where h.post in ${listed(leaderPosts)} and h.from_on <= ${last}::date and (h.to_on is null or h.to_on >= ${first}::date)),
      each as (
        select ${segment} as segment, l.person_id is not null as led, coalesce(t.hours, 0) as hours, coalesce(t.classes, 0) as classes
        from membership m
        left join study_tally t on t.person_id = m.person_id and t.year = ${year}::int4
        left join led l on l.person_id = m.person_id
        where m.org_path >= ${at.path} and m.org_path < ${rangeEnd(at.path)} and m.voided_at is null and m.left_on is null)
      select segment, count(*)::int4 as members,
        count(*) filter (where hours >= case when led then ${sql.lit(leader)} else ${sql.lit(member)} end)::int4 as met,
        count(*) filter (where hours > 0)::int4 as studied,
        count(*) filter (where led)::int4 as leaders,
        count(*) filter (where led and hours >= ${sql.lit(leader)})::int4 as "leadersMet",
        count(*) filter (where led and classes > 0)::int4 as "leadersTrained"
      from each group by segment`.execute(db),
  ]);
  return rows.map((row) => {
    const { probationary = 0, probationaryTrained = 0 } = newMembers.get(row.segment) ?? {};
    return { ...row, probationary, probationaryTrained };
  });
};

const figuresOf = ({ segment: _segment, ...figures }: Counted): Figures => figures;

const heldForms = ['lesson', 'party_day', 'meeting'] as const satisfies readonly PlanForm[];
type HeldForm = (typeof heldForms)[number];
const isHeldForm = (form: PlanForm): form is HeldForm => (heldForms as readonly PlanForm[]).includes(form);

/** How often a topic was held; of each form, the most that one branch held. */
interface HeldTopic extends Readonly<Record<HeldForm, number>> {
  readonly topic: string;
  readonly sessions: number;
  readonly branches: number;
}

/** Sessions of a form; whatever has a topic is a meeting. */
const counted = (form: HeldForm) => sql`count(*) filter (where s.type in ${listed(kindsOf(form))}) as ${sql.ref(form)}`;

const topicsBelow = async (db: Db, scope: Scope, at: OrganisationRow, year: number, own: boolean) => {
  const end = rangeEnd(at.path);
  const [names, { rows: held }, asked] = await Promise.all([
    db.selectFrom('study_topic').select('code').where('retired_on', 'is', null).orderBy('position').execute(),
    sql<HeldTopic>`
      select topic, sum(meeting)::int4 as sessions, count(*)::int4 as branches,
        max(lesson)::int4 as lesson, max(party_day)::int4 as party_day, max(meeting)::int4 as meeting
      from (
        select s.org_path, topic, ${counted('lesson')}, ${counted('party_day')}, ${counted('meeting')}
        from study_session s, unnest(s.topics) as topic
        where s.org_path >= ${at.path} and s.org_path < ${end}
          and s.held_on >= ${`${year}-01-01`}::date and s.held_on <= ${`${year}-12-31`}::date
        group by s.org_path, topic) as of_branch
      group by topic`.execute(db),
    visibleNeeds(db, scope)
      .where('n.org_path', '>=', at.path)
      .where('n.org_path', '<', end)
      .select(['n.topic', sql<number>`count(*)::int4`.as('count')])
      .groupBy('n.topic')
      .execute(),
  ]);
  const heldOf = new Map(held.map((row) => [row.topic, row]));
  const askedOf = new Map(asked.map((row) => [row.topic, row.count]));
  const topics = names.map(({ code }): Omit<z.input<typeof TopicStatus>, 'mastery' | 'discussed'> => {
    const count = askedOf.get(code) ?? 0;
    return {
      topic: code,
      sessions: heldOf.get(code)?.sessions ?? 0,
      branches: heldOf.get(code)?.branches ?? 0,
      asked: own ? count : shownCount(count),
    };
  });
  const mostHeld: MostHeld = ({ topic, form }) => (isHeldForm(form) ? (heldOf.get(topic)?.[form] ?? 0) : 0);
  return { topics, mostHeld };
};

/** The place asked about: one of the reader's range. @throws AppError not_found */
const placeOf = async (db: Db, scope: Scope, asked: string | undefined): Promise<OrganisationRow> => {
  const id = asked ?? scope.organisationId;
  if (id === null) throw notFound();
  const row = await organisationRow(db, scope, id);
  if (!covers(scope, row.path)) throw notFound();
  return row;
};

const childrenOf = (db: Db, at: OrganisationRow) =>
  db
    .selectFrom('organisation')
    .selectAll()
    .where('parent_id', '=', at.id)
    .where('abolished_on', 'is', null)
    .orderBy('path')
    .execute();

/** Figures of the places next below one, and of those who lie at the place itself. */
const stepsBelow = (
  counts: readonly Counted[],
  children: readonly Pick<OrganisationRow, 'path'>[],
): { readonly each: readonly Figures[]; readonly own: Figures } => {
  const of = new Map(counts.map((row) => [row.segment, figuresOf(row)]));
  const segments = children.map(({ path }) => path.split('/').at(-2) ?? '');
  const own = counts
    .filter(({ segment }) => !segments.includes(segment))
    .map(figuresOf)
    .reduce(addFigures, noFigures);
  return { each: segments.map((segment) => of.get(segment) ?? noFigures), own };
};

/** What is left out of a place where the reader sees it beside others, at each step down from the reader's own place. */
const leftOutAbove = async (
  db: Db,
  above: readonly OrganisationRow[],
  at: OrganisationRow,
  year: number,
  today: string,
): Promise<ReadonlySet<FigureName>> => {
  const found = await Promise.all(
    above.map(async (parent) => {
      const [counts, children] = await Promise.all([countsBelow(db, parent, year, today), childrenOf(db, parent)]);
      const { each, own } = stepsBelow(counts, children);
      return leftOutOf(
        [...each, own],
        children.findIndex(({ path }) => at.path.startsWith(path)),
      );
    }),
  );
  return new Set(found.flat());
};

interface Standing {
  readonly topics: Awaited<ReturnType<typeof topicsBelow>>['topics'];
  readonly mastery: Awaited<ReturnType<typeof learntAt>>['mastery'];
  readonly overdue: Awaited<ReturnType<typeof overdueAt>>;
  readonly today: string;
}

/** What to study next, why, and by which course. */
const suggestedAt = async (
  db: Db,
  at: OrganisationRow,
  { topics, overdue, mastery, today }: Standing,
): Promise<z.input<typeof studyStatus.reply>['suggestions']> => {
  const found = suggestionsOf(
    topics.map(({ topic, sessions, asked }) => {
      const estimate = mastery.get(topic);
      const weak = estimate !== undefined && isWeak(estimate);
      return { topic, sessions, overdue: overdue.get(topic) ?? new Set(), asked: asked ?? 0, weak };
    }),
  );
  const coursesOf = await coursesFor(
    db,
    at,
    found.map(({ topic }) => topic),
    today,
  );
  return found.map(({ topic, reasons }) => ({ topic, reasons: [...reasons], courses: coursesOf(topic) }));
};

/** @throws AppError not_found */
export const statusOf = async (
  db: Db,
  scope: Scope,
  county: County,
  asked: Asked,
): Promise<z.input<typeof studyStatus.reply>> => {
  const today = county.today();
  const year = asked.year ?? Number(today.slice(0, 4));
  const at = await placeOf(db, scope, asked.organisationId);
  const own = at.path === scope.from && scope.permissions.has('study.keep');
  const ancestors = (await ancestorsOf(db, at.path)).filter((row) => covers(scope, row.path));
  const standing = topicsBelow(db, scope, at, year, own).then(async ({ topics, mostHeld }) => ({
    topics,
    overdue: await overdueAt(db, at, { year, today, own, mostHeld }),
  }));
  const [counts, children, hidden, learnt, { topics, overdue }, words, missed, courses] = await Promise.all([
    countsBelow(db, at, year, today),
    childrenOf(db, at),
    leftOutAbove(db, ancestors, at, year, today),
    learntAt(db, scope, at, year),
    standing,
    own
      ? visibleNeeds(db, scope)
          .select(['n.topic', 'n.words'])
          .where('n.words', '<>', '')
          .orderBy('n.id', 'desc')
          .limit(100)
          .execute()
      : [],
    missedAt(db, scope, at, year),
    effectsFor(db, at),
  ]);
  const steps = stepsBelow(counts, children);
  const total = counts.map(figuresOf).reduce(addFigures, noFigures);
  const shown = own ? steps.each : suppressed([...steps.each, steps.own]).slice(0, children.length);
  const suggestions = await suggestedAt(db, at, { topics, overdue, mastery: learnt.mastery, today });
  const last = `${year}-12-31`;
  const rows = children.flatMap((child, place) => {
    const figures = shown[place];
    if (figures === undefined || (figures.members ?? 0) === 0) return [];
    return [{ organisation: referenceOf(child), figures: without(figures, hidden) }];
  });
  return {
    organisation: referenceOf(at),
    ancestors: ancestors.map(referenceOf),
    year,
    years: yearsUntil(today),
    own,
    branches: rows.length,
    total: own ? total : without(suppressedWhole(total), hidden),
    rows,
    topics: topics.map((one) => ({
      ...one,
      mastery: learnt.mastery.get(one.topic) ?? null,
      discussed: learnt.discussed.get(one.topic) ?? null,
    })),
    words,
    suggestions,
    missed,
    courses,
    rules: [ruleView('study.member', last), ruleView('study.leader', last)],
  };
};
