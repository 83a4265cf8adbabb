import { sql } from 'kysely';
import type { z } from 'zod';
import { covers, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { ancestorsOf, organisationRow, referenceOf, type OrganisationRow } from '#features/base/organisations/index.ts';
import { notFound } from '#shared/errors.ts';
import { ruleView } from '../hours/queries.ts';
import { coursesFor, effectsFor, learntAt, missedAt } from '../learnt/queries.ts';
import { isWeak } from '../learnt/rules.ts';
import { aloneKinds, leaderPosts, meetingRecordKinds } from '../packs/study-kinds.ts';
import { soughtOf } from '../plans/queries.ts';
import { hoursNeeded } from '../plans/rules.ts';
import { listed, studiedAt } from '../plans/studied/queries.ts';
import { postsAt } from '../posts/queries.ts';
import { leastShown, shownCount, yearsUntil, type Audience } from '../rules.ts';
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
const probationIn = (path: string, year: number) => {
  const [first, last] = [sql.lit(`${year}-01-01`), sql.lit(`${year}-12-31`)];
  const due = sql`coalesce(m.probation_until, (m.joined_on + interval '1 year')::date)`;
  const asked = sql`
    select m.person_id, m.joined_on, least(${due}, ${last}::date) as until from membership m
    where m.org_path >= ${path} and m.org_path < ${rangeEnd(path)} and m.voided_at is null and m.left_on is null
      and m.category = 'probationary' and m.joined_on <= ${last}::date and ${due} >= ${first}::date`;
  const trained = sql`
    select r.person_id from asked a join study_roll r on r.person_id = a.person_id join study_class_session s on s.id = r.session_id
    where r.present and s.on_day >= a.joined_on and s.on_day <= a.until
    union
    select r.person_id from asked a join training_record r on r.person_id = a.person_id
    where r.voided_at is null and r.from_on >= a.joined_on and r.from_on <= a.until
      and coalesce(r.kind, '') not in ${listed([...meetingRecordKinds, ...aloneKinds])} and trim(coalesce(r.certificate, '')) <> ''`;
  return { asked, trained };
};

/**
 * Members below a place, by the step of the tree below it: from the kept sums of a year. The step is read off the path, since joining
 * fifty thousand members to the tree would cost more than counting them.
 */
const countsBelow = async (db: Db, at: OrganisationRow, year: number, today: string): Promise<readonly Counted[]> => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31` < today ? `${year}-12-31` : today];
  const depth = at.path.split('/').length - 1;
  const [member, leader] = [hoursNeeded('member', year) ?? 0, hoursNeeded('leader', year) ?? 0];
  const { asked, trained } = probationIn(at.path, year);
  const { rows } = await sql<Counted>`
    with led as (
      select distinct h.person_id from ${postsAt(at.path)} h
      where h.post in ${listed(leaderPosts)} and h.from_on <= ${last}::date and (h.to_on is null or h.to_on >= ${first}::date)),
    asked as materialized (${asked}),
    trained as (${trained}),
    each as (
      select split_part(m.org_path, '/', ${sql.lit(depth + 1)}) as segment, l.person_id is not null as led,
        coalesce(t.hours, 0) as hours, coalesce(t.classes, 0) as classes,
        a.person_id is not null as probationary, n.person_id is not null as trained
      from membership m
      left join asked a on a.person_id = m.person_id
      left join trained n on n.person_id = m.person_id
      left join study_tally t on t.person_id = m.person_id and t.year = ${year}::int4
      left join led l on l.person_id = m.person_id
      where m.org_path >= ${at.path} and m.org_path < ${rangeEnd(at.path)} and m.voided_at is null and m.left_on is null)
    select segment, count(*)::int4 as members,
      count(*) filter (where hours >= case when led then ${sql.lit(leader)} else ${sql.lit(member)} end)::int4 as met,
      count(*) filter (where hours > 0)::int4 as studied,
      count(*) filter (where led)::int4 as leaders,
      count(*) filter (where led and hours >= ${sql.lit(leader)})::int4 as "leadersMet",
      count(*) filter (where led and classes > 0)::int4 as "leadersTrained",
      count(*) filter (where probationary)::int4 as probationary,
      count(*) filter (where trained)::int4 as "probationaryTrained"
    from each group by segment`.execute(db);
  return rows;
};

const figuresOf = ({ segment: _segment, ...figures }: Counted): Figures => figures;

const topicsBelow = async (
  db: Db,
  scope: Scope,
  at: OrganisationRow,
  year: number,
  own: boolean,
): Promise<Omit<z.input<typeof TopicStatus>, 'mastery' | 'discussed'>[]> => {
  const end = rangeEnd(at.path);
  const [names, { rows: held }, asked] = await Promise.all([
    db.selectFrom('study_topic').select('code').where('retired_on', 'is', null).orderBy('position').execute(),
    sql<{ topic: string; sessions: number; branches: number }>`
      select topic, count(*)::int4 as sessions, count(distinct m.organisation_id)::int4 as branches
      from study_session s join meeting m on m.id = s.meeting_id, unnest(s.topics) as topic
      where s.org_path >= ${at.path} and s.org_path < ${end} and m.state = 'closed'
        and m.held_on >= ${`${year}-01-01`}::date and m.held_on <= ${`${year}-12-31`}::date
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
  return names.map(({ code }) => {
    const count = askedOf.get(code) ?? 0;
    return {
      topic: code,
      sessions: heldOf.get(code)?.sessions ?? 0,
      branches: heldOf.get(code)?.branches ?? 0,
      asked: own ? count : shownCount(count),
    };
  });
};

