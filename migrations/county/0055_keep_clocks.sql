-- Clocks of requests: what stops one, what lengthens one, who was told that one has run out, and the review of what was answered to a
-- petition. The words stand in the thread; these rows hold days, units and codes.
alter type request_entry_kind add value 'paused';
alter type request_entry_kind add value 'resumed';
alter type request_entry_kind add value 'term_asked';
alter type request_entry_kind add value 'extended';
alter type request_entry_kind add value 'petitioned';
alter type request_entry_kind add value 'term_denied';
alter type request_entry_kind add value 'overdue';
alter type request_entry_kind add value 'lapsed';
alter type request_entry_kind add value 'review_asked';
alter type request_entry_kind add value 'upheld';
alter type request_entry_kind add value 'annulled';

alter table service_request
  add column taken_on        date,                        -- first taken: from then a petition is decided
  add column clock_round     smallint not null default 0, -- how often its clock has begun anew
  add column escalated_to_id uuid references organisation, -- the unit above that was told last of the clock in force
  add column escalated_on    date,
  add column near_told_for   date,                        -- the day due of which the unit has been reminded
  add column over_told_for   date,                        -- the day due that the unit was told has passed
  add column lapsed          boolean not null default false, -- closed because nobody said anything: no consent
  add column review_unit_id  uuid references organisation; -- that has to decide a review
create index service_request_escalated on service_request (escalated_to_id) where state in ('received', 'assigned', 'taken', 'reopened');
create index service_request_review on service_request (review_unit_id) where review_unit_id is not null;
-- Answers of which the silence may have run out.
create index service_request_answered on service_request (answered_on) where state = 'answered';

create type request_ask_kind as enum ('extension', 'petition');
create type request_ask_state as enum ('asked', 'granted', 'denied', 'dropped');
create type request_review_outcome as enum ('upheld', 'annulled');

-- Days that are not counted: those after from_on, up to and with the day of resuming.
create table request_pause (
  id         uuid primary key,
  request_id uuid not null references service_request,
  org_path   text collate "C" not null,             -- as the request
  reason     text not null,                         -- of the rule pack: the rule 'pause.<reason>' says how long at most
  from_on    date not null,
  latest_on  date not null,                         -- it ends by itself then
  ended_on   date,
  check (ended_on between from_on and latest_on and latest_on >= from_on)
);
create index request_pause_request on request_pause (request_id, from_on);
create unique index request_pause_open on request_pause (request_id) where ended_on is null;
create index request_pause_path on request_pause (org_path);

-- What the unit in charge cannot give itself: more time, or the clocks of a petition. Another unit decides, or another person where none stands above.
create table request_ask (
  id         uuid primary key,
  request_id uuid not null references service_request,
  org_path   text collate "C" not null,             -- as the request
  kind       request_ask_kind not null,
  procedure  request_procedure not null,            -- under which the clock ran
  clock_round smallint not null,                    -- of the clock that is to be lengthened
  state      request_ask_state not null default 'asked',
  asked_on   date not null,
  asked_by   uuid references account,
  decider_id uuid not null references organisation,
  decided_on date,
  decided_by uuid references account,
  check (decided_by is null or decided_by is distinct from asked_by)
);
create index request_ask_request on request_ask (request_id);
create unique index request_ask_open on request_ask (request_id) where state = 'asked';
create index request_ask_decider on request_ask (decider_id) where state = 'asked';
create index request_ask_path on request_ask (org_path);

-- Review (复查, level 1) and second review (复核, level 2) of the answer to a petition.
create table request_review (
  id         uuid primary key,
  request_id uuid not null references service_request,
  org_path   text collate "C" not null,             -- as the request
  level      smallint not null check (level in (1, 2)),
  unit_id    uuid not null references organisation, -- that decides
  asked_on   date not null,
  due_on     date not null,
  decided_on date,
  outcome    request_review_outcome,
  check ((decided_on is null) = (outcome is null))
);
create index request_review_request on request_review (request_id, id);
create unique index request_review_open on request_review (request_id) where decided_on is null;
create index request_review_path on request_review (org_path);

do $$
declare t text;
begin
  foreach t in array array['request_pause', 'request_ask', 'request_review'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
end $$;

-- They lie where the request does: filed at another unit before the request itself is (hand_on_request). What one unit has asked for is
-- not what the next one wants.
create function hand_on_clocks(which uuid, lower_path text, upper_path text, to_unit uuid) returns void
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update request_pause p set org_path = o.path || '=' || r.id || '/'
      from service_request r, organisation o
      where r.id = which and p.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
    update request_ask k set org_path = o.path || '=' || r.id || '/', state = case when k.state = 'asked' then 'dropped' else k.state end
      from service_request r, organisation o
      where r.id = which and k.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
    update request_review v set org_path = o.path || '=' || r.id || '/'
      from service_request r, organisation o
      where r.id = which and v.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
  end;
