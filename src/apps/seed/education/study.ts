/** What meetings of the year taught, the county's plans, what members ask for; and what follows from all of it. */
import { sql } from 'kysely';
import { recountLearnt, retally, type PlanForm } from '#features/education/study/index.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { chance } from '../luck.ts';
import type { MeetingTitle } from '../meetings.ts';
import type { Filed } from '../organisation-rows.ts';
import { putClasses, type Places } from './classes.ts';
import type { Desk } from './desk.ts';

/** What meetings of such a title teach. Volunteering, visits and the business of a branch teach no topic. */
const taught: Readonly<Partial<Record<MeetingTitle, string>>> = {
  学习中央全会精神: 'theory',
  重温入党誓词: 'charter',
  党纪学习教育: 'discipline',
  红色教育基地参观: 'history',
  公共服务事项公开评议: 'governance',
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

/** What some branches take up beside it. */
const beside: Readonly<Partial<Record<MeetingTitle, string>>> = { 移风易俗宣讲: 'law', 党纪学习教育: 'secrecy' };

/** Of lessons three in four are noted, of other meetings fewer: some branches have yet to note one. */
export const putSessions = async ({ tx, today }: Omit<Desk, 'county'>): Promise<void> => {
  await sql`
    insert into study_session (meeting_id, held_on, type, org_path, topics, lecturer, noted_by, noted_on)
    select m.id, m.held_on, m.type, m.org_path,
      array_remove(array[t.topic, case when ${chance(sql`'beside' || o.short_name || m.title`)} < 35 then t.beside end], null),
      case when m.type = 'party_lesson' then '支部书记' end, '支部书记', least(m.held_on + 1, ${today}::date)
    from meeting m
    join organisation o on o.id = m.organisation_id
    join unnest(${Object.keys(taught)}::text[], ${Object.values(taught)}::text[],
        ${Object.keys(taught).map((title) => beside[title as MeetingTitle] ?? null)}::text[]) as t (title, topic, beside)
      on t.title = split_part(m.title, '：', 2)
    where m.state = 'closed' and m.held_on >= date_trunc('year', ${today}::date)
      and ${chance(sql`'topic' || o.short_name || m.title`)} < case m.type when 'party_lesson' then 75 when 'party_day' then 60 else 0 end`.execute(
    tx,
  );
};

const plans = [
  { audience: 'member', title: '党员集中学习计划', hours: 4 },
  { audience: 'leader', title: '书记和班子成员培训计划', hours: 7 },
] as const;
/** What the year takes up, and where members do: leaders learn all of it in classes. */
const yearOfTopics: readonly (readonly [month: number, topic: string, form: PlanForm])[] = [
  [1, 'charter', 'lesson'],
  [3, 'theory', 'party_day'],
  [4, 'law', 'party_day'],
  [5, 'discipline', 'lesson'],
  [7, 'history', 'party_day'],
  [8, 'governance', 'party_day'],
  [9, 'secrecy', 'party_day'],
  [11, 'rural', 'party_day'],
];

const putPlans = async ({ tx, today }: Desk, place: Filed): Promise<void> => {
  for (const { audience, title, hours } of plans) {
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
        yearOfTopics.map(([month, topic, held]) => {
          const form = audience === 'member' ? held : 'class';
          return { id: newId(), plan_id: id, month, topic, form, hours: String(hours) };
        }),
      )
      .execute();
  }
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

/** Study in the demonstration: after the meetings of the year. */
export const putStudy = async (desk: Desk, county: Filed, places: Places): Promise<void> => {
  await putSessions(desk);
  await putPlans(desk, county);
  await putClasses(desk, places);
  await putNeeds(desk, places.demo.path);
};

/** Hours, and what answers say: last, since they follow from meetings, classes, courses, exams and recall. */
export const putStudySums = async ({ tx, county, today }: Desk): Promise<void> => {
  const year = Number(today.slice(0, 4));
  await retally(tx, county);
  await recountLearnt(tx, county, [year - 1, year]);
};