/**
 * Topics of issued plans whose month has come, and which the place has not studied, as the plans' page reckons it. Above a branch that is
 * what nobody below has; and of people nothing is said where they are few. Each with those whose plans they are.
 */
const overdueAt = async (
  db: Db,
  at: OrganisationRow,
  { year, today, own }: { readonly year: number; readonly today: string; readonly own: boolean },
): Promise<ReadonlyMap<string, ReadonlySet<Audience>>> => {
  const month = year === Number(today.slice(0, 4)) ? Number(today.slice(5, 7)) : 12;
  const rows = await db
    .selectFrom('study_plan as p')
    .innerJoin('study_plan_line as l', 'l.plan_id', 'p.id')
    .innerJoin('organisation as o', 'o.id', 'p.organisation_id')
    .select(['p.audience', 'l.id', 'l.plan_id', 'l.topic', 'l.month', 'l.form'])
    .where('p.state', '=', 'issued')
    .where('p.year', '=', year)
    .where(sql<boolean>`starts_with(${at.path}, o.path)`)
    .orderBy('l.month')
    .orderBy('l.id')
    .execute();
  const plans = new Map(rows.map((row) => [row.plan_id, { id: row.plan_id, audience: row.audience }]));
  const due = rows.filter((row) => row.month <= month);
  const studied = await studiedAt(db, at, { year, today }, soughtOf([...plans.values()], due));
  const lacks = (id: string): boolean => {
    const found = studied.get(id);
    if (found === undefined) return false;
    const { done, people, branches } = found;
    if (people === null) return !done && branches === 0;
    return own ? people.did < people.of : people.did === 0 && people.of >= leastShown;
  };
  const found = new Map<string, Set<Audience>>();
  for (const { id, topic, audience } of due)
    if (lacks(id)) found.set(topic, (found.get(topic) ?? new Set<Audience>()).add(audience));
  return found;
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
  readonly topics: Awaited<ReturnType<typeof topicsBelow>>;
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
  const [counts, children, hidden, learnt, topics, overdue, words, missed, courses] = await Promise.all([
    countsBelow(db, at, year, today),
    childrenOf(db, at),
    leftOutAbove(db, ancestors, at, year, today),
    learntAt(db, scope, at, year),
    topicsBelow(db, scope, at, year, own),
    overdueAt(db, at, { year, today, own }),
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
