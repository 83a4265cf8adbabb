-- Exams (考试). What an exam asks is frozen when it is published, so that a mark can be reckoned again whatever becomes of the bank.
-- An attempt and all that hangs on it is filed at the unit that holds the exam, with a leaf of its own, as requests are: the unit's
-- office reads it by its range, the person by the own person, and the person's branch reads nothing of it.
create type exam_kind as enum ('practice', 'check', 'formal');
create type exam_state as enum ('draft', 'published', 'released', 'withdrawn');
create type exam_channel as enum ('phone', 'paper');

-- About nobody, and no secret: when, for whom, how long. What is asked is in `exam_item`.
create table exam (
  id             uuid primary key,
  unit_id        uuid not null references organisation,
  title          text not null,
  kind           exam_kind not null,
  state          exam_state not null default 'draft',
  opens_at       timestamptz not null,
  closes_at      timestamptz not null,               -- nobody answers after it
  minutes        integer not null check (minutes between 1 and 600),
  spread_seconds integer not null default 0,         -- the places begin one after another within so long
  attempts       integer not null default 1,
  audience_id    uuid not null references organisation, -- the members of this part of the tree
  stages         text[] not null,                    -- full, probationary, applicant, secretary
  branch_types   text[] not null default '{}',       -- of such branches alone; none named: of all
  shuffle        boolean not null default true,
  halves         boolean not null default true,      -- part of several right options gives half
  pass_share     integer not null default 60 check (pass_share between 0 and 100),
  late_minutes   integer not null default 120,       -- how long after the end what was written in time may still come in
  reading_gap    numeric(5, 2) not null default 2,   -- two readers further apart than this call a third
  forms          integer not null default 1,
  bound          numeric(4, 3) not null default 0.03, -- papers differ by no more than this from the difficulty aimed at
  blueprint      jsonb not null default '[]',        -- rows to draw; empty where the items are a fixed list
  picked         jsonb not null default '[]',        -- the fixed list: [{id, points}]
  drawn          jsonb not null default '[]',        -- the papers, once published: [{items, difficulty}]
  version        integer not null default 1,
  created_at     timestamptz not null default now(),
  published_at   timestamptz,
  released_at    timestamptz,
  check (closes_at > opens_at)
);
create index exam_unit on exam (unit_id, opens_at desc);
create index exam_open on exam (closes_at) where state in ('published', 'released');

create table exam_item (
  id           uuid primary key,
  exam_id      uuid not null references exam,
  org_path     text collate "C" not null,            -- the unit's path and the exam's leaf
  n            integer not null,
  bank_item_id uuid not null references bank_item,   -- that edition: the bank measures its difficulty by these rows
  kind         bank_kind not null,
  category     text not null,
  topic        text not null,
  difficulty   numeric(4, 3) not null,
  worth        numeric(5, 2) not null check (worth > 0),
  stem         text not null,
  options      jsonb not null,
  answer       jsonb not null,
  explanation  text not null,
  unique (exam_id, n)
);
create index exam_item_path on exam_item (org_path);
create index exam_item_bank on exam_item (bank_item_id);

create table exam_attempt (
  id           uuid primary key,
  exam_id      uuid not null references exam,
  person_id    uuid not null references person,
  org_path     text collate "C" not null,            -- the unit's path and the attempt's leaf
  home_path    text collate "C" not null,            -- of the branch then: topics are told to it, never a score
  round        integer not null,
  channel      exam_channel not null default 'phone',
  code         text unique,                          -- printed on a paper, by which it is entered
  form         integer not null,
  seed         integer not null,
  slot_at      timestamptz not null,                 -- the place begins then, by the server's clock
  begun_at     timestamptz,
  ends_at      timestamptz,
  handed_in_at timestamptz,
  marked_at    timestamptz,
  won          numeric(7, 2),                        -- null while something waits for a reader
  most         numeric(7, 2),
  passed       boolean,
  late         integer not null default 0,           -- answers that came in late and count by their journal
  created_at   timestamptz not null default now(),
  unique (exam_id, person_id, round)
);
create index exam_attempt_path on exam_attempt (org_path);
create index exam_attempt_person on exam_attempt (person_id);
create index exam_attempt_unmarked on exam_attempt (ends_at) where marked_at is null;

