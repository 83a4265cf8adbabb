-- 党籍状态 and stays abroad (出国境) as dated records, the units that a joint branch covers, and grids (网格), to which
-- residents belong.
alter type organisation_type add value 'grid';
alter table organisation add column covered_units text[] not null default '{}';

create table standing_change (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  standing text not null, from_on date not null, decided_by text, document text, note text,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index standing_change_person on standing_change (person_id);
-- One standing begins on a day: which of two would be the present one could not be told.
create unique index standing_change_once on standing_change (person_id, from_on) where voided_at is null;

create table abroad_stay (
  id uuid primary key, person_id uuid not null references person, org_path text collate "C" not null,
  from_on date not null, to_on date, place text not null, purpose text not null, approved_by text, last_contact_on date, note text,
  version integer not null default 1, created_at timestamptz not null default now(), voided_at timestamptz);
create index abroad_stay_person on abroad_stay (person_id);

do $$
declare t text;
begin
  foreach t in array array['standing_change', 'abroad_stay']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))', t || '_scope', t);
  end loop;
end $$;
