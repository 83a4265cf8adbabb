/**
 * Two proofs about access. First the matrix of `test/access`: every endpoint as every role at every relation. Then
 * row-level security alone: with the scope of each role, and no check of the application, every row of every protected
 * table is read, and compared with a truth that the superuser computes from the rules below, not from the policies.
 */
import type pg from 'pg';
import { features } from '#apps/features.ts';
import { scopeOf } from '#features/base/accounts/access.ts';
import { roleFacts, roles, type Role } from '#features/base/accounts/permissions/rules.ts';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { scopeSettings } from '#platform/db/scoped-query.ts';
import { newId } from '#shared/ids.ts';
import { openExaminer } from '../../test/access/run.ts';
import { openWorld, type Actor, type World } from '../../test/access/world.ts';
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';
import { plantMember, type Node } from '../../test/harness/tree.ts';

/** Whose a row is beside its place in the tree, by hand: a column with the owner's account or person. */
interface Truth {
  /** Filed under `org_path`: seen by whoever's range holds it. */
  readonly filed?: true;
  /** Filed at a second place as well. */
  readonly second?: 'to_path';
  /**
   * Of the very organisation at which the role hangs, and of none below: what people pay is no superior's business. And there only
   * of whoever has been named for it: a secretary who has not reads no amounts either.
   */
  readonly keptThere?: true;
  /** Made known in the very organisation at which the role hangs, or to which the member belongs: to all who read there. */
  readonly knownThere?: true;
  readonly account?: string;
  readonly otherAccount?: string;
  readonly person?: string;
  /** Administrators who look after the table as a whole. */
  readonly keepers?: readonly Role[];
  /** Voided rows are out of everybody's sight. */
  readonly voidable?: true;
  /** Makes one row: $1 id, $2 person, $3 path, $4 organisation, $5 account. Null where the world already holds some. */
  readonly make: string | null;
}

const accountKeepers: readonly Role[] = ['system_admin', 'security_admin'];
const child = (columns: string, values: string): Truth => ({
  filed: true,
  make: `(id, person_id, org_path, ${columns}) values ($1, $2, $3, ${values})`,
});

/** The organisation of the leaf that is given, and a meeting of it. */
const there = `split_part($3, '@', 1)`;
const meetingThere = `meeting where org_path = ${there} order by id desc limit 1`;

