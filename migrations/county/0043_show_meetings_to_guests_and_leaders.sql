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

-- What a member sees of a meeting now says as well who leads it and who keeps the record: whoever is asked to does not learn it in the hall.
drop function own_meeting_page(uuid);
create function own_meeting_page(which uuid) returns table (
    type meeting_type, title text, starts_at timestamptz, ends_at timestamptz, place text, state meeting_state, capacity integer,
    cancel_reason text, response invitee_response, excuse text, attendance attendance, organisation text, agenda text[],
    taken integer, resolutions jsonb, materials jsonb, amendments jsonb, leaders jsonb)
  language plpgsql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  as $$
  #variable_conflict use_column
  begin
    return query
      select m.type, m.title, m.starts_at, m.ends_at, m.place, m.state, m.capacity, m.cancel_reason, i.response, i.excuse,
        i.attendance, o.name,
        array(select a.topic from agenda_item a where a.meeting_id = which order by a.position),
        (select count(*)::integer from meeting_invitee p where p.meeting_id = which and p.response = 'signed_up'),
        (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'wording', r.wording, 'passed', r.passed) order by r.position), '[]')
          from meeting_resolution r where r.meeting_id = which and m.state = 'closed'),
        (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind, 'name', f.name, 'size', f.size) order by f.id), '[]')
          from meeting_material f where f.meeting_id = which and f.kind <> 'sheet' and f.file_id is not null),
        (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'at', c.amended_at, 'actor', c.actor, 'reason', c.reason) order by c.id desc), '[]')
          from meeting_amendment c where c.meeting_id = which),
        (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'me', l.person_id = i.person_id,
            'chair', l.person_id = m.chair_person_id, 'recorder', l.person_id = m.recorder_person_id)), '[]')
          from meeting_invitee l where l.meeting_id = which and l.person_id in (m.chair_person_id, m.recorder_person_id))
      from meeting_invitee i join meeting m on m.id = i.meeting_id join organisation o on o.id = m.organisation_id
      where i.meeting_id = which and i.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end $$;
