/** Over 400 lines: all of it reads one county, which takes seconds to write. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { features } from '#apps/features.ts';
import { buildApp } from '#apps/server/app.ts';
import { factorCode } from '#features/base/accounts/index.ts';
import { currentSession, giveFactor, signIn } from '#features/base/accounts/contract.ts';
import { permissionTable, roleFacts, roles, type Role } from '#features/base/accounts/permissions/rules.ts';
import { memberCounts, memberList } from '#features/base/members/contract.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { quotaList } from '#features/management/admission/quotas/contract.ts';
import { burdenMonth } from '#features/insight/burden/contract.ts';
import { duesSheet } from '#features/management/dues/contract.ts';
import { duesStatement } from '#features/management/dues/ledger/contract.ts';
import { dutyOverview } from '#features/management/duties/contract.ts';
import { transferList } from '#features/management/transfers/contract.ts';
import { noticeList } from '#features/base/inbox/contract.ts';
import { ownFile } from '#features/base/members/own/contract.ts';
import { analyseSchema, asAdmin } from '#platform/db/counties.ts';
import { addMonths, monthsBetween } from '#shared/days.ts';
import { openLog } from '#platform/log/log.ts';
import { clientOf, type Client, type RawReply } from '#test/harness/client.ts';
import { madeOnce, testCounty } from '#test/harness/county.ts';
import type { DemoAccount } from './account-rows.ts';
import { demoCounty, type DemoCounty } from './county.ts';
import { isEmpty } from './is-empty.ts';
import { writeDemoCounty } from './write.ts';

const members = 4_500;

const tokenOf = (reply: RawReply): string | undefined =>
  /zhibu_session=([^;]+)/.exec([reply.headers['set-cookie'] ?? ''].flat().join('\n'))?.[1];

/** A county with the demonstration written into it, and the server over it. */
const written = madeOnce(async () => {
  const base = await testCounty();
  const accounts = await writeDemoCounty(base.county, { members });
  await asAdmin(base.admin, (client) => analyseSchema(client, base.entry.schema));
  const plan: DemoCounty = demoCounty({ members, today: base.county.today() });
  const counties = new Map([[base.entry.code, base.county]]);
  const log = openLog({ level: 'silent' });
  const app = await buildApp({ counties, features, log, version: '0.0.0-test', checkReplies: true });
  const clients = new Map<string, Client>();

  const enter = async ({ signInName, password, factorSecret }: DemoAccount): Promise<Client> => {
    const first = await clientOf(app, null).raw(signIn, { body: { name: signInName, password } });
    const session = { accountId: '', signInName, token: tokenOf(first) ?? '' };
    if (factorSecret === null) return clientOf(app, session);
    const code = factorCode(factorSecret, base.county.now().getTime());
    const second = await clientOf(app, session).raw(giveFactor, { body: { code } });
    return clientOf(app, { ...session, token: tokenOf(second) ?? session.token });
  };

  return {
    ...base,
    accounts,
    plan,
    /** Signs in with what was printed; every account once, because a code is accepted once. */
    async as(role: Role): Promise<Client> {
      const account = accounts.find((a) => a.role === role);
      if (account === undefined) throw new Error(`no account for ${role}`);
      const client = clients.get(role) ?? (await enter(account));
      clients.set(role, client);
      return client;
    },
    async close() {
      await app.close();
      await base.close();
    },
  };
});

const count = async (table: string, where = sql`true`): Promise<number> => {
  const db = written.current.read();
  const { rows } = await sql<{ n: number }>`select count(*)::int4 as n from ${sql.table(table)} where ${where}`.execute(
    db,
  );
  return rows[0]?.n ?? -1;
};

