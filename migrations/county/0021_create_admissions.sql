-- Admission (发展党员): a case per person and its dated facts. Rows lie under the person's leaf and go where the person goes; an
-- applicant is a person without a membership. Facts are never changed: a wrong one is taken back with a reason and stays readable.
create type admission_stage as enum ('applicant', 'activist', 'candidate', 'probationary', 'full');
create type admission_state as enum ('open', 'finished', 'withdrawn', 'vetting_stopped', 'rejected', 'probation_cancelled',
  'not_recognised', 'moved_away');
-- In their order (Rules on Admission, 2026).
create type admission_step as enum ('application', 'talk', 'activist', 'activistFiling', 'contacts', 'cultivation', 'candidate',
  'candidateConsent', 'introducers', 'vetting', 'training', 'committeeReview', 'precheck', 'applicationBook', 'admissionMeeting',
  'superiorTalk', 'approval', 'filing', 'assignment', 'oath', 'probationInspection', 'conversionRequest', 'conversionMeeting',
  'conversionApproval', 'archive');
create type admission_outcome as enum ('done', 'passed', 'refused', 'extended', 'cancelled');
create type admission_extra as enum ('thoughtReport', 'contactTalk', 'publicAdmission', 'publicConversion',
  'autobiography', 'defence');

create table admission_case (
  id              uuid primary key,
  person_id       uuid not null,                 -- no key: an import that is undone takes its people back
  org_path        text collate "C" not null,
  begun_under     text not null check (begun_under in ('2014', '2026')),  -- the rules in force when it began, for good
  begun_on        date not null,                 -- the application was handed in
  entered_on      date not null,                 -- the case was opened here; older papers lie before it
  from_papers     boolean not null default false,-- begun before the platform: facts before entered_on are taken over as they stand
  transferred_in  boolean not null default false,
  has_committee   boolean not null,              -- of the branch, as its committee review was or will be held
  stage           admission_stage not null default 'applicant',
  state           admission_state not null default 'open',
  ended_on        date,
  end_reason      text,
  -- What comes next, from the rules, kept for the lists: the step, who acts, the latest day.
  next_step       admission_step,
  next_actor      text check (next_actor in ('applicant', 'branch', 'committee', 'county')),
  next_from       date,                          -- not before this day
  due_on          date,
  -- The days on which the gates were passed, kept by the commands out of the facts.
  activist_on     date,
  candidate_on    date,
  consented_on    date,
  vetted_on       date,
  trained_on      date,
  prechecked_on   date,
  admitted_on     date,                          -- the branch meeting: probation counts from it
  approved_on     date,
  converted_on    date,                          -- the branch meeting on the conversion
  full_on         date,                          -- its approval
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  check ((state = 'open') = (ended_on is null)),
  check (state in ('open', 'finished') or end_reason is not null),
  -- A national step is neither skipped nor shortened: each gate stands on those before it, and the years between them have passed.
  -- Papers of before are taken over as they stand.
  constraint admission_activist check (from_papers or activist_on is null or activist_on >= begun_on),
  constraint admission_year check (from_papers or candidate_on is null
    or (activist_on is not null and candidate_on >= activist_on + 365)),
  constraint admission_consent check (from_papers or consented_on is null
    or (candidate_on is not null and consented_on >= candidate_on)),
  constraint admission_candidate check (from_papers or (vetted_on is null and trained_on is null and prechecked_on is null)
    or consented_on is not null),
  constraint admission_precheck check (from_papers or prechecked_on is null
    or (vetted_on is not null and trained_on is not null and prechecked_on >= vetted_on and prechecked_on >= trained_on)),
  constraint admission_meeting check (from_papers or admitted_on is null
    or (prechecked_on is not null and admitted_on >= prechecked_on)),
  constraint admission_approval check (from_papers or approved_on is null
    or (admitted_on is not null and approved_on >= admitted_on)),
  constraint admission_probation check (from_papers or converted_on is null
    or (approved_on is not null and converted_on >= (admitted_on + interval '1 year')::date)),
  constraint admission_conversion check (from_papers or full_on is null
    or (converted_on is not null and full_on >= converted_on)),
  constraint admission_stages check (from_papers
    or ((stage not in ('probationary', 'full') or approved_on is not null) and (stage <> 'full' or full_on is not null)))
);
create unique index admission_case_open on admission_case (person_id) where state = 'open';
create index admission_case_person on admission_case (person_id);
create index admission_case_path on admission_case (org_path);
create index admission_case_due on admission_case (due_on) where state = 'open';

