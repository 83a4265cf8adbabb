/** What a branch does beside its meetings in a year: its groups meet, people talk with each other, people help. Made set-wise. */
import { sql } from 'kysely';
import { recountTalks } from '#features/base/organisations/index.ts';
import { eventId } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { committeePosts } from '#features/management/meetings/rules.ts';
import { at, chance, type Part } from './luck.ts';

const columns = sql`id, organisation_id, org_path, type, title, starts_at, ends_at, held_on, place, state,
  chair_person_id, recorder_person_id, content, confirmed_at, confirmed_by, closed_at, closed_by`;

/** Of a row `p` with a day that is over: held, and closed the same evening by whoever led it. */
const closed = (
  from: string,
  to: string,
  by: Part,
): Part => sql`${at(sql`p.day`, from)}, ${at(sql`p.day`, to)}, p.day, p.place,
  'closed', p.chair, p.chair, p.content, ${at(sql`p.day`, to)}, ${by}, ${at(sql`p.day`, '20:10')}, ${by}`;

/** The months of the year up to today, the present one among them. */
const months = (today: string, before = 11): Part => sql`generate_series(
  date_trunc('month', ${today}::date) - make_interval(months => ${before}::integer), date_trunc('month', ${today}::date), interval '1 month') as m (month)`;

/** The same day of each month, as far as it is over, less those of bad luck. */
const sameDay = (name: Part): Part => sql`(m.month + make_interval(days => ${chance(name)}::integer % 20 + 4))::date`;

const isFull = (day: Part): Part => sql`s.category = 'full' and (s.full_on is null or s.full_on <= ${day})`;

const isOld = (day: Part): Part => sql`coalesce(n.birth_date < ${day} - interval '78 years', false)`;

const groupTopics = [
  '传达支部会议精神',
  '讨论联系户走访情况',
  '学习党章有关条款',
  '汇报个人思想和工作',
  '讨论党员先锋岗安排',
  '讨论村务监督有关问题',
] as const;

/** Each group meets in nearly every month, led by its leader. */
const putGroupMeetings = (tx: Tx, today: string) =>
  sql`insert into meeting (${columns})
    select ${eventId}, p.id, p.path, 'group_meeting', '党小组会：' || p.topic, ${closed('19:00', '20:00', sql`'党小组组长'`)}
    from (
      select g.id, g.path, ${sameDay(sql`b.short_name || g.short_name`)} as day, l.person_id as chair,
        b.short_name as place, '组长传达有关精神，组员逐一发言，商定下月分工。' as content,
        (${[...groupTopics]}::text[])[1 + extract(month from m.month)::integer % ${groupTopics.length}] as topic,
        ${chance(sql`b.short_name || '组' || g.short_name || to_char(m.month, 'YYYY-MM')`)} as luck
      from organisation g
      join organisation b on b.id = g.parent_id
      join (select organisation_id, min(person_id::text)::uuid as person_id from post_holding
        where post = 'group_leader' and to_on is null group by organisation_id) l on l.organisation_id = g.id
      cross join ${months(today)}
      where g.type = 'group' and g.abolished_on is null and g.founded_on < m.month) p
    where p.day <= ${today}::date and p.luck >= 9`.execute(tx);

