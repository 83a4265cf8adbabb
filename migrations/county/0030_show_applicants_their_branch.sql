-- The officers of the organisation with which the caller's own file lies: an applicant is no member, and knows who receives
-- what he writes.
create function own_home_officers(today date) returns table (post text, name text, from_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select h.post, p.name, h.from_on
    from person own
    join organisation o on o.path = split_part(own.org_path, '@', 1)
    join post_holding h on h.organisation_id = o.id and h.voided_at is null and (h.to_on is null or h.to_on >= today)
    join person p on p.id = h.person_id
    where own.id = nullif(current_setting('app.person', true), '')::uuid and own.voided_at is null
    order by h.from_on, p.pinyin;
  end;
