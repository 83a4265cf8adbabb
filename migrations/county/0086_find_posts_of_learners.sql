-- Posts of people, in whatever organisation they are held: whoever asks has their files in the own range, or asks about himself. A post
-- above the own range asks for as many hours as one within it.
create function study_posts(people uuid[]) returns table (person_id uuid, post text, from_on date, to_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    select h.person_id, h.post, h.from_on, h.to_on from post_holding h
    where h.person_id = any(people) and h.voided_at is null
      and (h.person_id = nullif(current_setting('app.person', true), '')::uuid
        or exists (select from membership m where m.person_id = h.person_id and m.voided_at is null));
  end;
