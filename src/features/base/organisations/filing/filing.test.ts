/**
 * A move takes every filed row along, thousands of them, and no other.
 * Over 400 lines: three rows for each table under the tree, in one place whose test says that none is missing.
 */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { rangeEnd } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { useCounty } from '#test/harness/county.ts';
import { newId } from '#shared/ids.ts';
import { hostile } from '#test/harness/hostile.ts';
import { makeOrganisation } from '../factory.ts';
import { relocate } from '../periods/commands.ts';
import { refilePeople } from './commands.ts';
import { filedTables, leads, leftInPlace } from './rules.ts';

const county = useCounty();

const tables = async (text: ReturnType<typeof sql<{ name: string }>>): Promise<string[]> =>
  (await text.execute(county.current.read())).rows.map((row) => row.name);

describe('the list of filed tables', () => {
  test('names every table that has an org_path, once: a missing one would be left behind by a move', async () => {
    const catalogue =
      await tables(sql`select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'org_path' and not a.attisdropped and c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace order by 1`);
    const byPath = filedTables.filter((table) => table.column === undefined);
    const listed = [...byPath.map((table) => table.name), ...Object.keys(leftInPlace)];
    expect(listed.toSorted()).toEqual(catalogue.toSorted());
  });

  test('names every table whose rows are filed at a second place', async () => {
    const catalogue =
      await tables(sql`select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'to_path' and not a.attisdropped and c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace order by 1`);
    const listed = filedTables.filter((table) => table.column === 'to_path').map((table) => table.name);
    expect(listed.toSorted()).toEqual(catalogue.toSorted());
  });

  test('finds rows from others only where an index leads to them, and after those have moved', async () => {
    const indexed =
      await tables(sql`select distinct c.relname || '.' || a.attname as name from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where c.relnamespace = current_schema()::regnamespace`);
    const names = filedTables.map((table) => table.name);
    for (const { name, foundBy } of filedTables) {
      const lead = leads[foundBy];
      if (lead === null) continue;
      expect(indexed).toContain(`${name}.${lead.column}`);
      expect([name, names.indexOf(lead.table) < names.indexOf(name)]).toEqual([name, true]);
    }
  });
});

const people = 1_200;