const truths: Readonly<Record<string, Truth>> = {
  account: { account: 'id', keepers: accountKeepers, make: null },
  role_grant: { account: 'account_id', keepers: accountKeepers, make: null },
  session: { account: 'account_id', keepers: accountKeepers, make: null },
  post_holding: {
    filed: true,
    person: 'person_id',
    keepers: accountKeepers,
    make: `(id, organisation_id, person_id, org_path, post, from_on) values ($1, $4, $2, $3, 'secretary', '2020-01-01')`,
  },
  audit_event: {
    filed: true,
    keepers: ['audit_admin'],
    make: `(id, actor, role, action, entity, org_path) values ($1, 'x', 'x', 'x.y', 'x', $3)`,
  },
  person: { filed: true, voidable: true, make: null },
  membership: { filed: true, voidable: true, make: null },
  affiliation: { filed: true, voidable: true, person: 'person_id', make: null },
  reward: child('kind, title, granted_on', `'1', 'x', '2020-01-01'`),
  sanction: child('kind, decided_on', `'1', '2020-01-01'`),
  family_member: child('relation, name', `'1', 'x'`),
  hardship: child('kind, since', `'1', '2020-01-01'`),
  training_record: child('title, from_on', `'x', '2020-01-01'`),
  outflow: child('from_on, place', `'2020-01-01', 'x'`),
  outflow_contact: {
    filed: true,
    make: `(id, outflow_id, person_id, org_path, on_day, channel, recorder) select $1, o.id, o.person_id, $3, '2020-01-01', 'phone', 'x' from outflow o where o.person_id = $2 limit 1`,
  },
  inflow_guest: {
    filed: true,
    second: 'to_path',
    make: `(id, inflow_id, meeting_id, org_path, to_path, recorder) select $1, i.id, m.id, $3, '/', 'x' from (select id from inflow limit 1) i, (select id from meeting limit 1) m on conflict do nothing`,
  },
  inflow_word: {
    filed: true,
    second: 'to_path',
    make: `(id, inflow_id, org_path, to_path, year, result, author, branch) select $1, i.id, $3, '/', 2026, 'x', 'x', 'x' from inflow i where not exists (select from inflow_word w where w.inflow_id = i.id) limit 1`,
  },
  unit_transfer: {
    filed: true,
    make: `(id, org_path, way, organisation_id, committee_id, name, outside_name, reason, dues_paid_to) values ($1, $3, 'leaving', $4, $4, 'x', 'x', 'x', '2026-01')`,
  },
  dues_treasurer: {
    filed: true,
    make: `(id, organisation_id, org_path, account_id, name, reason, named_by, from_on, until) values ($1, $4, $3, $1, 'x', 'x', 'x', '2026-01-05', '2026-01-06')`,
  },
  inflow: {
    filed: true,
    second: 'to_path',
    make: `(id, branch_id, org_path, to_path, sealed, key_id, since) values ($1, $4, $3, '/', 'x', 1, '2020-01-01'), (gen_random_uuid(), $4, '/', $3, 'x', 1, '2020-01-01')`,
  },
  lost_contact: child('from_on, kind', `'2020-01-01', '1'`),
  standing_change: child('standing, from_on', `'12', '2020-01-01'`),
  abroad_stay: child('from_on, place, purpose', `'2020-01-01', 'x', 'study'`),
  attachment: child('kind, title', `'1', 'x'`),
  correction_request: child('field, wanted, key_id, reason', `'nativePlace', 'x', 1, 'x'`),
  file_reading: {
    filed: true,
    person: 'person_id',
    make: `(id, person_id, org_path, account_id, reader, role, organisation, at) values ($1, $2, $3, $5, 'x', 'x', 'x', now())`,
  },
  branch_tally: { filed: true, make: `(branch_id, org_path) values ($4, $3) on conflict do nothing` },
  approval: {
    filed: true,
    account: 'asked_by',
    make: `(id, kind, org_path, summary, payload, asked_by, asker, reason, expires_at) values ($1, 'x', $3, '[]', '{}', $5, 'x', 'x', now())`,
  },
  file: {
    filed: true,
    account: 'account_id',
    make: `(id, org_path, name, media_type, size, digest, key_id, account_id) values ($1, $3, 'x', 'x', 1, 'x', 1, $5)`,
  },
  job: { account: 'account_id', make: `(id, kind, account_id, org_path, scope) values ($1, 'x', $5, $3, '{}')` },
  idempotency: {
    account: 'account_id',
    make: `(key, account_id, endpoint, body_digest, status) values ($1, $5, 'x', 'x', 200)`,
  },
  notice: {
    account: 'account_id',
    make: `(id, account_id, kind, key, link, org_path) values ($1, $5, 'x', $1::text, '/x', $3)`,
  },
  notice_delivery: {
    account: 'account_id',
    make: `(notice_id, account_id, channel) select id, $5, 'in_app' from notice where account_id = $5 on conflict do nothing`,
  },
  notice_setting: {
    account: 'account_id',
    make: `(account_id, kind, channel, enabled) values ($5, $1::text, 'email', true)`,
  },
  notice_address: {
    account: 'account_id',
    make: `(id, account_id, channel, address, key_id) values ($1, $5, 'email', 'x', 1) on conflict do nothing`,
  },
  todo_handover: {
    account: 'from_account',
    otherAccount: 'to_account',
    make: `(id, kind, item, organisation_id, org_path, from_account, from_name, to_account, to_grant, to_name, note) values ($1, 'x', 'given ' || $1::text, $4, $3, $5, 'x', $1, $1, 'x', 'x'), (gen_random_uuid(), 'x', 'taken ' || $1::text, $4, $3, $1, 'x', $5, $1, 'x', 'x')`,
  },
  saved_filter: { account: 'account_id', make: `(id, account_id, name, filter) values ($1, $5, $1::text, '{}')` },
  bulk_change: {
    filed: true,
    account: 'account_id',
    make: `(id, org_path, account_id, actor, reason, fields, people, unchanged) values ($1, $3, $5, 'x', 'x', '{}', 1, 0)`,
  },
  bulk_item: {
    filed: true,
    make: `(bulk_id, person_id, org_path, before) select id, $2, $3, '{}' from bulk_change limit 1`,
  },
  import_batch: {
    filed: true,
    make: `(id, org_path, organisation_id, actor, file_name, size) values ($1, $3, $4, 'x', 'x', 1)`,
  },
  import_row: {
    filed: true,
    make: `(batch_id, reading, seq, org_path, sheet, line, hidden, kind, sealed, key_id) values ($1, 0, 1, $3, 0, 1, false, 'new', 'x', 1)`,
  },
  transfer: {
    filed: true,
    second: 'to_path',
    person: 'person_id',
    make: `(id, person_id, org_path, way, kind, state, from_branch_id, outside_name, reason, sealed, key_id) values ($1, $2, $3, 'leaving', 'cross_province', 'recalled', $4, 'x', 'x', 'x', 1)`,
  },
  transfer_event: {
    filed: true,
    second: 'to_path',
    person: 'person_id',
    make: `(transfer_id, version, person_id, org_path, to_path, step, state, actor, role, organisation) select id, 1, $2, '/', $3, 'submit', 'draft', 'x', 'x', 'x' from transfer where person_id = $2 and id not in (select transfer_id from transfer_event)`,
  },
  admission_case: child(
    'begun_under, begun_on, entered_on, has_committee, state, ended_on, end_reason',
    `'2026', '2026-06-01', '2026-06-01', true, 'withdrawn', '2026-06-02', 'x'`,
  ),
  admission_paper: {
    filed: true,
    make: `(id, case_id, person_id, org_path, paper, on_day, paper_place, recorder, role, organisation) select $1, id, $2, $3, 'talkRecord', '2026-06-01', 'x', 'x', 'x', 'x' from admission_case where person_id = $2 limit 1`,
  },
  admission_fact: {
    filed: true,
    make: `(id, case_id, person_id, org_path, step, on_day, outcome, recorder, role, organisation) select $1, id, $2, $3, 'application', '2026-06-01', 'done', 'x', 'x', 'x' from admission_case where person_id = $2 limit 1`,
  },
  admission_extra_record: {
    filed: true,
    make: `(id, case_id, person_id, org_path, extra, on_day, recorder) select $1, id, $2, $3, 'defence', '2026-06-01', 'x' from admission_case where person_id = $2 limit 1`,
  },
  election: {
    filed: true,
    make: `(id, organisation_id, org_path, kind, method, voters, basis, seats, held_on) values ($1, $4, $3, 'committee', 'surplus', 'members', 'present', 3, '2026-03-02')`,
  },
  election_roll: {
    filed: true,
    make: `(election_id, person_id, org_path, name) select id, $2, $3, 'x' from election limit 1 on conflict do nothing`,
  },
  election_candidate: {
    filed: true,
    make: `(election_id, person_id, org_path, name, position) select id, $2, $3, 'x', 1 from election limit 1 on conflict do nothing`,
  },
  election_count: {
    filed: true,
    make: `(election_id, org_path, present, issued, returned, valid, invalid, scrutineers, tellers, enterer) select id, $3, 1, 1, 1, 1, 0, '{}', '{}', 'x' from election where org_path = $3 limit 1 on conflict do nothing`,
  },
  appraisal: {
    filed: true,
    make: `(id, organisation_id, org_path, year, roll_on, state) values ($1, $4, $3, 2026, '2026-03-02', 'cancelled')`,
  },
  appraisal_person: {
    filed: true,
    person: 'person_id',
    make: `(appraisal_id, person_id, org_path, name, category, votes, part) select id, $2, $3, 'x', 'full', true, 'graded' from appraisal limit 1 on conflict do nothing`,
  },
  appraisal_tally: {
    filed: true,
    make: `(appraisal_id, org_path, issued, returned, valid, invalid, enterer) select id, $3, 1, 1, 1, 0, 'x' from appraisal where org_path = $3 limit 1 on conflict do nothing`,
  },
  appraisal_tally_line: {
    filed: true,
    make: `(appraisal_id, person_id, org_path, excellent, qualified, basic, unqualified) select appraisal_id, $2, $3, 0, 1, 0, 0 from appraisal_tally limit 1 on conflict do nothing`,
  },
  appraisal_follow_up: {
    filed: true,
    make: `(appraisal_id, person_id, org_path) select id, $2, $3 from appraisal limit 1 on conflict do nothing`,
  },
  meeting: {
    filed: true,
    make: `(id, organisation_id, org_path, type, title, starts_at) values ($1, $4, ${there}, 'members_meeting', 'x', '2026-03-02 09:00+08')`,
  },
  meeting_invitee: {
    filed: true,
    person: 'person_id',
    make: `(meeting_id, person_id, org_path, name, votes) select id, $2, $3, 'x', true from ${meetingThere}`,
  },
  agenda_item: {
    filed: true,
    make: `(id, meeting_id, org_path, position, topic) select $1, id, org_path, 1, 'x' from ${meetingThere}`,
  },
  meeting_resolution: {
    filed: true,
    make: `(id, meeting_id, org_path, position, wording, vote, entitled, present, passed) select $1, id, org_path, 1, 'x', 'branch', 3, 3, true from ${meetingThere}`,
  },
  meeting_task: {
    filed: true,
    person: 'owner_person_id',
    make: `(id, meeting_id, organisation_id, org_path, task, owner_person_id, owner_name, due_on) select $1, id, $4, org_path, 'x', $2, 'x', '2026-04-02' from ${meetingThere}`,
  },
  meeting_guest: {
    filed: true,
    make: `(id, meeting_id, org_path, kind, sealed, key_id, noted_by) select $1, id, org_path, 'attending', 'x', 1, 'x' from ${meetingThere}`,
  },
  meeting_amendment: {
    filed: true,
    make: `(id, meeting_id, org_path, actor, reason, former) select $1, id, org_path, 'x', 'x', '{}' from ${meetingThere}`,
  },
  meeting_material: {
    filed: true,
    make: `(id, meeting_id, org_path, kind, name, media_type, size, added_by, removed_by, removed_at, removed_reason) select $1, id, org_path, 'paper', 'x', 'x', 1, 'x', 'x', now(), 'x' from ${meetingThere}`,
  },
  dues_base: {
    keptThere: true,
    person: 'person_id',
    make: `(id, person_id, branch_id, org_path, year, kind, base_fen, monthly_fen, basis, setter) values ($1, $2, $4, $3, 2026, 'farmer', 0, 20, 'x', 'x')`,
  },
  dues_relief: {
    keptThere: true,
    person: 'person_id',
    make: `(id, person_id, branch_id, org_path, from_month, to_month, monthly_fen, reason, decided_on) values ($1, $2, $4, $3, '2026-01-01', '2026-06-01', 0, 'x', '2026-01-05')`,
  },
  dues_consent: {
    keptThere: true,
    person: 'person_id',
    make: `(id, person_id, branch_id, org_path, from_on, reason, recorder) values ($1, $2, $4, $3, '2026-01-01', 'x', 'x')`,
  },
  dues_payment: {
    keptThere: true,
    person: 'person_id',
    make: `(id, person_id, branch_id, org_path, payer, purpose, amount_fen, paid_on, method, receipt_year, receipt_no, recorder) select $1, $2, $4, $3, 'x', 'voluntary', 20, '2026-01-05', 'cash', 2026, 1 + count(*), 'x' from dues_payment where branch_id = $4`,
  },
  dues_entry: {
    keptThere: true,
    make: `(id, organisation_id, org_path, booked_on, debit, credit, amount_fen, recorder) values ($1, $4, ${there}, '2026-01-05', 'cash', 'dues', 20, 'x')`,
  },
  dues_publication: {
    knownThere: true,
    make: `(id, organisation_id, org_path, from_on, until, payers, totals, book, late_lines, publisher, published_on) select $1, $4, ${there}, day, day, 3, '{}', '{}', 0, 'x', day from (select date '2001-01-01' + count(*)::integer as day from dues_publication) p`,
  },
  dues_bank_line: {
    keptThere: true,
    make: `(id, organisation_id, org_path, booked_on, amount_fen, payer, note, line_key) values ($1, $4, ${there}, '2026-01-05', 20, 'x', 'x', $1::text)`,
  },
  import_memory: { filed: true, make: `(organisation_id, kind, text, org_path) values ($4, 'heading', $1::text, $3)` },
};

