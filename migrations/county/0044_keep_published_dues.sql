-- What a branch has made known of its dues (公示), as it was made known: the figures are kept, nothing of a row is changed or deleted.
-- The next publication begins on the day after. What is booked later into days of a former one is not slipped in there: it is the
-- difference between the book and `book`, and the next one says that it corrects.
create table dues_publication (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  org_path        text collate "C" not null,
  from_on         date not null,
  until           date not null,
  payers          integer not null,                       -- how many paid in it; their amounts are nobody's here
  totals          jsonb not null,
  book            jsonb not null,                         -- sums by account up to `until`, as they were known
  late_lines      integer not null,                       -- lines that correct former publications
  late_fen        bigint,                                 -- what they come to; null where it would be somebody's amount
  publisher       text not null,
  published_on    date not null,
  created_at      timestamptz not null default now(),
  check (until >= from_on),
  constraint dues_publication_once exclude using gist (organisation_id with =, daterange(from_on, until, '[]') with &&)
);
create index dues_publication_path on dues_publication (org_path);
alter table dues_publication enable row level security;
alter table dues_publication force row level security;
create policy dues_publication_system on dues_publication using (current_setting('app.guard', true) = 'system');
create policy dues_publication_filing on dues_publication using (current_setting('app.filing', true) = 'on'
  and org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
-- Read by those who work for the branch and by its members, whose own range begins with its path; written by who keeps its dues.
create policy dues_publication_read on dues_publication for select using (
  org_path = split_part(current_setting('app.lower', true), '@', 1));
create policy dues_publication_keeper on dues_publication for insert with check (
  org_path = current_setting('app.lower', true) and keeps_dues());
create policy dues_publication_no_delete on dues_publication as restrictive for delete using (false);

-- How many have paid a quarter, by branch of the caller's range, as of a day. A month that is under way is not due; where the branch
-- had agreed to quarters before the month was over, and still does, neither is any month of the quarter that runs. The total is what
-- the branch has published, which stays: one that ran on would tell a payment that comes later.
drop function dues_counts(date, date);
create function dues_counts(first_month date, last_month date, day date)
returns table (branch_id uuid, name text, members integer, unset integer, paid integer, waiting integer, unpaid integer, collected_fen bigint)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    with people as (
      select m.branch_id, m.person_id, b.id is null as unset,
        greatest(first_month, date_trunc('month', m.joined_on)::date, date_trunc('month', lower(a.during))::date,
          (b.settled_to + interval '1 month')::date) as starts,
        c.from_on as agreed
      from membership m
      join organisation o on o.id = m.branch_id
      left join affiliation a on a.person_id = m.person_id and a.branch_id = m.branch_id and a.voided_at is null and upper_inf(a.during)
      left join dues_base b on b.person_id = m.person_id and b.branch_id = m.branch_id and b.year = extract(year from first_month)
      left join dues_consent c on c.person_id = m.person_id and c.branch_id = m.branch_id and c.from_on <= day
        and (c.until is null or c.until > day)
      where m.voided_at is null and m.left_on is null
        and o.path >= current_setting('app.lower', true) and o.path < current_setting('app.upper', true)
    ), open_months as (
      select p.branch_id, p.person_id, g.g < date_trunc('month', day)::timestamp
          and (p.agreed is null or g.g < date_trunc('quarter', day)::timestamp or p.agreed >= (g.g + interval '1 month')::date) as due
      from people p cross join lateral generate_series(p.starts::timestamp, last_month::timestamp, interval '1 month') g
      where not p.unset
        and not exists (select from dues_payment d where d.person_id = p.person_id and d.purpose = 'regular' and d.voided_at is null
          and g.g between d.from_month and d.to_month)
        and not exists (select from dues_relief r where r.person_id = p.person_id and r.branch_id = p.branch_id and r.monthly_fen = 0
          and r.approved_on is not null and g.g between r.from_month and r.to_month)
    ), states as (
      select p.branch_id, p.unset, coalesce(bool_or(m.due), false) as owes, count(m.person_id) = 0 and p.starts <= last_month as settled
      from people p left join open_months m on m.person_id = p.person_id and m.branch_id = p.branch_id
      group by p.branch_id, p.person_id, p.unset, p.starts
    )
    select o.id, o.short_name, count(*)::integer, count(*) filter (where s.unset)::integer,
      count(*) filter (where not s.unset and s.settled)::integer,
      count(*) filter (where not s.unset and not s.settled and not s.owes)::integer,
      count(*) filter (where s.owes)::integer,
      max(case when u.payers >= 5 then (u.totals -> 'income' ->> 'dues')::bigint end)
    from states s
    join organisation o on o.id = s.branch_id
    left join dues_publication u on u.organisation_id = s.branch_id and u.from_on = first_month
      and u.until = (last_month + interval '1 month')::date - 1
    group by o.id, o.short_name, o.path order by o.path;
  end;

-- As before, but three accounts stand behind a median as well as three places: groups are places of their own, so that a branch with two
-- of them told the time of its one secretary.
create or replace function burden_medians(first_event uuid, end_event uuid) returns table (kind text, things integer, minutes double precision)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'audit'
  begin atomic
    with steps as (
      select split_part(e.action, '.', 1) as kind, e.entity_id, split_part(e.org_path, '@', 1) as branch, e.account_id::text as hand,
        extract(epoch from e.at - lag(e.at) over (partition by split_part(e.action, '.', 1), e.entity_id order by e.at, e.id)) / 60 as gap
      from audit_event e
      where e.id >= first_event and e.id < end_event and e.account_id is not null and e.entity_id is not null
        and e.role in ('branch_secretary', 'organisation_member')),
    measured as (
      select kind, entity_id, min(branch) as branch, min(hand) as hand, sum(gap) as minutes
      from steps where gap <= 30 group by kind, entity_id)
    select kind, count(*)::integer, percentile_cont(0.5) within group (order by minutes)
    from measured group by kind having count(*) >= 5 and count(distinct branch) >= 3 and count(distinct hand) >= 3;
  end;
