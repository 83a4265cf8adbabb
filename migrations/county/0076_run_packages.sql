-- Courseware of others (课件包): SCORM 1.2, SCORM 2004 and cmi5 packages as units of a course. The archive is kept as it came, and each of
-- its entries as a file of its own. How far somebody is in one is kept without how long it took: no element of time is taken in.
alter type course_file_kind add value 'package';

-- What an archive holds. About nobody, and read by whoever is signed in, as editions of courses are.
create table package (
  file_id  uuid primary key references file,        -- the archive
  standard text not null check (standard in ('scorm12', 'scorm2004', 'cmi5')),
  title    text not null,
  parts    jsonb not null                            -- what can be started, in order, as education/packages/reading has it
);

create table package_entry (
  file_id    uuid primary key references file,
  package_id uuid not null references package,
  path       text collate "C" not null,              -- below the manifest, in small letters
  media_type text not null,
  size       bigint not null,
  unique (package_id, path)
);

-- One part of a package in the hands of one learner: the learner's own, and no range opens it.
create table package_run (
  id         uuid primary key,                       -- also the registration of statements
  package_id uuid not null references package,
  unit_id    uuid not null,
  part       integer not null,                       -- its place among the parts
  person_id  uuid not null references person,
  kept       jsonb not null default '{}',            -- elements of SCORM's data model by name: status, place, what goes on next time
  done       boolean not null default false,
  launch     uuid,                                   -- of cmi5: the last time that it was opened
  fetched    boolean not null default false,         -- the credentials of that time were handed out
  opened_on  date not null,
  unique (person_id, unit_id, package_id, part)
);
alter table package_run enable row level security;
alter table package_run force row level security;
create policy package_run_own on package_run using (
  person_id::text = current_setting('app.person', true) or current_setting('app.guard', true) = 'system');

-- A package of cmi5 speaks for one learner alone, by credentials of its own.
alter table xapi_client add column learner_id uuid references xapi_learner;
