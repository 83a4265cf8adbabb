/** The learning status of a county over five years, and the hours of one member explained, with everybody's attendance in the database. */
import { sql } from 'kysely';
import { retally, tallyDifferences } from '#features/education/study/index.ts';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { startChild } from '../parts/child.ts';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';
import { load } from '../parts/load.ts';
import type { Outcome } from '../report.ts';

const years = 5;
const mostMs = 300;
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
      await admin.query(`insert into study_session (meeting_id, org_path, topics, noted_by, noted_on)
        select id, org_path, (array['{theory}', '{law}', '{rural}', '{charter}'])[1 + abs(hashtext(id::text)) % 4]::text[], 'bench', held_on
        from meeting where title = '学习考核用'`);
      await admin.query('vacuum analyze meeting, meeting_invitee, study_session');
    }
    const { rows } = await admin.query<{ n: number }>('select count(*)::int as n from meeting_invitee');
    return rows[0]?.n ?? 0;
  });

/** `npm run bench -- study [members]`: fewer than 50,000 develop it. */
export const run = async ([given]: readonly string[] = []): Promise<Outcome> => {
  const members = Number(given ?? 50_000);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const bench = await openBenchCounty(members, say, { life: false });
  const lists = await writeYears(bench, say);
  const { county } = bench;
  const scope = systemScope(county.entry.code, 'bench');
  const begin = performance.now();
  await county.write(scope, (tx) => retally(tx, county), { settings: { statement_timeout: '0' } });
  const counted = (performance.now() - begin) / 1_000;
  const differences = await county.write(scope, (tx) => tallyDifferences(tx, county), {
    settings: { statement_timeout: '0' },
  });
  await asAdmin(bench.deployment.admin, (admin) => admin.query(`vacuum analyze ${county.entry.schema}.study_tally`));
  const top = await sql<{ id: string; branch: string }>`
    select o.id, (select branch_id from membership where left_on is null order by org_path limit 1) as branch
    from organisation o where o.parent_id is null`.execute(county.read(scope));
  const [place] = top.rows;
  if (place === undefined) throw new Error('no county in the county');
  const officer = await bench.signIn('county_officer', place.id);
  const secretary = await bench.signIn('branch_secretary', place.branch);
  const { rows: people } = await sql<{ id: string }>`
    select person_id as id from membership where branch_id = ${place.branch} and left_on is null`.execute(
    county.read(scope),
  );
  const app = await startChild('app.ts', { environment: bench.environment });
  const thisYear = Number(county.today().slice(0, 4));
  const trials = [
    {
      title: 'learning status of the county, each of five years in turn',
      as: officer,
      path: (n: number) => `/api/study/status?year=${thisYear - (n % years)}`,
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
  ];
  try {
    for (const { title, as, path } of trials)
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
        if (connections === 1 && seen.p95 > mostMs)
          failures.push(`${title}: p95 ${seen.p95.toFixed(0)} ms over ${mostMs} ms`);
      }
  } finally {
    await app.stop();
    await bench.close();
  }
  return { lines: [...lines, ...failures], ok: failures.length === 0 };
};
