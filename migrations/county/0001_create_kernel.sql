-- What every feature stands on: audit, its hash chain, outbox, idempotency, jobs, files, approvals.
-- Policies compare the row's org_path with the one range of the scope (app.lower ≤ org_path < app.upper), so that
-- without a scope there are no rows. They call current_setting directly: schema-based sharding takes no sub-select.

create table audit_event (
  id           uuid primary key,
  at           timestamptz not null default clock_timestamp(),
  account_id   uuid,
  actor        text not null,              -- name of the account, or the system's reason
  role         text not null,
  session_id   uuid,
  request_id   text,
  action       text not null,              -- 'members.edit'
  entity       text not null,              -- 'person'
  entity_id    uuid,
  org_path     text collate "C" not null,
  reason       text,
  source       text not null default 'screen',   -- screen, import:<batch>, job, command line
  changes      jsonb                        -- [{field, from, to}], sensitive values as ciphertext
);
create index audit_event_entity on audit_event (entity_id, id);      -- history of one file
create index audit_event_path on audit_event (org_path, id desc);    -- what happened below an organisation
create index audit_event_account on audit_event (account_id, id desc);
alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy audit_event_write on audit_event for insert with check (true);
create policy audit_event_read on audit_event for select using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or current_setting('app.guard', true) = 'audit');

-- One sequencer chains the events outside the writers' transactions.
create table audit_link (
  seq       bigint primary key,
  event_id  uuid not null unique references audit_event,
  hash      bytea not null,
  linked_at timestamptz not null default clock_timestamp()
);

create table outbox (
  id         uuid primary key,
  kind       text not null,                -- 'live' or the name of an event: 'member.changed'
  payload    jsonb not null,               -- keys only, never personal data
  at         timestamptz not null default clock_timestamp()
);

create table idempotency (
  account_id  uuid not null,
  key         uuid not null,
  endpoint    text not null,
  body_digest bytea not null,
  status      integer not null,
  reply       jsonb,
  at          timestamptz not null default clock_timestamp(),
  primary key (account_id, key)
);
create index idempotency_at on idempotency (at);   -- the sweep of old keys
alter table idempotency enable row level security;
alter table idempotency force row level security;
create policy idempotency_own on idempotency using (
  account_id::text = coalesce(nullif(current_setting('app.account', true), ''), '00000000-0000-0000-0000-000000000000')
  or current_setting('app.guard', true) = 'sweep');

create type job_state as enum ('waiting', 'running', 'done', 'failed', 'cancelled');
create table job (
  id           uuid primary key,
  kind         text not null,
  subject      text not null default '',    -- what the person sees: a file name, a list's title
  account_id   uuid,
  org_path     text collate "C" not null,
  scope        jsonb not null,               -- on whose behalf it runs
  payload      jsonb not null default '{}',
  state        job_state not null default 'waiting',
  phase        text,
  done         integer not null default 0,
  total        integer,
  error        jsonb,
  result       jsonb,
  cancel_asked boolean not null default false,
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz
);
create index job_account on job (account_id, created_at desc);
alter table job enable row level security;
alter table job force row level security;
create policy job_own on job using (
  account_id::text = current_setting('app.account', true) or current_setting('app.guard', true) in ('jobs', 'system'));

create table file (
  id         uuid primary key,
  org_path   text collate "C" not null,
  name       text not null,
  media_type text not null,
  size       bigint not null,
  digest     bytea not null,               -- SHA-256 of the plain content
  key_id     integer not null,             -- version of the key it is encrypted with
  account_id uuid,
  created_at timestamptz not null default now()
);
alter table file enable row level security;
alter table file force row level security;
create policy file_scope on file using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or account_id::text = current_setting('app.account', true));

-- A dangerous act that waits for a second named person.
create type approval_state as enum ('waiting', 'approved', 'refused', 'withdrawn', 'expired');
create table approval (
  id         uuid primary key,
  kind       text not null,                -- 'members.export', 'members.bulk'
  org_path   text collate "C" not null,
  summary    jsonb not null,               -- the rendered difference or the size, without sensitive values
  payload    jsonb not null,
  asked_by   uuid not null,
  asker      text not null,
  asked_at   timestamptz not null default now(),
  reason     text not null,
  state      approval_state not null default 'waiting',
  decided_by uuid,
  decider    text,
  decided_at timestamptz,
  answer     text,
  used_at    timestamptz,
  expires_at timestamptz not null,
  check (decided_by is null or decided_by <> asked_by)
);
create index approval_waiting on approval (org_path) where state = 'waiting';
alter table approval enable row level security;
alter table approval force row level security;
create policy approval_scope on approval using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or asked_by::text = current_setting('app.account', true));

