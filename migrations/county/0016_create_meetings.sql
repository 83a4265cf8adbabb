-- Meetings and activities of an organisation: planned, held, closed. Rows are filed under the organisation and stay with it;
-- an invitee's row lies under the leaf of that person below the organisation, and the person reads it from anywhere.
create type meeting_type as enum ('members_meeting', 'committee_meeting', 'group_meeting', 'party_lesson', 'party_day',
  'organisation_life', 'appraisal', 'heart_talk', 'volunteer', 'other');
create type meeting_state as enum ('planned', 'held', 'closed', 'cancelled');
create type invitee_response as enum ('none', 'signed_up', 'waiting', 'declined');
create type attendance as enum ('present', 'absent', 'excused');
create type attendance_source as enum ('code', 'tap', 'late', 'chair');
create type resolution_vote as enum ('branch', 'committee', 'none');

create table meeting (
  id                 uuid primary key,
  organisation_id    uuid not null references organisation,
  org_path           text collate "C" not null,
  type               meeting_type not null,
  title              text not null,
  starts_at          timestamptz not null,
  ends_at            timestamptz,
  held_on            date,                    -- set when the list of those present is confirmed
  place              text,
  state              meeting_state not null default 'planned',
  chair_person_id    uuid,
  recorder_person_id uuid,
  content            text,
  series_id          uuid,                    -- those planned together share it
  capacity           integer check (capacity > 0),
  confirmed_at       timestamptz,             -- when the list of those present was confirmed, and by whom
  confirmed_by       text,
  cancel_reason      text,
  closed_at          timestamptz,
  closed_by          text,
  version            integer not null default 1,
  created_at         timestamptz not null default now(),
  check (ends_at is null or ends_at > starts_at),
  check (state not in ('held', 'closed') or held_on is not null),
  check ((state = 'closed') = (closed_at is not null))
);
create index meeting_of on meeting (organisation_id, starts_at desc);
create index meeting_path on meeting (org_path);
create index meeting_held on meeting (held_on, org_path) where state = 'closed';
create index meeting_series on meeting (series_id) where series_id is not null;

-- Who was asked to come and who came, as of that day: the name and the right to vote stay as they were, wherever the person
-- has gone since.
create table meeting_invitee (
  meeting_id   uuid not null references meeting,
  person_id    uuid not null,
  org_path     text collate "C" not null,
  name         text not null,
  votes        boolean not null,              -- a full member on that day; of the committee, one of its members
  exempt       boolean not null default false,-- old or ill: asked, not required
  response     invitee_response not null default 'none',
  responded_at timestamptz,
  excuse       text,
  attendance   attendance,                    -- null: not known yet
  recorded_how attendance_source,
  recorded_at  timestamptz,
  reason       text,
  device_hash  bytea,                         -- keyed: one device signs in one person
  primary key (meeting_id, person_id)
);
create index meeting_invitee_person on meeting_invitee (person_id);
create unique index meeting_invitee_device on meeting_invitee (meeting_id, device_hash) where device_hash is not null;

create table agenda_item (
  id uuid primary key, meeting_id uuid not null references meeting, org_path text collate "C" not null,
  position integer not null, topic text not null);
create index agenda_item_meeting on agenda_item (meeting_id);

create table meeting_resolution (
  id uuid primary key, meeting_id uuid not null references meeting, org_path text collate "C" not null,
  position integer not null, wording text not null, vote resolution_vote not null,
  yes integer not null default 0, no integer not null default 0, abstain integer not null default 0,
  entitled integer not null,                  -- both as the list stood when the vote was recorded
  present integer not null,
  passed boolean not null,
  why jsonb);
create index meeting_resolution_meeting on meeting_resolution (meeting_id);

-- What was agreed to be done. What is open returns on the agenda of the organisation's next meeting.
create table meeting_task (
  id uuid primary key, meeting_id uuid not null references meeting, organisation_id uuid not null references organisation,
  org_path text collate "C" not null, task text not null, owner_person_id uuid not null, owner_name text not null,
  due_on date not null, done_at timestamptz, done_note text,
  version integer not null default 1, created_at timestamptz not null default now());
create index meeting_task_meeting on meeting_task (meeting_id);
create index meeting_task_of on meeting_task (organisation_id, due_on);
create index meeting_task_owner on meeting_task (owner_person_id) where done_at is null;

create table meeting_amendment (
  id uuid primary key, meeting_id uuid not null references meeting, org_path text collate "C" not null,
  actor text not null, reason text not null, former jsonb not null, amended_at timestamptz not null default now());
create index meeting_amendment_meeting on meeting_amendment (meeting_id);

