/** A year of meetings for a bench county, gaps included: written once, so that duties have something to rest on. */
import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { asAdmin } from '#platform/db/counties.ts';
import type { BenchCounty } from './county.ts';

interface Kind {
  readonly type: string;
  /** Months between two of them. */
  readonly every: number;
  /** Held in so many of a hundred cases. */
  readonly held: number;
}

const kinds: readonly Kind[] = [
  { type: 'members_meeting', every: 3, held: 93 },
  { type: 'committee_meeting', every: 1, held: 88 },
  { type: 'party_lesson', every: 3, held: 90 },
  { type: 'party_day', every: 1, held: 94 },
  { type: 'organisation_life', every: 12, held: 97 },
  { type: 'heart_talk', every: 2, held: 60 },
  { type: 'volunteer', every: 2, held: 50 },
  { type: 'group_meeting', every: 1, held: 90 },
];

const branches = ['branch', 'joint_branch', 'temporary_branch'];

/** One kind over all branches, or group meetings over all groups. Which are missing follows from the ids alone. */
const insert = (county: County, { type, every, held }: Kind): Promise<unknown> => {
  const of = type === 'group_meeting' ? ['group'] : branches;
  return county.write(systemScope(county.entry.code, 'bench'), (tx) =>
    sql`
      insert into meeting (id, organisation_id, org_path, type, title, starts_at, ends_at, held_on, place, state, closed_at, content)
      select gen_random_uuid(), o.id, o.path, ${type}::meeting_type, '二〇二六年第' || n || '次', day + time '07:00', day + time '09:00', day,
        '党员活动室', 'closed', day + time '12:00', repeat('学习文件，讨论本月工作。', 12)
      from organisation o
      cross join generate_series(0, 11, ${every}::int4) n
      cross join lateral (select (date_trunc('month', ${county.today()}::date) - make_interval(months => n)
        + make_interval(days => 2 + abs(hashtext(o.id::text || n)) % 24))::date as day) d
      where o.type = any(${of}::organisation_type[]) and o.abolished_on is null and day <= ${county.today()}::date
        and abs(hashtext(${type}::text || o.id::text || n)) % 100 < ${held}::int4`.execute(tx),
  );
};

/** Two people of the branch at each talk: who was there decides between whom talks were held. */
const insertTalkers = (county: County): Promise<unknown> =>
  county.write(systemScope(county.entry.code, 'bench'), (tx) =>
    sql`
      insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, attendance)
      select m.id, p.person_id, m.org_path || '@' || p.person_id || '/', '党员', true, 'present'
      from meeting m
      cross join lateral (select a.person_id from affiliation a
        where a.branch_id = m.organisation_id and a.voided_at is null and upper_inf(a.during)
        order by hashtext(a.person_id::text || m.id::text) limit 2) p
      where m.type = 'heart_talk'
      on conflict do nothing`.execute(tx),
  );

/** Beside each talk stands how many of those sat in the committee. */
const countTalkers = (county: County): Promise<unknown> =>
  county.write(systemScope(county.entry.code, 'bench'), (tx) =>
    sql`select recount_talks(array(select distinct organisation_id from meeting where type = 'heart_talk'), '{}')`.execute(
      tx,
    ),
  );

const hasTalkers = async (county: County): Promise<boolean> => {
  const { rows } = await sql`select i.person_id from meeting m join meeting_invitee i on i.meeting_id = m.id
    where m.type = 'heart_talk' limit 1`.execute(county.read(systemScope(county.entry.code, 'bench')));
  return rows.length > 0;
};

/** Last year's appraisals and this year's, reported: what the yearly duty rests on. The demonstration has its own. */
const insertAppraisals = (county: County): Promise<unknown> =>
  county.write(systemScope(county.entry.code, 'bench'), (tx) =>
    sql`
      insert into appraisal (id, organisation_id, org_path, year, roll_on, tested_on, decided_by, decided_on, told_at, closed_on, state)
      select gen_random_uuid(), o.id, o.path, year, day, day, 'committee', day, day + time '12:00', day, 'closed'
      from organisation o
      cross join generate_series(extract(year from ${county.today()}::date)::int4 - 1, extract(year from ${county.today()}::date)::int4) year
      cross join lateral (select ${county.today()}::date - 30 as day) d
      where o.type = any(${branches}::organisation_type[]) and o.abolished_on is null
        and abs(hashtext('appraisal' || o.id::text || year)) % 100 < 97
      on conflict do nothing`.execute(tx),
  );

const hasAppraisals = async (county: County): Promise<boolean> => {
  const { rows } = await sql`select id from appraisal limit 1`.execute(
    county.read(systemScope(county.entry.code, 'bench')),
  );
  return rows.length > 0;
};

interface Count {
  readonly type: string;
  readonly n: number;
}

const countByType = async (county: County): Promise<readonly Count[]> => {
  const { rows } = await sql<Count>`select type::text as type, count(*)::int4 as n from meeting group by 1`.execute(
    county.read(systemScope(county.entry.code, 'bench')),
  );
  return rows;
};

/** Writes the kinds that the demonstration's year does not hold; says how many meetings there are. */
export const writeYearOfMeetings = async (bench: BenchCounty, say: (line: string) => void): Promise<number> => {
  const { county, deployment } = bench;
  const known = await countByType(county);
  const missing = kinds.filter(({ type }) => known.every((one) => one.type !== type));
  if (missing.length > 0) {
    say(`writing a year of meetings: ${missing.map(({ type }) => type).join(', ')}`);
    for (const kind of missing) await insert(county, kind);
    await asAdmin(deployment.admin, async (admin) => {
      await admin.query(`vacuum analyze ${county.entry.schema}.meeting`);
    });
  }
  if (!(await hasTalkers(county))) {
    say('writing who was at the talks');
    await insertTalkers(county);
    await countTalkers(county);
    await asAdmin(deployment.admin, async (admin) => {
      await admin.query(`vacuum analyze ${county.entry.schema}.meeting, ${county.entry.schema}.meeting_invitee`);
    });
  }
  if (!(await hasAppraisals(county))) {
    say('writing a year of appraisals');
    await insertAppraisals(county);
    await asAdmin(deployment.admin, async (admin) => {
      await admin.query(`vacuum analyze ${county.entry.schema}.appraisal`);
    });
  }
  return (await countByType(county)).reduce((sum, { n }) => sum + n, 0);
};
