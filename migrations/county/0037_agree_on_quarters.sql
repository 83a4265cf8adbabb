-- Paying by the quarter (按季交纳, Article 12 of 2008): the branch agrees for one person, from a day on, until it takes that back from
-- a day on. Nothing is deleted: who had agreed, and when, stays to be read.
create table dues_consent (
  id            uuid primary key,
  person_id     uuid not null,
  branch_id     uuid not null references organisation,
  org_path      text collate "C" not null,
  from_on       date not null,
  until         date,                                         -- from this day on it holds no more
  reason        text not null,                                -- what makes it a case of its own, and who decided
  recorder      text not null,
  withdrawn_by  text,
  withdrawn_why text,
  version       integer not null default 1,
  created_at    timestamptz not null default now(),
  check (until >= from_on),
  check ((until is null) = (withdrawn_by is null) and (until is null) = (withdrawn_why is null)),
  constraint dues_consent_once exclude using gist (branch_id with =, person_id with =, daterange(from_on, until) with &&)
);
create index dues_consent_path on dues_consent (org_path);
create index dues_consent_person on dues_consent (person_id);
alter table dues_consent enable row level security;
alter table dues_consent force row level security;
create policy dues_consent_system on dues_consent using (current_setting('app.guard', true) = 'system');
create policy dues_consent_filing on dues_consent using (current_setting('app.filing', true) = 'on'
  and org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
create policy dues_consent_no_delete on dues_consent as restrictive for delete using (false);
create policy dues_consent_keeper on dues_consent using (
  org_path = current_setting('app.lower', true) || '@' || person_id::text || '/' and keeps_dues());
create policy dues_consent_self on dues_consent for select using (person_id::text = current_setting('app.person', true));

-- As before, but of one branch: whoever works for one and is a member of another reads the one that is worked for.
create or replace function dues_sums(first_day date, last_day date)
returns table (before boolean, debit dues_account, credit dues_account, category dues_use, fen bigint)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    select e.booked_on < first_day, e.debit, e.credit, e.category, sum(e.amount_fen)::bigint
    from dues_entry e
    where e.booked_on <= last_day and (e.org_path = current_setting('app.lower', true)
      or position('@' in current_setting('app.lower', true)) > 0 and exists (
        select from membership m where m.person_id = nullif(current_setting('app.person', true), '')::uuid
          and m.branch_id = e.organisation_id and m.voided_at is null and m.left_on is null))
    group by 1, 2, 3, 4;
  end;

-- From how many people of the own branch what came in is: a total of one or two is an amount of somebody, and is not published. Large
-- payments are published nowhere and count for nothing.
create function dues_payers(first_day date, last_day date) returns integer
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    select count(distinct d.person_id)::integer
    from dues_payment d join organisation o on o.id = d.branch_id
    where d.voided_at is null and d.purpose <> 'forwarded' and d.paid_on between first_day and last_day
      and (o.path = current_setting('app.lower', true)
        or position('@' in current_setting('app.lower', true)) > 0 and exists (
          select from membership m where m.person_id = nullif(current_setting('app.person', true), '')::uuid
            and m.branch_id = d.branch_id and m.voided_at is null and m.left_on is null));
  end;
