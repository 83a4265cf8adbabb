-- What the figures of requests count by (docs/decisions/0016-figures.md). One row for each unit that has had a request, filed at that
-- unit for good: whoever gives a request on keeps it in the own figures. Day of receipt, first day due, place, kind and category are
-- those of the receipt; nothing that is done later changes them. Only the functions below write here.
create table request_holding (
  request_id  uuid not null references service_request,
  unit_id     uuid not null references organisation,
  org_path    text collate "C" not null,            -- of the unit, with the leaf of the request
  since       date not null,
  is_first    boolean not null,                     -- it came in here
  area_id     uuid not null references organisation,
  kind        request_kind not null,
  category    text not null,                        -- as the resident chose it
  received_on date not null,
  due_on      date not null,                        -- as the resident was told first
  accepted    boolean not null default false,       -- the resident's last word on an answer is that it will do
  spoke       boolean not null default false,       -- it is another word: silence says nothing any more
  primary key (request_id, unit_id)
);
create index request_holding_path on request_holding (org_path);
-- Figures of a period, and the lists behind them.
create index request_holding_received on request_holding (received_on, request_id);

-- Why a request is beyond what a unit can do (不在职责范围), said by another unit.
create type request_ground as enum ('foreign', 'legal_way', 'not_possible', 'repeated');
create table request_mark (
  id           uuid primary key,
  request_id   uuid not null,
  unit_id      uuid not null,                       -- in whose figures
  org_path     text collate "C" not null,           -- as that unit's holding: it reads what is said of it
  by_id        uuid not null references organisation, -- the second unit
  actor        text not null,
  ground       request_ground not null,
  sealed       bytea not null,                      -- the reason
  key_id       integer not null,
  marked_on    date not null,
  withdrawn_on date,
  withdrawn_by text,
  foreign key (request_id, unit_id) references request_holding (request_id, unit_id)
);
create unique index request_mark_standing on request_mark (request_id, unit_id) where withdrawn_on is null;
create index request_mark_path on request_mark (org_path);

-- What residents say of how it ended (评价): filed at the county, outside of every unit's range. No words, no name.
create type request_grade as enum ('very_satisfied', 'satisfied', 'fair', 'dissatisfied', 'very_dissatisfied');
create type rating_channel as enum ('portal', 'callback');
create table request_rating (
  request_id uuid not null references service_request,
  channel    rating_channel not null,
  org_path   text collate "C" not null,             -- the county's own leaf of the request
  unit_id    uuid not null references organisation, -- in charge when it was asked
  area_id    uuid not null references organisation,
  category   text not null,
  grade      request_grade not null,
  rated_at   timestamptz not null,
  primary key (request_id, channel)
);
create index request_rating_path on request_rating (org_path);
create index request_rating_unit on request_rating (unit_id, rated_at);

-- A random list to call back (回访): the seed is drawn by the server and kept, so that anybody can draw the list again.
create table request_draw (
  id       uuid primary key,
  org_path text collate "C" not null,               -- the county's own leaf
  seed     text not null,
  from_on  date not null,                           -- ended from, until
  until_on date not null,
  size     integer not null,                        -- asked for
  pool     integer not null,                        -- among how many
  actor    text not null,
  drawn_at timestamptz not null
);
create index request_draw_path on request_draw (org_path);
create type call_outcome as enum ('rated', 'not_reached', 'declined');
create table request_draw_item (
  draw_id    uuid not null references request_draw,
  request_id uuid not null references service_request,
  org_path   text collate "C" not null,             -- as the draw
  place      integer not null,
  outcome    call_outcome,
  called_on  date,
  actor      text,
  primary key (draw_id, request_id)
);
create index request_draw_item_path on request_draw_item (org_path);

