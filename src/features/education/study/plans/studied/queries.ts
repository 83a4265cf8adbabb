import { sql, type RawBuilder } from 'kysely';
import { rangeEnd } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { leaderPosts, type PlanForm } from '../../packs/study-kinds.ts';
import { postsAt } from '../../posts/queries.ts';
import type { Audience } from '../../rules.ts';
import { isHeld, kindsOf } from '../rules.ts';

/** A line of a plan as it is looked for: by topic, form and audience, the how many-th of its like. */
export interface Sought {
  readonly id: string;
  readonly audience: Audience;
  readonly form: PlanForm;
  readonly topic: string;
  readonly turn: number;
}

export interface Studied {
  /** By how many people for whom it is, of how many; null of what a branch holds as a whole. */
  readonly people: { readonly did: number; readonly of: number } | null;
  /** Whether the place itself has studied it: held it, or all of those people have. */
  readonly done: boolean;
  /** Branches below the place that have, of those where it is for somebody; null of what is for all of them. */
  readonly branches: number;
  readonly ofBranches: number | null;
}

export interface Place {
  readonly id: string;
  readonly path: string;
}
export interface Within extends Place {
  readonly first: string;
  readonly last: string;
  /** As of which day somebody holds a post. */
  readonly on: string;
}

/** Words of our own, for `in`. */
export const listed = (words: readonly string[]): RawBuilder<unknown> =>
  sql`(${sql.join(words.map((word) => sql.lit(word)))})`;

/** Members of a place for whom something is, as a class is for them (`isFor`). */
const audienceOf = (audience: Audience, { path, on }: Within): RawBuilder<unknown> => {
  const current = sql`membership m where m.org_path >= ${path} and m.org_path < ${rangeEnd(path)}
    and m.left_on is null and m.voided_at is null`;
  if (audience === 'member') return current;
  if (audience === 'probationary') return sql`${current} and m.category = 'probationary'`;
  return sql`${current} and m.person_id in (
    select h.person_id from ${postsAt(path)} h
    where h.post in ${listed(audience === 'leader' ? leaderPosts : ['secretary'])}
      and h.from_on <= ${on}::date and (h.to_on is null or h.to_on >= ${on}::date))`;
};

