-- The typed tree. Organisations are public inside the county; the people who hold posts are personal data.
create type organisation_type as enum (
  'county_committee', 'county_department', 'discipline_commission', 'party_school', 'working_committee',
  'township_committee', 'grassroots_committee', 'village_committee_party', 'general_branch', 'branch',
  'joint_branch', 'temporary_branch', 'group',
  'government_department', 'township_government', 'village', 'community', 'unit');

create sequence organisation_segment as bigint;   -- one path segment per organisation, base 36

create table organisation (
  id             uuid primary key,
  parent_id      uuid references organisation,
  type           organisation_type not null,
  name           text not null,
  short_name     text not null,
  pinyin         text not null,             -- full pinyin of short_name without spaces
  initials       text not null,
  code           text,
  division_code  text,
  -- '/1/7/2s/': a subtree is one range [path, path with the last '/' replaced by '0')
  path           text collate "C" not null unique,
  position       integer not null default 0,
  founded_on     date,
  abolished_on   date,
  merged_into_id uuid references organisation,
  unit_relation  text,
  unit_code      text,
  phone          text,
  address        text,
  version        integer not null default 1,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);
create index organisation_parent on organisation (parent_id, position);
create unique index organisation_code on organisation (code) where code is not null and abolished_on is null;

-- What a node was called and where it hung, day by day: the tree "as of" any date.
create table organisation_period (
  id          uuid primary key,
  organisation_id uuid not null references organisation,
  parent_id   uuid references organisation,
  type        organisation_type not null,
  name        text not null,
  short_name  text not null,
  path        text collate "C" not null,
  during      daterange not null,
  constraint organisation_period_once exclude using gist (organisation_id with =, during with &&)
);
create index organisation_period_day on organisation_period using gist (during);

create type organisation_event_kind as enum ('created', 'renamed', 'moved', 'merged', 'abolished', 'changed');
create table organisation_event (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  kind            organisation_event_kind not null,
  on_date         date not null,
  before          jsonb,
  after           jsonb,
  reason          text,
  document        text,                     -- number of the superior's reply
  account_id      uuid,
  created_at      timestamptz not null default now()
);
create index organisation_event_of on organisation_event (organisation_id, on_date);

create table term (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  ordinal         integer,                  -- 届次
  started_on      date not null,
  due_on          date not null,
  ended_on        date,
  years           integer not null,
  rule_id         text not null,
  version         integer not null default 1
);
create index term_of on term (organisation_id, started_on);
create index term_due on term (due_on) where ended_on is null;   -- terms ending within six months
