-- The month to which members have paid, for whoever writes the letter by which they go: the month alone, of members of the caller's
-- range. Amounts stay with the payer and the keepers of the branch, and who has paid nothing here is not among the rows.
-- The same reckoning as `accountOf` of the feature of dues, and a test compares the two.
create function dues_paid_to(people uuid[]) returns table (person_id uuid, month date)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    with record as (
      select m.person_id, m.branch_id,
        greatest(make_date(b.year, 1, 1), date_trunc('month', m.joined_on)::date,
          coalesce((b.settled_to + interval '1 month')::date, date_trunc('month', lower(a.during))::date)) as starts
      from membership m
      join organisation o on o.id = m.branch_id
      join lateral (
        select min(d.year) as year, (array_agg(d.settled_to order by d.year) filter (where d.settled_to is not null))[1] as settled_to
        from dues_base d where d.person_id = m.person_id and d.branch_id = m.branch_id) b on b.year is not null
      left join affiliation a on a.person_id = m.person_id and a.branch_id = m.branch_id and a.voided_at is null and upper_inf(a.during)
      where m.person_id = any(people) and m.voided_at is null and m.left_on is null
        and o.path >= current_setting('app.lower', true) and o.path < current_setting('app.upper', true)
    ), settled as (
      select r.person_id, d.from_month, d.to_month
      from record r
      join dues_payment d on d.person_id = r.person_id and d.branch_id = r.branch_id
      where d.purpose = 'regular' and d.voided_at is null
      union all
      select r.person_id, f.from_month, f.to_month
      from record r
      join dues_relief f on f.person_id = r.person_id and f.branch_id = r.branch_id
      where f.monthly_fen = 0 and f.approved_on is not null
    )
    select r.person_id, (min(g.month) - interval '1 month')::date
    from record r
    cross join lateral generate_series(r.starts::timestamp,
      greatest(r.starts, (select (max(s.to_month) + interval '1 month')::date from settled s where s.person_id = r.person_id))::timestamp,
      interval '1 month') as g(month)
    where not exists (select from settled s where s.person_id = r.person_id and g.month between s.from_month and s.to_month)
    group by r.person_id, r.starts
    having min(g.month) > r.starts;
  end;
