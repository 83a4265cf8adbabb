-- How a request is worked: the points that it raises, what its handlers record for themselves, units that support, a return that is
-- looked at from above, requests that are worked together, and texts to begin from. All but the texts are filed with their request.
create type request_record_kind as enum ('note', 'visit', 'call');
create type request_task_state as enum ('open', 'answered', 'withdrawn');
create type request_return_state as enum ('open', 'granted', 'kept');
create type request_template_act as enum ('answer', 'refuse', 'assign', 'return');
alter type request_entry_kind add value 'consulted';
alter type request_entry_kind add value 'disputed';
alter type request_entry_kind add value 'settled';

-- A point (诉求点), under another name: no table or column of the database may keep points of a person.
create table request_issue (
  id         uuid primary key,
  request_id uuid not null references service_request,
  org_path   text collate "C" not null,
  round      smallint not null,                     -- 0: of the request, 1: of the reopening
  position   smallint not null,
  aside      boolean not null,                      -- suggested by the rule, and none in the handler's eyes
  sealed     bytea not null,                        -- the words as they were written
  key_id     integer not null,
  actor      text not null
);
create index request_issue_request on request_issue (request_id, round, position);
create index request_issue_path on request_issue (org_path);

create table request_record (
  id         uuid primary key,
  request_id uuid not null references service_request,
  org_path   text collate "C" not null,
  kind       request_record_kind not null,
  unit_id    uuid not null references organisation,
  actor      text not null,
  on_day     date not null,
  sealed     bytea not null,
  key_id     integer not null,
  at         timestamptz not null
);
create index request_record_request on request_record (request_id, id);
create index request_record_path on request_record (org_path);

-- What a supporting unit (协办单位) is asked: filed with the request and, as a matter of its own, at that unit, which sees this row and
-- not the request.
create table request_task (
  id           uuid primary key,
  request_id   uuid not null references service_request,
  org_path     text collate "C" not null,
  to_path      text collate "C" not null,           -- the supporting unit's path and the task's leaf
  from_unit_id uuid not null references organisation,
  unit_id      uuid not null references organisation,
  area_id      uuid not null references organisation,
  category     text not null,
  state        request_task_state not null default 'open',
  due_on       date not null,
  sealed       bytea not null,                      -- what is asked, the words that are quoted, what was answered
  key_id       integer not null,
  asked_by     text not null,
  answered_by  text,
  asked_at     timestamptz not null,
  ended_at     timestamptz,
  version      integer not null default 1
);
create index request_task_request on request_task (request_id, id);
create index request_task_path on request_task (org_path);
create index request_task_to_path on request_task (to_path);
create index request_task_open on request_task (unit_id, due_on) where state = 'open';

create table request_return (
  id              uuid primary key,
  request_id      uuid not null references service_request,
  org_path        text collate "C" not null,
  state           request_return_state not null default 'open',
  unit_id         uuid not null references organisation, -- that holds it to be foreign
  proposed_id     uuid references organisation,          -- whom it names instead
  reviewer_id     uuid not null references organisation, -- the unit above that decides
  designated_id   uuid references organisation,          -- who was named by the decision: it cannot return it again
  sealed          bytea not null,                        -- the reason, and the decision's
  key_id          integer not null,
  actor           text not null,
  decider         text,
  asked_on        date not null,
  decided_on      date
);
create unique index request_return_open on request_return (request_id) where state = 'open';
create index request_return_request on request_return (request_id, id);
create index request_return_path on request_return (org_path);
create index request_return_reviewer on request_return (reviewer_id) where state = 'open';

create table request_tie (
  request_id uuid primary key references service_request,
  org_path   text collate "C" not null,
  group_id   uuid not null,
  actor      text not null,
  at         timestamptz not null
);
create index request_tie_group on request_tie (group_id);
create index request_tie_path on request_tie (org_path);

do $$
declare t text;
begin
  foreach t in array array['request_issue', 'request_record', 'request_return', 'request_tie'] loop
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
  create policy request_task_scope on request_task
    using ((org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
      or (to_path >= current_setting('app.lower', true) and to_path < current_setting('app.upper', true)));
  foreach t in array array['request_issue', 'request_record', 'request_task', 'request_return', 'request_tie'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

-- Files what belongs to the work of a request where the request goes. Called before the request itself is handed on, whose range is
-- told as there.
create function hand_on_request_work(which uuid, lower_path text, upper_path text, to_unit uuid) returns boolean
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update request_issue x set org_path = o.path || '=' || r.id || '/'
      from service_request r, organisation o
      where r.id = which and x.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
    update request_record x set org_path = o.path || '=' || r.id || '/'
      from service_request r, organisation o
      where r.id = which and x.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
    update request_task x set org_path = o.path || '=' || r.id || '/'
      from service_request r, organisation o
      where r.id = which and x.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
    update request_return x set org_path = o.path || '=' || r.id || '/'
      from service_request r, organisation o
      where r.id = which and x.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
    update request_tie x set org_path = o.path || '=' || r.id || '/'
      from service_request r, organisation o
      where r.id = which and x.request_id = r.id and o.id = to_unit and r.org_path >= lower_path and r.org_path < upper_path;
    select true;
  end;

-- Open requests about the same place and category: they may be the same matter.
create index service_request_alike on service_request (area_id, category) where state in ('received', 'assigned', 'taken', 'reopened');

-- Texts to begin from, kept by the county: no personal data.
create table request_template (
  id         uuid primary key,
  act        request_template_act not null,
  category   text,                                  -- null: of every category
  name       text not null,
  text       text not null,
  retired    boolean not null default false,
  version    integer not null default 1,
  changed_at timestamptz not null
);
