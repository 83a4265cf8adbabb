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

-- Photos and their files go where their request goes, whoever files it elsewhere: out of the range of the one who does.
create function file_request_photos() returns trigger
  language plpgsql security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0' as $$
begin
  update file f set org_path = new.org_path
    from service_request_photo p where p.request_id = new.id and f.id = p.file_id and f.org_path <> new.org_path;
  update service_request_photo p set org_path = new.org_path where p.request_id = new.id and p.org_path <> new.org_path;
  return null;
end $$;
create trigger file_request_photos after update of org_path on service_request
  for each row when (old.org_path is distinct from new.org_path) execute function file_request_photos();
