-- Spaced recall (间隔复习), for those who want it. What somebody chose, answered and will be asked again is read by that very person:
-- no range reaches it, whoever holds it; the whole county ('/' to '0') is the platform's own hand when rows move with their person.
-- Whether an answer was right is kept, never what was answered, nor how long it took.
create table recall_choice (
  person_id uuid primary key references person,
  org_path  text collate "C" not null,
  topics    text[] not null,
  weekly    smallint not null check (weekly in (3, 5, 10)),
  since     date not null
);
create index recall_choice_path on recall_choice (org_path);

-- How well a question is remembered, by the published model (FSRS), and when it comes again.
create table recall_card (
  person_id   uuid not null references person,
  line_id     uuid not null,                         -- of the bank: an edition that replaces another is the same card
  org_path    text collate "C" not null,
  topic       text not null references study_topic,
  stability   double precision not null,
  hardness    double precision not null,
  phase       smallint not null,
  answered    integer not null,
  lapses      integer not null,
  answered_on date not null,
  due_on      date not null,
  primary key (person_id, line_id)
);
create index recall_card_path on recall_card (org_path);

create table recall_answer (
  id          uuid primary key,
  person_id   uuid not null references person,
  org_path    text collate "C" not null,
  line_id     uuid not null,
  item_id     uuid not null references bank_item,
  topic       text not null references study_topic,
  answered_on date not null,
  is_right    boolean not null,
  is_first    boolean not null,                      -- nobody had told the person before what is right
  chance      numeric(4, 3) not null,                -- that somebody who knows nothing gets it right
  expected    numeric(4, 3)                          -- that it is remembered, as the model said before; null the first time
);
create index recall_answer_path on recall_answer (org_path);
create index recall_answer_person on recall_answer (person_id, answered_on);

-- To whom the right answer of a line has been told, under a keyed hash of both: it names nobody and no question. It outlives leaving, so
-- that leaving and coming back is no way to be asked for the first time again.
create table recall_told (
  mark bytea primary key
);

-- What somebody gave to a session or the branch (学习贡献): said by the member, signed by another person of the own branch's office.
create table study_contribution (
  id         uuid primary key,
  person_id  uuid not null references person,
  org_path   text collate "C" not null,              -- the branch's path and a leaf of its own
  unit_id    uuid not null references organisation,
  topic      text not null references study_topic,
  words      text not null,
  given_on   date not null,
  state      text not null default 'stated' check (state in ('stated', 'signed', 'declined')),
  signer_id  uuid,
  signer     text,
  signed_on  date,
  reason     text,                                   -- why it was not signed
  version    integer not null default 1,
  constraint study_contribution_signed check ((state = 'stated') = (signer_id is null)),
  constraint study_contribution_two_people check (signer_id is distinct from person_id)
);
create index study_contribution_path on study_contribution (org_path, id desc);
create index study_contribution_person on study_contribution (person_id);

do $$
declare t text;
begin
  foreach t in array array['recall_choice', 'recall_card', 'recall_answer', 'recall_told', 'study_contribution'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['recall_choice', 'recall_card', 'recall_answer'] loop
    execute format('create policy %I on %I using (person_id::text = current_setting(''app.person'', true)
      or (current_setting(''app.lower'', true) = ''/'' and current_setting(''app.upper'', true) = ''0''))', t || '_own', t);
  end loop;
end $$;
create policy recall_told_any on recall_told using (current_setting('app.upper', true) <> '');
create policy study_contribution_scope on study_contribution
  using ((org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true))
    or person_id::text = current_setting('app.person', true));
