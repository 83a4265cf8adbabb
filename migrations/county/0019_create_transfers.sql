-- Transfers of the affiliation (组织关系转接). A row is filed twice: where the member is let go (org_path) and where the letter
-- has come to (to_path: nowhere before it is issued, then the receiving committee, then the branch that it names). Both sides
-- see it by one comparison each, and neither sees the other's files.
create type transfer_way as enum ('short', 'county', 'leaving', 'arriving');
create type transfer_kind as enum ('within_committee', 'within_county', 'within_province', 'cross_province', 'other_system', 'graduate');
create type transfer_state as enum ('draft', 'submitted', 'out_branch_ok', 'out_committee_ok', 'in_committee_ok',
  'in_branch_accepted', 'receipt_returned', 'rejected', 'expired', 'recalled', 'lost_reissued');

create table transfer (
  id                uuid primary key,
  person_id         uuid,                      -- of an arrival: from the day on which it is accepted
  org_path          text collate "C" not null, -- of the branch that lets go; of an arrival where it has come to
  to_path           text collate "C",
  way               transfer_way not null,
  kind              transfer_kind not null,
  state             transfer_state not null default 'draft',
  from_branch_id    uuid references organisation,
  from_committee_id uuid references organisation,   -- with power to approve probationary members
  to_branch_id      uuid references organisation,
  to_committee_id   uuid references organisation,
  outside_name      text,                      -- the organisation beyond the county
  reason            text not null,
  dues_paid_to      text,                      -- month, YYYY-MM
  sealed            bytea not null,            -- what the letter says of the member
  key_id            integer not null,
  letter_no         text,
  issued_on         date,
  valid_until       date,
  accepted_on       date,
  due_on            date,                      -- of the next step, where a rule sets a day
  signed_by         text,                      -- whose signature an arriving file bore, where it was verified
  replaces_id       uuid references transfer,  -- the letter that this one stands for; that one is void
  version           integer not null default 1,
  created_at        timestamptz not null default now(),
  check ((way = 'arriving') = (from_branch_id is null)),
  check (way not in ('leaving', 'arriving') or outside_name is not null),
  check (way = 'leaving' or to_branch_id is not null),
  check (way = 'arriving' or person_id is not null)
);
-- One transfer of a person is under way at a time.
create unique index transfer_open on transfer (person_id)
  where state in ('draft', 'submitted', 'out_branch_ok', 'out_committee_ok', 'in_committee_ok');
create unique index transfer_replaced on transfer (replaces_id);
create unique index transfer_number on transfer (letter_no) where way <> 'arriving';
create index transfer_path on transfer (org_path);
create index transfer_to_path on transfer (to_path);
create index transfer_person on transfer (person_id);
create index transfer_due on transfer (due_on) where state = 'out_committee_ok';
create sequence transfer_letter;

-- Each walked step, once: the version that it made is the key.
create table transfer_event (
  transfer_id  uuid not null references transfer,
  version      integer not null,
  person_id    uuid,
  org_path     text collate "C" not null,
  to_path      text collate "C",
  step         text not null,
  state        transfer_state not null,
  account_id   uuid,
  actor        text not null,
  role         text not null,
  organisation text not null,
  at           timestamptz not null default now(),
  reason       text,
  primary key (transfer_id, version)
);
create index transfer_event_path on transfer_event (org_path);
create index transfer_event_to_path on transfer_event (to_path);

-- Counties whose signature on a letter is known: public keys, added by a person.
create table letter_signer (
  public_key text primary key,
  name       text not null,
  added_by   text not null,
  added_at   timestamptz not null default now()
);

do $$
declare t text;
begin
  foreach t in array array['transfer', 'transfer_event']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (
      (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))
      or (to_path >= current_setting(''app.lower'', true) and to_path < current_setting(''app.upper'', true))
      or person_id::text = current_setting(''app.person'', true))', t || '_scope', t);
  end loop;
end $$;
