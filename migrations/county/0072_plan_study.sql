-- Plans, collective study and classes (学习计划、集中学习、培训班). Who was at a session is what the meeting says: here stands only
-- what it was about. Study hours are derived from attendance, classes and certificates by the rule pack; `study_tally` keeps their sum
-- by year for the figures of a county, and is counted anew by `study.recount`.
create type study_audience as enum ('member', 'leader', 'new_secretary', 'probationary');
create type study_plan_state as enum ('draft', 'issued', 'ended');
create type study_class_state as enum ('open', 'ended', 'cancelled');
create type study_part as enum ('day', 'morning', 'afternoon');
create type study_enrolment_state as enum ('enrolled', 'waiting', 'withdrawn');

-- What a meeting taught: its topics, who taught, and how much of it was study where it was not all of it.
create table study_session (
  meeting_id  uuid primary key references meeting,
  org_path    text collate "C" not null,            -- as the meeting
  topics      text[] not null check (cardinality(topics) > 0),
  lecturer    text,
  study_hours numeric(3, 1) check (study_hours > 0 and study_hours <= 8),
  noted_by    text not null,
  noted_on    date not null,
  version     integer not null default 1
);
create index study_session_path on study_session (org_path);

-- What an organisation plans for a year, and for whom. Read by everybody below it: no personal data.
create table study_plan (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  year            integer not null check (year between 2000 and 2099),
  audience        study_audience not null,
  state           study_plan_state not null default 'draft',
  title           text not null,
  details         text not null default '',
  version         integer not null default 1,
  created_at      timestamptz not null default now()
);
create index study_plan_of on study_plan (organisation_id, year);
create table study_plan_line (
  id      uuid primary key,
  plan_id uuid not null references study_plan on delete cascade,
  month   integer not null check (month between 1 and 12),
  topic   text not null references study_topic,
  form    text not null,
  hours   numeric(4, 1) not null check (hours > 0),
  words   text not null default ''
);
create index study_plan_line_of on study_plan_line (plan_id, month);

-- A class of the Party school or of a committee (培训班), and its half days. Announced to all whom it is for: no personal data but
-- the names of those who teach, as on the notice.
create table study_class (
  id           uuid primary key,
  organiser_id uuid not null references organisation,
  audience     study_audience not null,
  state        study_class_state not null default 'open',
  title        text not null,
  details      text not null default '',
  place        text not null,
  lecturers    text not null default '',
  topics       text[] not null check (cardinality(topics) > 0),
  quota        integer not null check (quota > 0),
  apply_by     date not null,
  starts_on    date not null,
  ends_on      date not null,
  valid_years  integer check (valid_years > 0),
  version      integer not null default 1,
  created_at   timestamptz not null default now(),
  check (ends_on >= starts_on)
);
create index study_class_of on study_class (organiser_id, starts_on desc);
create index study_class_on on study_class (starts_on desc, id);
create table study_class_session (
  id       uuid primary key,
  class_id uuid not null references study_class,
  on_day   date not null,
  part     study_part not null,
  subject  text not null,
  unique (class_id, on_day, part)
);

-- Who is in a class. Filed at the organiser, as a matter of its own, and with the person: both places read it.
create table study_enrolment (
  id          uuid primary key,
  class_id    uuid not null references study_class,
  person_id   uuid not null,
  org_path    text collate "C" not null,            -- the organiser's, with a leaf of the class
  to_path     text collate "C" not null,            -- the person's leaf
  name        text not null,
  branch_name text not null,
  state       study_enrolment_state not null,
  asked_by    text not null,
  asked_at    timestamptz not null,
  version     integer not null default 1,
  unique (class_id, person_id)
);
create index study_enrolment_person on study_enrolment (person_id);
create index study_enrolment_path on study_enrolment (org_path);
create index study_enrolment_to on study_enrolment (to_path);

create table study_roll (
  session_id uuid not null references study_class_session,
  person_id  uuid not null,
  class_id   uuid not null references study_class,
  org_path   text collate "C" not null,
  to_path    text collate "C" not null,
  present    boolean not null,
  marked_by  text not null,
  primary key (session_id, person_id)
);
create index study_roll_person on study_roll (person_id);
create index study_roll_class on study_roll (class_id);
create index study_roll_path on study_roll (org_path);
create index study_roll_to on study_roll (to_path);

create table study_certificate (
  id           uuid primary key,
  class_id     uuid not null references study_class,
  person_id    uuid not null,
  org_path     text collate "C" not null,
  to_path      text collate "C" not null,
  number       text not null unique,                -- random: it cannot be guessed from another
  masked_name  text not null,                       -- all that the public page shows of the holder
  hours        numeric(5, 1) not null,
  issued_on    date not null,
  expires_on   date,
  withdrawn_on date,
  why          text,
  version      integer not null default 1,
  unique (class_id, person_id)
);
create index study_certificate_person on study_certificate (person_id);
create index study_certificate_path on study_certificate (org_path);
create index study_certificate_to on study_certificate (to_path);