create table admission_fact (
  id               uuid primary key,
  case_id          uuid not null references admission_case,
  person_id        uuid not null,
  org_path         text collate "C" not null,
  step             admission_step not null,
  on_day           date not null,
  until_day        date check (until_day >= on_day),
  outcome          admission_outcome not null,
  hours            integer check (hours between 0 and 500),
  days             integer check (days between 0 and 100),
  people           integer check (people between 0 and 20),
  special          boolean,
  months           integer check (months between 1 and 24),
  entitled         integer check (entitled >= 0),
  present          integer check (present between 0 and entitled),
  yes              integer check (yes >= 0),
  no               integer check (no >= 0),
  abstain          integer check (abstain >= 0),
  written_opinions integer check (written_opinions >= 0),
  secret           boolean,
  meeting_id       uuid references meeting,
  names            text[] not null default '{}', -- contacts, introducers, whoever held the talk
  concluded_by     text,                         -- a conclusion is somebody's, by name
  note             text,                         -- the conclusion in words; raw material of a vetting has no place here
  from_papers      boolean not null default false,
  account_id       uuid,
  recorder         text not null,
  role             text not null,
  organisation     text not null,
  recorded_at      timestamptz not null default now(),
  voided_at        timestamptz,
  voided_by        text,
  void_reason      text,
  check ((voided_at is null) = (void_reason is null)),
  -- What the national rules ask of a fact itself. Papers from before the platform are taken over as they stand, contradictions
  -- included: people look at those.
  constraint admission_vetting_named check (step <> 'vetting' or from_papers or concluded_by is not null),
  constraint admission_introducers check (step <> 'introducers' or from_papers or (people = 2 and cardinality(names) = 2)),
  constraint admission_contacts check (step <> 'contacts' or from_papers or people between 1 and 2),
  constraint admission_training check (step <> 'training' or from_papers or special is true or hours >= 24 or days >= 3),
  constraint admission_vote check (from_papers or outcome in ('refused') or step not in ('admissionMeeting', 'conversionMeeting')
    or (entitled is not null and secret and present * 2 > entitled
      and (outcome <> 'passed' or yes * 2 > entitled) and yes + no + abstain <= present + written_opinions)),
  constraint admission_extension check (outcome <> 'extended' or from_papers
    or (step in ('conversionMeeting', 'conversionApproval') and months between 6 and 12)),
  -- Five working days are five days at least; the working days are counted by the command.
  constraint admission_publicity check (step <> 'candidateConsent' or from_papers or outcome <> 'passed'
    or on_day < '2026-05-11' or until_day - on_day >= 4)
);
create index admission_fact_case on admission_fact (case_id);
create index admission_fact_person on admission_fact (person_id);
create index admission_fact_path on admission_fact (org_path);
-- A step that does not repeat is done once.
create unique index admission_fact_once on admission_fact (case_id, step)
  where voided_at is null and outcome in ('done', 'passed') and step not in ('talk', 'cultivation', 'probationInspection');
create unique index admission_fact_extended on admission_fact (case_id, step) where voided_at is null and outcome = 'extended';

-- Local extras (地方自选动作): which of them the county asks for, and what was handed in or done.
create table admission_extra_setting (
  extra  admission_extra primary key,
  wanted boolean not null default false,
  set_by text not null,
  set_at timestamptz not null default now()
);
create table admission_extra_record (
  id          uuid primary key,
  case_id     uuid not null references admission_case,
  person_id   uuid not null,
  org_path    text collate "C" not null,
  extra       admission_extra not null,
  on_day      date not null,
  until_day   date check (until_day >= on_day),
  note        text,
  recorder    text not null,
  recorded_at timestamptz not null default now(),
  voided_at   timestamptz,
  void_reason text,
  check ((voided_at is null) = (void_reason is null))
);
create index admission_extra_record_case on admission_extra_record (case_id);
create index admission_extra_record_person on admission_extra_record (person_id);

do $$
declare t text;
begin
  foreach t in array array['admission_case', 'admission_fact', 'admission_extra_record']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))', t || '_scope', t);
    execute format('create policy %I on %I as restrictive for delete using (false)', t || '_kept', t);
  end loop;
end $$;

-- Who acts for an organisation in a role, to be told that something waits: ids of people, nothing of their accounts.
create function people_in_role(organisation uuid, wanted role_key) returns setof uuid
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    select distinct a.person_id from role_grant g join account a on a.id = g.account_id
    where g.organisation_id = organisation and g.role = wanted and g.ended_at is null
      and g.from_on <= current_date and (g.to_on is null or g.to_on >= current_date)
      and a.disabled_at is null and a.person_id is not null;
  end;
