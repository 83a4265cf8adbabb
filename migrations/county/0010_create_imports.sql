-- Rosters on their way into the register: a batch, its rows while people look at them, and what an organisation has taught
-- the platform about headings and names of branches. Rows hold personal data and live thirty days after the commit.

create type import_state as enum (
  'uploaded', 'reading', 'mapping', 'preview', 'committing', 'committed', 'undoing', 'undone', 'failed', 'cancelled');

create table import_batch (
  id              uuid primary key,
  org_path        text collate "C" not null,   -- of the organisation in whose name it is imported
  organisation_id uuid not null references organisation,
  account_id      uuid,
  actor           text not null,
  file_id         uuid,                        -- null once the file is gone
  file_name       text not null,
  size            bigint not null,
  state           import_state not null default 'uploaded',
  version         integer not null default 1,
  reading         integer not null default 0,  -- rows of this reading count; another one is being written or was left by a kill
  job_id          uuid,
  mapping         jsonb not null default '[]', -- what a person decided about sheets and columns
  sheets          jsonb not null default '[]', -- how they were read
  branches        jsonb not null default '[]', -- names of branches that a person has to confirm, with candidates
  counts          jsonb not null default '{}',
  error           jsonb,
  approval_id     uuid references approval,
  reason          text,
  uploaded_at     timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  committed_at    timestamptz,
  committed_by    text,
  undone_at       timestamptz,
  undone_by       text,
  kept            integer not null default 0,
  cleared_at      timestamptz                  -- rows and file are deleted: nothing can be undone any more
);
create index import_batch_path on import_batch (org_path, id desc);
create index import_batch_open on import_batch (updated_at) where cleared_at is null;   -- the sweep
alter table import_batch enable row level security;
alter table import_batch force row level security;
create policy import_batch_scope on import_batch using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

create type import_row_kind as enum ('new', 'changed', 'unchanged', 'error', 'duplicate', 'skipped');

-- No foreign keys: fifty thousand checks of one batch cost more than they tell, and the sweep deletes by batch.
create table import_row (
  batch_id           uuid not null,
  reading            integer not null,
  seq                integer not null,
  org_path           text collate "C" not null,   -- of the batch
  sheet              smallint not null,
  line               integer not null,
  hidden             boolean not null default false,
  kind               import_row_kind not null,
  skipped_as         text,
  name               text,
  branch_id          uuid,
  person_id          uuid,                        -- of the register, or of the person to be made
  membership_id      uuid,
  person_version     integer,                     -- of the file that the changes were compared with
  membership_version integer,
  id_number_hash     bytea,
  errors             text[],                      -- 'field message', never a value
  warnings           text[],
  sealed             bytea not null,              -- ciphertext: cells, mended cells, problems with their values
  mended             boolean not null default false,
  key_id             integer not null,
  prepared           json,                        -- columns to write, sensitive ones as ciphertext and keyed hashes
  former             json,                        -- the same columns before, for the undo
  changes            jsonb,                       -- field, from, to; as in the audit
  duplicates         jsonb,                       -- keys of whom it may mean
  decision           text,
  decided_person_id  uuid,
  kept               text[],                      -- after an undo: fields that others have changed since
  version            integer not null default 1,
  primary key (batch_id, reading, seq)
);
create index import_row_id_number on import_row (batch_id, id_number_hash) where id_number_hash is not null;
create index import_row_kind on import_row (batch_id, kind, seq);
alter table import_row enable row level security;
alter table import_row force row level security;
create policy import_row_scope on import_row using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

create table import_memory (
  organisation_id uuid not null references organisation,
  kind            text not null check (kind in ('heading', 'branch')),
  text            text not null,               -- plain form of what stands in the file
  field           text,                        -- null for a heading: not read
  branch_id       uuid references organisation,
  org_path        text collate "C" not null,
  updated_at      timestamptz not null default now(),
  primary key (organisation_id, kind, text)
);
alter table import_memory enable row level security;
alter table import_memory force row level security;
create policy import_memory_scope on import_memory using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

-- Which of these ID numbers are taken anywhere in the county; as person_with_id_number, for many at once.
create function persons_with_id_numbers(digests bytea[]) returns table (digest bytea, id uuid)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select p.id_number_hash, p.id from person p
    where p.id_number_hash = any(digests) and p.voided_at is null and p.merged_into_id is null;
  end;

-- Files that have an account: an undo keeps them. Answers of the asked ones only those in the caller's range.
create function persons_with_account(people uuid[]) returns setof uuid
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    select a.person_id from account a
    where a.person_id = any(people) and exists (select from person p where p.id = a.person_id);
  end;