/** Rows of every filed table below one branch, a third of the people voided; two thousand and more in all. */
const fill = async (tx: Tx, branch: { id: string; path: string }): Promise<void> => {
  const account = '01900000-0000-7000-8000-00000000000a';
  await sql`set local app.voided = 'on'`.execute(tx);
  await sql`insert into person (id, org_path, name, pinyin, initials, key_id, voided_at)
    select id, ${branch.path} || '@' || id || '/', ${hostile} || n, 'x', 'x', 1, case when n % 3 = 0 then now() end
    from (select gen_random_uuid() as id, n from generate_series(1, ${people}::int) n) as g`.execute(tx);
  const of = sql`from person p where p.org_path >= ${branch.path} and p.org_path < ${rangeEnd(branch.path)}`;
  await sql`insert into membership (id, person_id, branch_id, org_path, category, voided_at) select gen_random_uuid(), p.id, ${branch.id}, p.org_path, 'full', p.voided_at ${of}`.execute(
    tx,
  );
  await sql`insert into affiliation (id, person_id, branch_id, org_path, during, voided_at) select gen_random_uuid(), p.id, ${branch.id}, p.org_path, '[2010-01-01,)', p.voided_at ${of}`.execute(
    tx,
  );
  await sql`insert into post_holding (id, organisation_id, person_id, org_path, post, from_on) select gen_random_uuid(), ${branch.id}, p.id, p.org_path, 'organiser', '2010-01-01' ${of} limit 3`.execute(
    tx,
  );
  await sql`insert into file (id, org_path, name, media_type, size, digest, key_id) select gen_random_uuid(), p.org_path, ${hostile}, 'x', 1, '', 1 ${of} limit 5`.execute(
    tx,
  );
  await sql`insert into approval (id, kind, org_path, summary, payload, asked_by, asker, reason, expires_at) values (gen_random_uuid(), 'x', ${branch.path}, '{}', '{}', ${account}, 'x', 'x', now())`.execute(
    tx,
  );
  const bulk = await sql<{
    id: string;
  }>`insert into bulk_change (id, org_path, account_id, actor, reason, fields, people, unchanged) values (gen_random_uuid(), ${branch.path}, ${account}, 'x', 'x', '{}', 1, 0) returning id`.execute(
    tx,
  );
  await sql`insert into bulk_item (bulk_id, person_id, org_path, before) select ${bulk.rows[0]!.id}::uuid, p.id, p.org_path, '{}' ${of} limit 4`.execute(
    tx,
  );
  const batch = await sql<{
    id: string;
  }>`insert into import_batch (id, org_path, organisation_id, actor, file_name, size) values (gen_random_uuid(), ${branch.path}, ${branch.id}, 'x', ${hostile}, 1) returning id`.execute(
    tx,
  );
  await sql`insert into import_row (batch_id, reading, seq, org_path, sheet, line, kind, sealed, key_id)
    select ${batch.rows[0]!.id}::uuid, 1, n, ${branch.path}, 1, n, 'new', '', 1 from generate_series(1, 7) n`.execute(
    tx,
  );
  await sql`insert into import_memory (organisation_id, kind, text, org_path) values (${branch.id}, 'heading', ${hostile}, ${branch.path})`.execute(
    tx,
  );
  const meeting = await sql<{
    id: string;
  }>`insert into meeting (id, organisation_id, org_path, type, title, starts_at, held_on) values (gen_random_uuid(), ${branch.id}, ${branch.path}, 'party_day', ${hostile}, now(), '2026-03-02') returning id`.execute(
    tx,
  );
  const { id: meetingId } = meeting.rows[0]!;
  await sql`insert into meeting_invitee (meeting_id, person_id, org_path, name, votes) select ${meetingId}::uuid, p.id, p.org_path, p.name, true ${of} limit 6`.execute(
    tx,
  );
  for (const [table, columns, values] of [
    ['agenda_item', 'position, topic', sql`0, 'x'`],
    ['meeting_resolution', 'position, wording, vote, entitled, present, passed', sql`0, 'x', 'none', 0, 0, true`],
    [
      'meeting_task',
      'organisation_id, task, owner_person_id, owner_name, due_on',
      sql`${branch.id}::uuid, 'x', ${account}::uuid, 'x', '2020-01-01'`,
    ],
    [
      'meeting_material',
      'kind, name, media_type, size, added_by, removed_by, removed_at, removed_reason',
      sql`'paper', 'x', 'x', 1, 'x', 'x', now(), 'x'`,
    ],
    ['meeting_amendment', 'actor, reason, former', sql`'x', 'x', '{}'`],
    ['meeting_guest', 'kind, sealed, key_id, noted_by', sql`'attending', '', 1, 'x'`],
  ] as const) {
    await sql`insert into ${sql.table(table)} (id, meeting_id, org_path, ${sql.raw(columns)}) values (gen_random_uuid(), ${meetingId}::uuid, ${branch.path}, ${values})`.execute(
      tx,
    );
  }
  await sql`insert into study_session (meeting_id, held_on, type, org_path, topics, noted_by, noted_on) values (${meetingId}::uuid, '2026-03-02', 'party_day', ${branch.path}, '{theory}', 'x', '2026-03-02')`.execute(
    tx,
  );
  const studyClass = await sql<{
    id: string;
  }>`insert into study_class (id, organiser_id, audience, title, place, topics, quota, apply_by, starts_on, ends_on)
    values (gen_random_uuid(), ${branch.id}, 'member', 'x', 'x', '{theory}', 9, '2026-03-01', '2026-03-02', '2026-03-02') returning id`.execute(
    tx,
  );
  const classId = studyClass.rows[0]!.id;
  const classPath = `${branch.path}=${classId}/`;
  await sql`insert into study_class_session (id, class_id, on_day, part, subject) values (${classId}::uuid, ${classId}::uuid, '2026-03-02', 'day', 'x')`.execute(
    tx,
  );
  await sql`insert into study_enrolment (id, class_id, person_id, org_path, to_path, name, branch_name, state, asked_by, asked_at)
    select gen_random_uuid(), ${classId}::uuid, p.id, ${classPath}, p.org_path, p.name, 'x', 'enrolled', 'x', now() ${of} limit 4`.execute(
    tx,
  );
  await sql`insert into study_roll (session_id, person_id, class_id, org_path, to_path, present, marked_by)
    select ${classId}::uuid, p.id, ${classId}::uuid, ${classPath}, p.org_path, true, 'x' ${of} limit 4`.execute(tx);
  await sql`insert into study_certificate (id, class_id, person_id, org_path, to_path, number, masked_name, hours, issued_on)
    select gen_random_uuid(), ${classId}::uuid, p.id, ${classPath}, p.org_path, p.id::text, 'x', 8, '2026-03-02' ${of} limit 4`.execute(
    tx,
  );
  await sql`insert into study_need (id, person_id, org_path, topic, asked_on)
    select gen_random_uuid(), p.id, p.org_path, 'law', '2026-03-02' ${of} limit 3`.execute(tx);
  await sql`insert into study_need_paper (id, person_id, org_path, code, printing_id, printed_on, printed_by)
    select gen_random_uuid(), p.id, p.org_path, lpad(floor(random() * 1e10)::bigint::text, 10, '0'), gen_random_uuid(), '2026-03-02', 'x' ${of}
    limit 3`.execute(tx);
  await sql`insert into study_tally (person_id, year, org_path, hours) select p.id, 2026, p.org_path, 8 ${of} limit 3`.execute(
    tx,
  );
  await sql`insert into dues_entry (id, organisation_id, org_path, booked_on, debit, credit, amount_fen, recorder)
    select gen_random_uuid(), ${branch.id}, ${branch.path}, '2026-04-05', 'cash', 'dues', 60, 'x' from generate_series(1, 3)`.execute(
    tx,
  );
  await sql`insert into dues_bank_line (id, organisation_id, org_path, booked_on, amount_fen, payer, note, line_key)
    select gen_random_uuid(), ${branch.id}, ${branch.path}, '2026-04-05', 60, ${hostile}, '', n::text from generate_series(1, 2) n`.execute(
    tx,
  );
  await sql`insert into dues_publication (id, organisation_id, org_path, from_on, until, payers, totals, book, late_lines, publisher, published_on)
    values (gen_random_uuid(), ${branch.id}, ${branch.path}, '2026-01-01', '2026-03-31', 3, '{}', '[]', 0, 'x', '2026-04-10')`.execute(
    tx,
  );
  await sql`insert into election (id, organisation_id, org_path, kind, method, voters, basis, seats, held_on)
    values (gen_random_uuid(), ${branch.id}, ${branch.path}, 'committee', 'surplus', 'members', 'present', 3, '2026-03-02')`.execute(
    tx,
  );
  const election = sql`(select e.id from election e where e.org_path = ${branch.path})`;
  await sql`insert into election_roll (election_id, person_id, org_path, name) select ${election}, p.id, p.org_path, ${hostile} ${of} limit 6`.execute(
    tx,
  );
  await sql`insert into election_candidate (election_id, person_id, org_path, name, position) select ${election}, p.id, p.org_path, ${hostile}, 1 ${of} limit 4`.execute(
    tx,
  );
  await sql`insert into election_count (election_id, org_path, present, issued, returned, valid, invalid, scrutineers, tellers, enterer)
    select ${election}, ${branch.path}, 1, 1, 1, 1, 0, '{}', '{}', ${hostile}`.execute(tx);
  await sql`insert into appraisal (id, organisation_id, org_path, year, roll_on)
    values (gen_random_uuid(), ${branch.id}, ${branch.path}, 2026, '2026-03-02')`.execute(tx);
  const appraisal = sql`(select a.id from appraisal a where a.org_path = ${branch.path})`;
  await sql`insert into appraisal_person (appraisal_id, person_id, org_path, name, category, votes, part)
    select ${appraisal}, p.id, p.org_path, ${hostile}, 'full', true, 'graded' ${of} limit 6`.execute(tx);
  await sql`insert into appraisal_tally (appraisal_id, org_path, issued, returned, valid, invalid, enterer)
    select ${appraisal}, ${branch.path}, 1, 1, 1, 0, ${hostile}`.execute(tx);
  await sql`insert into appraisal_tally_line (appraisal_id, person_id, org_path, excellent, qualified, basic, unqualified)
    select ${appraisal}, p.id, ${branch.path}, 0, 1, 0, 0 ${of} limit 6`.execute(tx);
  await sql`insert into appraisal_follow_up (appraisal_id, person_id, org_path)
    select ${appraisal}, p.id, p.org_path ${of} limit 2`.execute(tx);
  await sql`insert into service_request (id, code_hash, org_path, unit_id, unit_since, routed, area_id, kind, category, sealed, key_id, hide_name, received_on, clock_from, due_on, plain_due_on)
    select g.id, decode(md5(g.id::text), 'hex'), ${branch.path} || '=' || g.id || '/', ${branch.id}, '2026-03-02', 'place', ${branch.id}, 'help', 'roads', '', 1, false, '2026-03-02', '2026-03-02', '2026-03-09', '2026-03-09'
    from (select gen_random_uuid() as id from generate_series(1, 3)) g`.execute(tx);
  await sql`insert into service_request_entry (id, request_id, org_path, kind, unit_id, key_id, at)
    select gen_random_uuid(), r.id, r.org_path, 'received', r.unit_id, 1, now() from service_request r where r.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into resident (id, org_path, key_id)
    select g.id, ${branch.path} || '=' || g.id || '/', 1 from (select gen_random_uuid() as id from generate_series(1, 3)) g`.execute(
    tx,
  );
  await sql`insert into published_answer (id, request_id, org_path, unit_name, category, sealed, key_id, proposed_by, proposer, proposed_at)
    select gen_random_uuid(), r.id, r.org_path, 'x', 'roads', '', 1, gen_random_uuid(), 'x', now() from service_request r where r.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into request_form (id, number, org_path, made_by)
    select g.id, g.id::text, ${branch.path} || '=' || g.id || '/', 'x' from (select gen_random_uuid() as id from generate_series(1, 3)) g`.execute(
    tx,
  );
  await sql`insert into care_case (id, person_id, org_path, reasons, source, sealed, key_id, since)
    select gen_random_uuid(), p.id, p.org_path, '{aged}', 'facts', '', 1, '2026-03-02' ${of} limit 3`.execute(tx);
  await sql`insert into care_visit (id, case_id, person_id, org_path, occasion, planned_on, sealed, key_id)
    select gen_random_uuid(), c.id, c.person_id, c.org_path, 'routine', '2026-03-09', '', 1 from care_case c
    where c.org_path >= ${branch.path} and c.org_path < ${rangeEnd(branch.path)}`.execute(tx);
  await sql`insert into care_amount (id, visit_id, person_id, org_path, sealed, key_id)
    select gen_random_uuid(), v.id, v.person_id, v.org_path, '', 1 from care_visit v
    where v.org_path >= ${branch.path} and v.org_path < ${rangeEnd(branch.path)}`.execute(tx);
  await sql`insert into recall_choice (person_id, org_path, topics, weekly, since)
    select p.id, p.org_path, '{admission}', 5, '2026-03-02' ${of} limit 3`.execute(tx);
  await sql`insert into recall_card (person_id, line_id, org_path, topic, stability, hardness, phase, answered, lapses, answered_on, due_on)
    select r.person_id, gen_random_uuid(), r.org_path, 'admission', 1, 1, 2, 1, 0, '2026-03-02', '2026-03-05' from recall_choice r`.execute(
    tx,
  );
  await sql`insert into bank_item (id, line_id, unit_id, category_code, topic, kind, stem, answer, writers, writer, same_hash, bands)
    select g.id, g.id, ${branch.id}, 'admission', 'admission', 'judge', 'x', '{}', '{}', 'x', '', '{}'
    from (select gen_random_uuid() as id) g`.execute(tx);
  await sql`insert into recall_answer (id, person_id, org_path, line_id, item_id, topic, answered_on, is_right, is_first, chance)
    select gen_random_uuid(), r.person_id, r.org_path, b.line_id, b.id, b.topic, '2026-03-02', true, true, 0.5
    from recall_choice r, (select * from bank_item where unit_id = ${branch.id} limit 1) b`.execute(tx);
  await sql`insert into study_contribution (id, person_id, org_path, unit_id, topic, words, given_on)
    select g.id, g.person_id, ${branch.path} || '=' || g.id || '/', ${branch.id}, 'admission', ${hostile}, '2026-03-02'
    from (select gen_random_uuid() as id, r.person_id from recall_choice r) g`.execute(tx);
  await sql`insert into wish (id, org_path, unit_id, area_id, category, sealed, key_id, received_on)
    select g.id, ${branch.path} || '=' || g.id || '/', ${branch.id}, ${branch.id}, 'repair', '', 1, '2026-03-02'
    from (select gen_random_uuid() as id from generate_series(1, 3)) g`.execute(tx);
  await sql`insert into wish_entry (id, wish_id, org_path, kind, unit_id, key_id, at)
    select gen_random_uuid(), w.id, w.org_path, 'received', w.unit_id, 1, now() from wish w where w.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into wish_helper (id, wish_id, org_path, state, sealed, key_id)
    select gen_random_uuid(), w.id, w.org_path, 'agreed', '', 1 from wish w where w.unit_id = ${branch.id}`.execute(tx);
  const requests = sql`from service_request r where r.unit_id = ${branch.id}`;
  await sql`insert into request_pause (id, request_id, org_path, reason, from_on, latest_on)
    select gen_random_uuid(), r.id, r.org_path, 'materials', '2026-03-02', '2026-03-17' ${requests}`.execute(tx);
  await sql`insert into request_ask (id, request_id, org_path, kind, procedure, clock_round, asked_on, decider_id)
    select gen_random_uuid(), r.id, r.org_path, 'extension', 'ordinary', 0, '2026-03-02', r.unit_id ${requests}`.execute(
    tx,
  );
  await sql`insert into request_review (id, request_id, org_path, level, unit_id, asked_on, due_on)
    select gen_random_uuid(), r.id, r.org_path, 1, r.unit_id, '2026-03-02', '2026-04-01' ${requests}`.execute(tx);
  for (const [table, columns, values] of [
    ['request_issue', 'round, position, aside, sealed, key_id, actor', sql`0, 1, false, '', 1, 'x'`],
    [
      'request_record',
      'kind, unit_id, actor, on_day, sealed, key_id, at',
      sql`'note', r.unit_id, 'x', '2026-03-02', '', 1, now()`,
    ],
    [
      'request_task',
      'to_path, from_unit_id, unit_id, area_id, category, due_on, sealed, key_id, asked_by, asked_at',
      sql`r.org_path, r.unit_id, r.unit_id, r.area_id, r.category, r.due_on, '', 1, 'x', now()`,
    ],
    [
      'request_return',
      'unit_id, reviewer_id, sealed, key_id, actor, asked_on',
      sql`r.unit_id, r.unit_id, '', 1, 'x', '2026-03-02'`,
    ],
  ] as const) {
    await sql`insert into ${sql.table(table)} (id, request_id, org_path, ${sql.raw(columns)})
      select gen_random_uuid(), r.id, r.org_path, ${values} from service_request r where r.unit_id = ${branch.id}`.execute(
      tx,
    );
  }
  await sql`insert into request_tie (request_id, org_path, group_id, actor, at)
    select r.id, r.org_path, ${branch.id}, 'x', now() from service_request r where r.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`select hold_request(r.id, '/', '0', r.unit_id, r.received_on) from service_request r where r.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into request_mark (id, request_id, unit_id, org_path, by_id, actor, ground, sealed, key_id, marked_on)
    select gen_random_uuid(), h.request_id, h.unit_id, h.org_path, h.unit_id, 'x', 'foreign', '', 1, '2026-03-02' from request_holding h
    where h.unit_id = ${branch.id}`.execute(tx);
  await sql`insert into talk (id, kind, org_path, said_at) select p.id, 'member', p.org_path, now() ${of} limit 3`.execute(
    tx,
  );
  await sql`insert into talk (id, kind, org_path, request_id, request_state, said_at)
    select r.id, 'request', r.org_path, r.id, r.state, now() from service_request r where r.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into talk_message (id, talk_id, org_path, seq, client_key, side, what, unit_id, key_id, at)
    select gen_random_uuid(), t.id, t.org_path, 1, gen_random_uuid(), 'asker', 'said', ${branch.id}, 1, now()
    from talk t where t.org_path >= ${branch.path} and t.org_path < ${rangeEnd(branch.path)}`.execute(tx);
  await sql`insert into file (id, org_path, name, media_type, size, digest, key_id) select r.id, r.org_path, 'x', 'image/jpeg', 1, '', 1 from service_request r where r.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into service_request_photo (id, request_id, org_path, file_id, width, height, size, at)
    select gen_random_uuid(), r.id, r.org_path, r.id, 1, 1, 1, now() from service_request r where r.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into article (id, org_path, unit_id, column_id, title, summary, source, body, writer, changed_at)
    select g.id, ${branch.path} || '=' || g.id || '/', ${branch.id}, (select id from publishing_column limit 1), ${hostile}, '', '', '{}', ${hostile}, now()
    from (select gen_random_uuid() as id from generate_series(1, 3)) g`.execute(tx);
  const articles = sql`from article a where a.unit_id = ${branch.id}`;
  await sql`insert into article_edition (article_id, edition, org_path, title, summary, source, body, holder, writer, at)
    select a.id, 1, a.org_path, a.title, '', '', '{}', gen_random_uuid(), a.writer, now() ${articles}`.execute(tx);
  await sql`insert into article_hand (article_id, round, holder, hand, org_path)
    select a.id, 1, gen_random_uuid(), 'propose', a.org_path ${articles}`.execute(tx);
  await sql`insert into article_step (id, article_id, org_path, round, edition, kind, actor, at)
    select gen_random_uuid(), a.id, a.org_path, 1, 1, 'propose', a.writer, now() ${articles}`.execute(tx);
  await sql`insert into file (id, org_path, name, media_type, size, digest, key_id)
    select a.id, a.org_path, 'x', 'image/png', 1, '', 1 ${articles}`.execute(tx);
  await sql`insert into article_image (file_id, article_id, org_path, name, media_type, width, height)
    select a.id, a.id, a.org_path, 'x', 'image/png', 1, 1 ${articles}`.execute(tx);
  await sql`insert into bank_import (id, org_path, unit_id, holder, actor, file_name, size, defaults)
    select g.id, ${branch.path} || '=' || g.id || '/', ${branch.id}, g.id, ${hostile}, 'x.csv', 1, '{}'
    from (select gen_random_uuid() as id from generate_series(1, 3)) g`.execute(tx);
  await sql`insert into bank_import_row (import_id, seq, org_path, sheet, line, cells, item, state, item_id)
    select m.id, 1, m.org_path, '', 1, '[]', '{}', 'ready', m.id from bank_import m where m.unit_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into course (id, org_path, provider_id, title, summary, topics, audience, content, writers, writer, changed_at)
    select g.id, ${branch.path} || '=' || g.id || '/', ${branch.id}, ${hostile}, '', '{}', '{}', '{}', '{}', ${hostile}, now()
    from (select gen_random_uuid() as id from generate_series(1, 3)) g`.execute(tx);
  const courses = sql`from course c where c.provider_id = ${branch.id}`;
  await sql`insert into course_step (id, course_id, org_path, round, kind, actor, at)
    select gen_random_uuid(), c.id, c.org_path, 1, 'propose', c.writer, now() ${courses}`.execute(tx);
  await sql`insert into file (id, org_path, name, media_type, size, digest, key_id)
    select c.id, c.org_path, 'x', 'application/pdf', 1, '', 1 ${courses}`.execute(tx);
  await sql`insert into course_file (file_id, course_id, org_path, kind, name, media_type, size, source, licence)
    select c.id, c.id, c.org_path, 'document', 'x', 'application/pdf', 1, 'x', 'x' ${courses}`.execute(tx);
  await sql`insert into course_piece (file_id, video_id, org_path, seq, size)
    select c.id, c.id, c.org_path, 1, 1 ${courses}`.execute(tx);
  await sql`insert into course_post (id, course_id, unit_id, person_id, org_path, sealed, key_id, at)
    select gen_random_uuid(), c.id, c.id, (select p.id ${of} limit 1), ${branch.path}, '', 1, now() ${courses}`.execute(
    tx,
  );
  const [exam, question] = [newId(), newId()];
  await sql`insert into bank_item (id, line_id, unit_id, category_code, topic, kind, stem, answer, writers, writer, same_hash, bands)
    values (${question}, ${question}, ${branch.id}, 'admission', 'admission', 'judge', 'x', '{}', '{}', 'x', '', '{}')`.execute(
    tx,
  );
  await sql`insert into exam (id, unit_id, title, kind, opens_at, closes_at, minutes, audience_id, stages)
    values (${exam}, ${branch.id}, ${hostile}, 'practice', now(), now() + interval '1 day', 30, ${branch.id}, '{full}')`.execute(
    tx,
  );
  await sql`insert into exam_item (id, exam_id, org_path, n, bank_item_id, kind, category, topic, difficulty, worth, stem, options, answer, explanation)
    values (${newId()}, ${exam}, ${`${branch.path}=${exam}/`}, 1, ${question}, 'judge', 'admission', 'admission', 0.4, 1, ${hostile}, '[]', '{}', '')`.execute(
    tx,
  );
  await sql`insert into exam_attempt (id, exam_id, person_id, org_path, home_path, round, form, seed, slot_at)
    select g.id, ${exam}, p.id, ${branch.path} || '=' || g.id || '/', ${branch.path}, 1, 0, 1, now()
    from (select gen_random_uuid() as id, q.id as person from (select p.id ${of} limit 3) q) g join person p on p.id = g.person`.execute(
    tx,
  );
  for (const [table, columns, values] of [
    ['exam_sitting', 'id, n, device, opened_at', sql`gen_random_uuid(), 1, a.id, now()`],
    ['exam_entry', 'sitting, seq, item, answer, written_at, received_at, mac', sql`1, 1, 1, '[]', now(), now(), 'x'`],
    ['exam_mark', 'id, exam_id, item', sql`gen_random_uuid(), a.exam_id, 1`],
    ['exam_reading', 'id, item, reader_id, actor, given, at', sql`gen_random_uuid(), 1, a.id, 'x', 1, now()`],
    ['exam_appeal', 'id, item, words, made_at', sql`gen_random_uuid(), 1, ${hostile}, now()`],
  ] as const)
    await sql`insert into ${sql.table(table)} (attempt_id, person_id, org_path, ${sql.raw(columns)})
      select a.id, a.person_id, a.org_path, ${values} from exam_attempt a where a.exam_id = ${exam}`.execute(tx);
  for (const [table, columns, values] of [
    [
      'course_taking',
      'course_id, edition, begun_on',
      sql`(select id from course where provider_id = ${branch.id} limit 1), 1, '2026-03-02'`,
    ],
    [
      'course_done',
      'course_id, unit_id, edition, state, asked_on',
      sql`(select id from course where provider_id = ${branch.id} limit 1), gen_random_uuid(), 1, 'asked', '2026-03-02'`,
    ],
    ['reward', 'kind, title, granted_on', sql`'x', 'x', '2020-01-01'`],
    ['sanction', 'kind, decided_on', sql`'x', '2020-01-01'`],
    ['family_member', 'relation, name', sql`'x', 'x'`],
    ['hardship', 'kind, since', sql`'x', '2020-01-01'`],
    ['training_record', 'title, from_on', sql`'x', '2020-01-01'`],
    ['outflow', 'from_on, place', sql`'2020-01-01', 'x'`],
    ['lost_contact', 'from_on, kind', sql`'2020-01-01', 'x'`],
    ['standing_change', 'standing, from_on', sql`'12', '2020-01-01'`],
    ['abroad_stay', 'from_on, place, purpose', sql`'2020-01-01', 'x', 'study'`],
    ['attachment', 'kind, title', sql`'x', 'x'`],
    ['correction_request', 'field, wanted, key_id, reason', sql`'x', '', 1, 'x'`],
    [
      'dues_base',
      'branch_id, year, kind, base_fen, monthly_fen, basis, setter',
      sql`${branch.id}::uuid, 2026, 'farmer', 0, 20, 'x', 'x'`,
    ],
    [
      'dues_relief',
      'branch_id, from_month, to_month, monthly_fen, reason, decided_on',
      sql`${branch.id}::uuid, '2026-01-01', '2026-03-01', 0, 'x', '2026-01-05'`,
    ],
    ['dues_consent', 'branch_id, from_on, reason, recorder', sql`${branch.id}::uuid, '2026-01-01', 'x', 'x'`],
    [
      'dues_payment',
      'branch_id, payer, purpose, from_month, to_month, amount_fen, paid_on, method, receipt_year, receipt_no, recorder',
      sql`${branch.id}::uuid, 'x', 'regular', '2026-04-01', '2026-06-01', 60, '2026-04-05', 'cash', 2026, row_number() over (), 'x'`,
    ],
  ] as const) {
    await sql`insert into ${sql.table(table)} (id, person_id, org_path, ${sql.raw(columns)}) select gen_random_uuid(), p.id, p.org_path, ${values} ${of}`.execute(
      tx,
    );
  }
  await sql`insert into admission_case (id, person_id, org_path, begun_under, begun_on, entered_on, has_committee)
    select gen_random_uuid(), p.id, p.org_path, '2026', '2026-06-01', '2026-06-01', true ${of}`.execute(tx);
  const cases = sql`from admission_case where org_path >= ${branch.path} and org_path < ${rangeEnd(branch.path)}`;
  const by = sql`${hostile}, 'x', 'x'`;
  await sql`insert into admission_fact (id, case_id, person_id, org_path, step, on_day, outcome, recorder, role, organisation)
    select gen_random_uuid(), id, person_id, org_path, 'application', begun_on, 'done', ${by} ${cases}`.execute(tx);
  await sql`insert into admission_extra_record (id, case_id, person_id, org_path, extra, on_day, recorder)
    select gen_random_uuid(), id, person_id, org_path, 'defence', begun_on, ${hostile} ${cases}`.execute(tx);
  await sql`insert into admission_paper (id, case_id, person_id, org_path, paper, on_day, paper_place, recorder, role, organisation)
    select gen_random_uuid(), id, person_id, org_path, 'applicationLetter', begun_on, ${hostile}, ${by} ${cases}`.execute(
    tx,
  );
  // Both places of a transfer lie in the subtree: both columns move with it.
  await sql`insert into transfer (id, person_id, org_path, to_path, way, kind, from_branch_id, to_branch_id, reason, sealed, key_id)
    select gen_random_uuid(), p.id, ${branch.path}, ${branch.path}, 'county', 'within_county', ${branch.id}, ${branch.id}, ${hostile}, '', 1 ${of} limit 4`.execute(
    tx,
  );
  await sql`insert into outflow_contact (id, outflow_id, person_id, org_path, on_day, channel, recorder)
    select gen_random_uuid(), o.id, o.person_id, o.org_path, '2020-02-01', 'phone', 'x' from outflow o
    join person p on p.id = o.person_id where p.org_path >= ${branch.path} and p.org_path < ${rangeEnd(branch.path)} limit 5`.execute(
    tx,
  );
  await sql`insert into inflow (id, branch_id, outflow_id, person_id, org_path, to_path, sealed, key_id, since)
    select gen_random_uuid(), ${branch.id}, o.id, o.person_id, o.org_path, ${branch.path}, '', 1, '2020-02-01' from outflow o
    join person p on p.id = o.person_id where p.org_path >= ${branch.path} and p.org_path < ${rangeEnd(branch.path)} limit 5`.execute(
    tx,
  );
  await sql`insert into dues_treasurer (id, organisation_id, org_path, account_id, name, reason, named_by, from_on)
    values (gen_random_uuid(), ${branch.id}, ${branch.path}, gen_random_uuid(), 'x', 'x', 'x', '2025-01-01')`.execute(
    tx,
  );
  await sql`insert into inflow_word (id, inflow_id, org_path, to_path, year, result, author, branch)
    select gen_random_uuid(), id, org_path, to_path, 2025, 'x', 'x', 'x' from inflow where branch_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into inflow_guest (id, inflow_id, meeting_id, org_path, to_path, recorder)
    select gen_random_uuid(), i.id, m.id, i.org_path, i.to_path, 'x' from inflow i
    join lateral (select id from meeting where org_path = ${branch.path} limit 1) m on true where i.branch_id = ${branch.id}`.execute(
    tx,
  );
  await sql`insert into unit_transfer (id, org_path, way, organisation_id, committee_id, name, outside_name, reason, dues_paid_to)
    values (gen_random_uuid(), ${branch.path}, 'leaving', ${branch.id}, ${branch.id}, 'x', 'x', 'x', '2025-01')`.execute(
    tx,
  );
  await sql`insert into transfer_event (transfer_id, version, org_path, to_path, step, state, actor, role, organisation)
    select id, 1, org_path, to_path, 'create', 'draft', 'x', 'x', 'x' from transfer where org_path = ${branch.path}`.execute(
    tx,
  );
  await sql`set local app.voided = ''`.execute(tx);
};

const keyOf = ({ name, column }: (typeof filedTables)[number]): string =>
  column === undefined ? name : `${name}.${column}`;

/** Rows of each filed table below a path, voided ones too. */
const countBelow = (path: string, end = rangeEnd(path)): Promise<Record<string, number>> =>
  county.current.write(async (tx) => {
    await sql`set local app.voided = 'on'`.execute(tx);
    const counts: Record<string, number> = {};
    for (const table of filedTables) {
      const at = sql.ref(table.column ?? 'org_path');
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(table.name)} where ${at} >= ${path} and ${at} < ${end}`.execute(tx);
      counts[keyOf(table)] = rows[0]!.count;
    }
    return counts;
  });

