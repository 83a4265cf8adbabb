-- What the figures of requests count by (docs/decisions/0016-figures.md). One row for each unit that has had a request, filed at that
-- unit for good: whoever gives a request on keeps it in the own figures. Day of receipt, first day due, place, kind and category are
-- those of the insert; nothing that is done later changes them. Only the triggers below write here.
create table request_holding (
  request_id  uuid not null references service_request,
  unit_id     uuid not null references organisation,
  org_path    text collate "C" not null,            -- of the unit, with the leaf of the request
  since       date not null,
  is_first    boolean not null,                     -- it came in here
  is_current  boolean not null,                     -- in charge now
  area_id     uuid not null references organisation,
  kind        request_kind not null,
  category    text not null,                        -- as the resident chose it
  received_on date not null,
  due_on      date not null,                        -- as the resident was told first
  state       request_state not null,
  answered_on date,                                 -- of the answer that stands
  ended_on    date,
  reopened    boolean not null,
  accepted    boolean not null default false,       -- the resident's last word on an answer is that it will do
  spoke       boolean not null default false,       -- it is another word: silence says nothing any more
  marked      boolean not null default false,       -- out of the unit's scope, says a second unit
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

-- Whatever writes a request, its holdings follow in the same transaction.
create function keep_holdings() returns trigger
  language plpgsql security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0' as $$
begin
  if tg_op = 'INSERT' then
    insert into request_holding (request_id, unit_id, org_path, since, is_first, is_current, area_id, kind, category, received_on, due_on,
        state, answered_on, ended_on, reopened)
      values (new.id, new.unit_id, new.org_path, new.unit_since, true, true, new.area_id, new.kind, new.category, new.received_on,
        new.plain_due_on, new.state, new.answered_on, new.ended_on, new.reopened);
    return null;
  end if;
  if new.unit_id <> old.unit_id then
    update request_holding set is_current = false where request_id = new.id and is_current;
    insert into request_holding (request_id, unit_id, org_path, since, is_first, is_current, area_id, kind, category, received_on, due_on,
        state, answered_on, ended_on, reopened, accepted, spoke)
      select new.id, new.unit_id, new.org_path, new.unit_since, false, true, h.area_id, h.kind, h.category, h.received_on, h.due_on,
          new.state, new.answered_on, new.ended_on, new.reopened, h.accepted, h.spoke
        from request_holding h where h.request_id = new.id and h.is_first
      on conflict (request_id, unit_id) do update set is_current = true;
  end if;
  -- An answer of its own day takes back what was said of the one before; that it was once refused by the resident stays said.
  update request_holding h
    set state = new.state, answered_on = new.answered_on, ended_on = new.ended_on, reopened = h.reopened or new.reopened,
      accepted = h.accepted and new.answered_on is not distinct from old.answered_on
    where h.request_id = new.id and (h.state, h.reopened) is distinct from (new.state, new.reopened)
      or h.request_id = new.id and h.answered_on is distinct from new.answered_on
      or h.request_id = new.id and h.ended_on is distinct from new.ended_on;
  return null;
end $$;
create trigger keep_holdings after insert or update on service_request for each row execute function keep_holdings();

-- The resident's own word is a line of the thread without unit and actor: 'accepted', or any other once there is an answer.
create function hear_resident() returns trigger
  language plpgsql security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0' as $$
begin
  if new.unit_id is null and new.actor is null then
    if new.kind::text = 'accepted' then
      update request_holding set accepted = true where request_id = new.request_id;
    else
      update request_holding set accepted = false, spoke = true
        where request_id = new.request_id and (answered_on is not null or new.kind::text = 'reopened');
    end if;
  end if;
  return null;
end $$;
create trigger hear_resident after insert on service_request_entry for each row execute function hear_resident();

-- A unit that has had a request, or somebody who has taken part in it, is no second unit.
create function judge_mark() returns trigger
  language plpgsql security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0' as $$
begin
  if exists (select from request_holding h where h.request_id = new.request_id and h.unit_id = new.by_id)
      or exists (select from service_request_entry e where e.request_id = new.request_id and e.actor = new.actor) then
    raise exception 'not a second unit' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger judge_mark before insert on request_mark for each row execute function judge_mark();

create function count_mark() returns trigger
  language plpgsql security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0' as $$
begin
  update request_holding set marked = new.withdrawn_on is null where request_id = new.request_id and unit_id = new.unit_id;
  return null;
end $$;
create trigger count_mark after insert or update of withdrawn_on on request_mark for each row execute function count_mark();

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
              where o.path >= lower_path and o.path < upper_path
              window w as (partition by r.unit_id order by r.rated_at, r.request_id, r.channel)
          ) f
          where f.five < f.total / 5
      ) n
      group by 1, 2, 3;
  end;
