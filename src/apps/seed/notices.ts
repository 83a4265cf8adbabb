/** What the demonstration accounts were told: by the functions that tell it, dated back, the older ones read. */
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { notify } from '#features/base/inbox/index.ts';
import { tellPayers } from '#features/management/dues/index.ts';
import { tellInvited, tellOwner } from '#features/management/meetings/index.ts';
import { at } from './luck.ts';

interface Payment {
  readonly id: string;
  readonly person: string;
  readonly path: string;
  readonly on: string;
}

interface Desk {
  readonly tx: Tx;
  readonly today: string;
  readonly scope: Scope;
  readonly county: County;
}

/** Payments of those with an account. Whose an account is and what was paid lie behind different guards. */
const ownPayments = async (tx: Tx): Promise<readonly Payment[]> => {
  const holders = await tx.selectFrom('account').select('person_id').where('person_id', 'is not', null).execute();
  await sql`set local app.guard = 'system'`.execute(tx);
  const { rows } = await sql<Payment>`
    select d.id, d.person_id as person, o.path, d.paid_on::text as on from dues_payment d join organisation o on o.id = d.branch_id
    where d.person_id = any(${holders.map(({ person_id }) => person_id)}::uuid[]) order by d.paid_on, d.id`.execute(tx);
  await sql`set local app.guard = 'accounts'`.execute(tx);
  return rows;
};

/** What was fixed and paid in the year; to be called before anything later is told, since a list goes by the order of telling. */
export const tellDues = async ({ tx, today }: Desk): Promise<readonly Payment[]> => {
  const payments = await ownPayments(tx);
  const year = Number(today.slice(0, 4));
  const fixed = new Map(payments.map(({ person, path }) => [person, path]));
  for (const [person, path] of fixed)
    await tellPayers(tx, { kind: 'fixed', about: `${person}:${year}`, people: [person], path, params: { year } });
  for (const { id, person, path } of payments)
    await tellPayers(tx, { kind: 'paid', about: id, people: [person], path });
  return payments;
};

/** Meetings to come to which somebody with an account is asked. */
const tellMeetings = async ({ tx, scope, county }: Desk): Promise<void> => {
  const meetings = await tx
    .selectFrom('meeting as m')
    .select(['m.id', 'm.org_path', 'm.title', 'm.starts_at'])
    .where('m.state', '=', 'planned')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('meeting_invitee as i')
          .innerJoin('account as a', 'a.person_id', 'i.person_id')
          .select('i.person_id')
          .whereRef('i.meeting_id', '=', 'm.id'),
      ),
    )
    .orderBy('m.starts_at', 'desc')
    .execute();
  for (const meeting of meetings) await tellInvited(tx, scope, county, meeting);
};

const tellTasks = async ({ tx, today }: Desk): Promise<void> => {
  const tasks = await tx
    .selectFrom('meeting_task as t')
    .innerJoin('account as a', 'a.person_id', 't.owner_person_id')
    .select(['t.id', 't.org_path as path', 't.owner_person_id as owner', 't.due_on as dueOn'])
    .where('t.done_at', 'is', null)
    .execute();
  for (const task of tasks) await tellOwner(tx, task, task.dueOn < today ? 'taskOver' : 'task');
};

/** Whoever has applied hears how far it has come. */
const tellApplicants = async ({ tx }: Desk): Promise<void> => {
  const cases = await tx
    .selectFrom('admission_case as c')
    .innerJoin('account as a', 'a.person_id', 'c.person_id')
    .select(['c.id', 'c.stage', 'c.person_id', 'c.org_path'])
    .execute();
  for (const { id, stage, person_id: person, org_path: path } of cases)
    await notify(tx, {
      kind: 'admission.progress',
      key: `admission:${id}:${stage}`,
      people: [person],
      path: path.split('@')[0] ?? path,
      link: '/admission',
      params: {},
    });
};

/** What came on a day of its own is of that day; all else of the last days, one after the other. Who was to confirm a count has done it. */
const dateBack = async (tx: Tx, payments: readonly Payment[]): Promise<void> => {
  const days = JSON.stringify(payments.map(({ id, on }) => ({ key: `dues:paid:${id}`, on })));
  await sql`set local app.guard = 'notices'`.execute(tx);
  await sql`delete from notice where kind = 'election.confirm'`.execute(tx);
  await sql`update notice n set created_at = ${at(sql`d.on_day`, '17:10')}, read_at = ${at(sql`d.on_day`, '20:40')}
    from (
      select id, case n.kind when 'dues.fixed' then make_date((n.params ->> 'year')::integer, 1, 20)
        when 'election.announced' then (n.params ->> 'day')::date else k.on::date end as on_day
      from notice n left join json_to_recordset(${days}::json) as k (key text, "on" text) on k.key = n.key
      where n.kind in ('dues.fixed', 'dues.paid', 'election.announced')) d
    where d.id = n.id and d.on_day < current_date`.execute(tx);
  // Morning and afternoon in turn, from yesterday on; all but the last three has been read.
  const day = sql`(current_timestamp at time zone 'Asia/Shanghai')::date - 1 - ((r.place - 1) / 2)::integer`;
  const clock = sql`case r.place % 2 when 1 then time '16:40' else time '09:10' end`;
  await sql`update notice n set created_at = (${day} + ${clock}) at time zone 'Asia/Shanghai',
      read_at = case when r.place > 3 then (${day} + ${clock}) at time zone 'Asia/Shanghai' + interval '85 minutes' end
    from (select id, row_number() over (partition by account_id order by id desc) as place from notice
      where kind not in ('dues.fixed', 'dues.paid', 'election.announced')) r where r.id = n.id`.execute(tx);
  await sql`set local app.guard = 'accounts'`.execute(tx);
};

export const putNotices = async (desk: Desk, payments: readonly Payment[]): Promise<void> => {
  await tellApplicants(desk);
  await tellMeetings(desk);
  await tellTasks(desk);
  await dateBack(desk.tx, payments);
};
