-- What requests are about, who answers for it, what of the answers may be read by everybody, and what was learned from those closed.

-- Why a unit has a request: the catalogue of responsibilities names it for the matter. Sorted: under another category than was chosen.
alter type request_route add value 'duty';
alter type request_entry_kind add value 'sorted';
-- What the resident reads beside it: the words of the catalogue on that day.
alter table service_request add column routed_reason text;

-- 诉求类别, two levels, kept by the county. A code is never changed: requests and other lists hold it. Of a minor one it begins with its
-- major's and a point.
create table request_category (
  code        text primary key check (code ~ '^[a-z][a-z0-9]{1,19}(\.[a-z][a-z0-9]{1,19})?$'),
  parent_code text references request_category check (parent_code is not distinct from nullif(substring(code from '^([a-z0-9]+)\.'), '')),
  name_zh     text not null,
  name_en     text not null,
  position    integer not null,
  county_task boolean not null default false,      -- 县级事权: no line of the catalogue gives it to townships and villages
  retired_on  date,                                -- offered no more; requests that hold it keep it
  version     integer not null default 1
);

insert into request_category (code, name_zh, name_en, position) values
  ('land', '土地房屋', 'Land and houses', 1),
  ('farming', '农业水利', 'Farming and water', 2),
  ('roads', '道路交通', 'Roads and traffic', 3),
  ('sanitation', '环境卫生', 'Sanitation', 4),
  ('security', '社会保障', 'Social security', 5),
  ('health', '医疗卫生', 'Health', 6),
  ('education', '教育', 'Education', 7),
  ('work', '劳动就业', 'Work', 8),
  ('neighbours', '邻里纠纷', 'Neighbours', 9),
  ('party', '党务村务', 'Party and village affairs', 10),
  ('conduct', '作风效能', 'Conduct of offices', 11),
  ('consumers', '消费', 'Consumers', 12),
  ('safety', '公共安全', 'Public safety', 13),
  ('other', '其他', 'Other', 14);
insert into request_category (code, parent_code, name_zh, name_en, position)
  select code, substring(code from '^([a-z]+)\.'), name_zh, name_en, row_number() over (partition by substring(code from '^([a-z]+)\.') order by place)
  from (values
    (1, 'land.homestead', '宅基地', 'Homesteads'), (2, 'land.building', '违建', 'Unlawful building'),
    (3, 'land.taking', '征地拆迁', 'Taking of land'), (4, 'land.houses', '危房', 'Unsafe houses'),
    (5, 'farming.water', '灌溉与河道', 'Irrigation and rivers'), (6, 'farming.drinking', '饮用水', 'Drinking water'),
    (7, 'farming.subsidies', '农业补贴', 'Farming subsidies'), (8, 'farming.livestock', '畜禽养殖', 'Livestock'),
    (9, 'roads.lights', '路灯', 'Street lights'), (10, 'roads.surface', '路面', 'Road surface'),
    (11, 'roads.parking', '停车占道', 'Parking'), (12, 'roads.buses', '公交班车', 'Buses'),
    (13, 'sanitation.waste', '垃圾清运', 'Waste'), (14, 'sanitation.sewage', '污水', 'Sewage'),
    (15, 'sanitation.noise', '噪声', 'Noise'), (16, 'sanitation.air', '油烟扬尘', 'Smoke and dust'),
    (17, 'security.pension', '养老', 'Pensions'), (18, 'security.allowance', '低保救助', 'Allowances'),
    (19, 'security.disability', '残疾人', 'Disability'),
    (20, 'health.insurance', '医保报销', 'Health insurance'), (21, 'health.clinics', '看病就医', 'Clinics'),
    (22, 'education.places', '入学', 'School places'), (23, 'education.fees', '收费与资助', 'Fees and grants'),
    (24, 'education.campus', '校园管理', 'Campus'),
    (25, 'work.wages', '欠薪', 'Unpaid wages'), (26, 'work.injury', '工伤', 'Injuries at work'), (27, 'work.jobs', '就业培训', 'Jobs and training'),
    (28, 'neighbours.walls', '墙界漏水', 'Walls and leaks'), (29, 'neighbours.animals', '犬只宠物', 'Animals'), (30, 'neighbours.property', '物业', 'Property management'),
    (31, 'party.openness', '村务公开', 'Openness of village affairs'), (32, 'party.organisation', '组织关系与党费', 'Affiliation and dues'),
    (33, 'conduct.attitude', '服务态度', 'Attitude'), (34, 'conduct.delay', '拖延推诿', 'Delay'),
    (35, 'consumers.refund', '退款退货', 'Refunds'), (36, 'consumers.food', '食品安全', 'Food safety'),
    (37, 'safety.fire', '消防用电', 'Fire and electricity'), (38, 'safety.gas', '燃气', 'Gas'), (39, 'safety.hazard', '地质灾害', 'Landslides')
  ) as minor (place, code, name_zh, name_en);

