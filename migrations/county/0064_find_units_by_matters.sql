-- The units whose matters lie in a range are found by an index and not by a look at every organisation; the requests of one unit are then
-- read by day. What a list behind a number costs stays the same over the years (`npm run bench -- requests`).
create index organisation_matters on organisation ((path || '='));

create or replace function counted_requests(lower_path text, upper_path text, from_day date, until_day date)
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
      where h.unit_id = any (array(select o.id from organisation o where o.path || '=' >= lower_path and o.path || '=' < upper_path))
        and h.received_on >= from_day and h.received_on <= until_day
        -- The belt, told so that no index answers it: by path all years of a unit would be read for the days of one.
        and (h.org_path || '') >= lower_path and (h.org_path || '') < upper_path;
end $$;

-- How many rows lie below a unit is guessed from a sample; of two million the usual hundred steps see no single village, and the planner then
-- reads all that a village ever had to find twenty of it.
alter table service_request alter column org_path set statistics 1000;
alter table request_holding alter column org_path set statistics 1000;

-- Who answers for a place is asked at every request, by division code.
create index organisation_division on organisation (division_code) where division_code is not null;

-- Functions in plain SQL are planned at every call, which cost more than what these two find; in this language a session plans them once.
create or replace function keepers_of(organisations uuid[], roles text[], but uuid, nearest boolean, day date)
  returns table (organisation uuid, at uuid, account uuid, person uuid)
  language plpgsql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
    set app.lower = '/' set app.upper = '0' as $$
#variable_conflict use_column
begin
  return query
    with held as (
      select s.id as asked, h.id as at, length(h.path) as depth, a.id as account, a.person_id as person
      from organisation s
      cross join lateral (
        select left(s.path, i) as path from generate_series(1, length(s.path)) i where substr(s.path, i, 1) = '/') up
      join organisation h on h.path = up.path and (nearest or h.id = s.id)
      join role_grant g on g.organisation_id = h.id and g.role::text = any(roles)
      join account a on a.id = g.account_id and a.disabled_at is null
      where s.id = any(organisations) and h.abolished_on is null
        and g.ended_at is null and g.from_on <= day and (g.to_on is null or g.to_on >= day)
        and (g.post_holding_id is null or exists (select from post_holding p where p.id = g.post_holding_id
          and p.voided_at is null and (p.to_on is null or p.to_on >= day)))
        and a.id is distinct from but)
    select distinct asked, h.at, account, person from held h
    where depth = (select max(o.depth) from held o where o.asked = h.asked);
end $$;

create or replace function hold_request(which uuid, lower_path text, upper_path text, unit uuid, on_day date) returns void
  language plpgsql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0' as $$
begin
  insert into request_holding (request_id, unit_id, org_path, since, is_first, area_id, kind, category, received_on, due_on, accepted, spoke)
    select r.id, o.id, o.path || '=' || r.id || '/', on_day, f.request_id is null, coalesce(f.area_id, r.area_id), coalesce(f.kind, r.kind),
        coalesce(f.category, r.category), coalesce(f.received_on, r.received_on), coalesce(f.due_on, r.plain_due_on),
        coalesce(f.accepted, false), coalesce(f.spoke, false)
      from service_request r join organisation o on o.id = unit left join request_holding f on f.request_id = r.id and f.is_first
      where r.id = which and r.org_path >= lower_path and r.org_path < upper_path
    on conflict do nothing;
end $$;

-- What is open at one unit, without a look at all that it ever had. Few are open, so the range of the path is soon walked.
drop index service_request_open_path;
create index service_request_open_path on service_request (org_path, unit_id) where state in ('received', 'assigned', 'taken', 'reopened');
