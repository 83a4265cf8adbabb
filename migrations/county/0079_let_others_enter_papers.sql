-- Answers on paper may be entered by other units, which an exam names and whose work ends when its results are released.
-- About nobody: which unit helps with which exam.
create table exam_helper (
  id       uuid primary key,
  exam_id  uuid not null references exam,
  unit_id  uuid not null references organisation,
  named_at timestamptz not null,
  unique (exam_id, unit_id)
);
create index exam_helper_unit on exam_helper (unit_id);   -- what a unit helps with

-- What waits for a reader, and who asked about a mark: counted for the inbox each time that it is looked at.
create index exam_mark_waiting on exam_mark (exam_id) where share is null;
create index exam_appeal_open on exam_appeal (attempt_id) where decided_at is null;

-- The paper of a code, for a unit that helps: the attempt is filed where the exam is held, outside the helper's range.
create function helped_paper(which text, helper uuid)
  returns table (attempt_id uuid, exam_id uuid, org_path text, form integer, seed integer, name text)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select a.id, a.exam_id, a.org_path, a.form, a.seed, p.name
    from exam_attempt a join exam e on e.id = a.exam_id join exam_helper h on h.exam_id = e.id join person p on p.id = a.person_id
    where a.code = which and h.unit_id = helper and e.state = 'published';
  end;

create function helped_items(which uuid, helper uuid) returns setof exam_item
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select i.* from exam_item i join exam e on e.id = i.exam_id join exam_helper h on h.exam_id = e.id
    where i.exam_id = which and h.unit_id = helper and e.state = 'published' order by i.n;
  end;
