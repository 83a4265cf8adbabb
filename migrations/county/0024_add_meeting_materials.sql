-- Files of a meeting: papers handed out before it, and what belongs to its record (the signed sheet, photos). The row keeps the
-- name; the file itself is gone once it was taken out. What is taken out of a closed meeting stays as a line with its reason.
create type meeting_material_kind as enum ('paper', 'sheet', 'photo', 'other');

create table meeting_material (
  id             uuid primary key,
  meeting_id     uuid not null references meeting,
  org_path       text collate "C" not null,
  kind           meeting_material_kind not null,
  name           text not null,
  media_type     text not null,
  size           bigint not null,
  file_id        uuid unique references file,
  added_by       text not null,
  added_at       timestamptz not null default now(),
  added_reason   text,                        -- of what was added after the meeting was closed
  removed_by     text,
  removed_at     timestamptz,
  removed_reason text,
  check ((file_id is null) = (removed_at is not null)),
  check ((removed_at is null) = (removed_by is null)),
  check ((removed_at is null) = (removed_reason is null))
);
create index meeting_material_meeting on meeting_material (meeting_id);

alter table meeting_material enable row level security;
alter table meeting_material force row level security;
create policy meeting_material_scope on meeting_material using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

-- What those who are asked to a meeting see of it: everything but the sheet with its signatures and remarks.
create function own_meeting_materials(which uuid) returns setof meeting_material
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select m.* from meeting_material m join meeting_invitee i on i.meeting_id = m.meeting_id
    where m.meeting_id = which and m.kind <> 'sheet' and m.file_id is not null
      and i.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end;

-- The same for one meeting with all that its page shows, in one look whose plan is kept: a county signs in within minutes.
create function own_meeting_page(which uuid) returns table (
    type meeting_type, title text, starts_at timestamptz, ends_at timestamptz, place text, state meeting_state, capacity integer,
    cancel_reason text, response invitee_response, excuse text, attendance attendance, organisation text, agenda text[],
    taken integer, resolutions jsonb, materials jsonb)
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
          from meeting_material f where f.meeting_id = which and f.kind <> 'sheet' and f.file_id is not null)
      from meeting_invitee i join meeting m on m.id = i.meeting_id join organisation o on o.id = m.organisation_id
      where i.meeting_id = which and i.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end $$;

-- The meeting and the own row of its list, both held until the commit, and whether the device has signed somebody else in:
-- looked at when the meeting is held, so that two at once cannot both be told that it has not.
create function hold_own_invitation(which uuid, device bytea) returns table (
    meeting_path text, title text, type meeting_type, state meeting_state, starts_at timestamptz, capacity integer,
    person_id uuid, org_path text, response invitee_response, attendance attendance, device_hash bytea, device_taken boolean)
  language plpgsql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  as $$
  #variable_conflict use_column
  declare
    who uuid := nullif(current_setting('app.person', true), '')::uuid;
  begin
    perform 1 from meeting m where m.id = which
      and exists (select from meeting_invitee i where i.meeting_id = which and i.person_id = who) for update of m;
    return query
      select m.org_path, m.title, m.type, m.state, m.starts_at, m.capacity, i.person_id, i.org_path, i.response, i.attendance, i.device_hash,
        exists (select from meeting_invitee d where d.meeting_id = which and d.device_hash = device and d.person_id <> who)
      from meeting m join meeting_invitee i on i.meeting_id = m.id
      where m.id = which and i.person_id = who for update of i;
  end $$;

-- Signs the person behind the scope in, in one round trip, and answers how things stood before. Whoever calls it refuses
-- afterwards what does not stand (the code, the hours, the state), and what was written goes with the transaction.
create function sign_own_in(which uuid, device bytea, moment timestamptz) returns table (
    meeting_path text, org_path text, former attendance, device_hash bytea, device_taken boolean)
  language plpgsql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  as $$
  #variable_conflict use_column
  declare
    held record;
  begin
    select * into held from hold_own_invitation(which, device);
    if not found then return; end if;
    if not held.device_taken and held.attendance is distinct from 'present' then
      update meeting_invitee i set attendance = 'present', recorded_how = 'code', recorded_at = moment, device_hash = device, reason = null
      where i.meeting_id = which and i.person_id = held.person_id;
    end if;
    return query select held.meeting_path, held.org_path, held.attendance, held.device_hash, held.device_taken;
  end $$;

drop function hold_own_meeting(uuid);
drop function own_meeting_agenda(uuid);
drop function own_meeting_resolutions(uuid);
drop function own_meeting_device_taken(uuid, bytea);
