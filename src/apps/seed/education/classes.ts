/**
 * Classes of the year with their people: of the Party school for those who lead branches, of most townships and of the county's sectors for
 * their members, one that is open. Made as the commands leave them: whoever was there on each day has the certificate.
 */
import { sql } from 'kysely';
import { rangeEnd, matterPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { leaderPosts } from '#features/education/study/packs/study-kinds.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { chance } from '../luck.ts';
import type { Filed } from '../organisation-rows.ts';
import { chineseNumber } from '../units.ts';
import type { Desk } from './desk.ts';

type ClassDesk = Pick<Desk, 'tx' | 'today'>;

interface Planned {
  readonly organiser: Filed;
  readonly title: string;
  readonly details: string;
  readonly place: string;
  readonly lecturers: string;
  readonly audience: 'leader' | 'member';
  readonly topics: readonly string[];
  /** Days from today to the first. */
  readonly ahead: number;
  readonly isOpen?: true;
  readonly subjects: readonly string[];
  /** Whose people are in it, and how many in a hundred of them. */
  readonly from: readonly Filed[];
  readonly share: number;
  readonly posts: readonly string[];
  readonly years: number | null;
}

export interface Places {
  readonly school: Filed;
  /** The township whose people show the platform; one of the townships. */
  readonly demo: Filed;
  readonly townships: readonly Filed[];
  /** The committees that members outside the townships lie under. */
  readonly sectors: readonly Filed[];
}

const atSchool = {
  place: '县委党校二号楼',
  lecturers: '党校教研室',
  details: '集中授课和现场教学相结合，食宿由党校安排。',
} as const;

/** 枫林镇党委 as 枫林镇. */
const placeName = ({ seed }: Filed): string => seed.shortName.replace(/党工?委$/u, '');

/** The class for those who lead branches: three terms for a third of the townships each, the last for the county's sectors. */
const termsOf = ({ school, townships, sectors }: Places): Planned[] => {
  const thirds = [0, 1, 2].map((third) => townships.filter((_, at) => at % 3 === third));
  return [...thirds, sectors].map((from, n) => ({
    ...atSchool,
    organiser: school,
    title: `书记和班子成员轮训班（第${chineseNumber(n + 1)}期）`,
    audience: 'leader',
    topics: ['theory', 'branch', 'governance'],
    ahead: -110 + n * 9,
    subjects: ['党的创新理论', '支部工作条例', '基层治理案例'],
    from,
    share: 72,
    posts: leaderPosts,
    years: 3,
  }));
};

/** Some townships have yet to hold theirs, some take two days. */
const classesOfTownships = ({ townships, demo }: Places): Planned[] =>
  townships.flatMap((township, n): Planned[] =>
    township !== demo && n % 6 === 5
      ? []
      : [
          {
            organiser: township,
            title: `${placeName(township)}党员集中轮训班`,
            details: '各支部组织参加，点名计学时，不另报数。',
            place: `${placeName(township)}文化礼堂`,
            lecturers: '镇党校讲师团',
            audience: 'member',
            topics: ['theory', 'discipline'],
            ahead: -190 + n * 3,
            subjects: township !== demo && n % 7 === 2 ? ['党的创新理论', '党纪学习教育'] : ['党的创新理论和党纪'],
            from: [township],
            share: 55 + ((n * 13) % 30),
            posts: [],
            years: null,
          },
        ],
  );

/** By the committee above them: what a sector is called, where its class was held, and how many in a hundred came. */
const sectorClasses: Readonly<
  Record<string, { readonly name: string; readonly place: string; readonly share: number; readonly isLong?: true }>
> = {
  'w-organs': { name: '县直机关', place: '县行政中心会议厅', share: 66, isLong: true },
  'w-education': { name: '教育系统', place: '县教师发展中心', share: 61 },
  'c-health': { name: '卫健系统', place: '县人民医院报告厅', share: 52 },
  'w-enterprises': { name: '国有企业', place: '县国资大楼报告厅', share: 58 },
  'c-police': { name: '公安系统', place: '县公安局训练基地', share: 70, isLong: true },
  'w-private': { name: '两新组织', place: '县两新党群服务中心', share: 43 },
};

const classesOfSectors = ({ sectors }: Places): Planned[] =>
  sectors.flatMap((sector, n): Planned[] => {
    const held = sectorClasses[sector.seed.key];
    if (held === undefined) return [];
    return [
      {
        organiser: sector,
        title: `${held.name}党员集中轮训班`,
        details: '各单位分批参加，点名计学时，不另报数。',
        place: held.place,
        lecturers: '县委党校讲师团',
        audience: 'member',
        topics: ['theory', 'discipline'],
        ahead: -78 + n * 6,
        subjects: held.isLong ? ['党的创新理论', '党纪学习教育'] : ['党的创新理论和党纪'],
        from: [sector],
        share: held.share,
        posts: [],
        years: null,
      },
    ];
  });

const planned = (places: Places): Planned[] => [
  {
    ...atSchool,
    organiser: places.school,
    title: '党支部书记任职培训班',
    audience: 'leader',
    topics: ['branch', 'platform'],
    ahead: -60,
    subjects: ['基层党组织工作', '现场教学'],
    from: [places.demo],
    share: 100,
    posts: ['secretary'],
    years: 3,
  },
  ...termsOf(places),
  ...classesOfTownships(places),
  ...classesOfSectors(places),
  {
    ...atSchool,
    organiser: places.school,
    title: '党员冬季轮训班',
    audience: 'member',
    topics: ['theory', 'rural'],
    ahead: 14,
    isOpen: true,
    subjects: ['党的创新理论', '乡村振兴现场教学'],
    from: [places.demo],
    share: 2,
    posts: [],
    years: 3,
  },
];

const putClass = async (
  { tx, today }: ClassDesk,
  one: Planned,
): Promise<{ readonly id: string; readonly leaf: string }> => {
  const id = newId();
  const first = addDays(today, one.ahead);
  const lessons = one.subjects.map((subject, at) => ({ subject, on_day: addDays(first, at) }));
  await tx
    .insertInto('study_class')
    .values({
      id,
      organiser_id: one.organiser.id,
      audience: one.audience,
      state: one.isOpen ? 'open' : 'ended',
      title: one.title,
      details: one.details,
      place: one.place,
      lecturers: one.lecturers,
      topics: [...one.topics],
      quota: 40,
      apply_by: addDays(first, -3),
      starts_on: first,
      ends_on: addDays(first, lessons.length - 1),
      valid_years: one.years,
    })
    .execute();
  await tx
    .insertInto('study_class_session')
    .values(lessons.map((lesson) => ({ id: newId(), class_id: id, part: 'day' as const, ...lesson })))
    .execute();
  return { id, leaf: matterPath(one.organiser.path, id) };
};

interface Wanted {
  readonly id: string;
  readonly title: string;
  readonly leaf: string;
  readonly asked: string;
  readonly lower: string;
  readonly upper: string;
  readonly share: number;
  readonly posts: readonly string[];
}

/** Those who were in them, their rolls and certificates, of all classes at once. The old stay at home; who shows the platform has been there. */
const putPeople = async (tx: Tx, wanted: readonly Wanted[]): Promise<void> => {
  await sql`
    insert into study_enrolment (id, class_id, person_id, org_path, to_path, name, branch_name, state, asked_by, asked_at)
    select gen_random_uuid(), c.id, p.id, c.leaf, p.org_path, p.name, b.short_name, 'enrolled', '支部书记', c.asked
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as c(id uuid, title text, leaf text, asked date, lower text, upper text, share int4, posts text[])
    join membership m on m.left_on is null and m.org_path >= c.lower and m.org_path < c.upper
    join person p on p.id = m.person_id
    join organisation b on b.id = m.branch_id
    where (${chance(sql`c.title || p.name || b.short_name`)} < c.share
        or c.share > 50 and exists (select from account a where a.person_id = p.id))
      and coalesce(p.birth_date > c.asked - interval '78 years', true)
      and (cardinality(c.posts) = 0 or exists (select from post_holding h where h.person_id = p.id and h.to_on is null and h.post = any (c.posts)))`.execute(
    tx,
  );
  await sql`
    update study_class c set quota = greatest(quota, e.people)
    from (select class_id, (ceil(count(*) / 10.0) * 10)::int4 as people from study_enrolment group by class_id) e
    where e.class_id = c.id and c.state = 'ended'`.execute(tx);
  await sql`
    insert into study_roll (session_id, person_id, class_id, org_path, to_path, present, marked_by)
    select s.id, e.person_id, e.class_id, e.org_path, e.to_path, ${chance(sql`s.subject || e.name || e.branch_name`)} >= 6, '点名人'
    from study_enrolment e join study_class c on c.id = e.class_id and c.state = 'ended'
    join study_class_session s on s.class_id = e.class_id`.execute(tx);
  await sql`
    insert into study_certificate (id, class_id, person_id, org_path, to_path, number, masked_name, hours, issued_on, expires_on)
    select gen_random_uuid(), e.class_id, e.person_id, e.org_path, e.to_path,
      to_char(c.ends_on, 'YYYY') || '-' || upper(translate(substr(e.mark, 1, 4), '01', 'GH')) || '-'
        || upper(translate(substr(e.mark, 5, 4), '01', 'GH')) || '-' || upper(translate(substr(e.mark, 9, 4), '01', 'GH')),
      left(e.name, 1) || repeat('*', greatest(length(e.name) - 1, 1)), r.days * 8, c.ends_on,
      (c.ends_on + make_interval(years => c.valid_years))::date
    from (select *, md5(person_id::text || class_id) as mark from study_enrolment) e
    join study_class c on c.id = e.class_id and c.state = 'ended'
    join (select class_id, person_id, count(*) as days from study_roll group by 1, 2 having bool_and(present)) r
      on r.class_id = e.class_id and r.person_id = e.person_id`.execute(tx);
};

export const putClasses = async (desk: ClassDesk, places: Places): Promise<void> => {
  const wanted: Wanted[] = [];
  for (const one of planned(places)) {
    const { id, leaf } = await putClass(desk, one);
    const { title, share, posts } = one;
    // An open one has been applied for since the day before yesterday.
    const asked = addDays(desk.today, one.isOpen ? -2 : one.ahead - 5);
    for (const { path } of one.from)
      wanted.push({ id, title, leaf, asked, lower: path, upper: rangeEnd(path), share, posts });
  }
  await putPeople(desk.tx, wanted);
};
