-- Printed forms for requests (诉求登记表): each sheet has a number, by which staff enter it once, and the code of the request that it
-- becomes, which whoever fills it in keeps. The row names no person: the sheet was empty when it was made.
create table request_form (
  id       uuid primary key,                -- of the request that the sheet becomes: its code follows from it
  number   text not null unique,
  org_path text collate "C" not null,       -- of the unit that printed it, and the sheet's leaf
  made_by  text not null,
  made_at  timestamptz not null default now(),
  used_at  timestamptz
);
create index request_form_path on request_form (org_path, made_at);
alter table request_form enable row level security;
alter table request_form force row level security;
create policy request_form_scope on request_form
  using (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

-- Marks a sheet of the caller's range as entered: the request is filed at another unit, whose range the writing has then. The range is
-- told as the rosters are. False where there is no such sheet, or it was entered.
create function use_request_form(which text, lower_path text, upper_path text) returns boolean
  language sql volatile security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    update request_form f set used_at = now()
      where f.number = which and f.org_path >= lower_path and f.org_path < upper_path and f.used_at is null
      returning true;
  end;
