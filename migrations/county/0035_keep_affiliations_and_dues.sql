-- Kinds of a transfer that were missing: inside the city, a whole unit, and two that move nobody, the certificate (证明信) and a
-- stay abroad (出国境保留). New values of an enum cannot be named in the transaction that adds them, so the checks compare text.
alter type transfer_kind add value 'within_city' before 'within_province';
alter type transfer_kind add value 'whole_unit';
alter type transfer_kind add value 'certificate';
alter type transfer_kind add value 'abroad';
alter type transfer_way add value 'certificate';
alter type transfer_way add value 'abroad';
alter type transfer_state add value 'concluded';
alter table transfer
  add column stay_from date,          -- of a certificate or a stay abroad
  add column stay_until date,         -- the last day meant; abroad it may be open
  add column stay_purpose text,       -- code table abroadPurpose
  add column stay_record_id uuid;     -- abroad_stay of the file
do $$
declare c record;
begin
  for c in select conname from pg_constraint where conrelid = 'transfer'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) ~ 'way' loop
    execute format('alter table transfer drop constraint %I', c.conname);
  end loop;
end $$;
alter table transfer
  add check ((way::text = 'arriving') = (from_branch_id is null)),
  add check (way::text in ('short', 'county') or outside_name is not null),
  add check (way::text in ('leaving', 'certificate', 'abroad') or to_branch_id is not null),
  add check (way::text = 'arriving' or person_id is not null),
  add check ((way::text in ('certificate', 'abroad')) = (stay_from is not null)),
  add check (way::text <> 'certificate' or stay_until is not null),
  add check (stay_until >= stay_from);

-- A whole unit that leaves or arrives (整建制): one letter with the list of its members. Each of them is a transfer of its own, walked
-- by the same table of steps, so that the two-sided custody is kept for each.
create table unit_transfer (
  id              uuid primary key,
  org_path        text collate "C" not null,    -- of the unit that leaves, or of the branch into which it comes
  way             transfer_way not null,
  organisation_id uuid not null references organisation,
  committee_id    uuid not null references organisation,
  name            text not null,                -- of the unit, as the letter says it
  outside_name    text not null,
  reason          text not null,
  dues_paid_to    text not null,
  letter_no       text,
  issued_on       date,
  valid_until     date,
  signed_by       text,
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  check (way::text in ('leaving', 'arriving'))
);
create unique index unit_transfer_number on unit_transfer (letter_no) where way <> 'arriving';
create index unit_transfer_path on unit_transfer (org_path);
alter table unit_transfer enable row level security;
alter table unit_transfer force row level security;
create policy unit_transfer_scope on unit_transfer using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
alter table transfer add column unit_id uuid references unit_transfer;
create index transfer_unit on transfer (unit_id);

-- What somebody who lives here takes part in (双重管理): asked to meetings without a vote, and the word of the branch here about an
-- appraisal. Filed at both sides as `inflow` is, with the day and the title, so that the own branch reads it without the meeting.
create table inflow_guest (
  id         uuid primary key,
  inflow_id  uuid not null references inflow,
  meeting_id uuid not null references meeting,
  org_path   text collate "C" not null,
  to_path    text collate "C" not null,
  on_day     date not null,
  title      text not null,
  attended   boolean,                             -- null: asked, nothing is known yet
  recorder   text not null,
  created_at timestamptz not null default now(),
  unique (inflow_id, meeting_id)
);
create index inflow_guest_path on inflow_guest (org_path);
create index inflow_guest_to_path on inflow_guest (to_path);
create index inflow_guest_meeting on inflow_guest (meeting_id);
create table inflow_word (
  id         uuid primary key,
  inflow_id  uuid not null references inflow,
  org_path   text collate "C" not null,
  to_path    text collate "C" not null,
  year       integer not null check (year between 2000 and 2100),
  result     text not null,
  author     text not null,
  branch     text not null,
  created_at timestamptz not null default now(),
  unique (inflow_id, year)
);
create index inflow_word_path on inflow_word (org_path);
create index inflow_word_to_path on inflow_word (to_path);
do $$
declare t text;
begin
  foreach t in array array['inflow_guest', 'inflow_word'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (
      (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))
      or (to_path >= current_setting(''app.lower'', true) and to_path < current_setting(''app.upper'', true)))', t || '_scope', t);
  end loop;
end $$;

-- Who keeps the dues of a branch (党费管理人): named by the branch, one or two (会计、出纳). Amounts are theirs and the payer's alone; a
-- secretary who has not been named reads none.
create table dues_treasurer (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  org_path        text collate "C" not null,
  account_id      uuid not null,
  name            text not null,
  reason          text not null,                 -- the decision, and why it is the secretary where it is
  named_by        text not null,
  from_on         date not null,
  until           date,
  ended_by        text,
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  check (until >= from_on)
);
create unique index dues_treasurer_open on dues_treasurer (organisation_id, account_id) where until is null;
create index dues_treasurer_path on dues_treasurer (org_path);
alter table dues_treasurer enable row level security;
alter table dues_treasurer force row level security;
create policy dues_treasurer_scope on dues_treasurer using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
-- A function, since a policy with a query of its own cannot be sharded by schema.
create function keeps_dues() returns boolean
  language sql stable security definer set search_path = :schema, pg_temp
  begin atomic
    select exists (select from dues_treasurer d where d.until is null and d.org_path = current_setting('app.lower', true)
      and d.account_id::text = current_setting('app.account', true));
  end;
do $$
declare t text;
begin
  foreach t in array array['dues_base', 'dues_relief', 'dues_payment'] loop
    execute format('alter policy %I on %I using (
      org_path = current_setting(''app.lower'', true) || ''@'' || person_id::text || ''/'' and keeps_dues())', t || '_keeper', t);
  end loop;
  foreach t in array array['dues_entry', 'dues_bank_line'] loop
    execute format('alter policy %I on %I using (org_path = current_setting(''app.lower'', true) and keeps_dues())', t || '_keeper', t);
  end loop;
end $$;
-- Accounts of the own branch that can be named: the names alone.
create function branch_keepers(day date) returns table (account_id uuid, name text, role text)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    select distinct a.id, a.display_name, g.role::text
    from role_grant g
    join account a on a.id = g.account_id and a.disabled_at is null
    join organisation o on o.id = g.organisation_id
    where o.path = current_setting('app.lower', true) and g.role::text in ('branch_secretary', 'organisation_member')
      and g.ended_at is null and g.from_on <= day and (g.to_on is null or g.to_on >= day);
  end;
-- Branches whose dues are kept already go on with whom they have: the secretary, said so.
insert into dues_treasurer (id, organisation_id, org_path, account_id, name, reason, named_by, from_on)
  select gen_random_uuid(), o.id, o.path, a.id, a.display_name, '沿用原有党费管理权限，请支部确认', '系统', current_date
  from (select distinct branch_id from dues_base) b
  join organisation o on o.id = b.branch_id
  join role_grant g on g.organisation_id = o.id and g.role::text = 'branch_secretary' and g.ended_at is null
  join account a on a.id = g.account_id and a.disabled_at is null
  on conflict do nothing;
