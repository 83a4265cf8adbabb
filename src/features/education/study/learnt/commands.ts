import { sql, type RawBuilder } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { effectOf, estimateOf, leastEachSide, placesTold, type Sums } from './rules.ts';

const missedShown = 8;
/** Three decimals, as they are kept. */
const kept = (value: number): string => value.toFixed(3);

/**
 * Answers of a year that a rule or readers have marked. Of each question the latest answer of a person counts, whichever way it was asked.
 * Formal exams that may still be sat are left out: what is asked there is nobody's business yet.
 */
const latestAnswers = (year: number, now: string): RawBuilder<unknown> => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return sql`
    select distinct on (person_id, line_id) person_id, line_id, item_id, topic, part
    from (
      select a.person_id, b.line_id, i.bank_item_id as item_id, i.topic, (a.begun_at at time zone 'Asia/Shanghai')::date as day, m.share as part
      from exam_attempt a
      join exam e on e.id = a.exam_id
      join exam_mark m on m.attempt_id = a.id
      join exam_item i on i.exam_id = a.exam_id and i.n = m.item
      join bank_item b on b.id = i.bank_item_id
      where a.marked_at is not null and m.share is not null and (e.closes_at < ${now}::timestamptz or e.kind <> 'formal')
        and a.begun_at >= ${first}::date - interval '8 hours' and a.begun_at < ${last}::date + interval '16 hours'
      union all
      select person_id, line_id, item_id, topic, answered_on, case when is_right then 1 else 0 end
      from recall_answer where answered_on between ${first}::date and ${last}::date) as answered
    order by person_id, line_id, day desc, item_id`;
};

interface TopicRow {
  readonly path: string;
  readonly topic: string;
  readonly people: number;
  readonly answers: number;
  readonly won: number;
  readonly nn: number;
  readonly ss: number;
  readonly ns: number;
}

/** Of members as they are filed now. */
const answeredByBranch = async (tx: Tx, latest: RawBuilder<unknown>): Promise<readonly TopicRow[]> => {
  const { rows } = await sql<TopicRow>`
    with latest_answer as (${latest})
    select o.path, topic, count(*)::int4 as people, sum(n)::int4 as answers, sum(s)::float8 as won,
      sum(n * n)::float8 as nn, sum(s * s)::float8 as ss, sum(n * s)::float8 as ns
    from (select person_id, topic, count(*)::float8 as n, sum(part)::float8 as s from latest_answer group by 1, 2) as each
    join membership m using (person_id) join organisation o on o.id = m.branch_id
    where m.voided_at is null and m.left_on is null
    group by 1, 2`.execute(tx);
  return rows;
};

/** How many have said something about a course of a topic, to their branch. */
const discussedByBranch = async (tx: Tx, year: number): Promise<readonly TopicRow[]> => {
  const { rows } = await sql<TopicRow>`
    select o.path, topic, count(distinct p.person_id)::int4 as people, count(*)::int4 as answers,
      0::float8 as won, 0::float8 as nn, 0::float8 as ss, 0::float8 as ns
    from course_post p
    join course_release r on r.course_id = p.course_id and r.current
    cross join unnest(r.topics) as topic
    join membership m on m.person_id = p.person_id and m.voided_at is null and m.left_on is null
    join organisation o on o.id = m.branch_id
    where p.removed_at is null and (p.at at time zone 'Asia/Shanghai')::date between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    group by 1, 2`.execute(tx);
  return rows;
};

const keepTopics = async (
  tx: Tx,
  year: number,
  kind: 'answered' | 'discussed',
  found: readonly TopicRow[],
): Promise<void> => {
  const topics = new Map<string, { path: string; sums: Sums }[]>();
  for (const { path, topic, ...sums } of found) {
    const kept = topics.get(topic) ?? [];
    kept.push({ path, sums });
    topics.set(topic, kept);
  }
  const rows = [...topics].flatMap(([topic, branches]) =>
    placesTold(branches).map(({ path, sums, leastDepth }) => {
      const { part, low, high } = estimateOf(sums);
      const told = kind === 'answered' ? { part: kept(part), low: kept(low), high: kept(high) } : {};
      return { path, topic, people: sums.people, answers: sums.answers, least_depth: leastDepth, ...told };
    }),
  );
  await sql`
    insert into study_learnt (organisation_id, year, kind, topic, people, answers, part, low, high, least_depth)
    select o.id, ${year}::int4, ${kind}::study_learnt_kind, r.topic, r.people, r.answers, r.part, r.low, r.high, r.least_depth
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(path text, topic text, people int4, answers int4, part numeric, low numeric, high numeric, least_depth int4)
    join organisation o on o.path = r.path`.execute(tx);
};