const nothing = Object.fromEntries(filedTables.map((table) => [keyOf(table), 0]));

describe('moving thousands of rows', () => {
  test('leaves no row of any table behind, and mixes none with those of a neighbour', async () => {
    const { general, branch, sister, target } = await county.current.write(async (tx) => {
      const general = await makeOrganisation(tx, { type: 'general_branch' });
      const [branch, sister] = [
        await makeOrganisation(tx, { parent: general }),
        await makeOrganisation(tx, { parent: general }),
      ];
      await fill(tx, branch);
      await fill(tx, sister);
      return { general, branch, sister, target: await makeOrganisation(tx, { type: 'township_committee' }) };
    });
    const before = await countBelow(branch.path);
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    const sisters = await countBelow(sister.path);
    const moved = await county.current.write((tx) => relocate(tx, branch, target, '2025-01-01'));
    const sum = (tables: typeof filedTables): number =>
      tables.reduce((rows, table) => rows + (before[keyOf(table)] ?? 0), 0);
    // What goes along by a key of the database is moved, and counted by nobody.
    expect(moved.rows).toBeGreaterThan(sum(filedTables.filter(({ follows }) => follows !== 'subject')));
    expect(moved.rows).toBeLessThanOrEqual(sum(filedTables));
    expect(await countBelow(branch.path)).toEqual(nothing);
    expect(await countBelow(moved.path)).toEqual(before);
    expect(await countBelow(sister.path)).toEqual(sisters);
    expect(await countBelow(general.path)).toEqual(sisters);
  });

  test('takes the people alone where people alone are moved', async () => {
    const { from, to } = await county.current.write(async (tx) => {
      const [from, to] = [await makeOrganisation(tx), await makeOrganisation(tx)];
      await fill(tx, from);
      return { from, to };
    });
    const before = await countBelow(from.path);
    await county.current.write((tx) => refilePeople(tx, from.path, to.path));
    const [left, arrived] = [await countBelow(from.path), await countBelow(to.path)];
    // Pictures and papers lie with the matter that they belong to, and not with the people.
    const pictures =
      Number(before['service_request_photo']) + Number(before['article_image']) + Number(before['course_file']);
    expect(pictures).toBeGreaterThan(0);
    for (const table of filedTables) {
      const [name, follows] = [keyOf(table), table.follows];
      // Three about people, three about requests.
      if (follows === 'subject') {
        expect([name, left[name], arrived[name]]).toEqual([name, 3, 3]);
        continue;
      }
      const staying = name === 'file' ? pictures : 0;
      expect([name, left[name], arrived[name]]).toEqual(
        follows === 'person'
          ? [name, staying, Number(before[name]) - staying]
          : [name, before[name], name === 'branch_tally' ? 1 : 0],
      );
    }
  });
});
