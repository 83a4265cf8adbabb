-- The one message by which the platform asks a resident how it was (评价短信). Filed at the county, as what is said is: no unit sees that
-- it went out, nor can it send one. The code in it leads to the rating alone.
create type rating_message_state as enum ('sending', 'sent', 'later', 'refused');
create table request_rating_message (
  id         uuid primary key,
  request_id uuid not null unique references service_request,
  org_path   text collate "C" not null,             -- the county's own leaf of the request
  code_hash  bytea not null unique,                 -- keyed; the code itself is kept nowhere
  state      rating_message_state not null default 'sending', -- left so where nobody knows whether it went out: it is not sent again
  asked_at   timestamptz not null
);
create index request_rating_message_path on request_rating_message (org_path);
alter table request_rating_message enable row level security;
alter table request_rating_message force row level security;
create policy request_rating_message_scope on request_rating_message
  using (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

-- Where the request of a rating code lies.
create function rating_path(code bytea) returns text
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select r.org_path from request_rating_message m join service_request r on r.id = m.request_id where m.code_hash = code;
  end;