/** Groups are not kept member by member: the roster is dealt out among them in turn, and a leader sits in the own one. */
const putGroupPeople = (tx: Tx) =>
  sql`insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, exempt, attendance, recorded_how, recorded_at)
    select m.id, n.id, m.org_path || '@' || n.id || '/', n.name, ${isFull(sql`m.held_on`)}, ${isOld(sql`m.held_on`)},
      (case when n.id = m.chair_person_id then 'present'
        when ${isOld(sql`m.held_on`)} and ${chance(sql`m.id::text || n.id::text`)} < 70 then 'excused'
        when ${chance(sql`m.id::text || n.id::text`)} < 88 then 'present'
        when ${chance(sql`m.id::text || n.id::text`)} < 96 then 'excused' else 'absent' end)::attendance, 'tap', m.confirmed_at
    from meeting m
    join (select id, parent_id, row_number() over (partition by parent_id order by path) - 1 as place,
        count(*) over (partition by parent_id) as groups
      from organisation where type = 'group' and abolished_on is null) g on g.id = m.organisation_id
    join (select a.branch_id, a.person_id, a.during, row_number() over (partition by a.branch_id order by p.pinyin, p.id) as number,
        (select min(h.organisation_id::text)::uuid from post_holding h
          where h.person_id = a.person_id and h.post = 'group_leader' and h.to_on is null) as leads
      from affiliation a join person p on p.id = a.person_id
      where exists (select from organisation o where o.parent_id = a.branch_id and o.type = 'group')) r
      on r.branch_id = g.parent_id and r.during @> m.held_on
        and case when r.leads is null then r.number % g.groups = g.place else r.leads = g.id end
    join person n on n.id = r.person_id
    join membership s on s.person_id = n.id and s.left_on is null
    where m.type = 'group_meeting'`.execute(tx);

/** Before the organisation-life meeting of the winter the committee talks, with each other and with members; members do in summer. */
const talks = sql`(values
  ('committee', 1, 6, '支部委员会成员之间谈心谈话', '交换对支部工作和个人履职的看法，相互提出意见，认领整改事项。'),
  ('committee_member', 1, 5, '支委与党员谈心谈话', '了解思想、工作和家庭情况，听取对支部的意见，鼓励发挥作用。'),
  ('committee_member', 8, 45, '支委与党员谈心谈话', '了解近期参加组织生活的情况，商量如何克服困难、按时参加。'),
  ('members', 6, 14, '党员之间谈心谈话', '相互提醒不足，就参加志愿服务和联系群众交流想法。')
) as k (pair, in_month, missed, title, content)`;

/** Who sits on a committee, the secretary among them. */
const seats = sql`(select organisation_id, person_id, min(from_on) as from_on, bool_or(post = 'secretary') as leads
  from post_holding where to_on is null and post = any(${[...committeePosts]}) group by organisation_id, person_id)`;

/** Until summer from last January on: one whole year of talks is always there. */
const talkMonths = (today: string): number => {
  const month = Number(today.slice(5, 7));
  return month <= 6 ? 11 + month : 11;
};

/** Pairs that talked, with the meeting that says so, in one statement: what both said stays with them. */
const putTalks = (tx: Tx, today: string) =>
  sql`with wanted as materialized (
      select ${eventId} as talk, p.* from (
        select b.id, b.path, b.short_name as place, k.pair, k.title, k.content, k.missed,
          (m.month + make_interval(days => ${chance(sql`b.short_name || k.title`)}::integer % 14))::date as day,
          ${chance(sql`b.path || b.short_name || k.pair || k.in_month::text`)} as luck
        from organisation b
        cross join ${talks}
        join ${months(today, talkMonths(today))} on extract(month from m.month)::integer = k.in_month
        where b.type in ('branch', 'joint_branch') and b.abolished_on is null) p
      where p.luck >= p.missed and p.day <= ${today}::date),
    people as (
      select w.talk,
        array_agg(a.person_id order by h.leads desc, ${chance(sql`n.pinyin`)}, a.person_id) filter (where h.person_id is not null) as seated,
        array_agg(a.person_id order by ${chance(sql`n.pinyin || w.title`)}, a.person_id) filter (where h.person_id is null) as others
      from wanted w
      join affiliation a on a.branch_id = w.id and a.during @> w.day
      join person n on n.id = a.person_id
      left join ${seats} h on h.organisation_id = w.id and h.person_id = a.person_id and h.from_on <= w.day
      group by w.talk),
    plan as materialized (
      select p.* from (
        select w.*, case w.pair when 'members' then o.others[1] else o.seated[1] end as chair,
          case w.pair when 'committee' then o.seated[2] when 'members' then o.others[2] else o.others[1] end as other
        from wanted w join people o on o.talk = w.talk) p
      where p.chair is not null and p.other is not null),
    made as (
      insert into meeting (${columns})
      select p.talk, p.id, p.path, 'heart_talk', p.title, ${closed('16:00', '16:40', sql`'支部书记'`)} from plan p)
    insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, attendance, recorded_how, recorded_at)
    select p.talk, n.id, p.path || '@' || n.id || '/', n.name, ${isFull(sql`p.day`)}, 'present', 'tap', ${at(sql`p.day`, '16:40')}
    from plan p cross join unnest(array[p.chair, p.other]) as who (id) join person n on n.id = who.id
    join membership s on s.person_id = n.id and s.left_on is null`.execute(tx);

