/** A year of meetings is made by the database out of the rosters that it holds: one statement for each table. */
import { sql } from 'kysely';
import { eventId } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { committeePosts, judgeResolution } from '#features/management/meetings/rules.ts';
import { chance, type Part } from './luck.ts';

/** What each kind is about, from January to December. */
const topics = {
  party_day: [
    '学习中央全会精神',
    '清洁家园义务劳动',
    '重温入党誓词',
    '走访慰问困难党员',
    '公共服务事项公开评议',
    '防汛防台值守动员',
    '党纪学习教育',
    '党员先锋岗亮岗',
    '红色教育基地参观',
    '生态环境巡查',
    '移风易俗宣讲',
    '年度工作谋划',
  ],
  committee_meeting: [
    '研究组织生活会方案',
    '研究春节走访慰问安排',
    '研究全年学习计划',
    '研究党员联系户分工',
    '研究发展党员工作',
    '研究“七一”活动安排',
    '研究防汛防台分工',
    '研究半年党费收缴情况',
    '研究流动党员管理',
    '研究志愿服务安排',
    '研究民主评议准备工作',
    '研究年终总结',
  ],
  members_meeting: [
    '通报年度工作',
    '听取年度工作报告',
    '讨论全年工作安排',
    '讨论党员承诺事项',
    '讨论重点工作安排',
    '通报上半年党费收支',
    '讨论防汛防台安排',
    '听取半年工作报告',
    '讨论党员教育安排',
    '讨论党员服务事项',
    '讨论年度工作总结',
    '讨论下一年度工作',
  ],
  party_lesson: [
    '党章总纲',
    '党员的权利和义务',
    '党的组织原则',
    '党支部工作条例',
    '党的纪律建设',
    '党的光辉历程',
    '党员教育管理工作条例',
    '做合格党员',
    '基层治理中的党员作用',
    '党的群众路线',
    '学习先进典型',
    '学习全会精神',
  ],
} as const;
export type MeetingTitle = (typeof topics)[keyof typeof topics][number];

const topicOf = sql`case p.type ${sql.join(
  Object.entries(topics).map(
    ([type, names]) => sql`when ${type} then '：' || (${[...names]}::text[])[extract(month from p.day)::integer]`,
  ),
  sql` `,
)} else '' end`;

/** Kinds of meetings: in which months of a year, how many in a hundred are missed, and what they are called. */
const kinds = sql`(values
  ('party_day', 1, 8, '主题党日', '集中学习，开展志愿服务，交流学习体会。'),
  ('committee_meeting', 1, 10, '支部委员会会议', '研究近期工作，酝酿提交党员大会讨论的事项。'),
  ('members_meeting', 3, 6, '支部党员大会', '听取支部委员会工作报告，讨论并表决有关事项。'),
  ('party_lesson', 3, 14, '专题党课', '书记讲党课，党员交流发言。'),
  ('organisation_life', 12, 5, '年度组织生活会', '开展批评与自我批评，提出整改措施。')
) as k (type, every, missed, title, content)`;

/** Branches with members: their secretary, and whether they have a committee. */
const branches = sql`
  select o.id, o.path, o.short_name, s.person_id as secretary, coalesce(c.seats, 0) >= 3 as has_committee
  from organisation o
  join (select branch_id from affiliation where upper_inf(during) group by branch_id) a on a.branch_id = o.id
  join (select organisation_id, min(person_id::text)::uuid as person_id from post_holding
    where post = 'secretary' and to_on is null group by organisation_id) s on s.organisation_id = o.id
  left join (select organisation_id, count(distinct person_id) as seats from post_holding
    where to_on is null and post = any(${[...committeePosts]}) group by organisation_id) c on c.organisation_id = o.id
  where exists (select from affiliation b where b.branch_id = o.id and b.person_id = s.person_id and upper_inf(b.during))`;