/** A statement of the superuser whose unused parameters still have a type. */
const inserted = (table: string, make: string): string =>
  `with given as (select $1::uuid, $2::uuid, $3::text, $4::uuid, $5::uuid) insert into ${table} ${make}`;

/** One row of every protected table for a person at every place of the tree, and one voided person. */
const populate = async (world: World, admin: pg.Client, actors: readonly Actor[]): Promise<void> => {
  const { county, townshipA, townshipB, branchA1, branchA2, branchB1, group } = world.tree;
  const place = async (node: Node, personId: string, accountId: string): Promise<void> => {
    for (const [table, { make }] of Object.entries(truths)) {
      if (make === null) continue;
      const { rows } = await admin.query<{ id: string }>('select gen_random_uuid() as id');
      await admin.query(inserted(table, make), [
        rows[0]?.id,
        personId,
        leafPath(node.path, personId),
        node.id,
        accountId,
      ]);
    }
  };
  for (const node of [county, townshipA, townshipB, branchA1, branchA2, branchB1, group]) {
    const person = await world.write((tx) => plantMember(tx, node));
    const { rows } = await admin.query<{ id: string }>('select gen_random_uuid() as id');
    await place(node, person.id, rows[0]?.id ?? '');
  }
  for (const actor of actors) await place(branchA1, actor.person.id, actor.accountId);
  const voided = await world.write((tx) => plantMember(tx, branchA1));
  for (const table of ['affiliation', 'membership'])
    await admin.query(`update ${table} set voided_at = now() where person_id = $1`, [voided.id]);
  await admin.query('update person set voided_at = now() where id = $1', [voided.id]);
  // A former branch is still part of one's own way.
  const [first] = actors;
  if (first)
    await admin.query(
      `insert into affiliation (id, person_id, branch_id, org_path, during) values (gen_random_uuid(), $1, $2, $3, '[1999-01-01,2001-07-01)')`,
      [first.person.id, branchB1.id, leafPath(branchB1.path, first.person.id)],
    );
  // The world has named everybody who could be: here one keeps the branch's dues, and one of the same branch does not.
  const unnamed = actors.find(({ role }) => role === 'organisation_member');
  await admin.query(`update dues_treasurer set until = current_date where account_id = $1`, [unnamed?.accountId]);
  // Who is asked to a meeting elsewhere, has a task from it, or has paid there, sees that of it from anywhere.
  for (const actor of actors)
    for (const table of ['meeting_invitee', 'meeting_task', 'dues_base', 'dues_payment', 'appraisal_person'])
      await admin.query(inserted(table, truths[table]?.make ?? ''), [
        newId(),
        actor.person.id,
        leafPath(branchB1.path, actor.person.id),
        branchB1.id,
        actor.accountId,
      ]);
};

