-- 诉求类型 become the county's own list. What a kind means is its treatment: everything that is done with a request follows from that
-- and its term, never from a code. Both stand fast once a request of the kind has come in.
-- Handled by a unit within a term; thanks (表扬) go to whoever is praised, and no clock runs; what belongs to another authority is shown
-- the way there, and nothing of it is kept.
create type request_treatment as enum ('handle', 'thank', 'divert');
-- Of what is handled: as on the hotline, or sooner, as a question is answered. The days stand in the rule pack.
create type request_term as enum ('ordinary', 'question');

-- They name the type or the columns that change; made again below.
drop function requests_of_resident(uuid);
drop function counted_requests(text, text, date, date);
drop function hold_request(uuid, text, text, uuid, date);

alter table service_request alter column kind type text using kind::text;
alter table request_holding alter column kind type text using kind::text;
drop type request_kind;

create table request_kind (
  code        text primary key check (code ~ '^[a-z][a-z0-9]{1,19}$'),
  name_zh     text not null,
  name_en     text not null,
  hint_zh     text not null,                       -- what residents read beside it; of what is diverted: where to turn
  hint_en     text not null,
  position    integer not null,
  treatment   request_treatment not null,
  term        request_term not null default 'ordinary',
  by_programs boolean not null default true,       -- other people's programs may send it: they show no hint
  used        boolean not null default false,      -- a request of it has come in
  retired_on  date,
  version     integer not null default 1,
  check (treatment = 'handle' or term = 'ordinary'),
  check (treatment <> 'divert' or not (used or by_programs))
);
insert into request_kind (code, name_zh, name_en, hint_zh, hint_en, position, treatment, term, by_programs) values
  ('consult', '咨询', 'Question', '问政策、问怎么办', 'You want to know something', 1, 'handle', 'question', true),
  ('help', '求助', 'Help', '有困难，需要帮忙解决', 'You need something solved', 2, 'handle', 'ordinary', true),
  ('complaint', '投诉', 'Complaint', '对事情的处理、服务不满意', 'You are not content with how you were served', 3, 'handle', 'ordinary', true),
  ('report', '举报', 'Report', '发现违法违规的事情，如污染、违建、安全隐患', 'Something unlawful: pollution, building, danger', 4, 'handle', 'ordinary', false),
  ('suggest', '建议', 'Suggestion', '有好的主意', 'You have an idea', 5, 'handle', 'ordinary', true),
  ('praise', '表扬', 'Praise', '谁做得好，说一声；会转给受表扬的单位', 'Somebody did well: they are told', 6, 'thank', 'ordinary', true),
  ('accuse', '检举控告', 'An accusation', '反映党员、干部违纪违法：不在这里提，请打 12388，或向县纪委监委反映',
    'Against a member or an official: not here, call 12388 or turn to the discipline commission', 7, 'divert', 'ordinary', false);

-- What has come in was handled, praise as well: what follows from a treatment is kept with the request.
alter table service_request add column treatment request_treatment not null default 'handle' check (treatment <> 'divert');
select set_config('app.lower', '/', true), set_config('app.upper', '0', true);
update request_kind k set used = exists (select from service_request r where r.kind = k.code);
alter table service_request add constraint service_request_kind_fkey foreign key (kind) references request_kind;

-- As before; thanks have no day.
create function requests_of_resident(which uuid)
  returns table (id uuid, kind text, category text, state request_state, unit text, area text, received_on date, due_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select r.id, r.kind, r.category, r.state, u.short_name, a.short_name, r.received_on,
           case when r.treatment = 'handle' then r.due_on end
      from service_request r
      join organisation u on u.id = r.unit_id
      join organisation a on a.id = r.area_id
     where r.resident_id = which
     order by r.received_on desc, r.id
     limit 200;
  end;

create or replace function open311_requests(ids uuid[], codes text[], states text[], since timestamptz, until timestamptz, most integer)
  returns table (id uuid, category text, state request_state, unit text, area_id uuid, area text, town text,
                 requested_at timestamptz, updated_at timestamptz, due_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select r.id, r.category, r.state, u.short_name, r.area_id, a.short_name, p.short_name, r.created_at,
           coalesce((select max(e.at) from service_request_entry e where e.request_id = r.id), r.created_at),
           case when r.treatment = 'handle' then r.due_on end
      from open311_request o
      join service_request r on r.id = o.request_id
      join organisation u on u.id = r.unit_id
      join organisation a on a.id = r.area_id
      left join organisation p on p.id = a.parent_id
     where case when ids is null
           then o.listed and r.created_at >= since and r.created_at <= until
                and (codes is null or r.category = any(codes)) and (states is null or r.state::text = any(states))
           else r.id = any(ids) end
     order by r.created_at desc, r.id
     limit most;
  end;

-- As before, of what is handled: whoever is thanked has nothing to serve, so thanks are in no figure.
create function hold_request(which uuid, lower_path text, upper_path text, unit uuid, on_day date) returns void
  language plpgsql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0' as $$
begin
  insert into request_holding (request_id, unit_id, org_path, since, is_first, area_id, kind, category, received_on, due_on, accepted, spoke)
    select r.id, o.id, o.path || '=' || r.id || '/', on_day, f.request_id is null, coalesce(f.area_id, r.area_id), coalesce(f.kind, r.kind),
        coalesce(f.category, r.category), coalesce(f.received_on, r.received_on), coalesce(f.due_on, r.plain_due_on),
        coalesce(f.accepted, false), coalesce(f.spoke, false)
      from service_request r join organisation o on o.id = unit left join request_holding f on f.request_id = r.id and f.is_first
      where r.id = which and r.treatment = 'handle' and r.org_path >= lower_path and r.org_path < upper_path
    on conflict do nothing;
end $$;

create function counted_requests(lower_path text, upper_path text, from_day date, until_day date)
  returns table (request_id uuid, unit_id uuid, area_id uuid, kind text, category text, received_on date, due_on date,
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
      where h.unit_id = any (array(select o.id from organisation o where o.path || '=' >= lower_path and o.path || '=' < upper_path))
        and h.received_on >= from_day and h.received_on <= until_day
        -- The belt, told so that no index answers it: by path all years of a unit would be read for the days of one.
        and (h.org_path || '') >= lower_path and (h.org_path || '') < upper_path;
end $$;
