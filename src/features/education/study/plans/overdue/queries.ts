/**
 * Which due lines of plans a place lags behind in. Here it is asked whether there is somebody who tells it: to count what all leaders of a
 * county attended, as the plans' page does, takes seconds.
 */
import { sql } from 'kysely';
import { rangeEnd } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { leastShown, type Audience } from '../../rules.ts';
import { soughtOf } from '../queries.ts';
import { kindsOf } from '../rules.ts';
import {
  doersAmong,
  listed,
  mostDone,
  peopleOf,
  sorted,
  withinYear,
  type Place,
  type Sought,
  type Within,
} from '../studied/queries.ts';

/** The most sessions on a topic and of a form that one branch has held in the year. */
export type MostHeld = (line: Pick<Sought, 'topic' | 'form'>) => number;

interface Asked {
  readonly year: number;
  readonly today: string;
  /** The own place lags where not all for whom a line is have done it; one that is looked at from above, where nobody has. */
  readonly own: boolean;
  readonly mostHeld: MostHeld;
}

/** First a few: in a large place they tell. */
const lots = [
  { from: 0, count: 20 },
  { from: 20, count: 200 },
  { from: 220, count: null },
] as const;

/** Of lines of one audience and form, those that not all have done. */
const unfinished = async (db: Db, within: Within, lines: readonly Sought[]): Promise<readonly Sought[]> => {
  const [first] = lines;
  if (first === undefined) return [];
  const found = new Set<Sought>();
  for (const lot of lots) {
    const people = await peopleOf(db, first.audience, within, lot);
    if (people.length === 0) break;
    const isDone = await doersAmong(db, first.form, people, within);
    for (const line of lines) if (people.some((person) => !isDone(line, person))) found.add(line);
    if (found.size === lines.length) break;
  }
  return [...found];
};

/** Of lines of one form, those for which one of these people was in as many sessions of a branch of the place as are asked. */
const attended = async (
  db: Db,
  people: readonly string[],
  { path, first, last }: Within,
  lines: readonly Sought[],
): Promise<ReadonlySet<string>> => {
  const [one] = lines;
  if (one === undefined) return new Set();
  const held = sql`s.held_on between ${first}::date and ${last}::date and s.type in ${listed(kindsOf(one.form))} and l.topic = any(s.topics)`;
  const below = sql`s.org_path >= ${path} and s.org_path < ${rangeEnd(path)} and ${held}`;
  const among = sql`i.attendance = 'present' and i.person_id in (select id from people)`;
  // Who was there once is found at the first session; who was there often, branch by branch.
  const { rows } = await sql<{ id: string }>`
    with people as materialized (select unnest(${[...people]}::uuid[]) as id)
    select l.id from unnest(${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ topic }) => topic)}::text[],
      ${lines.map(({ turn }) => turn)}::int4[]) as l(id, topic, turn)
    where case
      when l.turn = 1 then exists (
        select from study_session s join meeting_invitee i on i.meeting_id = s.meeting_id where ${below} and ${among})
      else exists (
        select from (select s.org_path from study_session s where ${below} group by s.org_path having count(*) >= l.turn) b
        cross join lateral (
          select from study_session s join meeting_invitee i on i.meeting_id = s.meeting_id
          where s.org_path = b.org_path and ${held} and ${among} group by i.person_id having count(*) >= l.turn limit 1) p)
      end`.execute(db);
  return new Set(rows.map(({ id }) => id));
};

/** Of lines of one audience and form, those that nobody has done; of few people nothing is said. */
const untouched = async (
  db: Db,
  within: Within,
  {
    mostHeld,
    peopleFor,
  }: Pick<Asked, 'mostHeld'> & { readonly peopleFor: (audience: Audience) => Promise<readonly string[]> },
  lines: readonly Sought[],
): Promise<readonly Sought[]> => {
  const [first] = lines;
  if (first === undefined) return [];
  const people = await peopleFor(first.audience);
  if (people.length < leastShown) return [];
  if (kindsOf(first.form).length === 0) {
    const most = await mostDone(db, first, within);
    return lines.filter(({ topic, turn }) => (most.get(topic) ?? 0) < turn);
  }
  const heldEnough = lines.filter((line) => mostHeld(line) >= line.turn);
  const done = await attended(db, people, within, heldEnough);
  return lines.filter(({ id }) => !done.has(id));
};

/** Topics of issued plans whose month has come and which the place has not studied, each with those whose plans they are. */
export const overdueAt = async (
  db: Db,
  place: Place,
  { year, today, own, mostHeld }: Asked,
): Promise<ReadonlyMap<string, ReadonlySet<Audience>>> => {
  const month = year === Number(today.slice(0, 4)) ? Number(today.slice(5, 7)) : 12;
  const rows = await db
    .selectFrom('study_plan as p')
    .innerJoin('study_plan_line as l', 'l.plan_id', 'p.id')
    .innerJoin('organisation as o', 'o.id', 'p.organisation_id')
    .select(['p.audience', 'l.id', 'l.plan_id', 'l.topic', 'l.month', 'l.form'])
    .where('p.state', '=', 'issued')
    .where('p.year', '=', year)
    .where(sql<boolean>`starts_with(${place.path}, o.path)`)
    .orderBy('l.month')
    .orderBy('l.id')
    .execute();
  const plans = new Map(rows.map((row) => [row.plan_id, { id: row.plan_id, audience: row.audience }]));
  const due = rows.filter((row) => row.month <= month);
  const { held, others } = sorted(soughtOf([...plans.values()], due));
  const within = withinYear(place, { year, today });
  const known = new Map<Audience, Promise<readonly string[]>>();
  const peopleFor = (audience: Audience): Promise<readonly string[]> => {
    // Of all members only that they are more than a few is asked.
    const count = audience === 'member' ? leastShown : null;
    const people = known.get(audience) ?? peopleOf(db, audience, within, { from: 0, count });
    known.set(audience, people);
    return people;
  };
  const lagging = await Promise.all(
    others.map((lines) =>
      own ? unfinished(db, within, lines) : untouched(db, within, { mostHeld, peopleFor }, lines),
    ),
  );
  const notHeld = held.filter((line) => mostHeld(line) < line.turn);
  const found = new Map<string, Set<Audience>>();
  for (const { topic, audience } of [...notHeld, ...lagging.flat()])
    found.set(topic, (found.get(topic) ?? new Set<Audience>()).add(audience));
  return found;
};
