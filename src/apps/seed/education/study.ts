/** What meetings of the year taught, the county's plans, classes of the Party school with their people; and what follows from them. */
import { sql } from 'kysely';
import { recountLearnt, retally } from '#features/education/study/index.ts';
import { matterPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import type { MeetingTitle } from '../meetings.ts';
import type { Filed } from '../organisation-rows.ts';

interface Desk {
  readonly tx: Tx;
  readonly county: County;
  readonly today: string;
}

/** What meetings of such a title teach. Volunteering, visits and the business of a branch teach no topic. */
const taught: Readonly<Partial<Record<MeetingTitle, string>>> = {
  学习中央全会精神: 'theory',
  重温入党誓词: 'charter',
  党纪学习教育: 'discipline',
  红色教育基地参观: 'history',
  移风易俗宣讲: 'rural',
  党章总纲: 'charter',
  党员的权利和义务: 'charter',
  党的组织原则: 'charter',
  党支部工作条例: 'branch',
  党的纪律建设: 'discipline',
  党的光辉历程: 'history',
  党员教育管理工作条例: 'branch',
  做合格党员: 'charter',
  基层治理中的党员作用: 'governance',
  党的群众路线: 'theory',
  学习先进典型: 'discipline',
  学习全会精神: 'theory',
};

/** Of lessons three in four are noted, of other meetings fewer: some branches have yet to note one. */
const putSessions = async ({ tx, today }: Desk): Promise<void> => {
  await sql`
    insert into study_session (meeting_id, org_path, topics, lecturer, noted_by, noted_on)
    select m.id, m.org_path, array[t.topic],
      case when m.type = 'party_lesson' then '支部书记' end, '支部书记', least(m.held_on + 1, ${today}::date)
    from meeting m
    join unnest(${Object.keys(taught)}::text[], ${Object.values(taught)}::text[]) as t (title, topic)
      on t.title = split_part(m.title, '：', 2)
    where m.state = 'closed' and m.held_on >= date_trunc('year', ${today}::date)
      and abs(hashtext('topic' || m.id::text)) % 100 < case m.type when 'party_lesson' then 75 when 'party_day' then 60 else 0 end`.execute(
    tx,
  );
};

const plans = [
  { audience: 'member', title: '党员集中学习计划', hours: 4, form: 'lesson' },
  { audience: 'leader', title: '书记和班子成员培训计划', hours: 7, form: 'class' },
] as const;
const yearOfTopics: readonly (readonly [month: number, topic: string])[] = [
  [1, 'charter'],
  [3, 'theory'],
  [4, 'law'],
  [5, 'discipline'],
  [7, 'history'],
  [8, 'governance'],
  [9, 'secrecy'],
  [11, 'rural'],
];

const putPlans = async ({ tx, today }: Desk, place: Filed): Promise<void> => {
  for (const { audience, title, hours, form } of plans) {
    const id = newId();
    await tx
      .insertInto('study_plan')
      .values({
        id,
        organisation_id: place.id,
        year: Number(today.slice(0, 4)),
        audience,
        state: 'issued',
        title: `${today.slice(0, 4)}年${title}`,
        details: '各支部结合实际安排，学完由会议记录自动计学时，不另报数。',
      })
      .execute();
    await tx
      .insertInto('study_plan_line')
      .values(
        yearOfTopics.map(([month, topic]) => ({ id: newId(), plan_id: id, month, topic, form, hours: String(hours) })),
      )
      .execute();
  }
};

interface Planned {
  readonly title: string;
  readonly audience: 'leader' | 'member';
  readonly topics: readonly string[];
  /** Days from today to the first of its two days. */
  readonly ahead: number;
  readonly quota: number;
}

const classes: readonly Planned[] = [
  { title: '党支部书记任职培训班', audience: 'leader', topics: ['branch', 'platform'], ahead: -60, quota: 120 },
  { title: '党员冬季轮训班', audience: 'member', topics: ['theory', 'rural'], ahead: 14, quota: 40 },
];

const putClass = async ({ tx, today }: Desk, school: Filed, one: Planned, township: string): Promise<void> => {
  const id = newId();
  const days = [addDays(today, one.ahead), addDays(today, one.ahead + 1)] as const;
  const over = one.ahead < 0;
  await tx
    .insertInto('study_class')
    .values({
      id,
      organiser_id: school.id,
      audience: one.audience,
      state: over ? 'ended' : 'open',
      title: one.title,
      details: '集中授课和现场教学相结合，食宿由党校安排。',
      place: '县委党校二号楼',
      lecturers: '党校教研室',
      topics: [...one.topics],
      quota: one.quota,
      apply_by: addDays(days[0], -3),
      starts_on: days[0],
      ends_on: days[1],
      valid_years: 3,
    })
    .execute();
  const lessons = days.map((on_day, at) => ({
    id: newId(),
    class_id: id,
    on_day,
    part: 'day' as const,
    subject: at === 0 ? '基层党组织工作' : '现场教学',
  }));
  await tx.insertInto('study_class_session').values(lessons).execute();
  const path = matterPath(school.path, id);
  // Secretaries of the demonstration township; of the class to come, some of its members.
  const people = over
    ? sql`select distinct h.person_id from post_holding h where h.post = 'secretary' and h.to_on is null
        and h.org_path >= ${township} and h.org_path < ${`${township.slice(0, -1)}0`} limit 60`
    : sql`select m.person_id from membership m where m.left_on is null and m.org_path >= ${township}
        and m.org_path < ${`${township.slice(0, -1)}0`} and abs(hashtext(m.person_id::text)) % 60 = 7 limit 12`;
  await sql`
    insert into study_enrolment (id, class_id, person_id, org_path, to_path, name, branch_name, state, asked_by, asked_at)
    select gen_random_uuid(), ${id}, p.id, ${path}, p.org_path, p.name, b.short_name, 'enrolled', '支部书记', ${addDays(days[0], -5)}::date
    from (${people}) w join person p on p.id = w.person_id join membership m on m.person_id = p.id and m.left_on is null
    join organisation b on b.id = m.branch_id`.execute(tx);
  if (!over) return;
  await sql`
    insert into study_roll (session_id, person_id, class_id, org_path, to_path, present, marked_by)
    select s.id, e.person_id, e.class_id, e.org_path, e.to_path, abs(hashtext(e.person_id::text)) % 20 <> 3, '党校教师'
    from study_enrolment e join study_class_session s on s.class_id = e.class_id where e.class_id = ${id}`.execute(tx);
  await sql`
    insert into study_certificate (id, class_id, person_id, org_path, to_path, number, masked_name, hours, issued_on, expires_on)
    select gen_random_uuid(), e.class_id, e.person_id, e.org_path, e.to_path,
      to_char(${days[1]}::date, 'YYYY') || '-' || upper(translate(substr(md5(e.person_id::text), 1, 4), '01', 'GH')) || '-'
        || upper(translate(substr(md5(e.person_id::text), 5, 4), '01', 'GH')) || '-' || upper(translate(substr(md5(e.person_id::text), 9, 4), '01', 'GH')),
      left(e.name, 1) || repeat('*', greatest(length(e.name) - 1, 1)), 16, ${days[1]}::date, (${days[1]}::date + interval '3 years')::date
    from study_enrolment e where e.class_id = ${id}
      and (select bool_and(r.present) from study_roll r where r.class_id = e.class_id and r.person_id = e.person_id)`.execute(
    tx,
  );
};

const putNeeds = async ({ tx, today }: Desk, township: string): Promise<void> => {
  await sql`
    insert into study_need (id, person_id, org_path, topic, words, asked_on)
    select gen_random_uuid(), m.person_id, m.org_path, (array['digital', 'rural', 'law', 'vocation'])[1 + abs(hashtext(m.person_id::text)) % 4],
      (array['想学用手机办事和防诈骗', '想学果树病虫害防治', '想了解土地流转的法律规定', '想学电商直播'])[1 + abs(hashtext(m.person_id::text)) % 4],
      ${addDays(today, -20)}::date
    from membership m where m.left_on is null and m.org_path >= ${township} and m.org_path < ${`${township.slice(0, -1)}0`}
      and abs(hashtext('need' || m.person_id::text)) % 25 = 3`.execute(tx);
};

interface Places {
  readonly county: Filed;
  readonly school: Filed;
  readonly township: string;
}

/** Study in the demonstration: after the meetings of the year. */
export const putStudy = async (desk: Desk, { county, school, township }: Places): Promise<void> => {
  await putSessions(desk);
  await putPlans(desk, county);
  for (const one of classes) await putClass(desk, school, one, township);
  await putNeeds(desk, township);
};

/** Hours, and what answers say: last, since they follow from meetings, classes, courses, exams and recall. */
export const putStudySums = async ({ tx, county, today }: Desk): Promise<void> => {
  const year = Number(today.slice(0, 4));
  await retally(tx, county);
  await recountLearnt(tx, county, [year - 1, year]);
};
