-- A function in SQL is planned anew in each statement that calls it; in plpgsql its plan is kept for the session.
-- These two are asked in every write of a member.
create or replace function person_with_id_number(digest bytea) returns uuid
  language plpgsql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  as $$ begin
    return (select id from person where id_number_hash = digest and voided_at is null and merged_into_id is null);
  end $$;

create or replace function account_of_person(person uuid) returns uuid
  language plpgsql stable security definer set search_path = :schema, pg_temp set app.guard = 'accounts'
  as $$ begin
    return (select a.id from account a where a.person_id = person and a.disabled_at is null);
  end $$;
