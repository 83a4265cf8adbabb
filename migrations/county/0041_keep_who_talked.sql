-- Of a closed heart talk: how many of those present held a seat of its organisation on its day, and how many did not. The overview of
-- the duties counts thousands of talks and would read everybody who was there, with the seats of each day. Both follow from the
-- attendance and the posts; whoever changes these counts anew in the same transaction. Null: not a closed talk.
alter table meeting
  add column talk_seated integer check (talk_seated >= 0),
  add column talk_others integer check (talk_others >= 0),
  add constraint meeting_talk_counted check ((talk_seated is null) = (talk_others is null));

-- The body of a function keeps the columns that its table had when it was written.
create or replace function own_meetings() returns setof meeting
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select m.* from meeting_invitee i join meeting m on m.id = i.meeting_id
    where i.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end;

-- Counts the closed talks of some organisations anew, and of those in which some people hold or held a post or were asked to a talk.
-- Posts and lists may lie beyond the caller's own range, so the look is wide; it tells nothing and writes what follows from the facts.
-- One after the other for each organisation: a seat given while a talk is being closed would be seen by neither.
create function recount_talks(organisations uuid[], people uuid[]) returns void
  language plpgsql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  as $$
  declare concerned uuid[] := array(
    select unnest(organisations)
    union select h.organisation_id from post_holding h where h.person_id = any(people)
    union select m.organisation_id from meeting_invitee i join meeting m on m.id = i.meeting_id and m.type = 'heart_talk'
      where i.person_id = any(people));
  begin
    perform from organisation o where o.id = any(concerned) order by o.id for no key update;
    update meeting m set talk_seated = c.seated, talk_others = c.others
    from meeting t
    cross join lateral (
      select (count(*) filter (where s.sits))::integer as seated, (count(*) filter (where not s.sits))::integer as others
      from meeting_invitee i
      cross join lateral (select exists (
        select from post_holding h
        where h.organisation_id = t.organisation_id and h.person_id = i.person_id and h.voided_at is null
          and h.post in ('secretary', 'deputy_secretary', 'organisation_member', 'publicity_member', 'discipline_member', 'committee_member')
          and h.from_on <= t.held_on and (h.to_on is null or h.to_on >= t.held_on)) as sits) s
      where i.meeting_id = t.id and i.attendance = 'present') c
    where t.organisation_id = any(concerned) and t.type = 'heart_talk' and t.state = 'closed' and m.id = t.id
      and (m.talk_seated, m.talk_others) is distinct from (c.seated, c.others);
  end $$;

set local app.lower = '/';
set local app.upper = '0';
select recount_talks(array(select distinct organisation_id from meeting where type = 'heart_talk' and state = 'closed'), '{}');

-- The overview counts from the index alone.
drop index meeting_of_heart_talk;
create index meeting_of_heart_talk on meeting (held_on, org_path) include (organisation_id, talk_seated, talk_others)
  where state = 'closed' and type = 'heart_talk';
