-- What events of the tree and the pages of an organisation need beside the tables of 0002 and 0003. The functions open one
-- guard or range for themselves alone and still ask for what the caller may see.

-- An event that was taken back names the one that it takes back.
alter table organisation_event add column undoes_id uuid references organisation_event;

create index post_holding_path on post_holding (org_path);   -- a subtree moves with its posts

-- Holders of an organisation's posts, present and former, for whoever has it in range; the present ones of the own branch
-- and its groups for a member, by name and post alone.
create function holders_within(organisation uuid, asker_lower text, asker_upper text, asker uuid)
returns table (id uuid, person_id uuid, name text, reachable boolean, post text, term_id uuid, from_on date, to_on date, note text, version integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select h.id, h.person_id, p.name, p.org_path >= asker_lower and p.org_path < asker_upper, h.post,
      case when s.inside then h.term_id end, h.from_on, h.to_on, case when s.inside then h.note end, h.version
    from organisation o
    cross join lateral (select o.path >= asker_lower and o.path < asker_upper as inside) s
    join post_holding h on h.organisation_id = o.id and h.voided_at is null
    join person p on p.id = h.person_id
    where o.id = organisation
      and (s.inside or ((h.to_on is null or h.to_on >= (now() at time zone 'Asia/Shanghai')::date) and exists (
        select from membership m join organisation b on b.id = m.branch_id
        where m.person_id = asker and m.left_on is null and m.voided_at is null and starts_with(o.path, b.path))));
  end;

create function holders_of(organisation uuid)
returns table (id uuid, person_id uuid, name text, reachable boolean, post text, term_id uuid, from_on date, to_on date, note text, version integer)
  language sql stable
  begin atomic
    select h.* from holders_within(organisation, coalesce(current_setting('app.lower', true), ''), coalesce(current_setting('app.upper', true), ''),
      nullif(current_setting('app.person', true), '')::uuid) h;
  end;

-- The rights that hang on a post end with it. Returns the accounts whose sessions must be asked again.
create function grants_ended_within(holding uuid, asker_lower text, asker_upper text) returns setof uuid
  language sql volatile security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    update role_grant g set ended_at = now(), version = g.version + 1
    from post_holding h
    where h.id = holding and g.post_holding_id = h.id and g.ended_at is null
      and h.org_path >= asker_lower and h.org_path < asker_upper
    returning g.account_id;
  end;

create function end_grants_of(holding uuid) returns setof uuid
  language sql volatile
  begin atomic
    select grants_ended_within(holding, current_setting('app.lower', true), current_setting('app.upper', true));
  end;

-- How many accounts hold a role in a part of the tree: the preview of an event tells the number, and no more.
create function accounts_between(path_lower text, path_upper text) returns integer
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  begin atomic
    select count(distinct g.account_id)::integer from role_grant g join organisation o on o.id = g.organisation_id
    where g.ended_at is null and (g.to_on is null or g.to_on >= (now() at time zone 'Asia/Shanghai')::date)
      and o.path >= path_lower and o.path < path_upper;
  end;
