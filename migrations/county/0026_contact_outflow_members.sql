-- Members who are away without a transfer (流动党员) stay in the keeping of two branches: their own one contacts them, the one
-- where they live knows that they are there. The outflow itself is a record of the file.
create type contact_channel as enum ('phone', 'message', 'visit', 'meeting');

-- One contact of the branch with a member who is away. Counted for the clock of the branch, never for the member.
create table outflow_contact (
  id         uuid primary key,
  outflow_id uuid not null references outflow,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,           -- as the file
  on_day     date not null,
  channel    contact_channel not null,
  note       text,
  recorder   text not null,
  void_reason text,
  created_at timestamptz not null default now(),
  voided_at  timestamptz,
  check ((voided_at is null) = (void_reason is null))
);
create index outflow_contact_person on outflow_contact (person_id);
create index outflow_contact_outflow on outflow_contact (outflow_id, on_day desc) where voided_at is null;
create index outflow_open on outflow (org_path) where to_on is null and voided_at is null;

-- Who lives in the range of a branch and belongs elsewhere: told by the own branch (org_path is the member's file), or entered
-- by the branch that received somebody from outside the county (org_path is that branch). Both sides see the row, as with a letter.
create table inflow (
  id         uuid primary key,
  branch_id  uuid not null references organisation, -- where they live
  outflow_id uuid references outflow,
  person_id  uuid references person,
  org_path   text collate "C" not null,
  to_path    text collate "C" not null,            -- of the receiving branch
  sealed     bytea not null,                       -- name, phone, own organisation
  key_id     integer not null,
  since      date not null,
  until      date,
  reason     text,
  version    integer not null default 1,
  created_at timestamptz not null default now(),
  check ((outflow_id is null) = (person_id is null)),
  check (until >= since)
);
create unique index inflow_open on inflow (outflow_id) where until is null;
create index inflow_person on inflow (person_id);
create index inflow_path on inflow (org_path);
create index inflow_to_path on inflow (to_path);

do $$
declare t text;
begin
  foreach t in array array['outflow_contact', 'inflow'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
create policy outflow_contact_scope on outflow_contact using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
create policy inflow_scope on inflow using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or (to_path >= current_setting('app.lower', true) and to_path < current_setting('app.upper', true)));

-- Whether an outflow still holds: the branch that was told cannot read the record, and learns no more of it than this.
create function is_away(which uuid) returns boolean
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select exists (select from outflow o join membership m on m.person_id = o.person_id
      where o.id = which and o.to_on is null and o.voided_at is null and m.voided_at is null and m.left_on is null);
  end;
