/** What the branch with accounts has before it: an activity to sign up for, a record to finish, tasks that are due. */
import { sql } from 'kysely';
import { eventId } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { committeePosts } from '#features/management/meetings/rules.ts';
import { at, chance, type Part } from './luck.ts';

interface Branch {
  readonly id: string;
  readonly today: string;
}

const secretary = sql`(select h.person_id from post_holding h where h.organisation_id = o.id and h.post = 'secretary'
  and h.to_on is null limit 1)`;
const place = sql`replace(o.short_name, '第一党支部', '') || '党群服务中心'`;

const insert = (
  id: Part,
): Part => sql`insert into meeting (id, organisation_id, org_path, type, title, starts_at, ends_at, held_on, place,
    state, chair_person_id, recorder_person_id, capacity, confirmed_at, confirmed_by)
  select ${id}, o.id, o.path,`;

/** Places for ten, most of them taken; whoever has an account may still take one. */
const putActivity = async (tx: Tx, { id, today }: Branch): Promise<void> => {
  const day = sql`${today}::date + 6`;
  const luck = chance(sql`n.pinyin || 'warm'`);
  const free = sql`not exists (select from account c where c.person_id = n.id)`;
  await sql`with made as (
      ${insert(eventId)} 'volunteer', '志愿服务：冬日送温暖，走访独居老人', ${at(day, '08:30')}, ${at(day, '11:00')}, null, ${place},
        'planned', ${secretary}, ${secretary}, 10, null, null
      from organisation o where o.id = ${id}::uuid returning id, org_path, organisation_id)
    insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, exempt, response, responded_at)
    select m.id, n.id, m.org_path || '@' || n.id || '/', n.name, s.category = 'full',
      coalesce(n.birth_date < ${day} - interval '78 years', false),
      (case when r.rank <= 7 and ${free} then 'signed_up' else 'none' end)::invitee_response,
      case when r.rank <= 7 and ${free} then ${at(sql`${today}::date - 2`, '09:00')} + make_interval(mins => ${luck}::integer * 20) end
    from made m
    join affiliation a on a.branch_id = m.organisation_id and upper_inf(a.during)
    join person n on n.id = a.person_id
    join membership s on s.person_id = n.id and s.left_on is null
    join (select p.id, row_number() over (order by p.birth_date > current_date - 27000 desc, p.pinyin, p.id) as rank
      from person p join affiliation f on f.person_id = p.id where f.branch_id = ${id}::uuid and upper_inf(f.during)) r on r.id = n.id`.execute(
    tx,
  );
};

/** Who was there yesterday is confirmed; the record is not written yet. */
const putRecord = async (tx: Tx, { id, today }: Branch): Promise<void> => {
  const day = sql`${today}::date - 1`;
  await sql`with made as (
      ${insert(eventId)} 'committee_meeting', '支部委员会会议：商定年终工作安排', ${at(day, '19:00')}, ${at(day, '20:30')}, ${day}, ${place},
        'held', ${secretary}, ${secretary}, null, ${at(day, '20:30')}, '支部书记'
      from organisation o where o.id = ${id}::uuid returning id, org_path, organisation_id),
    topics as (
      insert into agenda_item (id, meeting_id, org_path, position, topic)
      select ${eventId}, m.id, m.org_path, t.position, t.topic from made m
      cross join (values (0, '汇总全年组织生活开展情况'), (1, '商定民主评议党员的时间和步骤'), (2, '研究下一年度发展党员计划')) as t (position, topic))
    insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, attendance, recorded_how, recorded_at)
    select distinct m.id, n.id, m.org_path || '@' || n.id || '/', n.name, true, 'present'::attendance, 'tap'::attendance_source,
      ${at(day, '19:05')}
    from made m join post_holding h on h.organisation_id = m.organisation_id and h.to_on is null and h.post = any(${[...committeePosts]})
    join person n on n.id = h.person_id`.execute(tx);
};

/** One that somebody has let slip, and one that falls due: both agreed in the last members’ meeting but one. */
const putTasks = (tx: Tx, { id, today }: Branch) =>
  sql`insert into meeting_task (id, meeting_id, organisation_id, org_path, task, owner_person_id, owner_name, due_on)
    select ${eventId}, m.id, m.organisation_id, m.org_path, t.task, a.person_id, n.name, ${today}::date + t.days
    from (select m.*, row_number() over (order by held_on desc) as latest from meeting m
      where m.organisation_id = ${id}::uuid and m.type = 'members_meeting' and m.state = 'closed') m
    join (values (2, 'organisation_member', -8, '补齐两名流动党员的联系记录'), (2, 'member', 5, '整理社区困难家庭走访名单')) as t (latest, role, days, task)
      on t.latest = m.latest
    join role_grant g on g.organisation_id = m.organisation_id and g.role::text = t.role and g.ended_at is null
    join account a on a.id = g.account_id join person n on n.id = a.person_id`.execute(tx);

export const putUnderWay = async (tx: Tx, branch: Branch): Promise<void> => {
  await putActivity(tx, branch);
  await putRecord(tx, branch);
  await putTasks(tx, branch);
};