/** Where the role reaches, said by the tree: a prefix, not a range of text. */
const reachOf = (actor: Actor): string | null => {
  const { reach } = roleFacts[actor.role];
  if (reach === 'none') return null;
  return reach === 'self' ? actor.person.path : actor.place.path;
};

const truthSql = (
  table: string,
  { filed, second, keptThere, knownThere, account, otherAccount, person, keepers, voidable }: Truth,
  actor: Actor,
): { text: string; values: string[] } => {
  const values: string[] = [];
  const given = (value: string): string => `$${values.push(value)}`;
  const reach = reachOf(actor);
  const ways = [
    ...(filed && reach !== null ? [`left(org_path, length(${given(reach)})) = $${values.length}`] : []),
    ...(second !== undefined && reach !== null ? [`left(${second}, length(${given(reach)})) = $${values.length}`] : []),
    ...(keptThere && reach !== null
      ? [
          `split_part(org_path, '@', 1) = ${given(reach)} and exists (select from dues_treasurer t where t.until is null and t.org_path = $${values.length} and t.account_id = ${given(actor.accountId)}::uuid)`,
        ]
      : []),
    ...(knownThere && reach !== null ? [`org_path = ${given(reach.split('@')[0] ?? '')}`] : []),
    ...[account, otherAccount].flatMap((column) =>
      column === undefined ? [] : [`${column} = ${given(actor.accountId)}::uuid`],
    ),
    ...(person === undefined ? [] : [`${person} = ${given(actor.person.id)}::uuid`]),
    ...(keepers?.includes(actor.role) ? ['true'] : []),
  ];
  const text = `select ctid::text as row from ${table} where (${ways.length === 0 ? 'false' : ways.join(' or ')})${voidable ? ' and voided_at is null' : ''}`;
  return { text, values };
};

