/** The learning status of a county over five years, and the hours of one member explained, with everybody's attendance in the database. */
import { sql } from 'kysely';
import { recountLearnt, retally, tallyDifferences } from '#features/education/study/index.ts';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { startChild } from '../parts/child.ts';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';
import { load } from '../parts/load.ts';
import type { Outcome } from '../report.ts';

const years = 5;
const mostMs = 300;
/** A file is written and sent, and lines of plans are counted person by person: they are not held to the bound of the status. */
const exportMs = 3_000;
const seconds = 6;

/** Four lessons and twelve Party days a year in each branch, nine members of ten at each of them. */
const writeYears = async ({ deployment, county }: BenchCounty, say: (line: string) => void): Promise<number> =>
  asAdmin(deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${county.entry.schema}, public`);
    const { rows: known } = await admin.query<{ n: number }>(
      `select count(*)::int as n from meeting where title = '学习考核用'`,
    );
    if ((known[0]?.n ?? 0) === 0) {
      say(`writing ${years} years of study`);
      await admin.query(`insert into meeting (id, organisation_id, org_path, type, title, starts_at, ends_at, held_on, state, closed_at, content)
        select gen_random_uuid(), b.branch_id, o.path, case when n % 4 = 3 then 'party_lesson' else 'party_day' end::meeting_type, '学习考核用',
          day + time '06:00', day + time '08:00', day, 'closed', day + time '12:00', '学习'
        from (select distinct branch_id from affiliation where upper_inf(during)) b
        join organisation o on o.id = b.branch_id
        cross join generate_series(1, ${years * 16}) n
        cross join lateral (select current_date - (n * 365 / 16) as day) d`);
      await admin.query(`insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, attendance)
        select m.id, a.person_id, m.org_path || '@' || a.person_id || '/', '党员', true,
          (case when abs(hashtext(m.id::text || a.person_id::text)) % 10 = 0 then 'absent' else 'present' end)::attendance
        from meeting m join affiliation a on a.branch_id = m.organisation_id and upper_inf(a.during) and a.voided_at is null
        where m.title = '学习考核用'`);
      await admin.query(`insert into study_session (meeting_id, held_on, type, org_path, topics, noted_by, noted_on)
        select id, held_on, type, org_path, (array['{theory}', '{law}', '{rural}', '{charter}'])[1 + abs(hashtext(id::text)) % 4]::text[], 'bench', held_on
        from meeting where title = '学习考核用'`);
      await admin.query('vacuum analyze meeting, meeting_invitee, study_session');
    }
    const { rows } = await admin.query<{ n: number }>('select count(*)::int as n from meeting_invitee');
    return rows[0]?.n ?? 0;
  });

/** What a county and its townships plan for each year, for all members, for leaders and for new members: a line a month. */
const writePlans = async ({ deployment, county }: BenchCounty): Promise<void> =>
  asAdmin(deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${county.entry.schema}, public`);
    await admin.query(`insert into study_plan (id, organisation_id, year, audience, state, title)
      select gen_random_uuid(), o.id, extract(year from current_date)::int - y, a, 'issued', '学习考核用'
      from organisation o cross join generate_series(0, ${years}) y cross join unnest(array['member', 'leader', 'probationary']::study_audience[]) a
      where (o.parent_id is null or o.type = 'township_committee') and not exists (select from study_plan)`);
    await admin.query(`insert into study_plan_line (id, plan_id, month, topic, form, hours)
      select gen_random_uuid(), p.id, n, (array['theory', 'law', 'rural', 'charter'])[1 + n % 4],
        case when p.audience = 'member' then (array['lesson', 'party_day', 'meeting'])[1 + n % 3] else (array['class', 'online', 'meeting'])[1 + n % 3] end, 2
      from study_plan p cross join generate_series(1, 12) n where not exists (select from study_plan_line)`);
    await admin.query('vacuum analyze study_plan, study_plan_line');
  });

