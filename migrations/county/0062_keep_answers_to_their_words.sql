-- What everybody may read of a published answer is its words, its matter, its unit and its day. The policy gave the whole row, with the
-- names of the two persons and where its request lies.
drop policy published_answer_anybody on published_answer;

-- The newest, of a category with its own and its major ones; of all where none is named.
create function open_answers(matter text, major text, most integer)
  returns table (id uuid, category text, question text, answer text, words text[], unit_name text, reviewed_at timestamptz)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select p.id, p.category, p.question, p.answer, p.words, p.unit_name, p.reviewed_at
    from published_answer p
    where p.state = 'published' and (matter is null or p.category = matter or p.category like matter || '.%' or p.category = major)
    order by p.reviewed_at desc, p.id desc
    limit most;
  end;

create function open_answer_count(matter text, major text) returns integer
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select count(*)::int4
    from published_answer p
    where p.state = 'published' and (matter is null or p.category = matter or p.category like matter || '.%' or p.category = major);
  end;