/** Most branches take an hour or two for their Party day, some half the afternoon; other meetings end at four. */
const lengths = sql`case when k.type = 'party_day' then case
    when ${chance(sql`b.short_name || '会议时长'`)} < 25 then 0 when ${chance(sql`b.short_name || '会议时长'`)} < 60 then 30
    when ${chance(sql`b.short_name || '会议时长'`)} < 85 then 60 else 90 end else 0 end`;
const ended = sql`(p.day + time '16:00' + make_interval(mins => p.longer)) at time zone 'Asia/Shanghai'`;
const closed = sql`(p.day + time '17:30' + make_interval(mins => p.longer)) at time zone 'Asia/Shanghai'`;

const putMeetings = (tx: Tx, today: string) =>
  sql`insert into meeting (id, organisation_id, org_path, type, title, starts_at, ends_at, held_on, place, state,
      chair_person_id, recorder_person_id, content, confirmed_at, confirmed_by, closed_at, closed_by)
    select ${eventId}, p.id, p.path, p.type::meeting_type,
      p.title || ${topicOf},
      (p.day + time '14:30') at time zone 'Asia/Shanghai', ${ended},
      case when p.day <= ${today}::date then p.day end, p.short_name || '活动室',
      (case when p.day <= ${today}::date then 'closed' else 'planned' end)::meeting_state, p.secretary, p.secretary,
      case when p.day <= ${today}::date then p.content end,
      case when p.day <= ${today}::date then ${ended} end,
      case when p.day <= ${today}::date then '支部书记' end,
      case when p.day <= ${today}::date then ${closed} end,
      case when p.day <= ${today}::date then '支部书记' end
    from (
      select b.*, k.type, k.title, k.content, k.missed, m.month, ${lengths} as longer,
        (m.month + make_interval(days => ${chance(sql`b.short_name || k.type`)}::integer % 20 + 4))::date as day
      from (${branches}) b
      cross join ${kinds}
      cross join generate_series(date_trunc('month', ${today}::date) - interval '12 months',
        date_trunc('month', ${today}::date) + interval '1 month', interval '1 month') as m (month)
      where (k.type <> 'committee_meeting' or b.has_committee)
        -- In January the meeting of the winter before as well: this year's is yet to come, or hardly over.
        and (k.every = 12 or m.month > date_trunc('month', ${today}::date) - interval '12 months')
        and extract(month from m.month)::integer % k.every = (case k.every when 1 then 0 when 12 then 1 else 2 end)
    ) p
    where (p.day <= ${today}::date and ${chance(sql`p.short_name || p.type || p.month::text`)} >= p.missed)
      or (p.day > ${today}::date and p.type = 'party_day')`.execute(tx);

// Two statements, since a committee is found by its posts and all others by the roster of the day.
const putInvitees = async (tx: Tx): Promise<void> => {
  const columns = sql`meeting_id, person_id, org_path, name, votes, exempt, attendance, recorded_how, recorded_at`;
  const said = (exempt: Part) => {
    const luck = chance(sql`m.id::text || p.id::text`);
    return sql`case when m.state = 'planned' then null
        when p.id = m.chair_person_id then 'present'
        when ${exempt} and ${luck} < 70 then 'excused' when ${luck} < 88 then 'present'
        when ${luck} < 95 then 'excused' else 'absent' end::attendance,
      case when m.state = 'planned' then null else 'tap' end::attendance_source, m.confirmed_at`;
  };
  const old = sql`coalesce(p.birth_date < (m.starts_at at time zone 'Asia/Shanghai')::date - interval '78 years', false)`;
  await sql`insert into meeting_invitee (${columns})
    select m.id, p.id, m.org_path || '@' || p.id || '/', p.name,
      s.category = 'full' and (s.full_on is null or s.full_on <= (m.starts_at at time zone 'Asia/Shanghai')::date),
      ${old}, ${said(old)}
    from meeting m
    join affiliation a on a.branch_id = m.organisation_id and a.during @> (m.starts_at at time zone 'Asia/Shanghai')::date
    join person p on p.id = a.person_id
    join membership s on s.person_id = p.id and s.left_on is null
    where m.type <> 'committee_meeting'`.execute(tx);
  await sql`insert into meeting_invitee (${columns})
    select distinct on (m.id, p.id) m.id, p.id, m.org_path || '@' || p.id || '/', p.name, true, false,
      ${said(sql`false`)}
    from meeting m
    join post_holding h on h.organisation_id = m.organisation_id and h.post = any(${[...committeePosts]})
      and h.from_on <= (m.starts_at at time zone 'Asia/Shanghai')::date
      and (h.to_on is null or h.to_on >= (m.starts_at at time zone 'Asia/Shanghai')::date)
    join person p on p.id = h.person_id
    where m.type = 'committee_meeting'`.execute(tx);
};

