-- What one unit has had in a period costs what it has had then, not what it has had in all years: the units of the range are found in the
-- tree, and their requests by day. As before a holding lies at its unit's path, with a leaf.
create index request_holding_unit on request_holding (unit_id, received_on);

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
        and h.org_path >= lower_path and h.org_path < upper_path and h.received_on >= from_day and h.received_on <= until_day;
end $$;

-- How many are open, without a look at those that are not: the planner may not use what it knows of states below a row-level policy.
create index service_request_open_path on service_request (org_path) where state in ('received', 'assigned', 'taken', 'reopened');
-- The lists of what has been answered and has ended, in the order of all lists.
create index service_request_due on service_request (due_on, id);