/** One exam of twenty questions a year for one member of five, and recall of one of ten: whence the mastery of a place comes. */
const writeAnswers = async ({ deployment, county }: BenchCounty, say: (line: string) => void): Promise<number> =>
  asAdmin(deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${county.entry.schema}, public`);
    const { rows: known } = await admin.query<{ n: number }>(
      `select count(*)::int as n from exam where title = '学习考核用'`,
    );
    if ((known[0]?.n ?? 0) === 0) {
      say(`writing ${years} years of answers`);
      await admin.query(`insert into bank_item (id, line_id, unit_id, category_code, topic, kind, stem, answer, writers, writer, same_hash, bands)
        select i, i, (select id from organisation where parent_id is null), c.code, c.topic, 'judge', '学习考核用 ' || n, '{"holds": true}',
          array[gen_random_uuid()], '出题人', decode(md5(n::text), 'hex'), '{}'
        from generate_series(1, 140) n cross join lateral (select gen_random_uuid() as i where n > 0) g
        join bank_category c on c.position = 1 + n % 14`);
      await admin.query(
        `update bank_item set state = 'published', reviewer_id = gen_random_uuid(), reviewer = '审题人' where stem like '学习考核用%'`,
      );
      await admin.query(`insert into exam (id, unit_id, title, kind, state, opens_at, closes_at, minutes, audience_id, stages, released_at)
        select gen_random_uuid(), o.id, '学习考核用', 'formal', 'released', day + time '01:00', day + time '09:00', 60, o.id, '{full}', day + time '10:00'
        from organisation o cross join generate_series(0, ${years - 1}) y cross join lateral (select (current_date - y * 365 - 20) as day) d
        where o.parent_id is null`);
      await admin.query(`insert into exam_item (id, exam_id, org_path, n, bank_item_id, kind, category, topic, difficulty, worth, stem, options, answer, explanation)
        select gen_random_uuid(), e.id, '/1/=x/', row_number() over (partition by e.id), b.id, b.kind, b.category_code, b.topic, 0.3, 2, b.stem, '[]', b.answer, ''
        from exam e join bank_item b on b.stem like '学习考核用%' and abs(hashtext(b.id::text || e.id::text)) % 7 = 0 where e.title = '学习考核用'`);
      await admin.query(`insert into exam_attempt (id, exam_id, person_id, org_path, home_path, round, form, seed, slot_at, begun_at, ends_at, handed_in_at, marked_at, won, most, passed)
        select i, e.id, m.person_id, '/1/=' || i || '/', o.path, 1, 0, 1, e.opens_at, e.opens_at, e.closes_at, e.closes_at, e.closes_at, 20, 40, false
        from exam e join membership m on m.left_on is null and m.voided_at is null and abs(hashtext(m.person_id::text)) % 5 = 0
        join organisation o on o.id = m.branch_id cross join lateral (select gen_random_uuid() as i where m.person_id is not null) g
        where e.title = '学习考核用'`);
      await admin.query(`insert into exam_mark (id, attempt_id, exam_id, person_id, org_path, item, answer, share)
        select gen_random_uuid(), a.id, a.exam_id, a.person_id, a.org_path, i.n, '["T"]',
          (case when abs(hashtext(a.person_id::text || i.bank_item_id::text)) % 100 < 45 + abs(hashtext(i.topic)) % 45 then 1 else 0 end)
        from exam_attempt a join exam e on e.id = a.exam_id and e.title = '学习考核用' join exam_item i on i.exam_id = a.exam_id`);
      await admin.query(`insert into recall_answer (id, person_id, org_path, line_id, item_id, topic, answered_on, is_right, is_first, chance)
        select gen_random_uuid(), m.person_id, m.org_path, b.line_id, b.id, b.topic, current_date - abs(hashtext(m.person_id::text || b.id::text)) % ${years * 365},
          abs(hashtext(b.id::text || m.person_id::text)) % 10 < 7, true, 0.5
        from membership m join bank_item b on b.stem like '学习考核用%' and abs(hashtext(m.person_id::text || b.id::text)) % 4 = 0
        where m.left_on is null and m.voided_at is null and abs(hashtext(m.person_id::text)) % 10 = 3`);
      await admin.query('vacuum analyze bank_item, exam_item, exam_attempt, exam_mark, recall_answer');
    }
    const { rows } = await admin.query<{ n: number }>(
      'select ((select count(*) from exam_mark) + (select count(*) from recall_answer))::int as n',
    );
    return rows[0]?.n ?? 0;
  });

/** `npm run bench -- study [members]`: fewer than 50,000 develop it. */
export const run = async ([given]: readonly string[] = []): Promise<Outcome> => {
  const members = Number(given ?? 50_000);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const bench = await openBenchCounty(members, say, { life: false });
  const lists = await writeYears(bench, say);
  await writePlans(bench);
  const answers = await writeAnswers(bench, say);
  const { county } = bench;
  const scope = systemScope(county.entry.code, 'bench');
  const begin = performance.now();
  await county.write(scope, (tx) => retally(tx, county), { settings: { statement_timeout: '0' } });
  const counted = (performance.now() - begin) / 1_000;
  const differences = await county.write(scope, (tx) => tallyDifferences(tx, county), {
    settings: { statement_timeout: '0' },
  });
  const thisYear = Number(county.today().slice(0, 4));
  const learning = performance.now();
  await county.write(
    scope,
    (tx) =>
      recountLearnt(
        tx,
        county,
        Array.from({ length: years }, (_, n) => thisYear - n),
      ),
    { settings: { statement_timeout: '0' } },
  );
  const learnt = (performance.now() - learning) / 1_000;
  await asAdmin(bench.deployment.admin, (admin) =>
    admin.query(
      `vacuum analyze ${['study_tally', 'study_learnt', 'study_missed'].map((t) => `${county.entry.schema}.${t}`).join(', ')}`,
    ),
  );
  const top = await sql<{ id: string; branch: string; township: string }>`
    select o.id, (select branch_id from membership where left_on is null order by org_path limit 1) as branch,
      (select t.id from organisation t where t.type = 'township_committee' order by t.path limit 1) as township
    from organisation o where o.parent_id is null`.execute(county.read(scope));
  const [place] = top.rows;
  if (place === undefined) throw new Error('no county in the county');
  const officer = await bench.signIn('county_officer', place.id);
  const worker = await bench.signIn('township_worker', place.township);
  const secretary = await bench.signIn('branch_secretary', place.branch);
  const { rows: people } = await sql<{ id: string }>`
    select person_id as id from membership where branch_id = ${place.branch} and left_on is null`.execute(
    county.read(scope),
  );
  const app = await startChild('app.ts', { environment: bench.environment });
  const trials = [
    {
      title: 'learning status of the county, each of five years in turn',
      as: officer,
      path: (n: number) => `/api/study/status?year=${thisYear - (n % years)}`,
    },
    {
      title: 'of a township, as the county looks into it',
      as: officer,
      path: (n: number) => `/api/study/status?organisationId=${place.township}&year=${thisYear - (n % years)}`,
    },
    {
      title: 'of a township, as it sees itself',
      as: worker,
      path: (n: number) => `/api/study/status?year=${thisYear - (n % years)}`,
    },
    {
      title: 'of a branch, as it sees itself',
      as: secretary,
      path: (n: number) => `/api/study/status?year=${thisYear - (n % years)}`,
    },
    {
      title: 'training table of the county as a file',
      as: officer,
      path: (n: number) => `/api/study/status/table?year=${thisYear - (n % years)}`,
      most: exportMs,
    },
    {
      title: 'plans of the county with what was done of each line, each of five years in turn',
      as: officer,
      path: (n: number) => `/api/study/plans?year=${thisYear - (n % years)}`,
      most: exportMs,
    },
    { title: 'hours of a branch', as: secretary, path: () => '/api/study/branch/hours' },
    {
      title: 'hours of one member explained, each of five years in turn',
      as: secretary,
      path: (n: number) =>
        `/api/study/people/${people[n % people.length]?.id ?? ''}/hours?year=${thisYear - (n % years)}`,
    },
  ];
  const failures: string[] = differences === 0 ? [] : [`${differences} sums differ from a recount`];
  const lines: string[] = [
    `${members} members, ${years} years, ${lists} lines of attendance; all hours counted anew in ${counted.toFixed(1)} s, ${differences} differences`,
    `${answers} answers to exams and recall; what was learnt in ${years} years counted anew in ${learnt.toFixed(1)} s`,
  ];
  try {
    for (const { title, as, path, most = mostMs } of trials)
      for (const connections of [1, 4]) {
        const request = (n: number) => ({
          method: 'GET' as const,
          path: path(n),
          headers: { cookie: `zhibu_session=${as.token}` },
        });
        await load({ port: app.port, connections, seconds: 1, request });
        const seen = await load({ port: app.port, connections, seconds, request });
        lines.push(
          `${title}, ${connections} at a time: ${seen.perSecond.toFixed(1)}/s, p50 ${seen.p50.toFixed(0)} ms, p95 ${seen.p95.toFixed(0)} ms, ${seen.failures} failures`,
        );
        if (seen.failures > 0) failures.push(`${title}: ${seen.failures} failures`);
        if (connections === 1 && seen.p95 > most)
          failures.push(`${title}: p95 ${seen.p95.toFixed(0)} ms over ${most} ms`);
      }
  } finally {
    await app.stop();
    await bench.close();
  }
  return { lines: [...lines, ...failures], ok: failures.length === 0 };
};
