-- Notices reach also those who have no account (by SMS alone) and staff without a member file (by their account); what waits
-- for somebody can be handed over; and how much an organisation's people are told is measured.
alter table notice alter column account_id drop not null;
alter table notice add constraint notice_reaches_somebody check (account_id is not null or person_id is not null);
create unique index notice_person_key on notice (person_id, key) where account_id is null;
create index notice_of_person on notice (person_id, created_at) where person_id is not null;
alter table notice_delivery alter column account_id drop not null;

-- Who holds one of the roles at an organisation; with `nearest` at the next one above where nobody does there. Whoever tells
-- them something does not see their accounts.
create function keepers_of(organisations uuid[], roles text[], but uuid, nearest boolean, day date)
  returns table (organisation uuid, at uuid, account uuid, person uuid)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
    set app.lower = '/' set app.upper = '0'
  begin atomic
    with held as (
      select s.id as asked, h.id as at, length(h.path) as depth, a.id as account, a.person_id as person
      from organisation s
      cross join lateral (
        select left(s.path, i) as path from generate_series(1, length(s.path)) i where substr(s.path, i, 1) = '/') up
      join organisation h on h.path = up.path and (nearest or h.id = s.id)
      join role_grant g on g.organisation_id = h.id and g.role::text = any(roles)
      join account a on a.id = g.account_id and a.disabled_at is null
      where s.id = any(organisations) and h.abolished_on is null
        and g.ended_at is null and g.from_on <= day and (g.to_on is null or g.to_on >= day)
        and (g.post_holding_id is null or exists (select from post_holding p where p.id = g.post_holding_id
          and p.voided_at is null and (p.to_on is null or p.to_on >= day)))
        and a.id is distinct from but)
    select distinct asked, h.at, account, person from held h
    where depth = (select max(o.depth) from held o where o.asked = h.asked);
  end;

-- As before, and for people and accounts at once: each place of the arrays names one receiver. Who has no account is kept for
-- SMS where the file has a number; in the app there is nothing to arrive.
drop function file_notices(uuid[], uuid[], text, text, jsonb, text, text, boolean);
create function file_notices(ids uuid[], people uuid[], accounts uuid[], what_kind text, what_key text, what_params jsonb,
  what_link text, what_path text, by_law boolean) returns table (notice uuid, account uuid)
  language sql volatile security definer set search_path = :schema, pg_temp set app.guard = 'notices'
    set app.lower = '/' set app.upper = '0'
  begin atomic
    with named as (
      select u.id, u.person, coalesce(u.account, account_of_person(u.person)) as account
      from unnest(ids, people, accounts) as u (id, person, account)),
    meant as (
      select distinct on (coalesce(n.account, n.person)) n.id, n.person, n.account from named n
      where n.account is not null or exists (select from person p where p.id = n.person and p.phone is not null
        and p.voided_at is null and p.merged_into_id is null)),
    wanted as (
      select m.id, m.person, m.account,
        by_law or coalesce(
          (select s.enabled from notice_setting s where s.account_id = m.account and s.kind = what_kind and s.channel = 'in_app'),
          (select s.enabled from notice_setting s where s.account_id = m.account and s.kind = '*' and s.channel = 'in_app'),
          true) as told
      from meant m),
    filed as (
      insert into notice (id, account_id, person_id, kind, key, params, link, org_path, statutory, read_at)
      select id, account, person, what_kind, what_key, what_params, what_link, what_path, by_law, case when not told then now() end
      from wanted
      on conflict do nothing
      returning id, account_id, read_at),
    arrived as (
      insert into notice_delivery (notice_id, account_id, channel, state, why, attempts, sent_at)
      select id, account_id, 'in_app', case when read_at is null then 'delivered' else 'suppressed' end::delivery_state,
        case when read_at is not null then 'muted' end, 1, now()
      from filed where account_id is not null)
    select id, account_id from filed;
  end;

-- How many people belong to an organisation, and how many notices have reached them since a moment: two numbers, nobody's name.
create function notice_load(lower_path text, upper_path text, since timestamptz) returns table (people integer, notices integer)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'notices'
    set app.lower = '/' set app.upper = '0'
  begin atomic
    select
      (select count(*)::integer from membership m join person p on p.id = m.person_id
       where p.org_path >= lower_path and p.org_path < upper_path and p.voided_at is null and p.merged_into_id is null
         and m.voided_at is null and m.left_on is null),
      (select count(*)::integer from notice n join person p on p.id = n.person_id
       where p.org_path >= lower_path and p.org_path < upper_path and n.created_at >= since
         and exists (select from notice_delivery d where d.notice_id = n.id and d.state <> 'suppressed'));
  end;

-- A to-do that somebody has handed over to another person of the same organisation. The rights of both stay as they are.
create type handover_end as enum ('taken_back', 'given_back', 'over', 'left');
create table todo_handover (
  id              uuid primary key,
  kind            text not null,
  item            text not null,
  organisation_id uuid not null references organisation,
  org_path        text collate "C" not null,
  from_account    uuid not null,
  from_name       text not null,
  to_account      uuid not null,
  to_grant        uuid not null,
  to_name         text not null,
  note            text not null,
  created_at      timestamptz not null default now(),
  ended_at        timestamptz,
  ended_how       handover_end,
  check ((ended_at is null) = (ended_how is null)),
  check (from_account <> to_account)
);
create unique index todo_handover_open on todo_handover (organisation_id, kind, item) where ended_at is null;
create index todo_handover_from on todo_handover (from_account) where ended_at is null;
create index todo_handover_to on todo_handover (to_account) where ended_at is null;
create index todo_handover_path on todo_handover (org_path);
alter table todo_handover enable row level security;
alter table todo_handover force row level security;
create policy todo_handover_both on todo_handover using (
  from_account::text = current_setting('app.account', true) or to_account::text = current_setting('app.account', true)
  or current_setting('app.guard', true) = 'notices');

-- Who gets the place that a member has given up is to be told.
drop function pass_own_place_on(uuid);
create function pass_own_place_on(which uuid) returns setof uuid
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update meeting_invitee n set response = 'signed_up'
    where n.meeting_id = which and n.person_id = (select first_waiting from own_meeting_places(which))
      and (select taken from own_meeting_places(which)) < (select m.capacity from meeting m where m.id = which)
    returning n.person_id;
  end;

-- All stages of a matter are over: of 'meeting:<id>' those of 'meeting:<id>:invited' and whatever came after.
create function end_matter(what text) returns setof uuid
  language sql volatile security definer set search_path = :schema, pg_temp set app.guard = 'notices'
  begin atomic
    update notice set done_at = now(), read_at = coalesce(read_at, now())
    where key >= what || ':' and key < what || ';' and done_at is null
    returning account_id;
  end;
