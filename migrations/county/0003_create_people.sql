-- A person is one human being; membership, account, applicant and resident are relations to it.
-- org_path of a person's rows = path of the home organisation + '@' + person id + '/': the member's own
-- range is a narrower range of the same column. Sensitive columns are ciphertext (see the field catalogue).
create type member_category as enum ('full', 'probationary');

create table person (
  id              uuid primary key,
  org_path        text collate "C" not null,
  name            text not null,
  former_name     text,
  pinyin          text not null,             -- of the name, surname reading, no spaces
  initials        text not null,
  sex             text not null default '0',
  birth_date      date,
  ethnicity       text,
  native_place    text,
  household_place text,
  education       text,
  degree          text,
  marital_status  text,
  work_started_on date,
  id_number       bytea,
  id_number_hash  bytea,                     -- keyed, exact search and uniqueness
  id_tail_hash    bytea,                     -- keyed, the last four characters
  phone           bytea,
  phone_hash      bytea,
  phone_tail_hash bytea,
  landline        bytea,
  address         bytea,
  key_id          integer not null,          -- version of the key the columns above are encrypted with
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  batch_id        uuid,                      -- the import that made the row
  merged_into_id  uuid references person,
  voided_at       timestamptz
);
create unique index person_id_number on person (id_number_hash) where voided_at is null and merged_into_id is null;
create index person_path on person (org_path) where voided_at is null;
create index person_name on person (pinyin, id) where voided_at is null;       -- the county's list by name
create index person_exact_name on person (name) where voided_at is null;
create index person_initials on person (initials text_pattern_ops) where voided_at is null;
create index person_id_tail on person (id_tail_hash) where voided_at is null;
create index person_phone on person (phone_hash) where voided_at is null;
create index person_phone_tail on person (phone_tail_hash) where voided_at is null;
create index person_key on person (key_id);                                     -- rotation of keys

-- Whether an ID number is taken anywhere in the county, asked by who may not see the file: the answer is an id or nothing.
-- The owner is subject to the forced policies too, so the range is set for the look alone.
create function person_with_id_number(digest bytea) returns uuid
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select id from person where id_number_hash = digest and voided_at is null and merged_into_id is null;
  end;

create table membership (
  id                    uuid primary key,
  person_id             uuid not null references person,
  branch_id             uuid not null references organisation,
  org_path              text collate "C" not null,
  category              member_category not null,
  joined_on             date,                -- 加入党组织日期: the branch meeting that passed admission
  full_on               date,                -- 转为正式党员日期
  party_age_correction  integer not null default 0,   -- months, 党龄校正值
  standing              text not null default '1',    -- 党籍状态, national code
  join_kind             text,
  join_branch           text,
  conversion            text,                -- 转正情况
  probation_until       date,
  lost_since            date,
  outflow_place         text,
  outflow_since         date,
  job_post              text,
  new_stratum           text,
  technical_post        text,
  is_migrant_worker     boolean,
  is_front_line         boolean,
  archive_unit          text,
  left_on               date,
  leave_kind            text,
  version               integer not null default 1,
  created_at            timestamptz not null default now(),
  updated_at            timestamptz not null default now(),
  batch_id              uuid,
  voided_at             timestamptz
);
create unique index membership_current on membership (person_id) where voided_at is null and left_on is null;
create index membership_branch on membership (branch_id) where voided_at is null;
create index membership_path on membership (org_path) where voided_at is null;
create index membership_person on membership (person_id);

-- Which branch a person belonged to, day by day. One branch per person per day, held here (design 5, domain I4).
create table affiliation (
  id         uuid primary key,
  person_id  uuid not null references person,
  branch_id  uuid not null references organisation,
  org_path   text collate "C" not null,
  during     daterange not null,
  join_kind  text,
  leave_kind text,
  note       text,
  batch_id   uuid,
  created_at timestamptz not null default now(),
  voided_at  timestamptz,
  constraint affiliation_one_branch exclude using gist (person_id with =, during with &&) where (voided_at is null)
);
create index affiliation_branch on affiliation (branch_id) where voided_at is null;
create index affiliation_path on affiliation (org_path) where voided_at is null;

create table post_holding (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  person_id       uuid not null references person,
  org_path        text collate "C" not null,   -- of the organisation, with the person's leaf
  post            text not null,                -- secretary, deputy_secretary, organisation_member …
  term_id         uuid references term,
  from_on         date not null,
  to_on           date,
  note            text,
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  voided_at       timestamptz,
  check (to_on is null or to_on >= from_on)
);
create index post_holding_of on post_holding (organisation_id) where voided_at is null;
create index post_holding_person on post_holding (person_id);

