import { sql, type RawBuilder } from 'kysely';
import { emit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { systemScope } from '#platform/access/scope.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { hourRulesOn } from '../hours/rules.ts';
import { aloneKinds, meetingRecordKinds, notedKinds, wholeKinds } from '../packs/study-kinds.ts';

/** Told when a meeting is closed or amended, a topic noted, a roll called: whose hours may have changed. */
export const attendedEvent = 'study.attended';

export const tellAttended = (
  tx: Tx,
  { meeting, people }: { readonly meeting?: string; readonly people?: readonly string[] },
): void =>
  emit(tx, {
    kind: attendedEvent,
    payload: { ...(meeting === undefined ? {} : { meeting }), ...(people === undefined ? {} : { people }) },
  });

const among = (kinds: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(kinds.map((kind) => sql.lit(kind)))})`;

/**
 * The hours of everybody and every year, as `hours/rules.ts` reckons them line by line, in one statement. A test compares the two.
 * `study_tally` holds the result, and a task counts it anew for whoever has attended something.
 */
const recount = (today: string, some: RawBuilder<unknown>): RawBuilder<unknown> => {
  const { perDay, perHalfDay, perHour, withoutEnd } = hourRulesOn(today);
  const [day, half, hour, open] = [perDay, perHalfDay, perHour, withoutEnd].map((each) => sql.lit(each));
  const full = sql`(floor(extract(epoch from m.ends_at - m.starts_at) / 1800) / 2 * ${hour})`;
  return sql`
    with who as (select p.id, p.org_path from person p where p.voided_at is null and p.merged_into_id is null and ${some}),
    present as materialized (
      select i.person_id, i.meeting_id from meeting_invitee i
      where i.attendance = 'present' and i.person_id in (select id from who)),
    meetings as (
      select i.person_id, m.held_on as on_day,
        case when s.study_hours is not null then least(s.study_hours, coalesce(${full}, s.study_hours), ${day})
          when m.ends_at is null then ${open} else least(${full}, ${day}) end as hours
      from present i
      join meeting m on m.id = i.meeting_id
      left join study_session s on s.meeting_id = m.id
      where m.state = 'closed'
        and (m.type in ${among(wholeKinds)} or (m.type in ${among(notedKinds)} and s.meeting_id is not null))),
    rolls as (
      select r.person_id, c.on_day, r.class_id, case when c.part = 'day' then ${day} else ${half} end as hours
      from study_roll r join study_class_session c on c.id = r.session_id
      where r.present and r.person_id in (select id from who)),
    days as (
      select person_id, on_day, least(sum(hours), ${day}) as hours
      from (select person_id, on_day, hours from meetings union all select person_id, on_day, hours from rolls) as all_days
      group by person_id, on_day),
    records as (
      select t.person_id, t.from_on as on_day, t.kind in ${among(aloneKinds)} as alone,
        least(coalesce(t.hours, (coalesce(t.to_on, t.from_on) - t.from_on + 1) * ${day}),
          (greatest(coalesce(t.to_on, t.from_on) - t.from_on, 0) + 1) * ${day}) as hours
      from training_record t
      where t.voided_at is null and t.person_id in (select id from who)
        and coalesce(t.kind, '') not in ${among(meetingRecordKinds)}
        and (coalesce(t.kind, '') in ${among(aloneKinds)} or trim(coalesce(t.certificate, '')) <> '')),
    courses as (
      select t.person_id, t.finished_on as on_day, r.hours
      from course_taking t join course_release r on r.course_id = t.course_id and r.edition = t.edition
      where t.finished_on is not null and r.hours is not null and t.person_id in (select id from who)
        and exists (select from course_done d where d.person_id = t.person_id and d.course_id = t.course_id and d.state = 'done' and d.actor is null)),
    sums as (
      select person_id, extract(year from on_day)::int4 as year, sum(hours) as hours, 0::numeric as alone, 0 as classes from days group by 1, 2
      union all
      select person_id, extract(year from on_day)::int4, sum(hours) filter (where alone is not true), sum(hours) filter (where alone), count(*) filter (where alone is not true)
      from records group by 1, 2
      union all
      select person_id, extract(year from on_day)::int4, 0, sum(hours), 0 from courses group by 1, 2
      union all
      select person_id, extract(year from on_day)::int4, 0, 0, count(distinct class_id) from rolls group by 1, 2)
    select s.person_id, s.year, w.org_path, coalesce(sum(s.hours), 0)::numeric(6,1) as hours, coalesce(sum(s.alone), 0)::numeric(6,1) as alone,
      coalesce(sum(s.classes), 0)::int4 as classes
    from sums s join who w on w.id = s.person_id
    group by s.person_id, s.year, w.org_path`;
};

const named = (people: readonly string[] | undefined, column: RawBuilder<unknown>): RawBuilder<unknown> =>
  people === undefined ? sql`true` : sql`${column} = any(${[...people]}::uuid[])`;

/** Counts the hours of these people anew, or of everybody. */
export const retally = async (tx: Tx, county: County, people?: readonly string[]): Promise<void> => {
  await sql`delete from study_tally where ${named(people, sql`person_id`)}`.execute(tx);
  // Beneath the scope the planner takes everything for one row, and would try each person with each meeting.
  if (people === undefined) await sql`set local enable_nestloop = off`.execute(tx);
  await sql`insert into study_tally (person_id, year, org_path, hours, alone, classes)
    ${recount(county.today(), named(people, sql`p.id`))}`.execute(tx);
  if (people === undefined) await sql`set local enable_nestloop = on`.execute(tx);
};

/** Tallies that differ from a recount: anything but 0 waits for the task, or is a fault. */
export const tallyDifferences = async (tx: Tx, county: County): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with now as (${recount(county.today(), sql`true`)})
    select count(*)::int4 as count from now full join study_tally t using (person_id, year)
    where (now.hours, now.alone, now.classes, now.org_path) is distinct from (t.hours, t.alone, t.classes, t.org_path)`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
};

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

/** After something that gives hours: those who were there are counted anew. It may run twice. */
export const recountAttended: TaskHandler = async (county, payload) => {
  const scope = systemScope(county.entry.code, 'study.recount');
  await county.write(scope, async (tx) => {
    const { meeting } = payload;
    const there =
      typeof meeting === 'string'
        ? await tx.selectFrom('meeting_invitee').select('person_id').where('meeting_id', '=', meeting).execute()
        : [];
    const people = [
      ...new Set([...texts(payload['people']), ...texts([payload['person']]), ...there.map((row) => row.person_id)]),
    ];
    if (people.length > 0) await retally(tx, county, people);
  });
};

/** Each night: trainings are entered in the file, people are merged, rules change. */
export const recountAll: TaskHandler = async (county) => {
  await county.write(systemScope(county.entry.code, 'study.recountAll'), (tx) => retally(tx, county), {
    // Everybody's hours of all years at once.
    settings: { statement_timeout: '300s' },
  });
};
