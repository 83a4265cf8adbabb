-- What organisations owe is derived from their structure, the rule pack and the meetings that were held. Nothing of it is
-- stored: here stand indexes and two narrow looks.

-- Whether a kind of meeting was held in a period, by organisation, from the index alone. An index of its own for each kind: under
-- the policies the comparison of a type is no condition of an index, since it is not known to leak nothing.
do $$
declare kind text;
begin
  foreach kind in array array['members_meeting', 'committee_meeting', 'group_meeting', 'party_lesson', 'party_day',
    'organisation_life', 'appraisal']
  loop
    execute format('create index %I on meeting (held_on, org_path) include (organisation_id) where state = ''closed'' and type = %L',
      'meeting_of_' || kind, kind);
  end loop;
end $$;

-- Who holds a seat, in the order in which an organisation's seats are counted.
create index post_holding_seats on post_holding (organisation_id, person_id) include (post, from_on, to_on, org_path)
  where voided_at is null;

-- From when to when a branch has had full members: days only, without people. Their files may lie elsewhere by now, so the
-- look is wide; the branch must lie in the caller's own range.
create function full_spans_within(branch uuid, asker_lower text, asker_upper text) returns table (from_on date, to_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select greatest(lower(a.during), m.full_on), upper(a.during)
    from organisation o
    join affiliation a on a.branch_id = o.id and a.voided_at is null
    join person p on p.id = a.person_id and p.voided_at is null and p.merged_into_id is null
    join lateral (
      select m.category, m.full_on from membership m
      where m.person_id = a.person_id and m.voided_at is null and (m.left_on is null or m.left_on >= lower(a.during))
      order by m.left_on nulls last limit 1) m on m.category = 'full'
    where o.id = branch and o.path >= asker_lower and o.path < asker_upper;
  end;

create function full_spans(branch uuid) returns table (from_on date, to_on date)
  language sql stable
  begin atomic
    select s.* from full_spans_within(branch, coalesce(current_setting('app.lower', true), ''),
      coalesce(current_setting('app.upper', true), '')) s;
  end;

-- How many full members some branches had on a day.
create function full_counts_within(branches uuid[], day date, asker_lower text, asker_upper text)
  returns table (branch_id uuid, members integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select o.id, count(*)::integer
    from organisation o
    join affiliation a on a.branch_id = o.id and a.voided_at is null and a.during @> day
    join person p on p.id = a.person_id and p.voided_at is null and p.merged_into_id is null
    join lateral (
      select m.category, m.full_on from membership m
      where m.person_id = a.person_id and m.voided_at is null and (m.left_on is null or m.left_on >= lower(a.during))
      order by m.left_on nulls last limit 1) m on m.category = 'full' and (m.full_on is null or m.full_on <= day)
    where o.id = any(branches) and o.path >= asker_lower and o.path < asker_upper
    group by o.id;
  end;

create function full_counts(branches uuid[], day date) returns table (branch_id uuid, members integer)
  language sql stable
  begin atomic
    select c.* from full_counts_within(branches, day, coalesce(current_setting('app.lower', true), ''),
      coalesce(current_setting('app.upper', true), '')) c;
  end;
