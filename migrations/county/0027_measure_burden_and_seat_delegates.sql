-- What a month asked of branches, counted from the audit: by kind of task, never by person, and nothing of it is stored. The log
-- itself is read by the audit's own administrators; these two looks hand out sums only.

-- Commands of the caller's range: whole kinds (no action) with the number of things dealt with, and each action for itself.
create function burden_counts(first_event uuid, end_event uuid)
  returns table (kind text, action text, by_branch boolean, commands integer, things integer, changed integer, unsaid integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'audit'
  begin atomic
    select split_part(e.action, '.', 1), e.action, e.role in ('branch_secretary', 'organisation_member'), count(*)::integer,
      count(distinct e.entity_id)::integer,
      coalesce(sum(jsonb_array_length(e.changes)), 0)::integer,
      count(*) filter (where coalesce(jsonb_array_length(e.changes), 0) = 0)::integer
    from audit_event e
    where e.id >= first_event and e.id < end_event and e.account_id is not null
      and e.org_path >= current_setting('app.lower', true) and e.org_path < current_setting('app.upper', true)
    group by grouping sets (
      (split_part(e.action, '.', 1), e.action, e.role in ('branch_secretary', 'organisation_member')),
      (split_part(e.action, '.', 1), e.role in ('branch_secretary', 'organisation_member')));
  end;

-- How long a thing of a kind takes at the desk of a branch, from its first command to its last, pauses of more than half an hour
-- left out: the median of the whole county. Told where five things of three branches stand behind it.
create function burden_medians(first_event uuid, end_event uuid) returns table (kind text, things integer, minutes double precision)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'audit'
  begin atomic
    with steps as (
      select split_part(e.action, '.', 1) as kind, e.entity_id, split_part(e.org_path, '@', 1) as branch,
        extract(epoch from e.at - lag(e.at) over (partition by split_part(e.action, '.', 1), e.entity_id order by e.at, e.id)) / 60 as gap
      from audit_event e
      where e.id >= first_event and e.id < end_event and e.account_id is not null and e.entity_id is not null
        and e.role in ('branch_secretary', 'organisation_member')),
    measured as (
      select kind, entity_id, min(branch) as branch, sum(gap) as minutes from steps where gap <= 30 group by kind, entity_id)
    select kind, count(*)::integer, percentile_cont(0.5) within group (order by minutes)
    from measured group by kind having count(*) >= 5 and count(distinct branch) >= 3;
  end;

-- Where a congress elects (党员代表大会), its delegates are the voters.
alter table election drop constraint election_voters_check;
alter table election add constraint election_voters_check check (voters in ('members', 'committee', 'delegates'));
