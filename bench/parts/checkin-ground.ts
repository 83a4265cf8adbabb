/** Meetings of every branch at the same hour, and a session for each member's own phone: written in bulk beside the running server. */
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { asAdmin } from '#platform/db/counties.ts';
import type { BenchCounty } from './county.ts';

const title = '签到测量';

export interface Phone {
  /** The cookie's value. */
  readonly token: string;
  readonly meeting: string;
}

export interface Screen {
  readonly meeting: string;
  /** The cookie's value of the secretary whose computer shows the code. */
  readonly token: string;
}

export interface CheckinGround {
  readonly phones: readonly Phone[];
  readonly screens: readonly Screen[];
  /** Three members and the screen of a meeting that nobody comes to during the run: for what must be refused. */
  readonly apart: { readonly screen: Screen; readonly phones: readonly Phone[] };
}

/** The secret of a session, made alike here and in the database: 43 characters of base64url. */
const secretSql = (name: string): string =>
  `rtrim(translate(encode(sha256(convert_to($1 || ${name}, 'UTF8')), 'base64'), '+/', '-_'), '=')`;
const secretOf = (seed: string, name: string): string =>
  createHash('sha256').update(`${seed}${name}`).digest('base64url');

/** What an earlier run left behind goes, whether it came to its end or not. */
export const clearCheckin = async (admin: pg.ClientBase): Promise<void> => {
  await admin.query(`create temporary table gone_meeting as select id from meeting where title = '${title}'`);
  await admin.query(
    "create temporary table gone_account as select id from account where sign_in_name like 'checkin-%'",
  );
  await admin.query('delete from meeting_invitee where meeting_id in (select id from gone_meeting)');
  await admin.query('delete from meeting where id in (select id from gone_meeting)');
  await admin.query(
    "delete from session where account_id in (select id from gone_account) or grant_id in (select id from role_grant where from_on = '1949-10-01')",
  );
  await admin.query("delete from role_grant where from_on = '1949-10-01'");
  await admin.query('delete from account where id in (select id from gone_account)');
  await admin.query('truncate outbox, idempotency');
  await admin.query('drop table gone_meeting, gone_account');
};

const meetingsSql = `
  create temporary table crowd as
    select row_number() over (order by b.first, b.branch_id, p.id)::int4 as n, p.id as person_id, p.name, m.branch_id, o.path,
      m.category = 'full' as votes
    from membership m join person p on p.id = m.person_id join organisation o on o.id = m.branch_id
    join (select branch_id, min(person_id::text) as first from membership where left_on is null and voided_at is null
      group by branch_id) b on b.branch_id = m.branch_id
    where m.left_on is null and m.voided_at is null and p.merged_into_id is null`;

/** Accounts hang on people; whoever has one already gets another role grant and session beside it. */
const accountsSql = `
  insert into account (id, person_id, sign_in_name, display_name, must_set_password)
  select gen_random_uuid(), c.person_id, 'checkin-' || c.n, c.name, false from crowd c
  where not exists (select from account a where a.person_id = c.person_id and a.disabled_at is null)`;

const grantsSql = `
  insert into role_grant (id, account_id, role, organisation_id, from_on)
  select gen_random_uuid(), a.id, 'member', c.branch_id, '1949-10-01'
  from crowd c join account a on a.person_id = c.person_id and a.disabled_at is null`;

const sessionsSql = `
  insert into session (id, token_hash, account_id, grant_id, factor, expires_at)
  select gen_random_uuid(), sha256(convert_to(${secretSql("'phone' || c.n")}, 'UTF8')), a.id, g.id, 'totp', now() + interval '3 hours'
  from crowd c join account a on a.person_id = c.person_id and a.disabled_at is null
  join role_grant g on g.account_id = a.id and g.from_on = '1949-10-01'`;

const screensSql = [
  `insert into account (id, sign_in_name, display_name, must_set_password)
   select gen_random_uuid(), 'checkin-screen-' || b.branch_id, '书记', false from (select distinct branch_id from crowd) b`,
  `insert into role_grant (id, account_id, role, organisation_id, from_on)
   select gen_random_uuid(), a.id, 'branch_secretary', b.branch_id, '1949-10-01'
   from (select distinct branch_id from crowd) b join account a on a.sign_in_name = 'checkin-screen-' || b.branch_id`,
];
const screenSessionsSql = `
  insert into session (id, token_hash, account_id, grant_id, factor, expires_at)
  select gen_random_uuid(), sha256(convert_to(${secretSql("'screen' || g.organisation_id")}, 'UTF8')), a.id, g.id, 'totp', now() + interval '3 hours'
  from account a join role_grant g on g.account_id = a.id where a.sign_in_name like 'checkin-screen-%'`;

