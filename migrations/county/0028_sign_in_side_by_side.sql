-- Signs the person behind the scope in, in one round trip, and answers how things stood before. Whoever calls it refuses
-- afterwards what does not stand (the code, the hours, the state), and what was written goes with the transaction.
-- The members of a branch sign in within the same minute: they share the meeting, which only the chair and those who give
-- places hold alone. The state and the hour are those that stand once the meeting is held. Of two at once with one device
-- the index meeting_invitee_device refuses the second.
drop function sign_own_in(uuid, bytea, timestamptz);
create function sign_own_in(which uuid, device bytea, moment timestamptz) returns table (
    meeting_path text, org_path text, held_state meeting_state, held_at timestamptz, former attendance, device_hash bytea,
    device_taken boolean)
  language plpgsql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  as $$
  #variable_conflict use_column
  declare
    who uuid := nullif(current_setting('app.person', true), '')::uuid;
    held record;
  begin
    perform 1 from meeting m where m.id = which
      and exists (select from meeting_invitee i where i.meeting_id = which and i.person_id = who) for share of m;
    select m.org_path as meeting_path, m.state, m.starts_at, i.org_path, i.attendance, i.device_hash,
        exists (select from meeting_invitee d where d.meeting_id = which and d.device_hash = device and d.person_id <> who) as taken
      into held
      from meeting m join meeting_invitee i on i.meeting_id = m.id
      where m.id = which and i.person_id = who for update of i;
    if not found then return; end if;
    if not held.taken and held.attendance is distinct from 'present' then
      update meeting_invitee i set attendance = 'present', recorded_how = 'code', recorded_at = moment, device_hash = device, reason = null
      where i.meeting_id = which and i.person_id = who;
    end if;
    return query select held.meeting_path, held.org_path, held.state, held.starts_at, held.attendance, held.device_hash, held.taken;
  end $$;