const helps = [
  '冬季困难群众走访',
  '春节返乡人员服务',
  '学雷锋志愿服务',
  '春耕助农',
  '河道保洁',
  '高考交通引导',
  '防台巡查',
  '暑期儿童防溺水巡护',
  '重阳前敬老理发',
  '文明旅游引导',
  '秋粮抢收',
  '冬季防火宣传',
] as const;

/** Every third month there is something to help with; half of the branches leave one out. Those who signed up come, nearly all. */
const putHelp = async (tx: Tx, today: string): Promise<void> => {
  await sql`insert into meeting (${columns})
    select ${eventId}, p.id, p.path, 'volunteer', '志愿服务：' || p.topic, ${closed('08:30', '11:00', sql`'支部书记'`)}
    from (
      select b.id, b.path, b.short_name as place, b.secretary as chair, ${sameDay(sql`b.short_name || 'help'`)} as day,
        (${[...helps]}::text[])[extract(month from m.month)::integer] as topic,
        ${chance(sql`b.path || b.short_name || m.month::text || 'help'`)} as luck, '分组行动，党员带头，完成预定任务。' as content
      from (
        select o.id, o.path, o.short_name, h.person_id as secretary from organisation o
        join (select organisation_id, min(person_id::text)::uuid as person_id from post_holding
          where post = 'secretary' and to_on is null group by organisation_id) h on h.organisation_id = o.id
        where o.type in ('branch', 'joint_branch') and o.abolished_on is null
          and exists (select from affiliation a where a.branch_id = o.id and upper_inf(a.during))) b
      cross join ${months(today)}
      where extract(month from m.month)::integer % 3 = 0) p
    where p.day <= ${today}::date and p.luck >= 45`.execute(tx);
  const luck = chance(sql`m.id::text || n.id::text`);
  const comes = sql`(n.id = m.chair_person_id or (not ${isOld(sql`m.held_on`)} and ${luck} < 46))`;
  await sql`insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, exempt, response, responded_at, attendance,
      recorded_how, recorded_at)
    select m.id, n.id, m.org_path || '@' || n.id || '/', n.name, ${isFull(sql`m.held_on`)}, ${isOld(sql`m.held_on`)},
      (case when ${comes} then 'signed_up' else 'none' end)::invitee_response,
      case when ${comes} then m.starts_at - interval '3 days' + make_interval(mins => ${luck}::integer * 7) end,
      case when ${comes} then (case when n.id = m.chair_person_id or ${luck} < 43 then 'present' else 'excused' end)::attendance end,
      case when ${comes} then 'tap'::attendance_source end, case when ${comes} then m.confirmed_at end
    from meeting m
    join affiliation a on a.branch_id = m.organisation_id and a.during @> m.held_on
    join person n on n.id = a.person_id
    join membership s on s.person_id = n.id and s.left_on is null
    where m.type = 'volunteer'`.execute(tx);
};

/** A year of what goes on beside the meetings, gaps included. */
export const putYearOfActivities = async (tx: Tx, today: string): Promise<void> => {
  await putGroupMeetings(tx, today);
  await putGroupPeople(tx);
  await putTalks(tx, today);
  const { rows: talking } = await sql<{ id: string }>`
    select distinct organisation_id as id from meeting where type = 'heart_talk'`.execute(tx);
  await recountTalks(tx, { organisations: talking.map(({ id }) => id) });
  await putHelp(tx, today);
};
