-- The rest of the member file: bulk changes that can be undone, and narrow looks beyond the caller's own range. A function
-- that looks further opens one guard or range for itself alone and still asks for what the caller may see.

create type bulk_state as enum ('draft', 'waiting', 'done', 'undone');
create table bulk_change (
  id          uuid primary key,
  org_path    text collate "C" not null,   -- of the organisation in whose name it is asked for
  account_id  uuid not null,
  actor       text not null,
  reason      text not null,
  fields      jsonb not null,              -- new values by field key
  people      integer not null,
  unchanged   integer not null,
  state       bulk_state not null default 'draft',
  approval_id uuid references approval,
  asked_at    timestamptz not null default now(),
  done_at     timestamptz,
  undone_at   timestamptz
);
create index bulk_change_path on bulk_change (org_path, id desc);
alter table bulk_change enable row level security;
alter table bulk_change force row level security;
create policy bulk_change_scope on bulk_change using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or account_id::text = current_setting('app.account', true));

-- Who is meant, and the former values that differ: what the second person agrees to and what an undo brings back.
create table bulk_item (
  bulk_id   uuid not null references bulk_change,
  person_id uuid not null references person,
  org_path  text collate "C" not null,
  before    jsonb not null,
  primary key (bulk_id, person_id)
);
create index bulk_item_person on bulk_item (person_id);   -- a person who moves takes the rows along
alter table bulk_item enable row level security;
alter table bulk_item force row level security;
create policy bulk_item_scope on bulk_item using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

-- One open request for a field at a time.
create unique index correction_request_once on correction_request (person_id, field) where state = 'waiting';
create index file_path on file (org_path);                -- a person's scans move with the person
create index person_name_birth on person (name, birth_date) where voided_at is null and merged_into_id is null;   -- twins

-- Receipts stay where the file was read; the member reads all of the own ones.
drop policy file_reading_scope on file_reading;
create policy file_reading_scope on file_reading using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or person_id::text = current_setting('app.person', true));

-- What happened to a file is recorded where it lay then. Whoever sees the person sees the whole of its history, with that of
-- files merged into it.
create function events_of_person(who uuid, before_event uuid, at_most integer) returns setof audit_event
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'audit'
  begin atomic
    select e.* from audit_event e
    where e.entity = 'person'
      and (e.entity_id = who or e.entity_id in (select m.id from person m where m.merged_into_id = who))
      and e.action <> 'members.reveal'
      and (before_event is null or e.id < before_event)
      and exists (select from person p where p.id = who)
    order by e.id desc limit at_most;
  end;

-- When the caller's own account was last shown full values, wherever that was: for the hourly and daily number.
create function own_reveals(since_event uuid) returns setof timestamptz
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'audit'
  begin atomic
    select at from audit_event
    where account_id = nullif(current_setting('app.account', true), '')::uuid and id > since_event
      and action in ('members.reveal', 'corrections.reveal')
    order by at desc;
  end;

-- The caller's own branch: who holds which post, and how many belong to it.
create function own_branch_officers(today date) returns table (post text, name text, from_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select h.post, p.name, h.from_on
    from membership m
    join post_holding h on h.organisation_id = m.branch_id and h.voided_at is null and (h.to_on is null or h.to_on >= today)
    join person p on p.id = h.person_id
    where m.person_id = nullif(current_setting('app.person', true), '')::uuid and m.voided_at is null and m.left_on is null
    order by h.from_on, p.pinyin;
  end;

create function own_branch_size() returns integer
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select t.members
    from membership m join branch_tally t on t.branch_id = m.branch_id
    where m.person_id = nullif(current_setting('app.person', true), '')::uuid and m.voided_at is null and m.left_on is null;
  end;

-- A membership that ends takes every post along, those above the caller's range too.
create function end_posts(who uuid, last_day date) returns integer
  language sql volatile security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    with ended as (
      update post_holding set to_on = greatest(from_on, last_day), version = version + 1
      where person_id = who and voided_at is null and (to_on is null or to_on > last_day)
        and exists (select from person p where p.id = who)
      returning 1)
    select count(*)::integer from ended;
  end;
