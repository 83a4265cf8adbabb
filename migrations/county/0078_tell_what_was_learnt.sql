-- The platform's own learning events, whole: days and classes of study, units and courses with their evidence, exams and their results.
-- A result is one only once the person may read it.
drop function own_learning();
create function own_learning() returns table (kind text, key text, subject_id uuid, title text, parent_id uuid, parent_title text,
    happened_at timestamptz, passed boolean, won numeric, most numeric)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select 'meeting', 'meeting ' || m.id, m.id, m.title, null::uuid, null::text, m.starts_at, null::boolean, null::numeric, null::numeric
    from meeting_invitee i join meeting m on m.id = i.meeting_id
    where i.person_id = nullif(current_setting('app.person', true), '')::uuid
      and i.attendance = 'present' and m.state = 'closed' and m.type in ('party_lesson', 'party_day')
    union all
    -- Of days the beginning: no more is kept.
    select 'unit', 'unit ' || d.unit_id, d.unit_id, u.part ->> 'title', d.course_id, r.title,
      d.done_on::timestamp at time zone 'Asia/Shanghai', null, null, null
    from course_done d
    join course_release r on r.course_id = d.course_id and r.edition = d.edition
    cross join lateral jsonb_array_elements(r.content -> 'chapters') as c(part)
    cross join lateral jsonb_array_elements(c.part -> 'units') as u(part)
    where d.person_id = nullif(current_setting('app.person', true), '')::uuid
      and d.state = 'done' and u.part ->> 'id' = d.unit_id::text
    union all
    select 'course', 'course ' || t.course_id, t.course_id, r.title, null, null,
      t.finished_on::timestamp at time zone 'Asia/Shanghai', null, null, null
    from course_taking t
    join course_release r on r.course_id = t.course_id and r.edition = t.edition
    where t.person_id = nullif(current_setting('app.person', true), '')::uuid and t.finished_on is not null
    union all
    select fact.kind, fact.kind || ' ' || a.id, e.id, e.title, null, null, coalesce(a.handed_in_at, a.ends_at, a.marked_at),
      case fact.kind when 'result' then a.passed end, case fact.kind when 'result' then a.won end, case fact.kind when 'result' then a.most end
    from exam_attempt a
    join exam e on e.id = a.exam_id
    cross join (values ('exam'), ('result')) as fact(kind)
    where a.person_id = nullif(current_setting('app.person', true), '')::uuid and a.marked_at is not null and e.state <> 'withdrawn'
      and (fact.kind = 'exam' or (a.passed is not null and (e.kind <> 'formal' or e.state = 'released')));
  end;

-- Topics of courses that somebody has finished are asked as well, by choice.
alter table recall_choice add column with_courses boolean not null default true;