do $$
declare t text;
begin
  foreach t in array array['request_holding', 'request_mark', 'request_rating', 'request_draw', 'request_draw_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
end $$;

-- A request of the caller's range gets to a unit: the first is where it came in. The range is told as the rosters are.
create function hold_request(which uuid, lower_path text, upper_path text, unit uuid, on_day date) returns void
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    insert into request_holding (request_id, unit_id, org_path, since, is_first, area_id, kind, category, received_on, due_on, accepted, spoke)
      select r.id, o.id, o.path || '=' || r.id || '/', on_day, f.request_id is null, coalesce(f.area_id, r.area_id), coalesce(f.kind, r.kind),
          coalesce(f.category, r.category), coalesce(f.received_on, r.received_on), coalesce(f.due_on, r.plain_due_on),
          coalesce(f.accepted, false), coalesce(f.spoke, false)
        from service_request r join organisation o on o.id = unit left join request_holding f on f.request_id = r.id and f.is_first
        where r.id = which and r.org_path >= lower_path and r.org_path < upper_path
      on conflict do nothing;
  end;

-- The resident's own word: an acceptance, or any other once an answer has been given.
create function hear_resident(which uuid, lower_path text, upper_path text, accepts boolean, asks_again boolean) returns void
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update request_holding h set accepted = accepts, spoke = h.spoke or not accepts
      from service_request r
      where h.request_id = which and r.id = which and r.org_path >= lower_path and r.org_path < upper_path
        and (accepts or asks_again or r.answered_on is not null);
  end;

-- Who is no second unit: one that has had the request, or that of somebody who took part in it.
create function took_part(which uuid, unit uuid, who text) returns boolean
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select exists (select from request_holding h where h.request_id = which and h.unit_id = unit)
        or exists (select from service_request_entry e where e.request_id = which and e.actor = who);
  end;

-- What units of a range have had in a period, also what they have given on: days and states, no word of what was written.
create function counted_requests(lower_path text, upper_path text, from_day date, until_day date)
  returns table (request_id uuid, unit_id uuid, area_id uuid, kind request_kind, category text, received_on date, due_on date,
    state request_state, answered_on date, reopened boolean, accepted boolean, spoke boolean, is_petition boolean, is_current boolean, marked boolean)
  language plpgsql stable rows 100000 security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
    set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  return query
    select h.request_id, h.unit_id, h.area_id, h.kind, h.category, h.received_on, h.due_on, r.state, r.answered_on, r.reopened, h.accepted,
        h.spoke, r.procedure = 'petition', r.unit_id = h.unit_id, m.request_id is not null
      from request_holding h
      join service_request r on r.id = h.request_id
      left join request_mark m on m.request_id = h.request_id and m.unit_id = h.unit_id and m.withdrawn_on is null
      where h.org_path >= lower_path and h.org_path < upper_path and h.received_on >= from_day and h.received_on <= until_day;
end $$;

-- Grades of a range of units, as they are told to the units: in fives, in the order in which they came, by the year in which a five was
-- complete. A five is told once and as a whole, whatever is asked, so that nobody can take one figure from another and read a person's.
create function told_ratings(lower_path text, upper_path text)
  returns table (unit_id uuid, year integer, grade request_grade, count integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select n.unit_id, extract(year from n.complete_at at time zone 'Asia/Shanghai')::int4, n.grade, count(*)::int4
      from (
        select f.*, max(f.rated_at) over (partition by f.unit_id, f.five) as complete_at
          from (
            select r.unit_id, r.grade, r.rated_at, (row_number() over w - 1) / 5 as five, count(*) over (partition by r.unit_id) as total
              from request_rating r join organisation o on o.id = r.unit_id
              where o.path || '=' >= lower_path and o.path || '=' < upper_path
              window w as (partition by r.unit_id order by r.rated_at, r.request_id, r.channel)
          ) f
          where f.five < f.total / 5
      ) n
      group by 1, 2, 3;
  end;

-- What has come in before.
select set_config('app.lower', '/', true), set_config('app.upper', '0', true);
insert into request_holding (request_id, unit_id, org_path, since, is_first, area_id, kind, category, received_on, due_on, accepted, spoke)
  select r.id, o.id, o.path || '=' || r.id || '/', min(e.at)::date, bool_or(e.kind = 'received'), r.area_id, r.kind, r.category, r.received_on,
      r.plain_due_on, count(w.id) > 0, r.reopened
    from service_request r
    join service_request_entry e on e.request_id = r.id and e.kind in ('received', 'assigned')
    join organisation o on o.id = e.unit_id
    left join service_request_entry w on w.request_id = r.id and w.kind = 'accepted'
    group by r.id, o.id;
