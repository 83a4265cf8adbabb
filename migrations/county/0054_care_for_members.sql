-- Members in hardship, the old and the ill (关怀帮扶): a list with its reasons, visits that are planned and recorded, and amounts.
-- Rows lie with the member's file and go where the member goes.
create type care_source as enum ('facts', 'noted');
create type care_visit_state as enum ('planned', 'done', 'cancelled');

create table care_case (
  id         uuid primary key,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  reasons    text[] not null,                        -- codes: old, long in the Party, in hardship, ill
  source     care_source not null,                   -- from the file, or noted by somebody
  sealed     bytea not null,                         -- the note, and why it ended
  key_id     integer not null,
  since      date not null,
  ended_on   date,
  version    integer not null default 1,
  created_at timestamptz not null default now()
);
create index care_case_path on care_case (org_path);
create index care_case_person on care_case (person_id);

create table care_visit (
  id         uuid primary key,
  case_id    uuid not null references care_case,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  occasion   text not null,
  planned_on date not null,
  state      care_visit_state not null default 'planned',
  visited_on date,
  sealed     bytea not null,                         -- who goes, what was found, why it was called off
  key_id     integer not null,
  version    integer not null default 1,
  created_at timestamptz not null default now()
);
create index care_visit_case on care_visit (case_id, planned_on desc);
create index care_visit_person on care_visit (person_id);
-- The to-dos: planned visits, those due first.
create index care_visit_planned on care_visit (planned_on, id) where state = 'planned';

-- What was given. It lies apart, since few may read it: those above the branch, and the member.
create table care_amount (
  id         uuid primary key,
  visit_id   uuid not null unique references care_visit,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  sealed     bytea not null,                         -- yuan in cents, and in kind
  key_id     integer not null,
  version    integer not null default 1,
  created_at timestamptz not null default now()
);
create index care_amount_person on care_amount (person_id);

do $$
declare t text;
begin
  foreach t in array array['care_case', 'care_visit', 'care_amount'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['care_case', 'care_visit'] loop
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
end $$;
-- Not by a range that begins at the member's own branch, unless the branch's rows are being filed elsewhere.
create policy care_amount_scope on care_amount using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true)
  and (split_part(org_path, '@', 1) <> current_setting('app.lower', true) or current_setting('app.filing', true) = 'on'));
