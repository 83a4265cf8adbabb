-- Other people's programs that send requests (Open311 GeoReport v2): their keys, which requests came by them, and where areas lie.
create table open311_key (
  id         uuid primary key,
  name       text not null,                   -- of the program
  contact    text not null,                   -- who answers for it: an office, not a person's number
  key_hash   bytea not null unique,           -- keyed; the key itself is shown once
  made_at    timestamptz not null default now(),
  revoked_at timestamptz,
  version    integer not null default 1
);

create table open311_request (
  request_id uuid primary key references service_request,
  key_id     uuid not null references open311_key,
  listed     boolean not null                 -- whoever sent it wants its progress seen by everybody
);

-- Where a village or community is (WGS84): who has no address gives a point, and the nearest area has it.
create table area_location (
  organisation_id uuid primary key references organisation,
  lat  double precision not null check (lat between -90 and 90),
  long double precision not null check (long between -180 and 180)
);

-- What everybody may see of them: how a matter stands, whose it is and since when. Nothing of what was written, and nobody's name.
create function open311_requests(ids uuid[], codes text[], states text[], since timestamptz, until timestamptz, most integer)
  returns table (id uuid, category text, state request_state, unit text, area_id uuid, area text, town text,
                 requested_at timestamptz, updated_at timestamptz, due_on date)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select r.id, r.category, r.state, u.short_name, r.area_id, a.short_name, p.short_name, r.created_at,
           coalesce((select max(e.at) from service_request_entry e where e.request_id = r.id), r.created_at), r.due_on
      from open311_request o
      join service_request r on r.id = o.request_id
      join organisation u on u.id = r.unit_id
      join organisation a on a.id = r.area_id
      left join organisation p on p.id = a.parent_id
     where case when ids is null
           then o.listed and r.created_at >= since and r.created_at <= until
                and (codes is null or r.category = any(codes)) and (states is null or r.state::text = any(states))
           else r.id = any(ids) end
     order by r.created_at desc, r.id
     limit most;
  end;