const realScope = (world: World, actor: Actor): Scope => {
  const grant = {
    id: actor.grantId,
    role: actor.role,
    organisationId: actor.place.id,
    organisationName: actor.place.name,
    path: actor.place.path,
  };
  return scopeOf(
    world.county,
    {
      accountId: actor.accountId,
      personId: actor.person.id,
      personPath: actor.person.path,
      displayName: 'x',
      sessionId: actor.sessionId,
      grant,
    },
    'proof',
  );
};

const settingNames = ['app.lower', 'app.upper', 'app.person', 'app.account', 'app.guard'];

/** Rows of a table as the run-time role sees them under the scope, and how many it could lock for a change. */
const seenBy = async (
  client: pg.PoolClient,
  scope: Scope,
  table: string,
): Promise<{ rows: string[]; lockable: string[] }> => {
  await client.query('begin');
  try {
    const settings = scopeSettings(scope);
    for (const [index, name] of settingNames.entries())
      await client.query('select set_config($1, $2, true)', [name, settings[index]]);
    const { rows } = await client.query<{ row: string }>(`select ctid::text as row from ${table}`);
    await client.query('savepoint looked');
    // Where nothing may be changed at all, the right is missing (42501), not the row.
    const locked = await client
      .query<{ row: string }>(`select ctid::text as row from ${table} for update`)
      .catch(async (error: { code?: string }) => {
        if (error.code !== '42501') throw error;
        await client.query('rollback to savepoint looked');
        return { rows: [] };
      });
    return { rows: rows.map(({ row }) => row), lockable: locked.rows.map(({ row }) => row) };
  } finally {
    await client.query('rollback');
  }
};

