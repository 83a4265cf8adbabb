/** Appraisals are made by the database out of the rosters and meetings that it holds: one statement for each table. */
import { sql } from 'kysely';
import { eventId } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { chance } from './luck.ts';

const selves = [
  '坚持参加组织生活，按时交纳党费。联系群众不够主动，今后多到农户家中走访。',
  '带头参加志愿服务和村里的集体劳动。理论学习不够系统，计划每月读完一本书。',
  '遵守党的纪律，完成支部交办的任务。外出务工时间长，参加活动少，今后提前请假、及时补学。',
  '身体尚好，能参加力所能及的活动。对新知识学得慢，愿意向年轻党员请教。',
  '本职工作认真负责。批评与自我批评还不够大胆，今后在组织生活会上多讲真话。',
] as const;

const summary =
  '总体评价较好，能发挥先锋模范作用。主要不足：理论学习不够系统，联系群众不够经常，批评与自我批评辣味不足。';

/** That of a year goes with the organisation-life meeting of the winter after it; a few branches have none. */
const putFormerYears = (tx: Tx, today: string) =>
  sql`insert into appraisal (id, organisation_id, org_path, year, meeting_id, roll_on, studied_on, mutual_on, mutual_form,
      mutual_summary, tested_on, decided_by, decided_on, told_at, closed_on, closed_by, state)
    select ${eventId}, m.organisation_id, m.org_path, extract(year from m.held_on)::integer - 1, m.id, m.held_on,
      m.held_on - 12, m.held_on, 'meeting', ${summary}, m.held_on, 'committee', m.held_on + 3,
      (m.held_on + 5 + time '09:30') at time zone 'Asia/Shanghai', m.held_on + 8, '支部书记', 'closed'
    from (select distinct on (organisation_id, extract(year from held_on)) * from meeting
      where type = 'organisation_life' and state = 'closed' and held_on <= ${today}::date - 10
      order by organisation_id, extract(year from held_on), held_on) m
    where exists (select from organisation o where o.id = m.organisation_id and o.type in ('branch', 'joint_branch'))
      and ${chance(sql`m.title || m.org_path || 'last'`)} < 94`.execute(tx);

/** This year's is done in some branches, under way in others, and not begun in most. */
const putThisYear = (tx: Tx, today: string, underWay: string) =>
  sql`insert into appraisal (id, organisation_id, org_path, year, roll_on, studied_on, mutual_on, mutual_form, mutual_summary,
      tested_on, decided_by, decided_on, told_at, closed_on, closed_by, state)
    select ${eventId}, b.id, b.path, extract(year from ${today}::date)::integer, b.day,
      case when b.luck < 36 then b.day + 2 end, case when b.luck < 28 then b.day + 6 end,
      case when b.luck < 28 then 'meeting' end, case when b.luck < 28 then ${summary} end,
      case when b.luck < 10 then b.day + 6 end, case when b.luck < 10 then 'committee' end,
      case when b.luck < 10 then b.day + 9 end,
      case when b.luck < 10 then (b.day + 10 + time '09:30') at time zone 'Asia/Shanghai' end,
      case when b.luck < 10 then b.day + 14 end, case when b.luck < 10 then '支部书记' end,
      (case when b.luck < 10 then 'closed' else 'running' end)::appraisal_state
    from (select o.id, o.path, ${today}::date - 20 as day,
        case when o.id = ${underWay}::uuid then 20 else ${chance(sql`o.path || 'now'`)} end as luck
      from organisation o
      where o.type in ('branch', 'joint_branch') and o.abolished_on is null
        and exists (select from meeting m where m.organisation_id = o.id)) b
    where b.luck < 44`.execute(tx);

/** The roster of the day: the very old are asked and not required. */
const putPeople = (tx: Tx) =>
  sql`insert into appraisal_person (appraisal_id, person_id, org_path, name, category, votes, part, excuse, self_text,
      self_how, self_at)
    select p.appraisal_id, p.id, p.org_path || '@' || p.id || '/', p.name, p.category, p.category = 'full',
      (case when p.old then 'excused' when p.category = 'full' then 'graded' else 'ungraded' end)::appraisal_part,
      case when p.old then 'old_or_ill' end,
      case when p.wrote then (${[...selves]}::text[])[1 + p.luck % ${selves.length}] end,
      case when p.wrote then case when p.luck % 3 = 0 then 'paper' else 'phone' end end,
      case when p.wrote then (p.roll_on + time '20:15') at time zone 'Asia/Shanghai' end
    from (
      select r.*, not r.old and r.luck < case r.state when 'closed' then 92 else 55 end as wrote
      from (
        select a.id as appraisal_id, a.org_path, a.roll_on, a.state, p.id, p.name,
          case when m.category = 'full' and (m.full_on is null or m.full_on <= a.roll_on) then 'full' else 'probationary' end as category,
          coalesce(p.birth_date < a.roll_on - interval '80 years', false)
            and ${chance(sql`p.pinyin || p.birth_date::text || 'old'`)} < 60 as old,
          ${chance(sql`p.pinyin || coalesce(p.birth_date::text, '') || a.year::text`)}::integer as luck
        from appraisal a
        join affiliation f on f.branch_id = a.organisation_id and f.during @> a.roll_on
        join person p on p.id = f.person_id
        join membership m on m.person_id = p.id and m.left_on is null) r) p`.execute(tx);

