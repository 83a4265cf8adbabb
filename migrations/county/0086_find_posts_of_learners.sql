-- Posts in whatever organisation they are held: whoever asks has the files of their holders in the own range, or asks about himself. A post
-- outside that range asks for as many hours as one within it.
create function study_posts(people uuid[]) returns table (person_id uuid, post text, from_on date, to_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    select h.person_id, h.post, h.from_on, h.to_on from post_holding h
    where h.person_id = any(people) and h.voided_at is null
      and (h.person_id = nullif(current_setting('app.person', true), '')::uuid
        or exists (select from membership m where m.person_id = h.person_id and m.voided_at is null));
  end;

-- Those held outside a place by members within it: few, so that the many within it are read as they are. Planned for each place, since the
-- county has none outside and a branch few within.
create function study_posts_outside(lower text, upper text) returns table (person_id uuid, post text, from_on date, to_on date)
  language plpgsql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  set plan_cache_mode = force_custom_plan as $$
begin
  return query select h.person_id, h.post, h.from_on, h.to_on from post_holding h
    where (h.org_path < lower or h.org_path >= upper) and h.voided_at is null
      and exists (select from membership m
        where m.person_id = h.person_id and m.org_path >= lower and m.org_path < upper and m.voided_at is null);
end $$;