/** Of each place the questions that lose most, by what is sure of it. */
const keepMissed = (tx: Tx, year: number, latest: RawBuilder<unknown>) =>
  sql`
    insert into study_missed (organisation_id, year, item_id, topic, people, missed)
    with latest_answer as (${latest}),
    branches as (
      select o.path, line_id, (array_agg(item_id order by item_id desc))[1] as item_id, min(topic) as topic, count(*) as people, sum(part) as won
      from latest_answer join membership m using (person_id) join organisation o on o.id = m.branch_id
      where m.voided_at is null and m.left_on is null
      group by 1, 2),
    places as (
      select array_to_string((string_to_array(path, '/'))[1 : n + 1], '/') || '/' as path, line_id, max(item_id::text)::uuid as item_id,
        min(topic) as topic, sum(people)::int4 as people, 1 - sum(won) / sum(people) as missed
      from branches cross join lateral generate_series(1, cardinality(string_to_array(path, '/')) - 2) as n
      group by 1, 2 having sum(people) >= 5 and sum(won) < sum(people) * 0.7),
    ranked as (
      select *, row_number() over (partition by path order by missed - 1.96 * sqrt(missed * (1 - missed) / people) desc, item_id) as place
      from places)
    select o.id, ${year}::int4, r.item_id, r.topic, r.people, round(r.missed, 3)
    from ranked r join organisation o on o.path = r.path where r.place <= ${sql.lit(missedShown)}`.execute(tx);

interface EffectRow {
  readonly course: string;
  readonly people: number;
  readonly before: number | null;
  readonly after: number | null;
  readonly deviation: number | null;
}

/**
 * Of each course those who finished it, before and after: their first answers to questions of its topics, without the questions of the
 * course itself, which it has told. The day on which it was finished is neither.
 */
const keepEffects = async (tx: Tx, now: string): Promise<void> => {
  const { rows } = await sql<EffectRow>`
    with firsts as (
      select distinct on (person_id, line_id) person_id, line_id, topic, day, part
      from (
        select a.person_id, b.line_id, i.topic, (a.begun_at at time zone 'Asia/Shanghai')::date as day, m.share as part
        from exam_attempt a join exam e on e.id = a.exam_id join exam_mark m on m.attempt_id = a.id
        join exam_item i on i.exam_id = a.exam_id and i.n = m.item join bank_item b on b.id = i.bank_item_id
        where a.marked_at is not null and m.share is not null and (e.closes_at < ${now}::timestamptz or e.kind <> 'formal')
          and a.person_id in (select person_id from course_taking where finished_on is not null)
        union all
        select person_id, line_id, topic, answered_on, case when is_right then 1 else 0 end
        from recall_answer where is_first and person_id in (select person_id from course_taking where finished_on is not null)) as answered
      order by person_id, line_id, day),
    taught as (
      select r.course_id, r.topics,
        array(select b.line_id from jsonb_path_query(r.content, '$.chapters[*].units[*].items[*]') as item
          join bank_item b on b.id::text = item #>> '{}') as lines
      from course_release r where r.current),
    each as (
      select t.course_id, f.person_id,
        avg(f.part) filter (where f.day < k.finished_on) as before, avg(f.part) filter (where f.day > k.finished_on) as after,
        count(*) filter (where f.day < k.finished_on) as ahead, count(*) filter (where f.day > k.finished_on) as since
      from taught t
      join course_taking k on k.course_id = t.course_id and k.finished_on is not null
      join firsts f on f.person_id = k.person_id and f.topic = any (t.topics) and not f.line_id = any (t.lines)
      group by 1, 2)
    select t.course_id as course, count(e.person_id)::int4 as people, avg(e.before)::float8 as before, avg(e.after)::float8 as after,
      stddev_samp(e.after - e.before)::float8 as deviation
    from taught t left join each e on e.course_id = t.course_id and e.ahead >= ${sql.lit(leastEachSide)} and e.since >= ${sql.lit(leastEachSide)}
    group by 1`.execute(tx);
  await tx.deleteFrom('study_course_effect').execute();
  const text = (value: number | null): string | null => (value === null ? null : kept(value));
  const values = rows.map(({ course, people, before, after, deviation }) => {
    const found = effectOf({ people, before: before ?? 0, after: after ?? 0, deviation: deviation ?? 0 });
    return {
      course_id: course,
      people: found.people,
      before: text(found.before),
      after: text(found.after),
      low: text(found.low),
      high: text(found.high),
      verdict: found.verdict,
    };
  });
  if (values.length > 0) await tx.insertInto('study_course_effect').values(values).execute();
};

/** What was learnt in these years, counted anew from the answers. */
export const recountLearnt = async (tx: Tx, county: County, years: readonly number[]): Promise<void> => {
  const now = county.now().toISOString();
  await tx.deleteFrom('study_learnt').where('year', 'in', years).execute();
  await tx.deleteFrom('study_missed').where('year', 'in', years).execute();
  for (const year of years) {
    const latest = latestAnswers(year, now);
    await keepTopics(tx, year, 'answered', await answeredByBranch(tx, latest));
    await keepTopics(tx, year, 'discussed', await discussedByBranch(tx, year));
    await keepMissed(tx, year, latest);
  }
  await keepEffects(tx, now);
};

/** Each night: this year and the last, whose exams may have been read late. Earlier years stay as they stood. */
export const recountLearntTask: TaskHandler = async (county) => {
  const year = Number(county.today().slice(0, 4));
  await county.write(
    systemScope(county.entry.code, 'study.learnt'),
    (tx) => recountLearnt(tx, county, [year - 1, year]),
    { settings: { statement_timeout: '300s' } },
  );
};
