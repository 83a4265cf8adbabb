-- The burden is read at every workbench, and the log holds a row for each file of an import: 50,000 in one evening, none of them work of a
-- branch. What branches did, and what asks them to answer, is found by indexes of its own, and nobody else's changes are opened.
create index audit_event_branch_work on audit_event (id) where role in ('branch_secretary', 'organisation_member') and account_id is not null;
create index audit_event_asked on audit_event (id)
  where action in ('own.askCorrection', 'transfers.reject', 'approvals.refuse', 'elections.enter') and account_id is not null;
create or replace function burden_counts(first_event uuid, end_event uuid)
  returns table (kind text, action text, by_branch boolean, commands integer, things integer, changed integer, unsaid integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'audit'
  begin atomic
    with counted as (
      select e.action, true as by_branch, e.entity_id, coalesce(jsonb_array_length(e.changes), 0) as changed
      from audit_event e
      where e.id >= first_event and e.id < end_event and e.account_id is not null and e.role in ('branch_secretary', 'organisation_member')
        and e.org_path >= current_setting('app.lower', true) and e.org_path < current_setting('app.upper', true)
      union all
      select e.action, false, e.entity_id, 0
      from audit_event e
      where e.id >= first_event and e.id < end_event and e.account_id is not null and e.role not in ('branch_secretary', 'organisation_member')
        and e.action in ('own.askCorrection', 'transfers.reject', 'approvals.refuse', 'elections.enter')
        and e.org_path >= current_setting('app.lower', true) and e.org_path < current_setting('app.upper', true))
    select split_part(c.action, '.', 1), c.action, c.by_branch, count(*)::integer, count(distinct c.entity_id)::integer,
      sum(c.changed)::integer, count(*) filter (where c.changed = 0)::integer
    from counted c
    group by grouping sets ((split_part(c.action, '.', 1), c.action, c.by_branch), (split_part(c.action, '.', 1), c.by_branch));
  end;