-- What members want to learn (学习需求). Lies with the file; the words are for the own branch, above it there are numbers of topics.
create table study_need (
  id        uuid primary key,
  person_id uuid not null references person,
  org_path  text collate "C" not null,
  topic     text not null references study_topic,
  words     text not null default '',
  asked_on  date not null,
  ended_on  date,
  version   integer not null default 1
);
create index study_need_path on study_need (org_path) where ended_on is null;
create index study_need_person on study_need (person_id);

-- Study hours of a person and a year, as the evidence says. Lies with the file.
create table study_tally (
  person_id uuid not null references person,
  year      integer not null,
  org_path  text collate "C" not null,
  hours     numeric(6, 1) not null,
  alone     numeric(6, 1) not null default 0,       -- self-study: shown beside, not required
  classes   integer not null default 0,             -- classes attended, and trainings with a certificate
  primary key (person_id, year)
);
create index study_tally_path on study_tally (year, org_path) include (person_id, hours, classes);

do $$
declare t text;
begin
  foreach t in array array['study_session', 'study_enrolment', 'study_roll', 'study_certificate', 'study_need', 'study_tally'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['study_session', 'study_need', 'study_tally'] loop
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
  foreach t in array array['study_enrolment', 'study_roll', 'study_certificate'] loop
    execute format('create policy %I on %I using (
      (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))
      or (to_path >= current_setting(''app.lower'', true) and to_path < current_setting(''app.upper'', true))
      or person_id::text = current_setting(''app.person'', true))', t || '_scope', t);
  end loop;
end $$;

-- What people attended between two days, wherever it was held: whoever asks has their files in the own range, or asks about himself.
-- What a meeting elsewhere was called stays there.
create function study_meetings_within(people uuid[], first_day date, last_day date, asker_lower text, asker_upper text)
  returns table (person_id uuid, ref uuid, on_day date, kind meeting_type, title text, unit text, starts_at timestamptz, ends_at timestamptz,
    topics text[], study_hours numeric)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select i.person_id, m.id, m.held_on, m.type,
      case when i.person_id = nullif(current_setting('app.person', true), '')::uuid
        or (m.org_path >= asker_lower and m.org_path < asker_upper) then m.title end,
      o.short_name, m.starts_at, m.ends_at, s.topics, s.study_hours
    from meeting_invitee i
    join meeting m on m.id = i.meeting_id
    join organisation o on o.id = m.organisation_id
    join person p on p.id = i.person_id
    left join study_session s on s.meeting_id = m.id
    where i.person_id = any(people) and i.attendance = 'present' and m.state = 'closed'
      and m.held_on >= first_day and m.held_on <= last_day
      and (p.id = nullif(current_setting('app.person', true), '')::uuid
        or (p.org_path >= asker_lower and p.org_path < asker_upper))
    order by m.held_on, m.id;
  end;
create function study_meetings(people uuid[], first_day date, last_day date)
  returns table (person_id uuid, ref uuid, on_day date, kind meeting_type, title text, unit text, starts_at timestamptz, ends_at timestamptz,
    topics text[], study_hours numeric)
  language sql stable
  begin atomic
    select s.* from study_meetings_within(people, first_day, last_day, coalesce(current_setting('app.lower', true), ''),
      coalesce(current_setting('app.upper', true), '')) s;
  end;

-- How many places of a class are taken, and how many wait: numbers, for those who see some of its people only.
create function study_places(classes uuid[]) returns table (class_id uuid, enrolled integer, waiting integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select e.class_id, count(*) filter (where e.state = 'enrolled')::integer, count(*) filter (where e.state = 'waiting')::integer
    from study_enrolment e where e.class_id = any(classes) group by e.class_id;
  end;

-- Who waits longest gets the place that has become free, whoever that is.
create function pass_study_place(which uuid) returns uuid
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update study_enrolment e set state = 'enrolled', version = e.version + 1
    where e.id = (select w.id from study_enrolment w where w.class_id = which and w.state = 'waiting' order by w.asked_at, w.id limit 1)
      and (select count(*) from study_enrolment f where f.class_id = which and f.state = 'enrolled')
        < (select c.quota from study_class c where c.id = which and c.state = 'open')
    returning e.person_id;
  end;

-- What a certificate says to anybody who has its number: nothing of the holder but the masked name.
create function study_certificate_of(asked text)
  returns table (masked_name text, title text, organiser text, starts_on date, ends_on date, hours numeric, issued_on date, expires_on date,
    withdrawn_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select t.masked_name, c.title, o.name, c.starts_on, c.ends_on, t.hours, t.issued_on, t.expires_on, t.withdrawn_on
    from study_certificate t join study_class c on c.id = t.class_id join organisation o on o.id = c.organiser_id
    where t.number = asked;
  end;