create table reward (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  kind text not null, title text not null, granted_by text, granted_on date not null, document text, note text,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index reward_person on reward (person_id);

create table sanction (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  kind text not null, decided_by text, decided_on date not null, effective_until date, document text, note text,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index sanction_person on sanction (person_id);

create table family_member (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  relation text not null, name text not null, birth_date date, politics text, work text,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index family_member_person on family_member (person_id);

create table hardship (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  kind text not null, since date not null, until date, note text,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index hardship_person on hardship (person_id);

create table training_record (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  title text not null, organiser text, from_on date not null, to_on date, hours numeric(6,1), certificate text,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index training_record_person on training_record (person_id);

create table outflow (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  from_on date not null, to_on date, place text not null, reason text, receiving_organisation text, contact_person text,
  last_contact_on date,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index outflow_person on outflow (person_id);

create table lost_contact (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  from_on date not null, to_on date, kind text not null, searched text, note text,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index lost_contact_person on lost_contact (person_id);

create table attachment (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  kind text not null, title text not null, file_id uuid references file, paper_place text, dated_on date,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index attachment_person on attachment (person_id);

-- Who opened a file: kept for the member to read. Written in batches (see members/README.md for the window).
create table file_reading (
  id          uuid primary key,
  person_id   uuid not null,
  org_path    text collate "C" not null,
  account_id  uuid not null,
  reader      text not null,
  role        text not null,
  organisation text not null,
  at          timestamptz not null,
  fields      text[] not null default '{}',  -- fields shown in full
  reason      text
);
create index file_reading_person on file_reading (person_id, at desc);
create index file_reading_path on file_reading (org_path);

create type correction_state as enum ('waiting', 'accepted', 'refused', 'withdrawn');
create table correction_request (
  id         uuid primary key,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  field      text not null,
  current    text,                           -- as the member saw it, masked where masked
  wanted     bytea not null,                 -- ciphertext: any field may be asked for
  key_id     integer not null,
  reason     text not null,
  state      correction_state not null default 'waiting',
  asked_at   timestamptz not null default now(),
  decided_by uuid,
  decider    text,
  decided_at timestamptz,
  answer     text,
  version    integer not null default 1
);
create index correction_request_person on correction_request (person_id);
create index correction_request_waiting on correction_request (org_path) where state = 'waiting';

-- Counts per branch, kept by the commands and reconciled with a recount.
create table branch_tally (
  branch_id    uuid primary key references organisation,
  org_path     text collate "C" not null,
  members      integer not null default 0,
  probationary integer not null default 0,
  women        integer not null default 0,
  minority     integer not null default 0,
  lost         integer not null default 0,
  outflow      integer not null default 0
);
create index branch_tally_path on branch_tally (org_path);

create table saved_filter (
  id         uuid primary key,
  account_id uuid not null,
  name       text not null,
  filter     jsonb not null,
  created_at timestamptz not null default now(),
  unique (account_id, name)
);

-- Row-level security: one range comparison; voided rows are seen only by the undo and purge jobs.
alter table person enable row level security;
alter table person force row level security;
create policy person_scope on person using (
  (voided_at is null or current_setting('app.voided', true) = 'on')
  and org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
create policy person_no_delete on person as restrictive for delete using (
  voided_at < now() - interval '30 days');

alter table membership enable row level security;
alter table membership force row level security;
create policy membership_scope on membership using (
  (voided_at is null or current_setting('app.voided', true) = 'on')
  and org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
create policy membership_no_delete on membership as restrictive for delete using (
  voided_at < now() - interval '30 days');

-- A person's own affiliations may lie in former branches.
alter table affiliation enable row level security;
alter table affiliation force row level security;
create policy affiliation_scope on affiliation using (
  (voided_at is null or current_setting('app.voided', true) = 'on')
  and ((org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
    or person_id::text = current_setting('app.person', true)));
create policy affiliation_no_delete on affiliation as restrictive for delete using (
  voided_at < now() - interval '30 days');

alter table post_holding enable row level security;
alter table post_holding force row level security;
create policy post_holding_scope on post_holding using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or person_id::text = current_setting('app.person', true)
  or current_setting('app.guard', true) = 'accounts');

do $$
declare t text;
begin
  foreach t in array array['reward', 'sanction', 'family_member', 'hardship', 'training_record', 'outflow',
    'lost_contact', 'attachment', 'file_reading', 'correction_request', 'branch_tally']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))', t || '_scope', t);
  end loop;
end $$;

alter table saved_filter enable row level security;
alter table saved_filter force row level security;
create policy saved_filter_own on saved_filter using (account_id::text = current_setting('app.account', true));