describe('the written county', () => {
  test('holds every organisation and person of the plan, with their records', async () => {
    const { plan } = written.current;
    const people = [...plan.people()];
    const total = (part: 'rewards' | 'sanctions' | 'family' | 'hardships' | 'trainings' | 'outflows'): number =>
      people.reduce((sum, person) => sum + person[part].length, 0);
    expect({
      organisations: await count('organisation'),
      periods: await count('organisation_period'),
      // Applicants of cases come beside the plan; one of them holds an account and stands in it.
      people: await count(
        'person',
        sql`not exists (select from admission_case c where c.person_id = person.id) or exists (select from membership m where m.person_id = person.id) or phone is not null`,
      ),
      memberships: await count('membership'),
      probationary: await count('membership', sql`category = 'probationary'`),
      posts: await count('post_holding'),
      rewards: await count('reward'),
      sanctions: await count('sanction'),
      family: await count('family_member'),
      hardships: await count('hardship'),
      trainings: await count('training_record'),
      outflows: await count('outflow'),
      lost: await count('lost_contact'),
      abroad: await count('abroad_stay'),
      joint: await count('organisation', sql`covered_units <> '{}'`),
    }).toEqual({
      organisations: plan.organisations.length,
      periods: plan.organisations.length,
      people: people.length,
      memberships: members,
      probationary: people.filter((p) => p.membership?.category === 'probationary').length,
      posts: [...plan.posts()].length,
      rewards: total('rewards'),
      sanctions: total('sanctions'),
      family: total('family'),
      hardships: total('hardships'),
      trainings: total('trainings'),
      outflows: total('outflows'),
      lost: people.filter((p) => p.lostContact !== null).length,
      abroad: people.flatMap((p) => p.outflows.filter((o) => o.reason === 'abroad')).length,
      joint: plan.organisations.filter((o) => o.type === 'joint_branch').length,
    });
  });

  test('has each member in exactly one branch today, filed under it', async () => {
    expect(await count('affiliation', sql`during @> current_date`)).toBe(members);
    const strays = sql`org_path <> (select o.path from organisation o where o.id = branch_id) || '@' || person_id || '/'`;
    expect(await count('membership', strays)).toBe(0);
    expect(await count('affiliation', strays)).toBe(0);
  });

  test('has tallies that a recount confirms', async () => {
    expect(await written.current.write(tallyDifferences)).toBe(0);
    expect(await count('branch_tally')).toBe(written.current.plan.organisations.filter((o) => o.members > 0).length);
  });

  test('has a year of meetings with gaps, each list of the people of that day, and the next one planned', async () => {
    const closed = sql`state = 'closed'`;
    const days = await written.current
      .read()
      .selectFrom('meeting')
      .select([sql<string>`min(held_on)`.as('first'), sql<string>`max(held_on)`.as('last')])
      .where('state', '=', 'closed')
      .executeTakeFirstOrThrow();
    const today = written.current.county.today();
    expect(monthsBetween(days.first, today)).toBeGreaterThanOrEqual(10);
    expect(days.last <= today).toBe(true);
    const branches = await count('organisation', sql`id in (select organisation_id from meeting) and type <> 'group'`);
    const partyDays = await count('meeting', sql`type = 'party_day' and ${closed}`);
    expect(partyDays).toBeGreaterThan(branches * 9);
    expect(partyDays).toBeLessThan(branches * 12);
    expect(await count('meeting', sql`state = 'planned'`)).toBeGreaterThanOrEqual(branches);
    const strangers = sql`not exists (select from affiliation a, meeting m where m.id = meeting_invitee.meeting_id
      and a.person_id = meeting_invitee.person_id and a.during @> coalesce(m.held_on, m.starts_at::date)
      and (a.branch_id = m.organisation_id or m.type = 'committee_meeting'
        or a.branch_id = (select o.parent_id from organisation o where o.id = m.organisation_id and o.type = 'group')))`;
    expect(await count('meeting_invitee')).toBeGreaterThan(members * 10);
    expect(await count('meeting_invitee', strangers)).toBe(0);
    const unsure = sql`passed and yes * 2 <= entitled`;
    expect(await count('meeting_resolution', unsure)).toBe(0);
  });

  /** The year whose winter is over: last year until the meetings of January are held. */
  const wintered = (): number => {
    const today = written.current.county.today();
    return Number(today.slice(0, 4)) - (today.slice(5, 7) === '01' ? 1 : 0);
  };

  test('has last year’s appraisals in most branches and this year’s in some, none with too many excellent', async () => {
    const branches = await count('organisation', sql`id in (select organisation_id from meeting) and type <> 'group'`);
    const year = Number(written.current.county.today().slice(0, 4));
    const done = await count('appraisal', sql`year = ${wintered() - 1} and state = 'closed'`);
    expect(done).toBeGreaterThan(branches * 0.7);
    expect(done).toBeLessThan(branches);
    expect(await count('appraisal', sql`year = ${year}`)).toBeLessThan(branches * 0.7);
    const crowded = sql`id in (select appraisal_id from appraisal_person where part = 'graded'
      group by appraisal_id having count(*) filter (where grade = 'excellent') * 3 > count(*))`;
    expect(await count('appraisal', crowded)).toBe(0);
    expect(await count('appraisal_person', sql`part = 'graded' and grade is null and told_at is not null`)).toBe(0);
    const unlike = sql`excellent + qualified + basic + unqualified > (select valid from appraisal_tally t where t.appraisal_id = appraisal_tally_line.appraisal_id)`;
    expect(await count('appraisal_tally_line', unlike)).toBe(0);
    expect(await count('appraisal_person', sql`grade = 'basic'`)).toBeGreaterThan(0);
  });

  test('keeps ID numbers as ciphertext that its own key opens', async () => {
    const { county, plan } = written.current;
    const first = [...plan.people()][0];
    const digest = county.crypto.hash('id_number', first?.idNumber ?? '');
    const row = await written.current
      .read()
      .selectFrom('person')
      .select(['name', 'id_number'])
      .where('id_number_hash', '=', digest)
      .executeTakeFirstOrThrow();
    expect(row.id_number?.includes(first?.idNumber ?? '?')).toBe(false);
    expect([row.name, county.crypto.decrypt(row.id_number ?? Buffer.alloc(0))]).toEqual([first?.name, first?.idNumber]);
  });

  test('has dues fixed and the completed quarters collected in the demonstration township, each booked', async () => {
    const { plan } = written.current;
    const below = new Set(['t109']);
    for (const o of plan.organisations) if (o.parentKey !== null && below.has(o.parentKey)) below.add(o.key);
    const there = plan.organisations.filter((o) => below.has(o.key)).reduce((sum, o) => sum + o.members, 0);
    expect(there).toBeGreaterThan(100);
    expect(await count('dues_base')).toBe(there);
    expect(await count('dues_payment')).toBe(await count('dues_entry', sql`payment_id is not null`));
    const treasurer = await written.current.as('organisation_member');
    const year = Number(written.current.county.today().slice(0, 4));
    const { items } = await treasurer.call(duesSheet, { query: { year } });
    expect(items.length).toBeGreaterThan(10);
    expect(items.filter(({ base }) => base === null)).toEqual([]);
    expect(items.some(({ byQuarter }) => byQuarter?.holds)).toBe(true);
    expect(items.some(({ byQuarter }) => byQuarter === null)).toBe(true);
    const behind = items.filter(({ alert }) => alert !== 'none').length;
    expect(behind).toBeLessThan(items.length / 3);
    // The branch has named somebody of its committee, so the secretary reads no amount.
    const secretary = await written.current.as('branch_secretary');
    expect(await secretary.outcome(duesSheet, { query: { year } })).not.toBe('ok');
  });

  test('lets groups meet, people talk in pairs and help, with gaps', async () => {
    const groups = await count('organisation', sql`type = 'group'`);
    const met = await count('meeting', sql`type = 'group_meeting'`);
    expect(met).toBeGreaterThan(groups * 8);
    expect(met).toBeLessThan(groups * 12);
    const lonely = sql`type = 'heart_talk' and (select count(*) from meeting_invitee i
      where i.meeting_id = meeting.id and i.attendance = 'present') <> 2`;
    expect(await count('meeting', lonely)).toBe(0);
    const unasked = sql`attendance is not null and response <> 'signed_up'
      and meeting_id in (select id from meeting where type = 'volunteer')`;
    expect(await count('meeting_invitee', unasked)).toBe(0);
    const officer = await written.current.as('county_officer');
    const today = written.current.county.today();
    const done = async (kind: string, year: number): Promise<number> => {
      const month = today.startsWith(`${year}-`) ? today.slice(0, 7) : `${year}-12`;
      const { counts } = await officer.call(dutyOverview, { query: { month } });
      const found = counts.find((one) => one.kind === kind);
      return found === undefined ? 0 : found.done / (found.done + found.unmet);
    };
    // Members talk with each other in June.
    const talked = await done('heart_talk', Number(today.slice(0, 4)) - (today.slice(5, 7) <= '06' ? 1 : 0));
    expect(talked).toBeGreaterThan(0.5);
    expect(talked).toBeLessThan(1);
    expect(await done('organisation_life', wintered())).toBeGreaterThan(0.8);
  });

  test('has transfers behind its moves, and one of each kind that is not over', async () => {
    const elsewhere = sql`state in ('receipt_returned', 'in_branch_accepted') and not exists (select from affiliation a
      where a.person_id = transfer.person_id and a.branch_id = transfer.to_branch_id and lower(a.during) = transfer.accepted_on)`;
    expect(await count('transfer', elsewhere)).toBe(0);
    expect(await count('transfer', sql`state = 'receipt_returned'`)).toBeGreaterThan(0);
    for (const state of ['submitted', 'out_branch_ok', 'out_committee_ok', 'in_committee_ok', 'expired', 'rejected'])
      expect([state, await count('transfer', sql`state = ${state}::transfer_state`)]).not.toEqual([state, 0]);
    const unlike = sql`version <> (select count(*) from transfer_event e where e.transfer_id = transfer.id)
      or state <> (select e.state from transfer_event e where e.transfer_id = transfer.id order by e.version desc limit 1)`;
    expect(await count('transfer', unlike)).toBe(0);
    const secretary = await written.current.as('branch_secretary');
    const { counts } = await secretary.call(transferList, { query: { queue: 'todo' } });
    expect(counts.todo).toBe(2);
  });

  test('has elections that the check calls elected, whose people hold the posts, and one prepared', async () => {
    const closed = sql`state = 'closed'`;
    expect(await count('election', closed)).toBeGreaterThan(1);
    expect(await count('election', sql`state = 'closed' and verdict ->> 'outcome' <> 'elected'`)).toBe(0);
    const idle = sql`elected and not exists (select from post_holding h join election e on e.organisation_id = h.organisation_id
      where e.id = election_candidate.election_id and h.person_id = election_candidate.person_id and h.to_on is null)`;
    expect(await count('election_candidate', idle)).toBe(0);
    expect(await count('election', sql`state = 'planned'`)).toBe(2);
    expect(
      await count('election_candidate', sql`election_id in (select id from election where state = 'planned')`),
    ).toBeGreaterThan(1);
  });

  test('has quotas of every township, nearly all kept, and cases of the people on probation', async () => {
    const officer = await written.current.as('county_officer');
    const today = written.current.county.today();
    const year = Number(today.slice(0, 4)) - (today.slice(5) < '02-11' ? 1 : 0);
    const { items } = await officer.call(quotaList, { query: { year } });
    expect(items.length).toBeGreaterThan(25);
    expect(items.filter(({ places }) => places === null)).toEqual([]);
    const over = items.filter(({ remaining }) => (remaining ?? 0) < 0).length;
    expect(over).toBeLessThan(items.length / 5);
    expect(await count('admission_case', sql`stage = 'probationary' and state = 'open'`)).toBeGreaterThan(30);
  });

  test('spends dues on the five uses as the year goes on, and nothing that is not there', async () => {
    const { rows } = await sql<{ uses: number; least: number | null }>`
      select (select coalesce(max(kinds), 0)::int4 from (select count(distinct category) as kinds from dues_entry
          where org_path in (select org_path from dues_treasurer) group by org_path) u) as uses, min(there)::int4 as least from (
        select sum(case when debit = 'cash' then amount_fen when credit = 'cash' then -amount_fen else 0 end)
          over (partition by organisation_id order by booked_on range unbounded preceding) as there from dues_entry) l`.execute(
      written.current.read(),
    );
    const day = written.current.county.today().slice(5);
    const paid = await count('dues_payment');
    // The first quarter is collected in April; until then nothing is booked.
    if (day >= '04-10') expect(paid).toBeGreaterThan(0);
    expect(rows[0]?.least === null).toBe(paid === 0);
    expect(rows[0]?.least ?? 0).toBeGreaterThanOrEqual(0);
    const uses = paid === 0 ? [] : ['02-06', '04-09', '06-29', '08-27', '10-21'].filter((on) => on <= day);
    expect(rows[0]?.uses).toBe(uses.length);
  });

  test('published the quarters that are over, and corrects nothing', async () => {
    const today = written.current.county.today();
    expect(await count('dues_publication', sql`published_on > ${today}::date or until >= published_on`)).toBe(0);
    const member = await written.current.as('member');
    const { publication } = await member.call(duesStatement, { query: { year: Number(today.slice(0, 4)) } });
    expect(publication?.late.lines ?? null).toBe(today.slice(5) >= '04-10' ? 0 : null);
  });

  test('left in the audit what the accounts of its branch did, of things that are there, and nothing ahead', async () => {
    const { county } = written.current;
    const use = sql`source = 'seed' and account_id is not null`;
    expect(await count('audit_event', use)).toBeGreaterThan(20);
    expect(await count('audit_event', sql`${use} and (at > now() or entity_id is null)`)).toBe(0);
    expect(
      await count(
        'audit_event',
        sql`${use} and not exists (select from meeting m where m.id = entity_id)
          and not exists (select from dues_payment d where d.id = entity_id)`,
      ),
    ).toBe(0);
    // Linked in the chain, however old: what is done meanwhile waits for the sequencer.
    expect(
      await count(
        'audit_event',
        sql`${use} and not exists (select from audit_link l where l.event_id = audit_event.id)`,
      ),
    ).toBe(0);
    const month = addMonths(`${county.today().slice(0, 7)}-01`, -1).slice(0, 7);
    const read = async (role: Role) => (await written.current.as(role)).call(burdenMonth, { query: { month } });
    const [branch, township] = [await read('branch_secretary'), await read('township_worker')];
    expect(branch.kinds.find(({ kind }) => kind === 'meetings')?.things).toBeGreaterThan(1);
    expect(branch.fields).toBeGreaterThan(0);
    // One branch alone: its things are counted, and no minutes are told.
    expect([township.fields, township.minutes]).toEqual([branch.fields, null]);
  });

  test('says in the audit log that its data were made, and is not empty any more', async () => {
    const { county } = written.current;
    expect(await count('audit_event', sql`action = 'county.seed'`)).toBe(1);
    expect(await isEmpty(county)).toBe(false);
    expect(await count('holiday_year')).toBeGreaterThan(3);
  });
});

