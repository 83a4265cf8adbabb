-- Guests of a meeting (列席): members who live here and belong elsewhere (流动党员), and whoever else sat in. Without a vote, counted
-- nowhere; the sheet and the minutes name them. What the branch learned of somebody whose file it does not keep is sealed, and stays
-- as it was on that day.
create type meeting_guest_kind as enum ('mobile', 'attending');
create table meeting_guest (
  id         uuid primary key,
  meeting_id uuid not null references meeting,
  org_path   text collate "C" not null,
  kind       meeting_guest_kind not null,
  inflow_id  uuid references inflow,
  sealed     bytea not null,                  -- name and own organisation
  key_id     integer not null,
  attended   boolean,                         -- null: asked, nothing is known yet
  noted_by   text not null,
  noted_at   timestamptz not null default now(),
  unique (meeting_id, inflow_id),
  check ((kind = 'mobile') = (inflow_id is not null))
);
create index meeting_guest_inflow on meeting_guest (inflow_id) where inflow_id is not null;
alter table meeting_guest enable row level security;
alter table meeting_guest force row level security;
create policy meeting_guest_scope on meeting_guest using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

-- Those who were asked or came before the sheet knew of them. The policies bind the owner as well, so the look is made wide.
select set_config('app.lower', '/', true), set_config('app.upper', '0', true);
insert into meeting_guest (id, meeting_id, org_path, kind, inflow_id, sealed, key_id, attended, noted_by, noted_at)
  select g.id, g.meeting_id, m.org_path, 'mobile', g.inflow_id, i.sealed, i.key_id, g.attended, g.recorder, g.created_at
  from inflow_guest g join inflow i on i.id = g.inflow_id join meeting m on m.id = g.meeting_id;

-- What a member sees of a meeting now says as well that its closed record was amended, by whom and why.
drop function own_meeting_page(uuid);
create function own_meeting_page(which uuid) returns table (
    type meeting_type, title text, starts_at timestamptz, ends_at timestamptz, place text, state meeting_state, capacity integer,
    cancel_reason text, response invitee_response, excuse text, attendance attendance, organisation text, agenda text[],
    taken integer, resolutions jsonb, materials jsonb, amendments jsonb)
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
          from meeting_amendment c where c.meeting_id = which)
      from meeting_invitee i join meeting m on m.id = i.meeting_id join organisation o on o.id = m.organisation_id
      where i.meeting_id = which and i.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end $$;
