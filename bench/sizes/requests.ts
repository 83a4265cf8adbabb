/** Years of requests in a bench county, invented, written by the database itself as fast as it can. */
import type pg from 'pg';
import { codeOf, hashOf } from '#features/service/requests/sending/access.ts';
import { asAdmin } from '#platform/db/counties.ts';
import type { BenchCounty } from '../parts/county.ts';

const texts = ['村口路灯坏了三盏，晚上看不清路', '自来水发黄已经一周', '村道上有一个大坑', '隔壁工地半夜还在施工'];

/** Those whose codes are real, so that they can be followed: the last ones. */
const followed = 500;

const tables = ['service_request', 'service_request_entry', 'request_holding'] as const;

const fill = (year: number, aYear: number): string => `
  with place as (select array_agg(id order by path) as ids, array_agg(path order by path) as paths, count(*)::int as many
      from organisation where type in ('village', 'community') and abolished_on is null),
    departments as (select array_agg(id order by path) as ids, array_agg(path order by path) as paths, count(*)::int as many
      from organisation where type = 'government_department' and abolished_on is null),
    words as (select array_agg(sealed) as sealed, count(*)::int as many, min(key_id) as key_id from bench_words),
    made as materialized (
      select (lpad(to_hex((extract(epoch from day) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid as id,
          n, day::date as day, current_date - day::date as age, p.ids[1 + n % p.many] as unit, p.paths[1 + n % p.many] as path,
          d.ids[1 + n % d.many] as second, d.paths[1 + n % d.many] as second_path, w.sealed[1 + n % w.many] as sealed, w.key_id
        from place p, departments d, words w,
          lateral (select n, current_date - ${365 * year} - ((n::bigint * 365) / ${aYear})::int as day
            from generate_series(${aYear * year}, ${aYear * (year + 1) - 1}) n) g),
    stated as materialized (
      select *, (case when n % 2000 = 7 then 'taken' when n % 50 = 3 and age > 3 then 'refused' when age < 4 then 'received' when age < 8 then 'taken'
          when age < 20 then 'answered' else 'closed' end)::request_state as state from made),
    requests as (
      insert into service_request (id, code_hash, org_path, unit_id, unit_since, routed, area_id, kind, category, state, sealed, key_id, hide_name,
          received_on, clock_from, due_on, plain_due_on, answered_on, ended_on, reopened)
        select id, sha256(id::text::bytea), path || '=' || id || '/', unit, day, 'place', unit, 'help',
            (array['roads', 'land', 'sanitation', 'farming', 'neighbours', 'other'])[1 + n % 6], state, sealed, key_id, n % 9 = 0,
            day, day, day + 7, day + 7, case when state in ('answered', 'closed') then day + 2 + n % 8 end,
            case when state in ('closed', 'refused') then day + 4 + n % 9 end, n % 20 = 0
          from stated),
    holdings as (
      insert into request_holding (request_id, unit_id, org_path, since, is_first, area_id, kind, category, received_on, due_on, accepted, spoke)
        select id, unit, path || '=' || id || '/', day, true, unit, 'help',
            (array['roads', 'land', 'sanitation', 'farming', 'neighbours', 'other'])[1 + n % 6], day, day + 7, state = 'closed' and n % 3 > 0, n % 20 = 0
          from stated
        union all
        select id, second, second_path || '=' || id || '/', day, false, unit, 'help',
            (array['roads', 'land', 'sanitation', 'farming', 'neighbours', 'other'])[1 + n % 6], day, day + 7, state = 'closed' and n % 3 > 0, n % 20 = 0
          from stated where n % 7 = 0)
  insert into service_request_entry (id, request_id, org_path, kind, unit_id, actor, sealed, key_id, at)
    select (left(id::text, 15) || lpad(to_hex(k.after), 3, '0') || substr(id::text, 19))::uuid, id, path || '=' || id || '/', k.kind::request_entry_kind, unit, '某人', case when k.kind = 'answered' then sealed end, key_id, day + k.after
      from stated cross join (values ('received', 0), ('taken', 1), ('answered', 4)) k (kind, after)`;

interface Named {
  readonly name: string;
  readonly made: string;
}

/** Everything that is kept beside the rows and that no other table's key leans on: made anew over whole tables it costs a fraction. */
const setAside = async (admin: pg.Client, schema: string): Promise<() => Promise<void>> => {
  const places = tables.map((table) => `'${schema}.${table}'::regclass`).join(', ');
  const { rows: keys } = await admin.query<Named & { table: string }>(
    `select k.conname as name, k.conrelid::regclass::text as table, pg_get_constraintdef(k.oid) as made from pg_constraint k
     where k.conrelid in (${places}) and k.contype in ('p', 'u')
       and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = k.conindid)`,
  );
  for (const { table, name } of keys) await admin.query(`alter table ${table} drop constraint ${name}`);
  const { rows: indexes } = await admin.query<Named>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid in (${places}) and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
  );
  for (const { name } of indexes) await admin.query(`drop index ${name}`);
  return async () => {
    for (const { table, name, made } of keys) await admin.query(`alter table ${table} add constraint ${name} ${made}`);
    for (const { made } of indexes) await admin.query(made);
  };
};

/** Writes so many years where they are missing. The ids of the latest, with codes that open them. */
export const writeRequests = async (
  bench: BenchCounty,
  { years, aYear }: { readonly years: number; readonly aYear: number },
  say: (line: string) => void,
): Promise<readonly { readonly id: string; readonly code: string }[]> =>
  asAdmin(bench.deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${bench.county.entry.schema}, public`);
    const { rows } = await admin.query<{ n: number }>('select count(*)::int4 as n from service_request');
    if ((rows[0]?.n ?? 0) < aYear * years) {
      const start = Date.now();
      await admin.query(
        `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
      );
      // All or nothing: a fill that was broken off is begun again.
      await admin.query('begin');
      await admin.query(`truncate ${tables.join(', ')} cascade`);
      await admin.query('create temporary table bench_words (sealed bytea, key_id integer)');
      for (let n = 0; n < 200; n += 1) {
        // As a request and as an answer: either takes its own part of the words.
        const written = { text: `${texts[n % 4]}（${n}）`, name: null, phone: '13800001234', way: null };
        const sealed = bench.county.crypto.encrypt(JSON.stringify(written));
        await admin.query('insert into bench_words values ($1, $2)', [sealed, bench.county.crypto.currentKeyId]);
      }
      const putBack = await setAside(admin, bench.county.entry.schema);
      for (let year = 0; year < years; year += 1) {
        await admin.query(fill(year, aYear));
        say(`  year ${year + 1} of ${years} written, ${((Date.now() - start) / 1_000).toFixed(0)} s`);
      }
      await putBack();
      await admin.query('commit');
      await admin.query('set session_replication_role = origin');
      say(`  indexes made, ${((Date.now() - start) / 1_000).toFixed(0)} s`);
      await admin.query(`vacuum analyze ${tables.join(', ')}`);
      await admin.query('checkpoint');
      say(`  ${aYear * years} requests written in ${((Date.now() - start) / 1_000).toFixed(0)} s`);
    }
    const latest = await admin.query<{ id: string }>(
      `select id from service_request order by received_on desc, id desc limit ${followed}`,
    );
    const ids = latest.rows.map(({ id }) => id);
    const codes = ids.map((id) => ({ id, code: codeOf(bench.county, id) }));
    for (const { id, code } of codes)
      await admin.query('update service_request set code_hash = $2 where id = $1', [id, hashOf(bench.county, code)]);
    return codes;
  });