describe('the printed accounts', () => {
  test('are there for every role, each of two groups of people with a second factor where the role needs it', () => {
    const { accounts } = written.current;
    expect(roles.filter((role) => !accounts.some((a) => a.role === role))).toEqual([]);
    for (const { role, password, factorSecret } of accounts) {
      expect(password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
      expect(factorSecret !== null).toBe(roleFacts[role].secondFactor);
    }
    expect(new Set(accounts.map((a) => a.password)).size).toBe(accounts.length);
  });

  test.each(roles)('let in %s, who sees members only where the permission table says so', async (role) => {
    const client = await written.current.as(role);
    const session = await client.call(currentSession, {});
    expect([session.state, session.grant?.role]).toEqual(['ready', role]);
    const mayRead = (permissionTable['members.read'] as readonly Role[]).includes(role);
    expect(await client.outcome(memberList, { query: {} })).toBe(mayRead ? 'ok' : 'not_found');
  });

  test('show each level exactly its own people', async () => {
    const { plan } = written.current;
    const under = (key: string): number => {
      const keys = new Set([key]);
      for (const o of plan.organisations) if (o.parentKey !== null && keys.has(o.parentKey)) keys.add(o.key);
      return plan.organisations.filter((o) => keys.has(o.key)).reduce((sum, o) => sum + o.members, 0);
    };
    const seen = async (role: Role): Promise<number> =>
      (await (await written.current.as(role)).call(memberCounts, { query: {} })).members;
    const placeOf = (role: Role): string => plan.accounts.find((a) => a.role === role)?.organisationKey ?? '';
    const levels = ['county_officer', 'township_worker', 'branch_secretary'] as const;
    const expected = levels.map((role) => under(placeOf(role)));
    expect(expected[0]).toBe(members);
    for (const [index, role] of levels.entries()) expect(await seen(role)).toBe(expected[index]);
  });

  test.each([
    'branch_secretary',
    'organisation_member',
    'member',
    'probationary',
    'applicant',
    'township_worker',
  ] as const)('show %s what was told', async (role) => {
    const { items } = await (await written.current.as(role)).call(noticeList, { query: {} });
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ createdAt }) => createdAt > written.current.county.now().toISOString())).toEqual([]);
  });

  test('show a member the own file and nobody else', async () => {
    const { plan } = written.current;
    const key = plan.accounts.find((a) => a.role === 'member')?.personKey;
    const person = [...plan.people()].find((p) => p.key === key);
    const member = await written.current.as('member');
    expect(JSON.stringify(await member.call(ownFile, {}))).toContain(person?.name);
    expect(await member.outcome(memberList, { query: {} })).toBe('not_found');
  });
});
