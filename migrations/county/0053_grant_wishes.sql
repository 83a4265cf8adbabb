-- What units offer (点单) and what residents and members wish for (微心愿). A wish is filed at the unit in charge with a leaf of its
-- own, as requests are: '/1/7/2s/=<wish>/'. A resident holds its code; a member who wished reads it by the own person, from anywhere.
create type wish_state as enum ('received', 'listed', 'claimed', 'done', 'confirmed', 'refused', 'withdrawn');
create type wish_entry_kind as enum ('received', 'listed', 'claimed', 'released', 'done', 'confirmed', 'not_yet', 'refused', 'withdrawn');
create type wish_helper_state as enum ('asked', 'agreed', 'declined', 'stated', 'confirmed');

-- An offer is public and holds no personal data: it needs no range.
create table service_offer (
  id         uuid primary key,
  unit_id    uuid not null references organisation,
  category   text not null,
  title      text not null,
  details    text not null,                          -- for whom, when, where
  version    integer not null default 1,
  ended_on   date,
  created_at timestamptz not null default now()
);
create index service_offer_unit on service_offer (unit_id);

create table wish (
  id           uuid primary key,
  code_hash    bytea unique,                         -- keyed; null where a member wished
  person_id    uuid references person,               -- the member who wished; null: a resident with a code
  org_path     text collate "C" not null,            -- the unit's path and the wish's leaf
  unit_id      uuid not null references organisation, -- in charge
  area_id      uuid not null references organisation, -- the village or community, or the member's branch
  offer_id     uuid references service_offer,        -- ordered from the list (点单)
  category     text not null,
  state        wish_state not null default 'received',
  sealed       bytea not null,                       -- text, name, phone
  key_id       integer not null,
  public_words text,                                 -- how the unit tells of it in public: without a person
  doer_id      uuid references organisation,         -- the unit that claimed it
  received_on  date not null,
  listed_on    date,
  claimed_on   date,
  done_on      date,                                 -- null again where the wisher says that it is not
  ended_on     date,                                 -- confirmed, refused or withdrawn
  version      integer not null default 1,
  created_at   timestamptz not null default now()
);
create index wish_path_index on wish (org_path);
create index wish_person on wish (person_id) where person_id is not null;
-- The office's list of what is open, and the public list.
create index wish_open on wish (received_on, id) where state in ('received', 'listed', 'claimed', 'done');
create index wish_listed on wish (listed_on desc, id desc) where listed_on is not null;

create table wish_entry (
  id        uuid primary key,
  wish_id   uuid not null references wish,
  person_id uuid references person,                  -- as the wish
  org_path  text collate "C" not null,               -- as the wish
  kind      wish_entry_kind not null,
  unit_id   uuid references organisation,            -- that did it; null: the wisher
  actor     text,                                    -- for the office alone
  sealed    bytea,                                   -- the words, and the way where it was refused
  key_id    integer not null,
  at        timestamptz not null
);
create index wish_entry_wish on wish_entry (wish_id, id);
create index wish_entry_path on wish_entry (org_path);

-- A volunteer of a wish: a member by the own person, or somebody whom the unit names. Hours count once the served has confirmed them.
create table wish_helper (
  id           uuid primary key,
  wish_id      uuid not null references wish,
  person_id    uuid references person,               -- the member who helps
  wisher_id    uuid references person,               -- the member who wished, who confirms the hours
  org_path     text collate "C" not null,            -- as the wish
  state        wish_helper_state not null,
  sealed       bytea not null,                       -- the name, and what the unit told the helper
  key_id       integer not null,
  hours        numeric(4, 1),                        -- as the helper or the unit states them
  stated_on    date,
  confirmed_on date,                                 -- by the served
  version      integer not null default 1,
  created_at   timestamptz not null default now()
);
create index wish_helper_wish on wish_helper (wish_id, id);
create index wish_helper_path on wish_helper (org_path);
create unique index wish_helper_once on wish_helper (person_id, wish_id) where person_id is not null;

do $$
declare t text;
begin
  foreach t in array array['wish', 'wish_entry', 'wish_helper'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['wish', 'wish_entry'] loop
    execute format('create policy %I on %I using ((org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))
      or person_id::text = current_setting(''app.person'', true))', t || '_scope', t);
  end loop;
end $$;
create policy wish_helper_scope on wish_helper using (
  (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
  or person_id::text = current_setting('app.person', true)
  or wisher_id::text = current_setting('app.person', true));

-- Where the wish of a code lies: all that somebody without an account learns before a scope is minted for it.
create function wish_path(code bytea) returns text
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select w.org_path from wish w where w.code_hash = code;
  end;

-- What anybody may read: the words of the unit, the place, and how far it is. No person, and nothing of what was written.
create function public_wishes(which wish_state[], most integer)
  returns table (id uuid, words text, category text, area text, unit text, state wish_state, listed_on date, ended_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select w.id, w.public_words, w.category, a.short_name, u.short_name, w.state, w.listed_on, w.ended_on
    from wish w join organisation a on a.id = w.area_id join organisation u on u.id = coalesce(w.doer_id, w.unit_id)
    where w.listed_on is not null and w.public_words is not null and w.state = any(which)
    order by w.listed_on desc, w.id desc
    limit most;
  end;

-- Where somebody who wants to help with a wish of the public list is filed with it.
create function listed_wish(which uuid) returns table (org_path text, unit_id uuid, unit_path text, wisher_id uuid)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select w.org_path, w.unit_id, u.path, w.person_id
    from wish w join organisation u on u.id = w.unit_id
    where w.id = which and w.public_words is not null and w.state in ('listed', 'claimed');
  end;

-- A unit anywhere in the county claims a wish of the public list: it is filed there from then on. Tells where it was.
create function take_listed_wish(which uuid, to_unit uuid) returns text
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    with old as (
      select w.id, w.org_path, o.path || '=' || w.id || '/' as path
      from wish w, organisation o
      where w.id = which and w.state = 'listed' and w.public_words is not null and o.id = to_unit
      for update of w),
    entries as (update wish_entry e set org_path = old.path from old where e.wish_id = old.id),
    helpers as (update wish_helper h set org_path = old.path from old where h.wish_id = old.id),
    moved as (update wish w set org_path = old.path, unit_id = to_unit from old where w.id = old.id)
    select old.org_path from old;
  end;

-- What a helper may know of the wishes that he has a row of: the public words and how far it is.
create function helped_wishes(helpers uuid[]) returns table (helper_id uuid, words text, area text, unit text, state wish_state)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select h.id, w.public_words, a.short_name, u.short_name, w.state
    from wish_helper h join wish w on w.id = h.wish_id join organisation a on a.id = w.area_id
      join organisation u on u.id = coalesce(w.doer_id, w.unit_id)
    where h.id = any(helpers) and h.person_id = nullif(current_setting('app.person', true), '')::uuid;
  end;
