-- What residents ask of the county (诉求), sent without an account and followed by a code. A row is filed at the unit in charge with
-- a leaf of its own, '/1/7/2s/=<request>/', as people are below their branch with '@': whoever holds the code gets a scope of exactly
-- that leaf, who handles for a department one of the unit's '=' leaves, the unit's own and those above see it in their range.
create type request_kind as enum ('consult', 'help', 'complaint', 'report', 'suggest', 'praise');
create type request_state as enum ('received', 'assigned', 'taken', 'answered', 'reopened', 'closed', 'refused');
-- How it came in (受理渠道): on the portal, entered by a helper, told by phone, on a printed form, by letter, by another system's program.
create type request_channel as enum ('portal', 'assisted', 'phone', 'paper', 'email', 'open311');
-- Under which clocks it is handled: as on the hotline, or as a petition (信访事项).
create type request_procedure as enum ('ordinary', 'petition');
create type request_route as enum ('place', 'above', 'assigned');
create type request_entry_kind as enum ('received', 'assigned', 'taken', 'answered', 'refused', 'accepted', 'reopened');

create table service_request (
  id           uuid primary key,
  code_hash    bytea not null unique,               -- keyed; the code itself is kept nowhere
  org_path     text collate "C" not null,           -- the unit's path and the request's leaf
  unit_id      uuid not null references organisation, -- in charge (承办单位)
  unit_since   date not null,
  routed       request_route not null,              -- why it has it
  came_from_id uuid references organisation,        -- the unit that assigned it last: it may be given back there
  area_id      uuid not null references organisation, -- the village or community that it is about
  kind         request_kind not null,
  category     text not null,                       -- of the county's own list
  state        request_state not null default 'received',
  channel      request_channel not null default 'portal',
  procedure    request_procedure not null default 'ordinary',
  sealed       bytea not null,                      -- text, name, phone
  key_id       integer not null,
  hide_name    boolean not null,
  received_on  date not null,
  clock_from   date not null,                       -- receipt, or the reopening
  due_on       date not null,                       -- by the clock in force: pauses and extensions counted; renewed with the calendar
  plain_due_on date not null,                       -- by the first clock from receipt, without any of them: what figures count by
  answered_on  date,                                -- of the answer that stands; null again when it is reopened
  ended_on     date,                                -- closed or refused
  reopened     boolean not null default false,
  version      integer not null default 1,
  created_at   timestamptz not null default now()
);
create index service_request_path on service_request (org_path);
-- The list of what is open, those due first; and the to-dos of one unit.
create index service_request_open on service_request (due_on, id) where state in ('received', 'assigned', 'taken', 'reopened');
create index service_request_unit on service_request (unit_id, due_on, id) where state in ('received', 'assigned', 'taken', 'reopened');

create table service_request_entry (
  id         uuid primary key,
  request_id uuid not null references service_request,
  org_path   text collate "C" not null,             -- as the request
  kind       request_entry_kind not null,
  unit_id    uuid references organisation,          -- that did it, or that it went to; null: the resident
  actor      text,                                  -- for the office alone
  sealed     bytea,                                 -- the words, and the way where it was refused
  key_id     integer not null,
  at         timestamptz not null
);
create index service_request_entry_request on service_request_entry (request_id, id);
create index service_request_entry_path on service_request_entry (org_path);

do $$
declare t text;
begin
  foreach t in array array['service_request', 'service_request_entry'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
end $$;

-- Where the request of a code lies: all that somebody without an account learns before a scope is minted for it.
create function request_path(code bytea) returns text
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select r.org_path from service_request r where r.code_hash = code;
  end;

-- Files a request of the caller's range at another unit: a row cannot be written out of a range otherwise. The range is told as the
-- rosters are.
create function hand_on_request(which uuid, lower_path text, upper_path text, to_unit uuid) returns boolean
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update service_request_entry e set org_path = o.path || '=' || r.id || '/'
      from service_request r, organisation o
      where r.id = which and e.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
    update service_request r set org_path = o.path || '=' || r.id || '/', unit_id = o.id
      from organisation o
      where r.id = which and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path
      returning true;
  end;