/** Half of the branches begin their meeting now, the others within the quarter of an hour: all take codes. */
const heldSql = `
  insert into meeting (id, organisation_id, org_path, type, title, starts_at, place)
  select gen_random_uuid(), c.branch_id, min(c.path), 'members_meeting', '${title}', now() + interval '1 minute', '党员活动室'
  from crowd c group by c.branch_id`;
const askedSql = `
  insert into meeting_invitee (meeting_id, person_id, org_path, name, votes)
  select m.id, c.person_id, c.path || '@' || c.person_id || '/', c.name, c.votes
  from crowd c join meeting m on m.organisation_id = c.branch_id and m.title = '${title}'`;

/** Keeps so many members in whole branches, and one branch of three and more apart. */
const cut = async (admin: pg.ClientBase, members: number): Promise<string> => {
  const { rows } = await admin.query<{ branch_id: string }>(
    'select branch_id from crowd group by branch_id having count(*) >= 3 order by max(n) desc limit 1',
  );
  const apart = rows[0]?.branch_id ?? '';
  await admin.query(
    'delete from crowd where branch_id <> $1 and n > (select max(n) from (select n from crowd where branch_id <> $1 order by n limit $2) s)',
    [apart, members],
  );
  await admin.query(
    'delete from crowd where branch_id = $1 and n not in (select n from crowd where branch_id = $1 limit 3)',
    [apart],
  );
  return apart;
};

/** Writes meetings of whole branches with `members` people between them, each with a signed-in phone. */
export const writeCheckin = (bench: BenchCounty, members: number): Promise<CheckinGround> =>
  asAdmin(bench.deployment.admin, async (admin) => {
    const { schema, code } = bench.county.entry;
    const seed = randomBytes(16).toString('hex');
    await admin.query(`set search_path = ${schema}, public`);
    await clearCheckin(admin);
    await admin.query(meetingsSql);
    const apart = await cut(admin, members);
    for (const text of [heldSql, askedSql, accountsSql, grantsSql, ...screensSql]) await admin.query(text);
    for (const text of [sessionsSql, screenSessionsSql]) await admin.query(text, [seed]);
    await admin.query('vacuum analyze meeting, meeting_invitee, account, role_grant, session');
    const { rows } = await admin.query<{ n: number; branch: string; meeting: string }>(
      `select c.n, c.branch_id as branch, m.id as meeting from crowd c
       join meeting m on m.organisation_id = c.branch_id and m.title = '${title}' order by c.n`,
    );
    const phoneOf = ({ n, meeting }: (typeof rows)[number]): Phone => ({
      token: `${code}.${secretOf(seed, `phone${n}`)}`,
      meeting,
    });
    const screens = new Map(
      rows.map(({ branch, meeting }) => [branch, { meeting, token: `${code}.${secretOf(seed, `screen${branch}`)}` }]),
    );
    const screen = screens.get(apart);
    if (screen === undefined) throw new Error('no branch of three members');
    screens.delete(apart);
    return {
      phones: rows.filter(({ branch }) => branch !== apart).map(phoneOf),
      screens: [...screens.values()],
      apart: { screen, phones: rows.filter(({ branch }) => branch === apart).map(phoneOf) },
    };
  });

export interface CheckinFacts {
  /** Rows of the run's meetings that say present by code. */
  readonly present: number;
  /** Phones that signed somebody in. */
  readonly devices: number;
  /** People and meetings of the events of signing in. */
  readonly signedIn: number;
  /** Events beyond the first of a person at a meeting. */
  readonly doubled: number;
  /** People whose row says anything else. */
  readonly others: number;
}

/** What the database holds of these meetings. */
export const checkinFacts = (bench: BenchCounty, screens: readonly Screen[]): Promise<CheckinFacts> =>
  asAdmin(bench.deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${bench.county.entry.schema}, public`);
    const { rows } = await admin.query<CheckinFacts>(
      `select count(*) filter (where attendance = 'present' and recorded_how = 'code')::int4 as present,
         count(distinct device_hash)::int4 as devices,
         count(*) filter (where attendance is distinct from 'present' or recorded_how is distinct from 'code')::int4 as others,
         (select count(distinct (account_id, entity_id))::int4 from audit_event where action = 'own.signIn' and entity_id = any($1::uuid[])) as "signedIn",
         (select (count(*) - count(distinct (account_id, entity_id)))::int4 from audit_event where action = 'own.signIn' and entity_id = any($1::uuid[])) as doubled
       from meeting_invitee where meeting_id = any($1::uuid[])`,
      [screens.map(({ meeting }) => meeting)],
    );
    const [facts] = rows;
    if (facts === undefined) throw new Error('no answer');
    return facts;
  });
