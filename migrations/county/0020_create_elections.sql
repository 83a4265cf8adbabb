-- Elections on paper: who is entitled, who stands, what was counted by hand and announced. No ballot and no voter's choice is
-- ever kept here. A roll is a document of its day: it keeps the names as they were, without keys to persons, so that it stays
-- readable when its people have moved, and an import that is undone can still take its people back.

create type election_state as enum ('planned', 'held', 'closed', 'cancelled');

create table election (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  org_path        text collate "C" not null,
  term_id         uuid references term,          -- the term that it renews
  after_id        uuid references election,      -- the round before it, or the committee that elects its secretary
  round           integer not null default 1,
  kind            text not null check (kind in ('committee', 'secretary', 'deputy_secretary', 'delegates')),
  method          text not null check (method in ('surplus', 'preliminary', 'equal')),
  voters          text not null check (voters in ('members', 'committee')),
  basis           text not null check (basis in ('present', 'entitled')),
  seats           integer not null check (seats between 1 and 300),
  held_on         date not null,
  state           election_state not null default 'planned',
  announced_by    text,                          -- by name: people announce, the platform checks
  announced_on    date,
  verdict         jsonb,                         -- the check as it stood at the announcement
  difference      text,                          -- why the announcement is not what the check says
  entered_at      timestamptz,                   -- term and posts were entered
  cancelled_why   text,
  version         integer not null default 1,
  created_at      timestamptz not null default now()
);
create index election_path on election (org_path, id desc);
create index election_of on election (organisation_id, held_on);

create table election_roll (
  election_id uuid not null references election,
  person_id   uuid not null,
  org_path    text collate "C" not null,         -- of the election, with the person's leaf
  name        text not null,
  exclusion   text,                              -- why the person is not counted
  since       date,                              -- abroad or absent since
  consent     text,                              -- the superior's consent, as a document
  resolved_on date,                              -- resolution of the members' meeting
  note        text,
  primary key (election_id, person_id)
);
create index election_roll_path on election_roll (org_path);

create table election_candidate (
  election_id uuid not null references election,
  person_id   uuid not null,
  org_path    text collate "C" not null,
  name        text not null,
  position    integer not null,
  written_in  boolean not null default false,
  yes         integer check (yes >= 0),
  no          integer check (no >= 0),
  abstain     integer check (abstain >= 0),
  elected     boolean not null default false,    -- as announced
  primary key (election_id, person_id)
);
create index election_candidate_path on election_candidate (org_path);

create table election_count (
  election_id  uuid primary key references election,
  org_path     text collate "C" not null,
  present      integer not null check (present >= 0),
  issued       integer not null check (issued >= 0),
  returned     integer not null check (returned >= 0),
  valid        integer not null check (valid >= 0),
  invalid      integer not null check (invalid >= 0),
  scrutineers  text[] not null,                  -- names, as they signed the count
  tellers      text[] not null,
  entered_by   uuid,
  enterer      text not null,
  entered_at   timestamptz not null default now(),
  confirmed_by uuid,
  confirmer    text,
  confirmed_at timestamptz
);
create index election_count_path on election_count (org_path);

do $$
declare t text;
begin
  foreach t in array array['election', 'election_roll', 'election_candidate', 'election_count']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))', t || '_scope', t);
  end loop;
end $$;