interface Count {
  looks: number;
  rows: number;
  leaked: number;
  withheld: number;
  readonly examples: string[];
}

const protectedTables = async (admin: pg.Client, schema: string): Promise<string[]> =>
  (
    await admin.query<{ relname: string }>(
      `select relname from pg_class where relnamespace = $1::regnamespace and relkind = 'r' and relrowsecurity order by 1`,
      [schema],
    )
  ).rows.map(({ relname }) => relname);

const compareTables = async (
  world: World,
  admin: pg.Client,
  actors: readonly Actor[],
  tables: readonly string[],
): Promise<Count> => {
  const count: Count = { looks: 0, rows: 0, leaked: 0, withheld: 0, examples: [] };
  const client = await world.county.database.pool.connect();
  try {
    for (const actor of actors) {
      for (const table of tables) {
        const truth = truths[table];
        if (truth === undefined) continue;
        const { text, values } = truthSql(table, truth, actor);
        const allowed = new Set((await admin.query<{ row: string }>(text, values)).rows.map(({ row }) => row));
        const { rows, lockable } = await seenBy(client, realScope(world, actor), table);
        const leaked = [...new Set([...rows, ...lockable])].filter((row) => !allowed.has(row)).length;
        const withheld = [...allowed].filter((row) => !rows.includes(row)).length;
        count.looks += 1;
        count.rows += rows.length;
        count.leaked += leaked;
        count.withheld += withheld;
        if (leaked + withheld > 0)
          count.examples.push(`${actor.role} · ${table}: ${leaked} too many, ${withheld} too few`);
      }
    }
  } finally {
    client.release();
  }
  return count;
};

