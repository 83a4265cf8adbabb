-- The registry of the deployment. A county is a schema; this schema only knows which counties there are
-- and which migrations each schema has had. It holds no personal data.
create table county (
  code        text primary key check (code ~ '^[0-9]{6}$'),
  name        text not null,
  schema_name text not null unique,
  run_role    text not null unique,
  hosts       text[] not null default '{}',
  demo        boolean not null default false,
  key_set     uuid not null default gen_random_uuid(),   -- which key file, kept outside the database, opens its data
  created_at  timestamptz not null default now()
);
