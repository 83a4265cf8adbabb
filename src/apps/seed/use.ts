/**
 * What the work of the branch with accounts left in the audit: the commands behind its meetings and dues, at the times that those rows
 * say, as `source` seed. The burden page counts them, as it counts whatever is done from then on; nothing else is measured.
 */
import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { at, chance, type Part } from './luck.ts';

interface Branch {
  readonly id: string;
  readonly path: string;
}

interface Hand {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** The id of an event of a time: they sort, and are counted, by the time that they begin with. */
const idAt = (time: Part): Part => sql`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send((extract(epoch from ${time}) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;

/** Who records for the branch: the secretary its meetings, whoever keeps its dues the payments. */
const handsOf = async (tx: Tx, { id }: Branch): Promise<{ secretary: Hand; keeper: Hand } | null> => {
  const { rows } = await sql<Hand & { readonly keeps: boolean }>`
    select a.id, a.display_name as name, g.role::text as role,
      exists (select from dues_treasurer d where d.organisation_id = ${id}::uuid and d.account_id = a.id and d.until is null) as keeps
    from role_grant g join account a on a.id = g.account_id
    where g.organisation_id = ${id}::uuid and g.ended_at is null and g.role::text in ('branch_secretary', 'organisation_member')`.execute(
    tx,
  );
  const secretary = rows.find(({ role }) => role === 'branch_secretary');
  const keeper = rows.find(({ keeps }) => keeps);
  return secretary && keeper ? { secretary, keeper } : null;
};

const insert = (hand: Hand, events: Part) => sql`
  insert into audit_event (id, at, account_id, actor, role, action, entity, entity_id, org_path, source)
  select ${idAt(sql`e.time`)}, e.time, ${hand.id}::uuid, ${hand.name}, ${hand.role}, e.action, e.entity, e.entity_id, e.org_path, 'seed'
  from (${events}) e where e.time <= now() order by e.time`;

/** Planned some days before, names ticked and confirmed at its end, the record written and closed in one go. */
const meetings = ({ path }: Branch): Part => sql`
  select s.time, s.action, 'meeting' as entity, m.id as entity_id, m.org_path
  from meeting m
  cross join lateral (select ${chance(sql`m.title || m.held_on`)}::integer as luck) l
  cross join lateral (values
    (m.starts_at - interval '4 days' + make_interval(mins => l.luck), 'meetings.plan'),
    (m.confirmed_at - make_interval(mins => 2 + l.luck % 4), 'meetings.attend'),
    (m.confirmed_at, 'meetings.confirm'),
    (m.closed_at - make_interval(mins => 6 + l.luck % 13), 'meetings.record'),
    (m.closed_at, 'meetings.close')) as s (time, action)
  where starts_with(m.org_path, ${path}) and m.held_on is not null and s.time is not null`;

const payments = ({ id }: Branch): Part => sql`
  select ${at(sql`d.paid_on`, '16:40')} + make_interval(mins => d.receipt_no % 60) as time, 'dues.pay' as action,
    'dues_payment' as entity, d.id as entity_id, d.org_path
  from dues_payment d where d.branch_id = ${id}::uuid`;

export const putUse = async (tx: Tx, branch: Branch): Promise<void> => {
  const hands = await handsOf(tx, branch);
  if (hands === null) return;
  await insert(hands.secretary, meetings(branch)).execute(tx);
  // What was paid lies behind another guard than whose an account is.
  await sql`set local app.guard = 'system'`.execute(tx);
  await insert(hands.keeper, payments(branch)).execute(tx);
  await sql`set local app.guard = 'accounts'`.execute(tx);
};
