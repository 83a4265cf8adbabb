-- What the workbench reads when it is opened: numbers over a whole county, of which few rows are meant.

-- Files that lack what every file has to have; `completeness` of the members' rules asks for the same fields.
create index person_incomplete on person (id)
  where name is null or sex is null or ethnicity is null or id_number is null or birth_date is null or education is null
    or phone is null or address is null;
create index membership_incomplete on membership (person_id)
  where category is null or branch_id is null or joined_on is null or job_post is null or standing is null or full_on is null;

-- As before, but people are counted where the commands keep their count.
create or replace function notice_load(lower_path text, upper_path text, since timestamptz) returns table (people integer, notices integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'notices'
    set app.lower = '/' set app.upper = '0'
  begin atomic
    select
      (select coalesce(sum(t.members), 0)::integer from branch_tally t where t.org_path >= lower_path and t.org_path < upper_path),
      (select count(*)::integer from notice n join person p on p.id = n.person_id
       where p.org_path >= lower_path and p.org_path < upper_path and n.created_at >= since
         and exists (select from notice_delivery d where d.notice_id = n.id and d.state <> 'suppressed'));
  end;

-- Talks and lessons as duties: as the other kinds have it, and who was there.
create index meeting_of_heart_talk on meeting (held_on, org_path) include (organisation_id)
  where state = 'closed' and type = 'heart_talk';
create index meeting_lesson_chair on meeting (chair_person_id, held_on)
  where state = 'closed' and type = 'party_lesson' and chair_person_id is not null;
