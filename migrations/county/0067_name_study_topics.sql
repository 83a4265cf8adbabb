-- Topics of study (学习主题): what a course teaches, a question asks and a session was about. Named once, so that the
-- learning status of an organisation speaks of one thing. Codes are never changed; a retired topic is offered no more.
create table study_topic (
  code       text primary key check (code ~ '^[a-z][a-z0-9_]{1,29}$'),
  name_zh    text not null,
  name_en    text not null,
  position   integer not null,
  retired_on date,
  version    integer not null default 1
);

insert into study_topic (code, name_zh, name_en, position) values
  ('theory', '党的理论', 'Theory of the Party', 1),
  ('charter', '党章党规', 'Constitution and rules of the Party', 2),
  ('history', '党史', 'History of the Party', 3),
  ('discipline', '纪律作风', 'Discipline and conduct', 4),
  ('admission', '发展党员', 'Admission of members', 5),
  ('branch', '支部工作', 'Work of a branch', 6),
  ('governance', '基层治理', 'Governance at the grassroots', 7),
  ('rural', '乡村振兴', 'Rural revitalisation', 8),
  ('law', '法律常识', 'Law', 9),
  ('secrecy', '保密', 'Secrecy', 10),
  ('digital', '数字技能', 'Digital skills', 11),
  ('vocation', '职业技能', 'Vocational skills', 12),
  ('platform', '平台使用', 'Use of the platform', 13);
