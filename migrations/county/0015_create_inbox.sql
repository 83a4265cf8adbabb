-- The inbox (待办与通知). To-dos are read where they arise; what is stored are notices, how far each has come on each
-- channel, and what an account wants to get. An account sees its own rows; the guard 'notices' is set by the delivery and
-- by the two functions below, through which a command files a notice for people whose accounts it does not see.
create type notice_channel as enum ('in_app', 'email', 'sms', 'wecom', 'dingtalk');
-- 'unknown': handed over without an answer, so that it may have arrived or not.
create type delivery_state as enum ('queued', 'held', 'sent', 'delivered', 'failed', 'suppressed', 'unknown');

create table notice (
  id         uuid primary key,
  account_id uuid not null,
  person_id  uuid,
  kind       text not null,                      -- 'meeting.invited': its text is notice.<kind>
  key        text not null,                      -- one matter, told once
  params     jsonb not null default '{}',        -- names of organisations and subjects, never personal data
  link       text not null,
  org_path   text collate "C" not null,          -- what it is about
  statutory  boolean not null default false,     -- cannot be switched off and is not held back
  created_at timestamptz not null default now(),
  read_at    timestamptz,
  done_at    timestamptz,
  unique (account_id, key)
);
create index notice_of_account on notice (account_id, id desc);
create index notice_unread on notice (account_id) where read_at is null;
create index notice_created on notice (created_at);   -- the sweep of old notices
create index notice_key on notice (key) where done_at is null;

create table notice_delivery (
  notice_id   uuid not null references notice on delete cascade,
  account_id  uuid not null,
  channel     notice_channel not null,
  state       delivery_state not null default 'queued',
  why         text,
  attempts    integer not null default 0,
  -- Handed over again after an unknown outcome, on a channel that cannot tell a repetition.
  doubtful    boolean not null default false,
  provider_id text,
  sent_at     timestamptz,
  primary key (notice_id, channel)
);
create index notice_delivery_held on notice_delivery (account_id, channel) where state = 'held';

create table notice_setting (
  account_id uuid not null,
  kind       text not null,                      -- '*': every kind that has no row of its own
  channel    notice_channel not null,
  enabled    boolean not null,
  primary key (account_id, kind, channel)
);

-- Where a channel finds the account: an e-mail address, the user's name at the work messenger.
create table notice_address (
  id         uuid primary key,
  account_id uuid not null,
  channel    notice_channel not null,
  address    bytea not null,
  key_id     integer not null,
  unique (account_id, channel)
);

do $$
declare t text;
begin
  foreach t in array array['notice', 'notice_delivery', 'notice_setting', 'notice_address'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select using (
      account_id::text = current_setting(''app.account'', true) or current_setting(''app.guard'', true) = ''notices'')', t || '_read', t);
  end loop;
end $$;
-- An account marks its own notices as read; only the delivery makes and ends them.
create policy notice_update on notice for update using (
  account_id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'notices');
create policy notice_insert on notice for insert with check (current_setting('app.guard', true) = 'notices');
create policy notice_delete on notice for delete using (current_setting('app.guard', true) = 'notices');
create policy notice_delivery_insert on notice_delivery for insert with check (current_setting('app.guard', true) = 'notices');
create policy notice_delivery_update on notice_delivery for update using (current_setting('app.guard', true) = 'notices');
create policy notice_delivery_delete on notice_delivery for delete using (current_setting('app.guard', true) = 'notices');
create policy notice_setting_write on notice_setting for all using (account_id::text = current_setting('app.account', true));
create policy notice_address_write on notice_address for all using (account_id::text = current_setting('app.account', true));
-- A rotation of the keys renews everybody's rows. No session has the whole tree as its range: administrators, who share
-- the guard, have none.
create policy notice_address_found on notice_address for select using (
  current_setting('app.guard', true) = 'accounts' and current_setting('app.lower', true) = '/');
create policy notice_address_renewed on notice_address for update using (
  current_setting('app.guard', true) = 'accounts' and current_setting('app.lower', true) = '/');

-- Files one notice for each of the people who have an account, once by its key, and answers those that are new. In the app
-- it has arrived with the commit; whoever has muted the kind finds it there as read.
create function file_notices(ids uuid[], people uuid[], what_kind text, what_key text, what_params jsonb, what_link text,
  what_path text, by_law boolean) returns table (notice uuid, account uuid)
  language sql volatile security definer set search_path = :schema, pg_temp set app.guard = 'notices'
  begin atomic
    with meant as (
      select distinct on (account_of_person(u.person)) u.id, u.person, account_of_person(u.person) as account
      from unnest(ids, people) as u (id, person)),
    wanted as (
      select m.id, m.person, m.account,
        by_law or coalesce(
          (select s.enabled from notice_setting s where s.account_id = m.account and s.kind = what_kind and s.channel = 'in_app'),
          (select s.enabled from notice_setting s where s.account_id = m.account and s.kind = '*' and s.channel = 'in_app'),
          true) as told
      from meant m where m.account is not null),
    filed as (
      insert into notice (id, account_id, person_id, kind, key, params, link, org_path, statutory, read_at)
      select id, account, person, what_kind, what_key, what_params, what_link, what_path, by_law, case when not told then now() end
      from wanted
      on conflict (account_id, key) do nothing
      returning id, account_id, read_at),
    arrived as (
      insert into notice_delivery (notice_id, account_id, channel, state, why, attempts, sent_at)
      select id, account_id, 'in_app', case when read_at is null then 'delivered' else 'suppressed' end::delivery_state,
        case when read_at is not null then 'muted' end, 1, now()
      from filed)
    select id, account_id from filed;
  end;

-- The matter is over: its notices ask for nothing any more, whoever ended it. Answers whose they were.
create function end_notices(what_key text) returns setof uuid
  language sql volatile security definer set search_path = :schema, pg_temp set app.guard = 'notices'
  begin atomic
    update notice set done_at = now(), read_at = coalesce(read_at, now()) where key = what_key and done_at is null
    returning account_id;
  end;
