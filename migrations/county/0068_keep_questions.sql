-- Questions (题库): what exams, self-checks and recall ask. A bank is of the county and about nobody; whoever is signed in there can be
-- asked from it, and who may read and change it is said by permissions. What was published is never rewritten: the run-time role may
-- insert drafts, delete drafts, and change of the rest only what grants.sql names.
create type bank_kind as enum ('single', 'multiple', 'judge', 'blank', 'short');
create type bank_state as enum ('draft', 'review', 'published', 'retired');

create table bank_category (
  code       text primary key check (code ~ '^[a-z][a-z0-9_]{1,29}$'),
  name_zh    text not null,
  name_en    text not null,
  topic      text not null references study_topic,   -- of its questions unless they say another
  position   integer not null,
  retired_on date,
  version    integer not null default 1
);

insert into bank_category (code, name_zh, name_en, topic, position) values
  ('charter', '党章', 'Party constitution', 'charter', 1),
  ('rules', '党内法规', 'Party regulations', 'charter', 2),
  ('theory', '党的理论', 'Theory of the Party', 'theory', 3),
  ('history', '党史', 'History of the Party', 'history', 4),
  ('discipline', '纪律作风', 'Discipline and conduct', 'discipline', 5),
  ('admission', '发展党员', 'Admission of members', 'admission', 6),
  ('branch', '支部工作', 'Work of a branch', 'branch', 7),
  ('governance', '基层治理', 'Governance at the grassroots', 'governance', 8),
  ('rural', '乡村振兴', 'Rural revitalisation', 'rural', 9),
  ('law', '法律常识', 'Law', 'law', 10),
  ('secrecy', '保密', 'Secrecy', 'secrecy', 11),
  ('digital', '数字技能', 'Digital skills', 'digital', 12),
  ('vocation', '职业技能', 'Vocational skills', 'vocation', 13),
  ('platform', '平台使用', 'Use of the platform', 'platform', 14);

-- One row is one edition of a question, for ever: an exam names the row that it asked. A changed question is another row of its line.
create table bank_item (
  id            uuid primary key,
  line_id       uuid not null,                       -- the id of its first edition
  edition       integer not null default 1,
  unit_id       uuid not null references organisation, -- that keeps it
  category_code text not null references bank_category,
  topic         text not null references study_topic,
  kind          bank_kind not null,
  stem          text not null,                       -- gaps of a blank are ____
  options       jsonb not null default '[]',         -- [{key, text}] of single and multiple
  answer        jsonb not null,                      -- {keys: ['A']} | {holds: true} | {blanks: [['一', '1']], anyOrder: false} | {model, points: []}
  explanation   text not null default '',
  level         smallint not null default 2 check (level between 1 and 3), -- as its author judges: easy, middling, hard
  difficulty    numeric(4, 3) check (difficulty between 0 and 1),          -- measured: the share of points lost; null until asked often enough
  answered      integer not null default 0,          -- by how many answers
  state         bank_state not null default 'draft',
  source        text not null default '',
  licence       text not null default '',
  writers       uuid[] not null,                     -- persons, or accounts that are nobody's, who have written of this edition
  writer        text not null,                       -- the last of them
  reviewer_id   uuid,
  reviewer      text,
  note          text,                                -- why it came back from the review, or was retired
  import_id     uuid,
  import_seq    integer,
  same_hash     bytea not null,                      -- of kind, plain text, options and answer
  bands         integer[] not null,                  -- of its likeness (rules): two alike share one
  version       integer not null default 1,          -- of the row
  created_at    timestamptz not null default now(),
  changed_at    timestamptz not null default now(),
  unique (line_id, edition),
  -- A second person has looked at whatever anybody is asked.
  constraint bank_item_reviewed check ((state in ('published', 'retired')) = (reviewer_id is not null)),
  constraint bank_item_two_people check (reviewer_id is null or not reviewer_id = any (writers))
);
-- Of a line one edition is asked.
create unique index bank_item_current on bank_item (line_id) where state = 'published';
-- The list, by state or all; papers drawn by category, kind and level.
create index bank_item_changed on bank_item (changed_at desc, id desc);
create index bank_item_state_changed on bank_item (state, changed_at desc, id desc);
create index bank_item_drawn on bank_item (category_code, kind, level) where state = 'published';
create index bank_item_topic on bank_item (topic) where state = 'published';
create index bank_item_import on bank_item (import_id) where import_id is not null;
-- What an import may repeat.
create index bank_item_same on bank_item (same_hash);
create index bank_item_bands on bank_item using gin (bands);

alter table bank_item enable row level security;
alter table bank_item force row level security;
create policy bank_item_read on bank_item for select using (current_setting('app.upper', true) <> '');
create policy bank_item_draft on bank_item for insert with check (state = 'draft' and current_setting('app.upper', true) <> '');
create policy bank_item_step on bank_item for update using (current_setting('app.upper', true) <> '')
  with check (true);
create policy bank_item_undo on bank_item for delete using (state in ('draft', 'review') and current_setting('app.upper', true) <> '');

-- A file of questions on its way into the bank, filed at the unit as '/1/7/=<import>/', and its rows while people mend them.
create type bank_import_state as enum ('reading', 'preview', 'committed', 'undone', 'failed', 'cancelled');
create type bank_row_state as enum ('ready', 'fault', 'same', 'near', 'skipped', 'written', 'kept');

create table bank_import (
  id           uuid primary key,
  org_path     text collate "C" not null,
  unit_id      uuid not null references organisation,
  holder       uuid not null,                        -- the person who sent it, or the account where that is nobody's
  actor        text not null,
  file_id      uuid references file,                 -- null once it is read
  file_name    text not null,
  size         bigint not null,
  state        bank_import_state not null default 'reading',
  mapping      jsonb not null default '[]',          -- how its sheets are read
  defaults     jsonb not null,                       -- category, source and licence where a row names none
  error        jsonb,
  job_id       uuid,
  version      integer not null default 1,
  created_at   timestamptz not null default now(),
  committed_at timestamptz,
  undone_at    timestamptz
);
create index bank_import_path on bank_import (org_path, id desc);

create table bank_import_row (
  import_id uuid not null references bank_import,
  seq       integer not null,
  org_path  text collate "C" not null,
  sheet     text not null,
  line      integer not null,
  cells     jsonb not null,                          -- as they stand in the file
  item      jsonb not null,                          -- as they were read, or mended
  faults    jsonb not null default '[]',
  alike     jsonb not null default '[]',             -- [{itemId, seq, likeness}]
  state     bank_row_state not null,
  decision  text check (decision in ('add', 'skip')),
  item_id   uuid not null,                           -- that it becomes
  same_hash bytea,
  bands     integer[],
  version   integer not null default 1,
  primary key (import_id, seq)
);
create index bank_import_row_path on bank_import_row (org_path);
create index bank_import_row_state on bank_import_row (import_id, state, seq);

do $$
declare t text;
begin
  foreach t in array array['bank_import', 'bank_import_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
end $$;