-- 权责清单: who answers for a matter, in an area or in areas of one kind. The nearest line counts: the minor category before the major
-- one, then the place before its township, then the kind of area, then anywhere.
create type request_duty_level as enum ('unit', 'place', 'above');
create table request_duty (
  id         uuid primary key,
  category   text not null references request_category,
  area_id    uuid references organisation,          -- a village or community, or what lies above: all below it
  area_type  text check (area_type in ('village', 'community')),
  level      request_duty_level not null,           -- one named unit, the place itself, or the township-level unit above it
  unit_id    uuid references organisation,
  reason     text not null,                         -- anybody reads it
  set_by     text not null,
  set_at     timestamptz not null default now(),
  ended_at   timestamptz,
  version    integer not null default 1,
  check ((level = 'unit') = (unit_id is not null)),
  check (area_id is null or area_type is null)
);
-- One line in force for each matter and area: there is nothing to choose between.
create unique index request_duty_one on request_duty (category, area_id, area_type) nulls not distinct where ended_at is null;

-- Answers that everybody may read (公开选登): proposed without anything that names somebody, published by a second person. Before that
-- its words are sealed, and afterwards again.
create type published_answer_state as enum ('proposed', 'returned', 'published', 'withdrawn');
create table published_answer (
  id           uuid primary key,
  request_id   uuid not null references service_request,
  org_path     text collate "C" not null,           -- as the request
  unit_name    text not null,                       -- that answered, on that day
  category     text not null references request_category,
  state        published_answer_state not null default 'proposed',
  sealed       bytea not null,                      -- question and answer as proposed
  key_id       integer not null,
  question     text,                                -- in plain while it is published, and never else
  answer       text,
  words        text[],                              -- of the question, for the search
  proposed_by  uuid not null,
  proposer     text not null,
  proposed_at  timestamptz not null,
  reviewed_by  uuid,
  reviewer     text,
  reviewed_at  timestamptz,
  reason       text,                                -- why it was returned or withdrawn
  version      integer not null default 1,
  constraint two_persons check (reviewed_by is null or reviewed_by <> proposed_by),
  check ((state = 'published') = (question is not null and answer is not null and words is not null)),
  check (state = 'proposed' or reviewed_by is not null)
);
create unique index published_answer_request on published_answer (request_id) where state in ('proposed', 'published');
create index published_answer_shown on published_answer (reviewed_at desc, id) where state = 'published';
create index published_answer_path on published_answer (org_path);
alter table published_answer enable row level security;
alter table published_answer force row level security;
create policy published_answer_scope on published_answer using (
  org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true));
create policy published_answer_anybody on published_answer for select using (state = 'published');

-- What was learned from the county's closed requests. Its words are sealed: they come out of what residents wrote.
create table request_model (
  id          uuid primary key,
  kind        text not null check (kind in ('category', 'unit')),
  sealed      bytea not null,                       -- words and weights
  key_id      integer not null,
  trained_on  integer not null,                     -- requests that it was made from
  tested_on   integer not null,                     -- newest ones, held back
  classes     integer not null,
  accuracy    real not null,
  macro_f1    real not null,
  calibration real not null,                        -- expected calibration error
  usual       real not null,                        -- accuracy of always naming the most frequent class
  seconds     real not null,
  job_id      uuid,
  made_at     timestamptz not null,
  unique (job_id, kind)
);
create index request_model_latest on request_model (kind, made_at desc);
