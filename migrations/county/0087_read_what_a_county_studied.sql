-- The day and kind of a meeting stand beside its topics: what a county studied in a year is then read without asking each of its
-- meetings. The key keeps them the same: a day that is put right moves with the meeting. Topics are noted of closed meetings alone,
-- which stay closed.
select set_config('app.lower', '/', true), set_config('app.upper', '0', true);
alter table meeting add constraint meeting_day_and_type unique (id, held_on, type);
alter table study_session add column held_on date, add column type meeting_type;
update study_session s set held_on = m.held_on, type = m.type from meeting m where m.id = s.meeting_id;
alter table study_session alter column held_on set not null, alter column type set not null;
alter table study_session drop constraint study_session_meeting_id_fkey;
alter table study_session add foreign key (meeting_id, held_on, type) references meeting (id, held_on, type) on update cascade;
create index study_session_held on study_session (held_on) include (org_path, type, topics);
select set_config('app.lower', '', true), set_config('app.upper', '', true);

-- Who is a member now, by place, read off the index alone: `voided_at` stands in it for the policy, whose range then bounds the search
-- instead of being asked of each row. New members are few, and looked for by place.
create index membership_current_path on membership (org_path) include (person_id, voided_at) where left_on is null and voided_at is null;
create index membership_probationary on membership (org_path) where category = 'probationary' and left_on is null and voided_at is null;
