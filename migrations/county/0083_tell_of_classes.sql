-- A class that somebody attended and the certificate of it are learning as well; one that was withdrawn is no more.
create or replace function own_learning() returns table (kind text, key text, subject_id uuid, title text, parent_id uuid, parent_title text,
    happened_at timestamptz, passed boolean, won numeric, most numeric)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select 'meeting', 'meeting ' || m.id, m.id, m.title, null::uuid, null::text, m.starts_at, null::boolean, null::numeric, null::numeric
    from meeting_invitee i join meeting m on m.id = i.meeting_id
    where i.person_id = nullif(current_setting('app.person', true), '')::uuid
      and i.attendance = 'present' and m.state = 'closed' and m.type in ('party_lesson', 'party_day')
    union all
    -- On the last day that the person was there; once the class is over, since days may follow.
    select 'class', 'class ' || c.id, c.id, c.title, null, null,
      (select max(s.on_day)::timestamp at time zone 'Asia/Shanghai' from study_roll l join study_class_session s on s.id = l.session_id
        where l.class_id = c.id and l.person_id = nullif(current_setting('app.person', true), '')::uuid and l.present), null, null, null
    from study_class c
    where c.state = 'ended' and exists (select from study_roll l
      where l.class_id = c.id and l.person_id = nullif(current_setting('app.person', true), '')::uuid and l.present)
    union all
    select 'certificate', 'certificate ' || t.id, t.id, c.title, c.id, c.title,
      t.issued_on::timestamp at time zone 'Asia/Shanghai', null, null, null
    from study_certificate t join study_class c on c.id = t.class_id
    where t.person_id = nullif(current_setting('app.person', true), '')::uuid and t.withdrawn_on is null
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
