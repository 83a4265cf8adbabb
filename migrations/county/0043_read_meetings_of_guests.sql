-- What a mobile member takes part in is read from the meeting itself: a copy of its day and title stayed behind where it was moved,
-- renamed or called off. The own branch does not see the meeting; it asks by the rows that it holds, and is told the caller's own range
-- as the rosters are.
create function guest_meetings(guests uuid[], lower_path text, upper_path text)
  returns table (guest_id uuid, title text, on_day date, state meeting_state)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select g.id, m.title, coalesce(m.held_on, (m.starts_at at time zone 'Asia/Shanghai')::date), m.state
    from inflow_guest g join meeting m on m.id = g.meeting_id
    where g.id = any(guests)
      and ((g.org_path >= lower_path and g.org_path < upper_path) or (g.to_path >= lower_path and g.to_path < upper_path));
  end;
alter table inflow_guest drop column on_day, drop column title;
