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
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  check ((state = 'open') = (ended_on is null)),
  check (state in ('open', 'finished') or end_reason is not null)
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
-- A step that does not repeat is done once; conversion is asked for again after an extension.
create unique index admission_fact_once on admission_fact (case_id, step)
  where voided_at is null and outcome in ('done', 'passed')
    and step not in ('talk', 'cultivation', 'probationInspection', 'conversionRequest');
create unique index admission_fact_extended on admission_fact (case_id, step) where voided_at is null and outcome = 'extended';

-- A national step is neither skipped nor shortened: the gates before a fact are there, not later than it, and the years between them
-- have passed. Whatever way a row comes in, it comes through here.
create function admission_fact_guard() returns trigger language plpgsql set search_path = :schema, pg_temp as $$
declare
  gates constant admission_step[] := array['application', 'activist', 'candidate', 'candidateConsent', 'introducers', 'vetting',
    'training', 'precheck', 'admissionMeeting', 'approval', 'conversionMeeting', 'conversionApproval']::admission_step[];
  entered date;
  taken_over boolean;
  began date;
begin
  select c.entered_on, c.from_papers into entered, taken_over from admission_case c where c.id = new.case_id;
  if new.from_papers then
    if not taken_over or new.on_day >= entered then
      raise exception 'only what was done before the case was opened comes from papers' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if exists (
    select from unnest(gates) as gate
    where gate < new.step and not exists (
      -- Papers that show a later step stand for the earlier ones, whose days nobody may know any more.
      select from admission_fact f where f.case_id = new.case_id and (f.step = gate or (f.from_papers and f.step > gate))
        and f.voided_at is null and f.outcome in ('done', 'passed') and f.on_day <= new.on_day)) then
    raise exception 'an earlier national step is missing' using errcode = 'check_violation';
  end if;
  if new.step = 'candidate' then
    select f.on_day into began from admission_fact f where f.case_id = new.case_id and f.step = 'activist' and f.voided_at is null;
    if new.on_day < began + 365 then
      raise exception 'an activist is cultivated for a year' using errcode = 'check_violation';
    end if;
  end if;
  if new.step = 'conversionMeeting' and new.outcome in ('passed', 'extended') then
    select f.on_day into began from admission_fact f
      where f.case_id = new.case_id and f.step = 'admissionMeeting' and f.voided_at is null and f.outcome in ('done', 'passed');
    if new.on_day < (began + interval '1 year')::date then
      raise exception 'probation lasts a year' using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger admission_fact_guard before insert on admission_fact for each row execute function admission_fact_guard();

-- What was recorded is not changed: a fact is taken back, or moves with its person.
create function admission_fact_fixed() returns trigger language plpgsql set search_path = :schema, pg_temp as $$
begin
  if (old.case_id, old.step, old.on_day, old.until_day, old.outcome, old.recorder, old.recorded_at)
    is distinct from (new.case_id, new.step, new.on_day, new.until_day, new.outcome, new.recorder, new.recorded_at)
    or (old.voided_at is not null and new.voided_at is distinct from old.voided_at) then
    raise exception 'a fact is taken back, not changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger admission_fact_fixed before update on admission_fact for each row execute function admission_fact_fixed();

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
