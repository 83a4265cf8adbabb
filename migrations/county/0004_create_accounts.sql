-- Accounts, what they may be, and their sessions. The guard 'accounts' is set by sign-in itself and by
-- scopes that hold the permission to manage accounts; nobody else sees another's rows.
create type role_key as enum (
  'county_officer', 'township_worker', 'branch_secretary', 'organisation_member', 'member', 'probationary',
  'applicant', 'resident', 'department_handler', 'discipline_officer', 'publisher', 'reviewer',
  'system_admin', 'security_admin', 'audit_admin');

create table account (
  id                uuid primary key,
  person_id         uuid references person,
  sign_in_name      text not null,
  display_name      text not null,
  password_hash     text,
  password_set_at   timestamptz,
  must_set_password boolean not null default true,
  totp_secret       bytea,
  totp_key_id       integer,
  totp_confirmed_at timestamptz,
  totp_last_step    bigint,
  failures          integer not null default 0,
  last_failure_at   timestamptz,
  language          text not null default 'zh',
  disabled_at       timestamptz,
  version           integer not null default 1,
  created_at        timestamptz not null default now()
);
create unique index account_name on account (lower(sign_in_name));
create unique index account_person on account (person_id) where person_id is not null and disabled_at is null;

create table role_grant (
  id              uuid primary key,
  account_id      uuid not null references account,
  role            role_key not null,
  organisation_id uuid not null references organisation,
  post_holding_id uuid references post_holding,   -- where set, the right ends the moment the post ends
  from_on         date not null default current_date,
  to_on           date,
  granted_by      uuid,
  created_at      timestamptz not null default now(),
  ended_at        timestamptz,
  version         integer not null default 1
);
create index role_grant_account on role_grant (account_id);

create table session (
  id          uuid primary key,
  token_hash  bytea not null unique,
  account_id  uuid not null references account,
  grant_id    uuid references role_grant,
  factor      text not null default 'password',   -- or 'totp': the second factor has been given
  created_at  timestamptz not null default now(),
  seen_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  ended_at    timestamptz,
  device      text not null default ''
);
create index session_account on session (account_id) where ended_at is null;

do $$
declare t text;
begin
  foreach t in array array['account', 'role_grant', 'session'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
create policy account_own on account using (
  id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'accounts');
create policy role_grant_own on role_grant using (
  account_id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'accounts');
create policy session_own on session using (
  account_id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'accounts');

-- Who moves or ends a member's relation must be able to say whose sessions ask for their rights again, without seeing the account.
create function account_of_person(person uuid) returns uuid
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    select id from account where person_id = person and disabled_at is null;
  end;
