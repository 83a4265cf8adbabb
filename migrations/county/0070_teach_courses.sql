-- Courses (课程): a provider writes chapters and units, a second person looks at them, and what was published is taken on the phone.
-- What somebody did with a course is kept as evidence alone: answers to its questions and tasks that were confirmed. No table holds how
-- long anything was open.
create type course_state as enum ('draft', 'review', 'published', 'withdrawn');
create type course_step_kind as enum ('propose', 'return', 'publish', 'withdraw');
create type course_done_state as enum ('asked', 'done', 'returned');
create type course_file_kind as enum ('document', 'slides', 'video', 'captions', 'picture');

-- Filed at its provider as '/1/7/=<course>/'.
create table course (
  id          uuid primary key,
  org_path    text collate "C" not null,
  provider_id uuid not null references organisation,
  state       course_state not null default 'draft',
  version     integer not null default 1,            -- of the row
  edition     integer not null default 0,            -- last published
  round       integer not null default 0,            -- grows each time that it is submitted
  title       text not null,
  summary     text not null,
  topics      text[] not null,
  audience    jsonb not null,                        -- {stages, posts, types}; an empty list leaves nobody out
  hours       numeric(4, 1) check (hours > 0),       -- nominal (学时), of self-study once its questions are answered
  expires_on  date,
  content     jsonb not null,                        -- chapters and units, as features/education/courses/content allows
  writers     uuid[] not null,                       -- persons, or accounts that are nobody's, who wrote since it was last published
  writer      text not null,                         -- the last of them
  changed_at  timestamptz not null,
  created_at  timestamptz not null default now()
);
create index course_path on course (org_path);
create index course_changed on course (changed_at desc, id desc);

create table course_step (
  id        uuid primary key,
  course_id uuid not null references course,
  org_path  text collate "C" not null,
  round     integer not null,
  kind      course_step_kind not null,
  actor     text not null,
  note      text,                                    -- why it was returned or withdrawn
  at        timestamptz not null
);
create index course_step_course on course_step (course_id, id);
create index course_step_path on course_step (org_path);

-- What a course is made of beside its words. A document is the file of that id; a video has pieces.
create table course_file (
  file_id    uuid primary key,
  course_id  uuid not null references course,
  org_path   text collate "C" not null,
  kind       course_file_kind not null,
  name       text not null,
  media_type text not null,
  size       bigint not null,
  source     text not null,
  licence    text not null,
  whole      boolean not null default true,           -- all of it has arrived
  created_at timestamptz not null default now()
);
create index course_file_course on course_file (course_id, file_id);
create index course_file_path on course_file (org_path);

create table course_piece (
  file_id  uuid primary key references file,
  video_id uuid not null references course_file,
  org_path text collate "C" not null,
  seq      integer not null,
  size     bigint not null,
  unique (video_id, seq)
);
create index course_piece_path on course_piece (org_path);

-- As it was published, edition by edition: what somebody learnt can be looked up for ever. About nobody, and read by whoever is signed in.
create table course_release (
  course_id   uuid not null references course,
  edition     integer not null,
  provider_id uuid not null references organisation,
  reach       text collate "C" not null,             -- offered to people below this path
  title       text not null,
  summary     text not null,
  topics      text[] not null,
  audience    jsonb not null,
  hours       numeric(4, 1),
  expires_on  date,
  content     jsonb not null,
  files       jsonb not null,                        -- of which it is made, with source and licence
  writers     uuid[] not null,
  reviewer_id uuid not null,
  current     boolean not null,
  published_on date not null,
  primary key (course_id, edition),
  -- A second person has looked at whatever is taught.
  constraint course_release_two_people check (not reviewer_id = any (writers))
);
create unique index course_release_current on course_release (course_id) where current;

-- That somebody takes a course: begun with the first piece of evidence, finished when nothing is missing.
create table course_taking (
  id          uuid primary key,
  course_id   uuid not null references course,
  person_id   uuid not null references person,
  org_path    text collate "C" not null,
  edition     integer not null,
  begun_on    date not null,
  finished_on date,
  unique (person_id, course_id)
);
create index course_taking_path on course_taking (org_path);
create index course_taking_course on course_taking (course_id);

-- Units with evidence: questions answered well enough, a task on site that the branch confirmed.
create table course_done (
  id        uuid primary key,
  course_id uuid not null references course,
  unit_id   uuid not null,
  person_id uuid not null references person,
  org_path  text collate "C" not null,
  edition   integer not null,
  state     course_done_state not null,
  asked_on  date not null,
  done_on   date,
  actor     text,                                    -- who confirmed or returned it; null for questions
  version   integer not null default 1,
  unique (person_id, unit_id),
  check ((state = 'done') = (done_on is not null))
);
create index course_done_path on course_done (org_path);
create index course_done_asked on course_done (org_path) where state = 'asked';

-- Answers to the questions of a course. The person's own: no range opens them.
create table course_attempt (
  id          uuid primary key,                      -- given by the device
  course_id   uuid not null references course,
  unit_id     uuid not null,
  person_id   uuid not null references person,
  edition     integer not null,
  items       uuid[] not null,                       -- as they were asked
  answers     jsonb not null,
  marks       numeric(4, 3)[] not null,              -- share of each question that is right
  passed      boolean not null,
  answered_on date not null,
  at          timestamptz not null
);
create index course_attempt_person on course_attempt (person_id, unit_id, at);

-- What a branch says among itself about a unit (讨论). Filed at the branch: nobody above reads it.
create table course_post (
  id         uuid primary key,                       -- given by the device
  course_id  uuid not null references course,
  unit_id    uuid not null,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,
  sealed     bytea not null,                         -- name and words
  key_id     integer not null,
  at         timestamptz not null,
  removed_at timestamptz,
  removed_by text
);
create index course_post_unit on course_post (org_path, unit_id, at);
create index course_post_key on course_post (key_id);

do $$
declare t text;
begin
  foreach t in array array['course', 'course_step', 'course_file', 'course_piece', 'course_taking', 'course_done', 'course_attempt', 'course_post'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['course', 'course_step', 'course_file', 'course_piece'] loop
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
  foreach t in array array['course_taking', 'course_done'] loop
    execute format('create policy %I on %I using ((org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))
      or person_id::text = current_setting(''app.person'', true))', t || '_scope', t);
  end loop;
end $$;
-- Read and written by those who work for the branch and by its members, whose own range begins with its path; taken out by the former.
-- What nobody's session does begins at the very root, above the county committee.
create policy course_post_system on course_post using (current_setting('app.lower', true) = '/');
create policy course_post_filing on course_post using (current_setting('app.filing', true) = 'on'
  and org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
create policy course_post_read on course_post for select using (
  org_path = split_part(current_setting('app.lower', true), '@', 1));
create policy course_post_say on course_post for insert with check (
  org_path = split_part(current_setting('app.lower', true), '@', 1));
create policy course_post_remove on course_post for update using (org_path = current_setting('app.lower', true));
create policy course_attempt_own on course_attempt using (
  person_id::text = current_setting('app.person', true) or current_setting('app.guard', true) = 'system');
