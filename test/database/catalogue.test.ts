import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { useCounty } from '#test/harness/county.ts';

const county = useCounty();
let admin: pg.Client;

beforeAll(async () => {
  admin = new pg.Client({ ...county.current.admin });
  await admin.connect();
});
afterAll(() => admin.end());

const names = async (sql: string, values: readonly unknown[] = []): Promise<string[]> =>
  (await admin.query<{ name: string }>(sql, [...values])).rows.map((row) => row.name);

/** Tables that every signed-in person of the county may read: the tree, the calendar, what is public, and what holds only keys. */
const open = new Set([
  'admission_extra_setting',
  'admission_template',
  'admission_quota',
  'area_location',
  'request_template',
  'audit_link',
  'bank_category',
  // When an exam is and for whom; what it asks lies in its range.
  'exam',
  // Which unit enters the papers of which exam.
  'exam_helper',
  'holiday',
  'holiday_year',
  'letter_signer',
  'open311_key',
  'open311_request',
  'organisation',
  'organisation_event',
  'organisation_period',
  'outbox',
  // Of a county, about nobody: its lists of matters and kinds, who answers for which, and sealed weights of words that five requests share.
  'request_category',
  'request_kind',
  'request_duty',
  'request_model',
  // What is taught, by topics.
  // What is taught, by topics, and what of it is published: about nobody.
  'course_release',
  'study_topic',
  // Courseware of others, as it came: about nobody.
  'package',
  'package_entry',
  // Plans and classes are announced to everybody below, and hold nobody but those who teach.
  'study_plan',
  'study_plan_line',
  'study_class',
  'study_class_session',
  // What answers say of places: numbers of five people or more, and nobody.
  'study_learnt',
  'study_missed',
  'study_course_effect',
  // What units offer is read by everybody, on the portal too.
  'service_offer',
  'talk_hours',
  // What anybody reads on the portal.
  'portal_foot',
  'public_contact',
  'published_article',
  'published_change',
  'published_image',
  'publishing_column',
  'term',
  // Which programs keep learning records here: offices, no person.
  'xapi_client',
]);

describe('the county schema', () => {
  test('forces row-level security on every table that is not declared open', async () => {
    const loose = await names(
      `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p')
         and not (relrowsecurity and relforcerowsecurity) order by 1`,
      [county.current.entry.schema],
    );
    expect(loose.filter((t) => !open.has(t))).toEqual([]);
  });

  test('forces row-level security wherever a row is filed under a path', async () => {
    const loose = await names(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_path'
       where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
      [county.current.entry.schema],
    );
    expect(loose).toEqual([]);
  });

  test('has a policy on every table with row-level security', async () => {
    const silent = await names(
      `select relname as name from pg_class c where relnamespace = $1::regnamespace and relrowsecurity
         and not exists (select from pg_policy p where p.polrelid = c.oid)`,
      [county.current.entry.schema],
    );
    expect(silent).toEqual([]);
  });

  test('compares paths byte by byte', async () => {
    const wrong = await names(
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
         left join pg_collation l on l.oid = a.attcollation
       where c.relnamespace = $1::regnamespace and c.relkind = 'r' and a.attname in ('path', 'org_path') and l.collname is distinct from 'C'`,
      [county.current.entry.schema],
    );
    expect(wrong).toEqual([]);
  });

  test('has no policy with a sub-select and no trigger of ours, which schema-based sharding cannot take', async () => {
    const policies = await names(
      `select polname as name from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = $1::regnamespace
         and coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') ~* '\\mselect\\M'`,
      [county.current.entry.schema],
    );
    const triggers = await names(
      `select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = $1::regnamespace and not tgisinternal`,
      [county.current.entry.schema],
    );
    expect([...policies, ...triggers]).toEqual([]);
  });
});

describe('the run-time role', () => {
  test('is no superuser, owns nothing, bypasses nothing', async () => {
    const { runRole } = county.current.entry;
    const { rows } = await admin.query(
      'select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit from pg_roles where rolname = $1',
      [runRole],
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolinherit: false },
    ]);
    expect(await names('select relname as name from pg_class where relowner = $1::regrole', [runRole])).toEqual([]);
    expect(await names('select nspname as name from pg_namespace where nspowner = $1::regrole', [runRole])).toEqual([]);
    expect(
      await names('select roleid::regrole::text as name from pg_auth_members where member = $1::regrole', [runRole]),
    ).toEqual([]);
  });

  test('cannot change or delete what has been recorded', async () => {
    const { rows } = await admin.query<{ allowed: boolean }>(
      `select bool_or(has_table_privilege($1, ($2 || '.' || t)::regclass, p)) as allowed
       from unnest(array['audit_event', 'audit_link', 'file_reading', 'organisation_event']) t, unnest(array['update', 'delete', 'truncate']) p`,
      [county.current.entry.runRole, county.current.entry.schema],
    );
    expect(rows).toEqual([{ allowed: false }]);
  });

  test('sees no protected row without a scope', async () => {
    const { county: opened, entry } = county.current;
    const id = '01900000-0000-7000-8000-000000000001';
    await admin.query(
      `insert into ${entry.schema}.person (id, org_path, name, pinyin, initials, key_id) values ($1, '/1/@x/', 'x', 'x', 'x', 1)`,
      [id],
    );
    const bare = await opened.database.pool.query('select id from person');
    expect(bare.rows).toEqual([]);
    const seen = await county.current.read().selectFrom('person').select('id').execute();
    expect(seen).toEqual([{ id }]);
  });
});

/**
 * Measures of a person that make grass-roots work a show: they must not exist even as columns. Compared with every
 * table, column and enum value, word by word.
 */
const formalism =
  /(^|_)(points?|scores?|scoring|rank|ranks|ranking|leaderboard|check_?ins?|clock_ins?|streak|online_(time|seconds|minutes|hours)|(reading|read|watch|study)_(time|seconds|minutes|duration)|time_spent|dwell|likes?|like_count|forwards?|forward_count|reposts?|shares|share_count|view_count|views|clicks|login_(days|count)|activity_index|stars)(_|$)/;

describe('no table, column or value', () => {
  test('could hold a check-in, a score, a ranking, time online, reading time, likes or forwards', async () => {
    const found = await names(
      `select table_name as name from information_schema.tables where table_schema = $1
       union select table_name || '.' || column_name from information_schema.columns where table_schema = $1
       union select t.typname || '.' || e.enumlabel from pg_enum e join pg_type t on t.oid = e.enumtypid where t.typnamespace = $1::regnamespace`,
      [county.current.entry.schema],
    );
    expect(found.length).toBeGreaterThan(100);
    const parts = (name: string): string[] => name.split('.');
    expect(found.filter((name) => parts(name).some((part) => formalism.test(part)))).toEqual([]);
  });

  test('of such a kind escapes the pattern', () => {
    for (const name of [
      'points',
      'member_score',
      'check_in_day',
      'online_time',
      'reading_seconds',
      'like_count',
      'rank',
    ]) {
      expect(formalism.test(name)).toBe(true);
    }
    for (const name of ['entry_points_to', 'birth_date', 'hours', 'position', 'appointed_on']) {
      expect(formalism.test(name)).toBe(name === 'entry_points_to');
    }
  });
});
