-- Live threads (在线交流): between the holder of a request's code and the unit in charge, and between a member and the own branch. A thread
-- is named by what it is about, the request or the member, and filed as that is: '/1/7/2s/=<request>/' or '/1/7/2/@<member>/'.
create type talk_kind as enum ('request', 'member');
create type talk_side as enum ('asker', 'unit');
-- Words; somebody of the unit sees to it; given to another of the unit, with a note that the unit alone reads.
create type talk_what as enum ('said', 'attended', 'handed');
alter type request_entry_kind add value 'talked';

-- What a thread about a request follows: its keys change with the place and the state of the request, whichever command changes them.
create unique index service_request_followed on service_request (id, org_path, state);

create table talk (
  id            uuid primary key,                   -- of the request, or of the member
  kind          talk_kind not null,
  org_path      text collate "C" not null,
  request_id    uuid,                               -- the same id, where it is about a request
  request_state request_state,
  last_seq      integer not null default 0,         -- numbers have no gaps: each is given under the lock of this row
  said_at       timestamptz not null,               -- when the last of them came
  waiting_since timestamptz,                        -- the first word of the asker that nobody has answered
  promised_at   timestamptz,                        -- when an answer was promised, by the office hours of that moment
  attendant_id  uuid,                               -- the account that sees to it
  attendant     text,                               -- its name, for the office alone
  attended_at   uuid references organisation,       -- the unit for which it does: another one has to see for itself
  unique (id, org_path),
  check (case kind when 'request' then request_id = id and request_state is not null else request_id is null end),
  foreign key (request_id, org_path, request_state) references service_request (id, org_path, state) on update cascade
);
create index talk_path on talk (org_path);
create index talk_request on talk (request_id);
-- The queue of a unit, and the place in it.
create index talk_waiting on talk (org_path, waiting_since)
  where waiting_since is not null and (request_state is null or request_state not in ('closed', 'refused'));

create table talk_message (
  id         uuid primary key,
  talk_id    uuid not null,
  org_path   text collate "C" not null,             -- as the thread
  seq        integer not null,                      -- 1, 2, 3 …
  client_key uuid not null,                         -- the sender's name for it: sent again, it is the same message
  side       talk_side not null,
  what       talk_what not null,
  unit_id    uuid not null references organisation, -- that said it, or to which it was said
  actor      text,                                  -- for the office alone
  sealed     bytea,                                 -- the words
  key_id     integer not null,
  at         timestamptz not null,
  unique (talk_id, seq),
  unique (talk_id, client_key),
  foreign key (talk_id, org_path) references talk (id, org_path) on update cascade
);
create index talk_message_path on talk_message (org_path);

-- When somebody is there, and how soon an answer comes (办公时间). Without a row that of the next organisation above holds.
create table talk_hours (
  organisation_id uuid primary key references organisation,
  spans           jsonb not null,                   -- {working: [[from, to]], off: [[from, to]]} in minutes of the day
  promise_minutes smallint not null check (promise_minutes between 5 and 960), -- of office hours
  version         integer not null
);

do $$
declare t text;
begin
  foreach t in array array['talk', 'talk_message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
end $$;

-- The place of a thread of the caller's range in the queue of its unit, which the asker may not read: 1 is next. The last 37
-- characters of a path are its leaf without the mark; who waits with another mark waits in another queue.
create function talk_place(which uuid, lower_path text, upper_path text) returns integer
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select count(*)::int4 from talk mine join talk other
      on other.org_path >= left(mine.org_path, -37)
        and other.org_path < left(mine.org_path, -38) || chr(ascii(right(left(mine.org_path, -37), 1)) + 1)
        and other.waiting_since is not null and (other.request_state is null or other.request_state not in ('closed', 'refused'))
        and (other.waiting_since, other.id) <= (mine.waiting_since, mine.id)
      where mine.id = which and mine.waiting_since is not null and mine.org_path >= lower_path and mine.org_path < upper_path;
  end;
