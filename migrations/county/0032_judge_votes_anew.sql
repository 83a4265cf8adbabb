-- The numbers of a meeting's list on which a vote of another feature stands: an admission keeps those entitled and present as
-- they were when it was recorded. Whoever corrects the list may not see these people, wherever they are filed by now; the answer
-- names nobody.
create function meeting_votes_built_on(which uuid) returns table (entitled integer, present integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select f.entitled, f.present from admission_fact f
    where f.meeting_id = which and f.voided_at is null and f.entitled is not null;
  end;
create index admission_fact_meeting on admission_fact (meeting_id) where meeting_id is not null;