/** Some of those for whom something is, branch by branch; all that are left where `count` is null. */
export const peopleOf = async (
  db: Db,
  audience: Audience,
  within: Within,
  { from, count }: { readonly from: number; readonly count: number | null },
): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select m.person_id as id from ${audienceOf(audience, within)} order by m.org_path limit ${count}::int8 offset ${from}::int8`.execute(
    db,
  );
  return rows.map((row) => row.id);
};

interface Deed {
  readonly person_id: string;
  /** The class, meeting or course: two days of one class are one deed. */
  readonly ref: string;
  readonly topics: readonly string[];
}

/** What people did in a form. A meeting elsewhere counts as well as one of the own branch. */
const deedsOf = (form: PlanForm, people: RawBuilder<unknown>, { first, last }: Within): RawBuilder<Deed> => {
  switch (form) {
    case 'class':
      return sql<Deed>`
        select r.person_id, r.class_id as ref, c.topics
        from study_roll r join study_class_session s on s.id = r.session_id join study_class c on c.id = r.class_id
        where r.present and s.on_day between ${first}::date and ${last}::date and r.person_id = any(${people})
        union
        select t.person_id, t.class_id, c.topics
        from study_certificate t join study_class c on c.id = t.class_id
        where t.withdrawn_on is null and c.ends_on between ${first}::date and ${last}::date and t.person_id = any(${people})`;
    case 'field':
      // A task on site is confirmed by somebody; questions are by nobody.
      return sql<Deed>`
        select d.person_id, d.course_id as ref, r.topics
        from course_done d join course_release r on r.course_id = d.course_id and r.edition = d.edition
        where d.state = 'done' and d.actor is not null and d.done_on between ${first}::date and ${last}::date
          and d.person_id = any(${people})`;
    case 'online':
      return sql<Deed>`
        select t.person_id, t.course_id as ref, r.topics
        from course_taking t join course_release r on r.course_id = t.course_id and r.edition = t.edition
        where t.finished_on between ${first}::date and ${last}::date and t.person_id = any(${people})`;
    default:
      return sql<Deed>`
        select s.person_id, s.ref, s.topics from study_meetings(${people}, ${first}::date, ${last}::date) s
        where s.kind in ${listed(kindsOf(form))} and s.topics is not null`;
  }
};

interface Times {
  readonly person_id: string;
  readonly topic: string;
  readonly times: number;
}

/** How often each of these people did something on a topic in a form: one session or class stands for one line. */
const timesOf = (form: PlanForm, people: RawBuilder<unknown>, within: Within): RawBuilder<Times> => sql<Times>`
  select d.person_id, topic, count(distinct d.ref)::int4 as times
  from (${deedsOf(form, people, within)}) d, unnest(d.topics) as topic group by d.person_id, topic`;

/** Who of these people has done a line of a form. */
export const doersAmong = async (
  db: Db,
  form: PlanForm,
  people: readonly string[],
  within: Within,
): Promise<(line: Pick<Sought, 'topic' | 'turn'>, person: string) => boolean> => {
  const { rows } = await timesOf(form, sql`${[...people]}::uuid[]`, within).execute(db);
  const times = new Map(rows.map((row) => [`${row.person_id} ${row.topic}`, row.times]));
  return ({ topic, turn }, person) => (times.get(`${person} ${topic}`) ?? 0) >= turn;
};

/** By topic, how often the most diligent of those for whom a form is has done it. */
export const mostDone = async (
  db: Db,
  { audience, form }: Pick<Sought, 'audience' | 'form'>,
  within: Within,
): Promise<ReadonlyMap<string, number>> => {
  const everybody = sql`array(select m.person_id from ${audienceOf(audience, within)})`;
  const { rows } = await sql<{ topic: string; most: number }>`
    select topic, max(times) as most from (${timesOf(form, everybody, within)}) as of_person group by topic`.execute(
    db,
  );
  return new Map(rows.map(({ topic, most }) => [topic, most]));
};

interface LineOf {
  readonly id: string;
  readonly did: number;
  readonly of: number;
  readonly branches: number;
  readonly ofBranches: number;
}

/** Lines of one audience and form, by the people for whom they are: counted where they lie, since of a county they are thousands. */
const byPeople = async (db: Db, within: Within, lines: readonly Sought[]): Promise<[string, Studied][]> => {
  const [first] = lines;
  if (first === undefined) return [];
  const { rows } = await sql<LineOf>`
    with people as materialized (select m.person_id, m.branch_id from ${audienceOf(first.audience, within)}),
    done as (${timesOf(first.form, sql`array(select person_id from people)`, within)}),
    lines as (
      select * from unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ topic }) => topic)}::text[],
        ${lines.map(({ turn }) => turn)}::int4[]) as l(id, topic, turn)),
    of_branch as (
      select l.id, p.branch_id <> ${within.id}::uuid as below, count(*) as of, count(d.person_id) as did
      from people p cross join lines l
      left join done d on d.person_id = p.person_id and d.topic = l.topic and d.times >= l.turn
      group by l.id, p.branch_id)
    select l.id, coalesce(sum(b.did), 0)::int4 as did, coalesce(sum(b.of), 0)::int4 as of,
      count(*) filter (where b.below and b.did = b.of)::int4 as branches, count(*) filter (where b.below)::int4 as "ofBranches"
    from lines l left join of_branch b on b.id = l.id group by l.id`.execute(db);
  return rows.map(({ id, did, of, branches, ofBranches }) => [
    id,
    { people: { did, of }, done: of > 0 && did === of, branches, ofBranches },
  ]);
};

/** Lines that a branch has studied once it has held a session of the form. */
const byMeetings = async (db: Db, { id: own, path, first, last }: Within, lines: readonly Sought[]) => {
  const { rows } = await sql<{ id: string; kind: string; topic: string; count: number }>`
    select o.id, s.type as kind, topic, count(*)::int4 as count
    from study_session s join organisation o on o.path = s.org_path, unnest(s.topics) as topic
    where s.org_path >= ${path} and s.org_path < ${rangeEnd(path)}
      and s.held_on between ${first}::date and ${last}::date
    group by 1, 2, 3`.execute(db);
  return lines.map(({ id, topic, form, turn }): [string, Studied] => {
    const kinds: readonly string[] = kindsOf(form);
    const counts = new Map<string, number>();
    for (const row of rows)
      if (row.topic === topic && kinds.includes(row.kind)) counts.set(row.id, (counts.get(row.id) ?? 0) + row.count);
    const enough = [...counts].filter(([, count]) => count >= turn).map(([place]) => place);
    const done = enough.includes(own);
    return [id, { people: null, done, branches: enough.length - (done ? 1 : 0), ofBranches: null }];
  });
};

/** Lines that a branch holds as a whole; the others by audience and form. */
export const sorted = (lines: readonly Sought[]) => {
  const groups = new Map<string, Sought[]>();
  for (const line of lines.filter((one) => !isHeld(one))) {
    const key = `${line.audience} ${line.form}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return { held: lines.filter(isHeld), others: [...groups.values()] };
};

interface Asked {
  readonly year: number;
  readonly today: string;
}

export const withinYear = ({ id, path }: Place, { year, today }: Asked): Within => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return { id, path, first, last, on: today < last ? today : last };
};

/** What a place has studied of the lines of plans within their year. */
export const studiedAt = async (
  db: Db,
  place: Place,
  asked: Asked,
  lines: readonly Sought[],
): Promise<ReadonlyMap<string, Studied>> => {
  const within = withinYear(place, asked);
  const { held, others } = sorted(lines);
  const found = await Promise.all([
    held.length === 0 ? [] : byMeetings(db, within, held),
    ...others.map((own) => byPeople(db, within, own)),
  ]);
  return new Map(found.flat());
};
