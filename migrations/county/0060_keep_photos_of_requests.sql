-- Photos that a resident adds to a request (照片): drawn anew, without what the camera wrote, filed with their request.
alter type request_entry_kind add value 'photos';

create table service_request_photo (
  id         uuid primary key,
  request_id uuid not null references service_request,
  org_path   text collate "C" not null,             -- as the request
  file_id    uuid not null references file,
  width      integer not null,
  height     integer not null,
  size       integer not null,
  at         timestamptz not null
);
create index service_request_photo_request on service_request_photo (request_id, id);
create index service_request_photo_path on service_request_photo (org_path);

alter table service_request_photo enable row level security;
alter table service_request_photo force row level security;
create policy service_request_photo_scope on service_request_photo
  using (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

-- Files the photos of a request of the caller's range, and their files, at the unit that it is handed on to: as `hand_on_request`,
-- and before it, while the request lies in that range.
create function hand_on_photos(which uuid, lower_path text, upper_path text, to_unit uuid) returns void
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update file f set org_path = o.path || '=' || p.request_id || '/'
      from service_request_photo p, organisation o
      where p.request_id = which and f.id = p.file_id and o.id = to_unit and p.org_path >= lower_path and p.org_path < upper_path;
    update service_request_photo p set org_path = o.path || '=' || p.request_id || '/'
      from organisation o
      where p.request_id = which and o.id = to_unit and p.org_path >= lower_path and p.org_path < upper_path;
  end;
