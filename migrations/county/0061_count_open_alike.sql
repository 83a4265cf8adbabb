-- How many requests of one place and one major category are open: what somebody who writes another is told. Below five nothing is told,
-- since in a village everybody would know whose they are.
create function open_alike(area uuid, major text) returns integer
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select case when count(*) < 5 then null else count(*)::int4 end
      from service_request r
     where r.area_id = area and (r.category = major or r.category like major || '.%')
       and r.state in ('received', 'assigned', 'taken', 'reopened');
  end;
create index service_request_area on service_request (area_id) where state in ('received', 'assigned', 'taken', 'reopened');