/** Rows that the run-time role sees when nobody has set a scope, and tables of the other county that it can open. */
const lookWithoutScope = async (
  world: World,
  tables: readonly string[],
): Promise<{ bare: number; foreign: string[]; tried: number }> => {
  const { pool } = world.county.database;
  let bare = 0;
  const foreign: string[] = [];
  const other = world.neighbour.entry;
  for (const table of tables) {
    bare += (await pool.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n ?? 0;
    const opened = await pool.query(`select 1 from ${other.schema}.${table} limit 1`).then(
      () => true,
      (error: { code?: string }) => error.code !== '42501',
    );
    if (opened) foreign.push(table);
  }
  for (const statement of [
    `set role ${other.runRole}`,
    `select 1 from ${other.jobSchema}.jobs`,
    'set row_security = off; select 1 from person',
  ]) {
    if (
      await pool.query(statement).then(
        () => true,
        () => false,
      )
    )
      foreign.push(statement);
  }
  return { bare, foreign, tried: tables.length + 3 };
};

const proveSecurity = async (world: World): Promise<{ lines: string[]; ok: boolean }> =>
  asAdmin(world.admin, async (admin) => {
    const { schema } = world.county.entry;
    await admin.query(`set search_path = ${schema}, public`);
    const actors = await Promise.all(roles.map((role) => world.enter(role)));
    await populate(world, admin, actors);
    const tables = await protectedTables(admin, schema);
    const undeclared = tables.filter((table) => truths[table] === undefined);
    const unprotected = Object.keys(truths).filter((table) => !tables.includes(table));
    const empty: string[] = [];
    for (const table of tables)
      if ((await admin.query(`select 1 from ${table} limit 1`)).rowCount === 0) empty.push(table);
    const count = await compareTables(world, admin, actors, tables);
    const { bare, foreign, tried } = await lookWithoutScope(world, tables);
    const lines = [
      `row-level security alone: ${tables.length} tables, ${actors.length} roles, ${count.looks} looks, ${count.rows} rows seen`,
      `  rows leaked ${count.leaked}, rows withheld ${count.withheld}; without a scope ${bare}`,
      `  the other county: ${tried} ways tried, ${foreign.length} open`,
      ...count.examples.slice(0, 20).map((line) => `  ${line}`),
      ...(undeclared.length === 0 ? [] : [`  tables without a truth: ${undeclared.join(', ')}`]),
      ...(unprotected.length === 0 ? [] : [`  tables without row-level security: ${unprotected.join(', ')}`]),
      ...(empty.length === 0 ? [] : [`  tables without a row, so not tried: ${empty.join(', ')}`]),
      ...foreign.map((way) => `  open: ${way}`),
    ];
    return {
      lines,
      ok:
        count.leaked +
          count.withheld +
          bare +
          foreign.length +
          undeclared.length +
          unprotected.length +
          empty.length ===
        0,
    };
  });

const proveMatrix = async (world: World): Promise<{ lines: string[]; ok: boolean }> => {
  const examiner = openExaminer(world);
  let cells = 0;
  const mismatches: string[] = [];
  const endpoints = features.flatMap((feature) => (feature.routes ?? []).map((route) => route.endpoint));
  for (const endpoint of endpoints) {
    const tally = await examiner.examine(endpoint);
    cells += tally.cells;
    mismatches.push(...tally.mismatches);
  }
  const lines = [
    `matrix: ${endpoints.length} endpoints, ${roles.length} roles, ${cells} cells tried, mismatches ${mismatches.length}`,
    ...mismatches.slice(0, 40).map((line) => `  ${line}`),
  ];
  return { lines, ok: mismatches.length === 0 && cells > 0 };
};

/** Cells of the matrix tried and mismatched; rows leaked with row-level security alone, without a scope, and to another county. */
export const run = async (): Promise<{ lines: string[]; ok: boolean }> => {
  const server = await startTestServer();
  try {
    await prepareTemplate(server);
    const world = await openWorld(server.admin);
    try {
      const matrix = await proveMatrix(world);
      const security = await proveSecurity(world);
      return { lines: [...matrix.lines, ...security.lines], ok: matrix.ok && security.ok };
    } finally {
      await world.close();
    }
  } finally {
    await server.stop();
  }
};
