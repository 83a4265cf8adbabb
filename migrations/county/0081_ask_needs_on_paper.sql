-- Learning needs on paper (学习需求问卷): one sheet a member, printed by the branch with a code and entered by it once. What was ticked is
-- kept as needs of that member, with the sheet that it came from. Lies with the file.
create table study_need_paper (
  id          uuid primary key,
  person_id   uuid not null references person,
  org_path    text collate "C" not null,
  code        text not null unique check (code ~ '^\d{10}$'),
  printing_id uuid not null,                          -- printed last together with others, as one file
  printed_on  date not null,
  printed_by  text not null,
  entered_on  date,
  entered_by  text,
  check ((entered_on is null) = (entered_by is null))
);
create index study_need_paper_path on study_need_paper (org_path) where entered_on is null;
create index study_need_paper_person on study_need_paper (person_id);
create index study_need_paper_printing on study_need_paper (printing_id);

alter table study_need_paper enable row level security;
alter table study_need_paper force row level security;
create policy study_need_paper_scope on study_need_paper
  using (org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));

-- Null: asked by the member.
alter table study_need add column paper_id uuid references study_need_paper;
create index study_need_paper_of on study_need (paper_id) where paper_id is not null;