/** Each vote with its reason, as the record would have it; the same counts have the same one. */
const explainVotes = async (tx: Tx, today: string): Promise<void> => {
  const { rows } = await sql<{ entitled: number; present: number }>`
    select distinct entitled, present from meeting_resolution where vote = 'branch'`.execute(tx);
  const whys = rows.map(({ entitled, present }) => {
    const poll = { vote: 'branch' as const, on: today, entitled, present, yes: present, no: 0, abstain: 0 };
    return JSON.stringify(judgeResolution(poll).whys);
  });
  await sql`update meeting_resolution r set why = v.why::jsonb
    from unnest(${rows.map(({ entitled }) => entitled)}::integer[], ${rows.map(({ present }) => present)}::integer[],
      ${whys}::text[]) as v(entitled, present, why)
    where r.vote = 'branch' and r.entitled = v.entitled and r.present = v.present`.execute(tx);
};

const putRecords = async (tx: Tx, today: string): Promise<void> => {
  // The latest are enough to plan from.
  await sql`insert into agenda_item (id, meeting_id, org_path, position, topic)
    select ${eventId}, m.id, m.org_path, t.position, t.topic
    from (select id, org_path from meeting where starts_at > ${today}::date - 40) m cross join (values (0, '学习上级文件精神'), (1, '通报支部工作'), (2, '讨论有关事项')) as t (position, topic)`.execute(
    tx,
  );
  // Half of the voters have to be there, and more than half of those entitled have to agree.
  await sql`insert into meeting_resolution (id, meeting_id, org_path, position, wording, vote, yes, entitled, present, passed, why)
    select ${eventId}, c.id, c.org_path, 0, '同意支部委员会提出的工作安排', 'branch', c.present, c.entitled, c.present,
      c.present * 2 > c.entitled, '[]'::jsonb
    from (select m.id, m.org_path, count(*) filter (where i.votes)::integer as entitled,
        count(*) filter (where i.votes and i.attendance = 'present')::integer as present
      from meeting m join meeting_invitee i on i.meeting_id = m.id
      where m.type = 'members_meeting' group by m.id, m.org_path) c`.execute(tx);
  await explainVotes(tx, today);
  await sql`insert into meeting_task (id, meeting_id, organisation_id, org_path, task, owner_person_id, owner_name, due_on, done_at)
    select ${eventId}, m.id, m.organisation_id, m.org_path, '落实党员大会决议并向党员通报', i.person_id, i.name,
      m.held_on + 30,
      case when m.held_on < ${today}::date - 40 then (m.held_on + 20)::timestamp at time zone 'Asia/Shanghai' end
    from meeting m join meeting_invitee i on i.meeting_id = m.id and i.person_id = m.chair_person_id
    where m.type = 'members_meeting'`.execute(tx);
};

/** A year of plausible meetings of every branch, with the gaps that a year has. */
export const putYearOfMeetings = async (tx: Tx, today: string): Promise<void> => {
  await putMeetings(tx, today);
  await putInvitees(tx);
  await putRecords(tx, today);
};