do $$
declare t text;
begin
  foreach t in array array['meeting', 'meeting_invitee', 'agenda_item', 'meeting_resolution', 'meeting_task', 'meeting_amendment']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['meeting', 'agenda_item', 'meeting_resolution', 'meeting_amendment']
  loop
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))', t || '_scope', t);
  end loop;
end $$;
create policy meeting_invitee_scope on meeting_invitee using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or person_id::text = current_setting('app.person', true));
create policy meeting_task_scope on meeting_task using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or owner_person_id::text = current_setting('app.person', true));

-- What lies above a member's own range: the meetings that the person behind the scope is asked to, and nothing else.
create function own_meetings() returns setof meeting
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select m.* from meeting_invitee i join meeting m on m.id = i.meeting_id
    where i.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end;

-- The same meeting, held until the commit: places are given one after the other.
create function hold_own_meeting(which uuid) returns setof meeting
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select m.* from meeting m
    where m.id = which and exists (select from meeting_invitee i where i.meeting_id = which
      and i.person_id = nullif(current_setting('app.person', true), '')::uuid)
    for update of m;
  end;

create function own_meeting_agenda(which uuid) returns setof agenda_item
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select a.* from agenda_item a join meeting_invitee i on i.meeting_id = a.meeting_id
    where a.meeting_id = which and i.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end;

create function own_meeting_resolutions(which uuid) returns setof meeting_resolution
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select r.* from meeting_resolution r join meeting_invitee i on i.meeting_id = r.meeting_id
    where r.meeting_id = which and i.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end;

-- How many have a place, and who is first in the waiting list.
create function own_meeting_places(which uuid) returns table (taken integer, first_waiting uuid)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select count(*) filter (where i.response = 'signed_up')::integer,
      (array_agg(i.person_id order by i.responded_at, i.person_id) filter (where i.response = 'waiting'))[1]
    from meeting_invitee i
    where i.meeting_id = which and exists (select from meeting_invitee o where o.meeting_id = which
      and o.person_id = nullif(current_setting('app.person', true), '')::uuid);
  end;

-- Whether a device has signed somebody else in.
create function own_meeting_device_taken(which uuid, device bytea) returns boolean
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select exists (select from meeting_invitee i where i.meeting_id = which and i.device_hash = device
      and i.person_id is distinct from nullif(current_setting('app.person', true), '')::uuid);
  end;

-- A place that the person behind the scope has given up goes to the first of the waiting list.
create function pass_own_place_on(which uuid) returns integer
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    with next as (
      update meeting_invitee n set response = 'signed_up'
      where n.meeting_id = which and n.person_id = (select first_waiting from own_meeting_places(which))
        and (select taken from own_meeting_places(which)) < (select m.capacity from meeting m where m.id = which)
      returning 1)
    select count(*)::integer from next;
  end;

-- Who belonged to an organisation on a day, with what decides about the right to vote. Files may lie elsewhere by now, so the
-- look is wide; the affiliations must lie in the caller's own range, which the caller hands over.
create function roster_on(below text, day date, lower_path text, upper_path text)
  returns table (person_id uuid, name text, pinyin text, category member_category, full_on date, standing text, watched boolean)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select p.id, p.name, p.pinyin, m.category, m.full_on,
      coalesce((select s.standing from standing_change s where s.person_id = a.person_id and s.voided_at is null and s.from_on <= day
          order by s.from_on desc limit 1),
        case when exists (select from standing_change s where s.person_id = a.person_id and s.voided_at is null)
          then '1' else m.standing end),
      -- 留党察看 takes the vote away while it lasts
      exists (select from sanction s where s.person_id = a.person_id and s.voided_at is null and s.kind = 'watched'
        and s.decided_on <= day and (s.effective_until is null or s.effective_until >= day))
    from affiliation a
    join person p on p.id = a.person_id
    join lateral (
      select m.category, m.full_on, m.standing from membership m
      where m.person_id = a.person_id and m.voided_at is null and (m.left_on is null or m.left_on >= day)
      order by m.left_on nulls last limit 1) m on true
    where a.voided_at is null and a.during @> day
      and a.org_path >= below and a.org_path < rtrim(below, '/') || '0'
      and a.org_path >= lower_path and a.org_path < upper_path
    order by p.pinyin, p.id;
  end;

-- The committee of an organisation on a day.
create function committee_on(organisation uuid, day date, lower_path text, upper_path text)
  returns table (person_id uuid, name text, pinyin text, post text)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select p.id, p.name, p.pinyin, h.post
    from post_holding h join person p on p.id = h.person_id
    where h.organisation_id = organisation and h.voided_at is null and h.from_on <= day and (h.to_on is null or h.to_on >= day)
      and h.org_path >= lower_path and h.org_path < upper_path
    order by h.from_on, p.pinyin, p.id;
  end;