/** Grades that keep the third: few fall short, hardly anybody fails. */
const putGrades = (tx: Tx) =>
  sql`update appraisal_person p set grade = g.grade::appraisal_grade, told_at = g.told_at,
      response = case when g.luck < 90 then 'accepted' end,
      responded_at = case when g.luck < 90 then g.told_at + interval '9 hours' end,
      talk_on = case when g.grade = 'basic' and g.luck < 80 then g.decided_on + 4 end,
      talk_note = case when g.grade = 'basic' and g.luck < 80 then '支部书记谈话，本人表示今后按时参加组织生活。' end
    from (
      select r.*, case when r.poor then 'unqualified' when r.luck between 40 and 41 then 'basic'
          when r.place <= floor(r.graded / 3.0) then 'excellent' else 'qualified' end as grade
      from (
        select p.appraisal_id, p.person_id, a.told_at, a.decided_on,
          ${chance(sql`p.name || p.org_path || 'grade'`)} as luck,
          ${chance(sql`p.org_path || p.name || 'poor'`)} = 7 and ${chance(sql`p.name || a.org_path || 'poor'`)} < 12 as poor,
          row_number() over (partition by a.id order by hashtextextended(p.name || a.org_path, 330324), p.person_id) as place,
          count(*) over (partition by a.id) as graded
        from appraisal_person p join appraisal a on a.id = p.appraisal_id
        where a.state = 'closed' and p.part = 'graded') r) g
    where p.appraisal_id = g.appraisal_id and p.person_id = g.person_id`.execute(tx);

const putTallies = async (tx: Tx): Promise<void> => {
  await sql`insert into appraisal_tally (appraisal_id, org_path, issued, returned, valid, invalid, enterer, entered_at, confirmer,
      confirmed_at)
    select a.id, a.org_path, v.voters, v.voters, v.voters - v.voters / 12, v.voters / 12, '支部书记',
      (a.tested_on + time '16:30') at time zone 'Asia/Shanghai', '组织委员',
      (a.tested_on + time '16:50') at time zone 'Asia/Shanghai'
    from appraisal a
    join (select appraisal_id, count(*)::integer as voters from appraisal_person where votes group by appraisal_id) v
      on v.appraisal_id = a.id
    where a.state = 'closed'`.execute(tx);
  await sql`insert into appraisal_tally_line (appraisal_id, person_id, org_path, excellent, qualified, basic, unqualified)
    select t.appraisal_id, p.person_id, t.org_path,
      case p.grade when 'excellent' then t.valid - t.valid / 4 when 'qualified' then t.valid / 3 else 0 end,
      case p.grade when 'excellent' then t.valid / 4 when 'qualified' then t.valid - t.valid / 3 when 'basic' then t.valid / 3 else 0 end,
      case p.grade when 'basic' then t.valid - t.valid / 3 when 'unqualified' then t.valid / 3 else 0 end,
      case p.grade when 'unqualified' then t.valid - t.valid / 3 else 0 end
    from appraisal_tally t join appraisal_person p on p.appraisal_id = t.appraisal_id and p.part = 'graded'`.execute(
    tx,
  );
};

/** A term to correct for those who failed; where it is over, the matter is finished. */
const putFollowUps = (tx: Tx, today: string) =>
  sql`insert into appraisal_follow_up (appraisal_id, person_id, org_path, investigated_on, researched_on, filed_on, measure,
      decided_on, until_on, finished_on, note)
    select p.appraisal_id, p.person_id, p.org_path, a.decided_on + 10, a.decided_on + 16, a.decided_on + 24, 'correct',
      a.decided_on + 30, (a.decided_on + 30 + interval '6 months')::date,
      case when a.decided_on + 30 + interval '6 months' < ${today}::date - 20
        and ${chance(sql`p.name || 'finished'`)} < 60 then (a.decided_on + 36 + interval '6 months')::date end,
      '长期不参加组织生活，经教育后限期改正。'
    from appraisal_person p join appraisal a on a.id = p.appraisal_id
    where p.grade = 'unqualified' and a.decided_on < ${today}::date - 40`.execute(tx);

/** Two years of appraisals, gaps included; that of one branch is under way. */
export const putAppraisals = async (tx: Tx, today: string, underWay: string): Promise<void> => {
  await putFormerYears(tx, today);
  // A year begins to be appraised in its last quarter.
  if (today.slice(5, 7) >= '10') await putThisYear(tx, today, underWay);
  await putPeople(tx);
  // Nobody to grade, nothing to appraise.
  const empty = sql`(select a.id from appraisal a where not exists (select from appraisal_person p where p.appraisal_id = a.id and p.part = 'graded'))`;
  await sql`delete from appraisal_person where appraisal_id in ${empty}`.execute(tx);
  await sql`delete from appraisal where id in ${empty}`.execute(tx);
  await putGrades(tx);
  await putTallies(tx);
  await putFollowUps(tx, today);
};
