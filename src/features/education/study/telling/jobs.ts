/** A class that was announced, a plan that was issued: told once to those for whom it is, in lots. Broken off, it begins anew. */
import { sql } from 'kysely';
import { rangeEnd, systemScope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { keepers, notify } from '#features/base/inbox/index.ts';
import { leaderPosts } from '../packs/study-kinds.ts';
import type { Audience } from '../rules.ts';
import { inBoth, planMatter, tellClass, tellTask, type ToldLater } from './commands.ts';

const lot = 500;
const first = '00000000-0000-0000-0000-000000000000';

interface Part {
  readonly id: string;
  readonly after: string;
  readonly today: string;
}
/** Tells the next of them; null once there are no more. */
type TellPart = (tx: Tx, part: Part) => Promise<string | null>;

const nextOf = (ids: readonly string[]): string | null => (ids.length === lot ? (ids.at(-1) ?? null) : null);

const postsFor: Readonly<Partial<Record<Audience, readonly string[]>>> = {
  leader: leaderPosts,
  new_secretary: ['secretary'],
};

/**
 * The next of those for whom a class is, as of a day: by what they are, or by a post. Who has no account is not told by SMS: it is an
 * offer, which the branch makes as well. Who is in it already knows.
 */
const meantBy = async (tx: Tx, audience: Audience, { id, after, today }: Part): Promise<string[]> => {
  const posts = postsFor[audience];
  const { rows } = await sql<{ person_id: string }>`
    select m.person_id from membership m
    where m.left_on is null and m.voided_at is null and m.person_id > ${after}::uuid
      and ${audience === 'probationary' ? sql`m.category = 'probationary'` : sql`true`}
      and ${
        posts === undefined
          ? sql`true`
          : sql`exists (select from post_holding h where h.person_id = m.person_id and h.voided_at is null
              and h.post = any (${[...posts]}::text[]) and h.from_on <= ${today}::date and (h.to_on is null or h.to_on >= ${today}::date))`
      }
      and not exists (select from study_enrolment e where e.class_id = ${id}::uuid and e.person_id = m.person_id)
      and account_of_person(m.person_id) is not null
    order by m.person_id limit ${lot}`.execute(tx);
  return rows.map((row) => row.person_id);
};

const tellOfClass: TellPart = async (tx, part) => {
  const row = await tx
    .selectFrom('study_class as c')
    .innerJoin('organisation as o', 'o.id', 'c.organiser_id')
    .select(['c.id', 'c.title', 'c.audience', 'c.starts_on', 'c.apply_by', 'o.path'])
    .where('c.id', '=', part.id)
    .where('c.state', '=', 'open')
    .where('c.apply_by', '>=', part.today)
    .executeTakeFirst();
  if (row === undefined) return null;
  const people = await meantBy(tx, row.audience, part);
  await tellClass(tx, {
    kind: 'study.announced',
    id: row.id,
    title: row.title,
    startsOn: row.starts_on,
    people,
    path: row.path,
    mark: 'once',
    more: { until: inBoth(row.apply_by) },
  });
  return nextOf(people);
};

/** Those who keep the study of the branches below: the plan is theirs to carry out. */
const tellOfPlan: TellPart = async (tx, { id, after, today }) => {
  const plan = await tx
    .selectFrom('study_plan as p')
    .innerJoin('organisation as o', 'o.id', 'p.organisation_id')
    .select(['p.title', 'p.year', 'o.path', 'o.short_name'])
    .where('p.id', '=', id)
    .where('p.state', '=', 'issued')
    .executeTakeFirst();
  if (plan === undefined) return null;
  const below = await tx
    .selectFrom('organisation')
    .select('id')
    .where('path', '>', plan.path)
    .where('path', '<', rangeEnd(plan.path))
    .where('abolished_on', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(lot)
    .execute();
  const organisations = below.map((row) => row.id);
  await notify(tx, {
    kind: 'study.planned',
    key: `${planMatter(id)}:study.planned`,
    people: [],
    staff: await keepers(tx, { permission: 'study.keep', organisations, today }),
    path: plan.path,
    link: `/education/plans?year=${plan.year}`,
    params: { title: plan.title, unit: plan.short_name },
  });
  return nextOf(organisations);
};

const tellPart: Readonly<Record<ToldLater, TellPart>> = { class: tellOfClass, plan: tellOfPlan };

export const tellOfStudy: TaskHandler = async (county, payload) => {
  // Written by the commands alone.
  const { what, id } = payload as unknown as { readonly what: ToldLater; readonly id: string };
  const scope = systemScope(county.entry.code, tellTask);
  for (let after: string | null = first; after !== null;) {
    const from: string = after;
    after = await county.write(scope, (tx) => tellPart[what](tx, { id, after: from, today: county.today() }));
  }
};
