-- Residents who want their requests kept together (群众账号): a phone number, and nothing else. A row is filed at the county with a leaf
-- of its own, as a request is; its holder gets a scope of exactly that leaf.
create table resident (
  id         uuid primary key,
  org_path   text collate "C" not null,
  phone_hash bytea unique,                   -- keyed; null once the account is closed
  sealed     bytea,                          -- the phone
  key_id     integer not null,
  made_at    timestamptz not null default now(),
  desk_id    uuid references organisation,   -- made at a staffed desk of that unit; null: by a code on the phone
  epoch      integer not null default 1,     -- sign-ins of an earlier one are void
  closed_at  timestamptz
);
create index resident_path on resident (org_path);
alter table resident enable row level security;
alter table resident force row level security;
create policy resident_scope on resident
  using (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

alter table service_request add column resident_id uuid references resident;
create index service_request_resident on service_request (resident_id, received_on desc, id) where resident_id is not null;

-- Whose account has that phone: all that is told before somebody has shown that it is theirs.
create function resident_with(phone bytea) returns uuid
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select r.id from resident r where r.phone_hash = phone and r.closed_at is null;
  end;

-- The requests of somebody who has signed in, wherever they are filed: how each stands, and nothing of what was written.
create function requests_of_resident(which uuid)
  returns table (id uuid, kind request_kind, category text, state request_state, unit text, area text, received_on date, due_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select r.id, r.kind, r.category, r.state, u.short_name, a.short_name, r.received_on, r.due_on
      from service_request r
      join organisation u on u.id = r.unit_id
      join organisation a on a.id = r.area_id
     where r.resident_id = which
     order by r.received_on desc, r.id
     limit 200;
  end;

-- What was sent stays with the units; it is nobody's any more.
create function leave_requests(which uuid) returns void
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update service_request set resident_id = null where resident_id = which;
  end;
