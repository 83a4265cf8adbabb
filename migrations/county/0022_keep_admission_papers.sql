-- Papers of admission: the standing forms that staff may edit, what was signed and where its original lies, and the yearly quotas.
create type admission_paper_kind as enum ('applicationLetter', 'talkRecord', 'recommendation', 'activistFiling', 'cultivationRegister',
  'candidateRequest', 'candidateNotice', 'noticeResult', 'vettingConclusion', 'trainingRecord', 'committeeReview', 'precheckOpinion',
  'applicationBook', 'admissionResolution', 'superiorTalk', 'approvalReply', 'admissionNotice', 'admissionFiling',
  'probationRegister', 'conversionRequest', 'conversionResolution', 'conversionReply', 'archiveList');

-- Versions of a form by whoever uses it; the newest of the nearest organisation above a branch holds. Nothing about a person: every
-- branch reads the forms of those above it.
create table admission_template (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  paper           admission_paper_kind not null,
  version         integer not null check (version > 0),
  file_id         uuid references file,          -- none: from this version on what those above use holds again
  file_name       text,
  size            bigint check (size > 0),
  note            text,
  made_by         text not null,
  made_at         timestamptz not null default now(),
  unique (organisation_id, paper, version),
  check ((file_id is null) = (file_name is null) and (file_id is null) = (size is null))
);

-- A paper that exists: signed, dated, its original somewhere, its scan here. Taken back with a reason, never deleted.
create table admission_paper (
  id           uuid primary key,
  case_id      uuid not null references admission_case,
  person_id    uuid not null,
  org_path     text collate "C" not null,
  paper        admission_paper_kind not null,
  on_day       date not null,
  file_id      uuid references file,
  paper_place  text,                             -- where the original lies
  note         text,
  recorder     text not null,
  role         text not null,
  organisation text not null,
  recorded_at  timestamptz not null default now(),
  version      integer not null default 1,
  voided_at    timestamptz,
  voided_by    text,
  void_reason  text,
  check ((voided_at is null) = (void_reason is null) and (voided_at is null) = (voided_by is null)),
  check (file_id is not null or paper_place is not null)
);
create index admission_paper_case on admission_paper (case_id);
create index admission_paper_person on admission_paper (person_id);
create index admission_paper_path on admission_paper (org_path);
alter table admission_paper enable row level security;
alter table admission_paper force row level security;
create policy admission_paper_scope on admission_paper using (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
create policy admission_paper_kept on admission_paper as restrictive for delete using (false);

-- How many people a township may admit in a year, as the county decided it: each decision stands, the last one holds.
create table admission_quota (
  id              uuid primary key,
  year            integer not null check (year between 2000 and 2100),
  organisation_id uuid not null references organisation,
  places          integer not null check (places between 0 and 10000),
  decided_on      date not null,
  document        text,
  reason          text,
  decided_by      text not null,
  recorded_at     timestamptz not null default now()
);
create index admission_quota_of on admission_quota (organisation_id, year, decided_on desc, id desc);

-- How far the quota above a branch is used: numbers only, for a branch that does not see its neighbours.
create function admission_quota_use(above text, of_year integer) returns integer
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select count(*)::integer from admission_fact f
    where f.org_path collate "C" >= above collate "C" and f.org_path collate "C" < (left(above, -1) || '0') collate "C"
      and f.step = 'admissionMeeting' and f.outcome = 'passed' and f.voided_at is null
      and f.on_day between make_date(of_year, 1, 1) and make_date(of_year, 12, 31)
      and not exists (select from admission_fact r where r.case_id = f.case_id and r.step = 'approval'
        and r.outcome = 'refused' and r.voided_at is null);
  end;