-- One device at one attempt. The number orders them: what a later one says of an item goes before an earlier one, whenever it arrives.
create table exam_sitting (
  id         uuid primary key,
  attempt_id uuid not null references exam_attempt,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  n          integer not null,
  device     uuid not null,
  last_seq   integer not null default 0,
  head       text not null default '',               -- the signature of the last line that came in
  opened_at  timestamptz not null,
  unique (attempt_id, n)
);
create index exam_sitting_path on exam_sitting (org_path);

create table exam_entry (
  attempt_id  uuid not null references exam_attempt,
  sitting     integer not null,
  seq         integer not null,
  person_id   uuid not null references person,
  org_path    text collate "C" not null,
  item        integer not null,
  answer      text not null,                         -- a list of words as JSON
  written_at  timestamptz not null,                  -- by the device, in the server's time
  received_at timestamptz not null,
  mac         text not null,
  primary key (attempt_id, sitting, seq)
);
create index exam_entry_path on exam_entry (org_path);

create table exam_mark (
  id         uuid primary key,
  attempt_id uuid not null references exam_attempt,
  exam_id    uuid not null references exam,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  item       integer not null,
  answer     text,                                   -- the one that counts; null: none
  share      numeric(4, 3),                          -- of the points; null: waits for a reader
  unique (attempt_id, item)
);
create index exam_mark_path on exam_mark (org_path);
create index exam_mark_exam on exam_mark (exam_id, item);

-- What one reader gives for a short answer, before seeing what another gave.
create table exam_reading (
  id         uuid primary key,
  attempt_id uuid not null references exam_attempt,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  item       integer not null,
  reader_id  uuid not null,
  actor      text not null,
  given      numeric(5, 2) not null,
  at         timestamptz not null,
  unique (attempt_id, item, reader_id)
);
create index exam_reading_path on exam_reading (org_path);

create table exam_appeal (
  id         uuid primary key,
  attempt_id uuid not null references exam_attempt,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  item       integer not null,
  words      text not null,
  made_at    timestamptz not null,
  settled    numeric(5, 2),                          -- what was given in the end
  answer     text,
  actor      text,
  decided_at timestamptz,
  unique (attempt_id, item)
);
create index exam_appeal_path on exam_appeal (org_path);

do $$
declare t text;
begin
  foreach t in array array['exam_item', 'exam_attempt', 'exam_sitting', 'exam_entry', 'exam_mark', 'exam_reading', 'exam_appeal'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  execute 'create policy exam_item_scope on exam_item using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))';
  foreach t in array array['exam_attempt', 'exam_sitting', 'exam_entry', 'exam_mark', 'exam_reading', 'exam_appeal'] loop
    execute format('create policy %I on %I using ((org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))
      or person_id::text = current_setting(''app.person'', true))', t || '_scope', t);
    -- A merge of two files takes what the person wrote along, wherever the exam was held.
    execute format('create policy %I on %I using (current_setting(''app.filing'', true) = ''on'')', t || '_filing', t);
  end loop;
end $$;

-- What a branch, or what lies above it, may know of the exams of its people: how topics are answered by five or more, and no person.
create function exam_topics(lower_path text, upper_path text, since timestamptz)
  returns table (topic text, people integer, answers integer, share numeric)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select i.topic, count(distinct a.person_id)::int4, count(*)::int4, round(avg(m.share), 3)
    from exam_attempt a join exam_mark m on m.attempt_id = a.id join exam_item i on i.exam_id = a.exam_id and i.n = m.item
    where a.home_path >= lower_path and a.home_path < upper_path and a.begun_at >= since and m.share is not null
    group by i.topic having count(distinct a.person_id) >= 5;
  end;

-- What an exam asks, for the paper of somebody who has a place at it: the person has no range where its items are filed.
create function own_exam_items(which uuid) returns setof exam_item
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select i.* from exam_item i
    where i.exam_id = which and exists (select from exam_attempt a where a.exam_id = which
      and a.person_id = nullif(current_setting('app.person', true), '')::uuid)
    order by i.n;
  end;

-- Names of those who took an exam that is filed in the caller's range. The Party school's range holds no people.
create function exam_names(which uuid, lower_path text, upper_path text) returns table (attempt_id uuid, name text)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select a.id, p.name from exam_attempt a join person p on p.id = a.person_id
    where a.exam_id = which and a.org_path >= lower_path and a.org_path < upper_path;
  end;
