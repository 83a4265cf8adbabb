-- What is owed next in a case of admission: all clocks that run, with who is asked, from which day, until when and by which rule. They
-- follow from the facts and the calendar; the row keeps them so that lists and inboxes need not read every case anew. Each change of
-- a case writes them, a job each morning and each change of the calendar write them again. `clocks_on` is the day of the last time.
alter table admission_case add column clocks jsonb not null default '[]' check (jsonb_typeof(clocks) = 'array');
alter table admission_case add column clocks_on date;
-- The job looks for what was not read today.
create index admission_case_unread on admission_case (clocks_on) where state = 'open';

-- When the committee received the papers of a branch meeting: its months count from that day. The branch says when it sent them; the
-- committee may say with its talk when they came.
alter table admission_fact add column received_on date;
alter table admission_fact add constraint admission_received check (received_on is null or from_papers
  or (step = 'admissionMeeting' and received_on >= on_day) or (step = 'superiorTalk' and received_on <= on_day));
