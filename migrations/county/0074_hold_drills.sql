-- Drills (演练): what an administrator does in the practice county, and the dangerous rights that a passed one opens. A run stands in both
-- counties under one id: here with its outcome, in the practice county with what was prepared. Rows of accounts, as sessions are:
-- read by the own account, written by sign-in's guard alone.
create type drill_key as enum ('roster', 'transfer', 'request', 'withdrawal');
create type practice_state as enum ('open', 'passed', 'failed', 'given_up');

create table practice_run (
  id          uuid primary key,
  account_id  uuid not null references account,
  drill       drill_key not null,
  state       practice_state not null default 'open',
  scene       jsonb,            -- in the practice county: ids and invented people
  findings    jsonb,            -- what the database held at the end, check by check
  started_at  timestamptz not null default now(),
  finished_at timestamptz,
  version     integer not null default 1,
  check ((state = 'open') = (finished_at is null))
);
create index practice_run_account on practice_run (account_id, started_at desc);            -- the own page
create unique index practice_run_open on practice_run (account_id) where state = 'open';       -- one at a time

create table practice_right (
  id         uuid primary key,
  account_id uuid not null references account,
  drill      drill_key not null,
  run_id     uuid unique references practice_run,   -- by a passed drill; without one by an exception
  reason     text,
  granted_by uuid references account,
  from_on    date not null,
  until_on   date not null,
  ended_at   timestamptz,
  version    integer not null default 1,
  created_at timestamptz not null default now(),
  check (until_on >= from_on),
  check ((run_id is null) = (reason is not null)),
  check (granted_by is null or granted_by <> account_id)
);
create index practice_right_account on practice_right (account_id, drill, until_on) where ended_at is null;   -- with each session

do $$
declare t text;
begin
  foreach t in array array['practice_run', 'practice_right'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %1$s_read on %1$I for select using (
      account_id::text = current_setting('app.account', true) or current_setting('app.guard', true) = 'accounts')$p$, t);
    execute format($p$create policy %1$s_insert on %1$I for insert with check (current_setting('app.guard', true) = 'accounts')$p$, t);
    execute format($p$create policy %1$s_update on %1$I for update using (current_setting('app.guard', true) = 'accounts')$p$, t);
  end loop;
end $$;

-- Who was in office before there were drills has ninety days to pass them.
select set_config('app.guard', 'accounts', true);
insert into practice_right (id, account_id, drill, reason, from_on, until_on)
  select gen_random_uuid(), a.id, d, '启用演练前已在岗，过渡期九十日', current_date, current_date + 90
  from account a cross join unnest(enum_range(null::drill_key)) as d where a.disabled_at is null;
select set_config('app.guard', '', true);
