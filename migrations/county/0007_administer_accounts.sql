-- Accounts under administration: when they were last used, when a first password was issued, why they were disabled.
-- Wrong second factors are counted apart, so that whoever knows only a name cannot slow that step down.
alter table account
  add column last_sign_in_at    timestamptz,
  add column password_issued_at timestamptz,
  add column disabled_reason    text,
  add column factor_failures    integer not null default 0,
  add column factor_failed_at   timestamptz;
create index account_created on account (created_at desc, id);   -- the administrators' list

-- People read their own account and roles; only scopes that administer accounts write them.
drop policy account_own on account;
create policy account_read on account for select using (
  id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'accounts');
create policy account_insert on account for insert with check (current_setting('app.guard', true) = 'accounts');
create policy account_update on account for update using (current_setting('app.guard', true) = 'accounts');

drop policy role_grant_own on role_grant;
create policy role_grant_read on role_grant for select using (
  account_id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'accounts');
create policy role_grant_insert on role_grant for insert with check (current_setting('app.guard', true) = 'accounts');
create policy role_grant_update on role_grant for update using (current_setting('app.guard', true) = 'accounts');

-- A session is opened only by sign-in, ended also by its own account.
drop policy session_own on session;
create policy session_read on session for select using (
  account_id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'accounts');
create policy session_update on session for update using (
  account_id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'accounts');
create policy session_insert on session for insert with check (current_setting('app.guard', true) = 'accounts');
create policy session_delete on session for delete using (current_setting('app.guard', true) = 'accounts');

-- The sweep of files without a row must see every row, wherever it is filed.
create policy file_sweep on file for select using (current_setting('app.guard', true) = 'sweep');
create index job_finished on job (finished_at) where finished_at is not null;   -- the sweep of old jobs
create index session_ended on session (expires_at);                        -- the sweep of old sessions
create index approval_asked on approval (asked_by, id desc);                    -- what I asked for
