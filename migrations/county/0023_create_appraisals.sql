-- The yearly appraisal of members. The test is on paper: what stands here is the sum of the forms, entered twice by two people;
-- no form and no voter's choice is ever kept, and what members said of each other only as a summary without names. A roll is a
-- document of its day: it keeps the names as they were, without keys to persons.

create type appraisal_state as enum ('running', 'graded', 'closed', 'cancelled');
create type appraisal_grade as enum ('excellent', 'qualified', 'basic', 'unqualified');
create type appraisal_part as enum ('graded', 'ungraded', 'excused');

create table appraisal (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  org_path        text collate "C" not null,
  year            integer not null check (year between 2019 and 2100),
  meeting_id      uuid references meeting,        -- the organisation-life meeting at which it was held
  roll_on         date not null,
  studied_on      date,
  mutual_on       date,
  mutual_form     text check (mutual_form in ('meeting', 'groups')),
  mutual_summary  text,                           -- no names: nobody's words about another are kept
  tested_on       date,
  decided_by      text check (decided_by in ('committee', 'members_meeting')),
  decided_on      date,
  told_at         timestamptz,
  closed_on       date,
  closed_by       text,
  state           appraisal_state not null default 'running',
  cancelled_why   text,
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  check ((mutual_on is null) = (mutual_form is null)),
  check (state not in ('graded', 'closed') or (decided_by is not null and decided_on is not null and tested_on is not null)),
  check ((state = 'closed') = (closed_on is not null)),
  check (state <> 'closed' or told_at is not null)
);
create unique index appraisal_once on appraisal (organisation_id, year) where state <> 'cancelled';
create index appraisal_path on appraisal (org_path, id desc);
create index appraisal_done on appraisal (year, org_path) include (organisation_id) where state = 'closed';

create table appraisal_person (
  appraisal_id uuid not null references appraisal,
  person_id    uuid not null,
  org_path     text collate "C" not null,         -- of the appraisal, with the person's leaf
  name         text not null,
  category     text not null check (category in ('full', 'probationary')),
  votes        boolean not null,
  part         appraisal_part not null,
  excuse       text check (excuse in ('old_or_ill', 'away', 'under_review', 'other')),
  excuse_note  text,
  self_text    text,
  self_how     text check (self_how in ('phone', 'paper')),
  self_at      timestamptz,
  grade        appraisal_grade,
  grade_reason text,
  told_at      timestamptz,
  response     text check (response in ('accepted', 'objected')),
  response_words text,
  responded_at timestamptz,
  answer       text,                              -- of the branch to an objection
  answered_at  timestamptz,
  talk_on      date,                              -- the talk that 基本合格 asks for
  talk_note    text,
  primary key (appraisal_id, person_id),
  check (grade is null or (part = 'graded' and category = 'full')),
  check (category = 'full' or part <> 'graded'),
  check ((part = 'excused') = (excuse is not null)),
  check (response is null or told_at is not null),
  check (response is distinct from 'objected' or response_words is not null),
  check ((self_text is null) = (self_how is null))
);
create index appraisal_person_path on appraisal_person (org_path);
create index appraisal_person_own on appraisal_person (person_id);

create table appraisal_tally (
  appraisal_id uuid primary key references appraisal,
  org_path     text collate "C" not null,
  issued       integer not null check (issued >= 0),
  returned     integer not null check (returned >= 0 and returned <= issued),
  valid        integer not null check (valid >= 0),
  invalid      integer not null check (invalid >= 0),
  entered_by   uuid,
  enterer      text not null,
  entered_at   timestamptz not null default now(),
  confirmed_by uuid,
  confirmer    text,
  confirmed_at timestamptz,
  check (valid + invalid = returned),
  check (confirmed_by is null or confirmed_by is distinct from entered_by)
);
create index appraisal_tally_path on appraisal_tally (org_path);

-- Sums by name. Filed under the branch and not under the person, whose own range does not reach them.
create table appraisal_tally_line (
  appraisal_id uuid not null references appraisal_tally,
  person_id    uuid not null,
  org_path     text collate "C" not null,
  excellent    integer not null check (excellent >= 0),
  qualified    integer not null check (qualified >= 0),
  basic        integer not null check (basic >= 0),
  unqualified  integer not null check (unqualified >= 0),
  primary key (appraisal_id, person_id)
);
create index appraisal_tally_line_path on appraisal_tally_line (org_path);

-- What follows 不合格 (measures of 2024): steps that people took, and the time of a correction. It decides nothing.
create table appraisal_follow_up (
  appraisal_id    uuid not null references appraisal,
  person_id       uuid not null,
  org_path        text collate "C" not null,
  investigated_on date,
  researched_on   date,
  filed_on        date,
  measure         text check (measure in ('correct', 'persuade', 'remove', 'none')),
  decided_on      date,
  until_on        date,
  finished_on     date,
  note            text,
  primary key (appraisal_id, person_id),
  check (measure is null or (investigated_on is not null and researched_on is not null and decided_on is not null)),
  check (measure is null or measure = 'none' or filed_on is not null),
  check ((measure is not distinct from 'correct') = (until_on is not null)),
  check (finished_on is null or measure is not null)
);
create index appraisal_follow_up_path on appraisal_follow_up (org_path);

do $$
declare t text;
begin
  foreach t in array array['appraisal', 'appraisal_person', 'appraisal_tally', 'appraisal_tally_line', 'appraisal_follow_up']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['appraisal', 'appraisal_tally', 'appraisal_tally_line', 'appraisal_follow_up']
  loop
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))', t || '_scope', t);
  end loop;
end $$;
create policy appraisal_person_scope on appraisal_person using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or person_id::text = current_setting('app.person', true));

-- What lies above a member's own range: the appraisals that the person behind the scope takes part in.
create function own_appraisals() returns setof appraisal
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select a.* from appraisal_person p join appraisal a on a.id = p.appraisal_id
    where p.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end;

-- The same one, held until the commit: what a member writes and what the branch does come one after the other.
create function hold_own_appraisal(which uuid) returns setof appraisal
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select a.* from appraisal a
    where a.id = which and exists (select from appraisal_person p where p.appraisal_id = which
      and p.person_id = nullif(current_setting('app.person', true), '')::uuid)
    for update of a;
  end;
