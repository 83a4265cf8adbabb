-- News and notices (内容发布). What is worked on lies behind the policies of its organisation; what the public sees is a copy beside it,
-- which is all that somebody without an account can read: a draft cannot leak, and what is withdrawn is gone with its row.
create type column_kind as enum ('news', 'notice');
create type article_state as enum ('draft', 'review', 'approved', 'published', 'withdrawn');
create type article_step_kind as enum ('propose', 'return', 'approve', 'publish', 'withdraw');
create type article_hand_kind as enum ('propose', 'review', 'publish');

-- Columns of the portal (栏目), two levels.
create table publishing_column (
  id        uuid primary key default gen_random_uuid(),
  slug      text not null unique,                    -- of its address
  parent_id uuid references publishing_column,
  kind      column_kind not null,
  name_zh   text not null,
  name_en   text not null,
  position  integer not null,
  hidden    boolean not null default false,
  version   integer not null default 1
);

insert into publishing_column (slug, kind, name_zh, name_en, position) values
  ('news', 'news', '党建要闻', 'News', 10),
  ('notices', 'notice', '通知公告', 'Notices', 20),
  ('building', 'news', '组织建设', 'Organisations', 30),
  ('disclosure', 'notice', '党务公开', 'Disclosure', 40),
  ('learning', 'news', '党员教育', 'Learning', 50),
  ('examples', 'news', '先锋风采', 'Examples', 60),
  ('service', 'news', '为民服务', 'Service', 70);
insert into publishing_column (slug, parent_id, kind, name_zh, name_en, position)
  select c.slug, p.id, p.kind, c.name_zh, c.name_en, c.position
    from (values
      ('news-higher', 'news', '上级精神', 'From above', 10),
      ('news-county', 'news', '本地动态', 'In the county', 20),
      ('news-townships', 'news', '乡镇（街道）动态', 'In the townships', 30),
      ('building-grassroots', 'building', '基层党建', 'Grassroots', 10),
      ('building-elections', 'building', '换届选举', 'Elections', 20),
      ('disclosure-party', 'disclosure', '党务公示', 'Party affairs', 10),
      ('disclosure-village', 'disclosure', '村务财务', 'Village affairs', 20),
      ('learning-rules', 'learning', '党章党规', 'Constitution and rules', 10),
      ('learning-lessons', 'learning', '微党课', 'Short lessons', 20),
      ('service-guides', 'service', '办事指南', 'How to', 10),
      ('service-volunteers', 'service', '志愿服务', 'Volunteering', 20)
    ) as c (slug, parent, name_zh, name_en, position)
    join publishing_column p on p.slug = c.parent;

create table article (
  id         uuid primary key,
  org_path   text collate "C" not null,              -- the unit's path and the article's leaf
  unit_id    uuid not null references organisation,
  column_id  uuid not null references publishing_column,
  state      article_state not null default 'draft',
  version    integer not null default 1,             -- of the row
  edition    integer not null default 1,             -- of the text
  round      integer not null default 0,             -- grows each time that it is submitted
  title      text not null,
  summary    text not null,
  source     text not null,
  body       jsonb not null,                         -- as features/insight/publishing/body allows
  writer     text not null,                          -- who wrote last
  changed_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index article_path on article (org_path);
-- The list: by state or all, the last changed first.
create index article_changed on article (changed_at desc, id desc);
create index article_state_changed on article (state, changed_at desc, id desc);

create table article_edition (
  article_id uuid not null references article,
  edition    integer not null,
  org_path   text collate "C" not null,
  title      text not null,
  summary    text not null,
  source     text not null,
  body       jsonb not null,
  holder     uuid not null,                          -- the person who wrote it, or the account where that is nobody's
  writer     text not null,
  at         timestamptz not null,
  primary key (article_id, edition)
);
create index article_edition_path on article_edition (org_path);

-- Who has had a hand in a round. One person has one: proposer, reviewer and publisher are three.
create table article_hand (
  article_id uuid not null references article,
  round      integer not null,
  holder     uuid not null,
  hand       article_hand_kind not null,
  seat       integer not null default 0 check (hand = 'propose' or seat = 0), -- several may have written it; one reviews, one publishes
  org_path   text collate "C" not null,
  primary key (article_id, round, holder),
  constraint article_hand_seat unique (article_id, round, hand, seat)
);
create index article_hand_path on article_hand (org_path);

create table article_step (
  id         uuid primary key,
  article_id uuid not null references article,
  org_path   text collate "C" not null,
  round      integer not null,
  edition    integer not null,
  kind       article_step_kind not null,
  actor      text not null,
  checks     jsonb,                                  -- of a review
  note       text,                                   -- why it was returned or withdrawn
  at         timestamptz not null
);
create index article_step_article on article_step (article_id, id);
create index article_step_path on article_step (org_path);

create table article_image (
  file_id    uuid primary key references file,
  article_id uuid not null references article,
  org_path   text collate "C" not null,
  name       text not null,
  media_type text not null,
  width      integer not null,
  height     integer not null
);
create index article_image_article on article_image (article_id);
create index article_image_path on article_image (org_path);

do $$
declare t text;
begin
  foreach t in array array['article', 'article_edition', 'article_hand', 'article_step', 'article_image'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))',
      t || '_scope', t);
  end loop;
end $$;

-- What the public sees. It cannot be written without a review and a signature of its round, which are two people's.
create table published_article (
  article_id   uuid primary key references article,
  round        integer not null,
  review_hand  article_hand_kind not null generated always as ('review'::article_hand_kind) stored,
  publish_hand article_hand_kind not null generated always as ('publish'::article_hand_kind) stored,
  seat         integer not null generated always as (0) stored,
  edition      integer not null,
  column_id    uuid not null references publishing_column,
  unit_id      uuid not null references organisation,
  title        text not null,
  summary      text not null,
  source       text not null,
  excerpt      text not null,                        -- its first words, for lists
  body         jsonb not null,
  cover_id     uuid,                                 -- its first picture
  headline     boolean not null,
  from_at      timestamptz not null,                 -- shown from then
  until        timestamptz check (until > from_at),  -- and until then
  words        tsvector not null,                    -- cut by the segmenter, the title's heavier
  constraint published_article_review foreign key (article_id, round, review_hand, seat)
    references article_hand (article_id, round, hand, seat),
  constraint published_article_publish foreign key (article_id, round, publish_hand, seat)
    references article_hand (article_id, round, hand, seat)
);
-- A column's pages and its feed; the newest of all; the headlines; search; what has begun or ended since.
create index published_article_column on published_article (column_id, from_at desc, article_id desc);
create index published_article_from on published_article (from_at desc, article_id desc);
create index published_article_headline on published_article (from_at desc, article_id desc) where headline;
create index published_article_until on published_article (until) where until is not null;
create index published_article_words on published_article using gin (words);

create table published_image (
  file_id    uuid primary key,
  article_id uuid not null references published_article on delete cascade,
  media_type text not null,
  width      integer not null,
  height     integer not null
);
create index published_image_article on published_image (article_id);

-- How the public reaches an organisation: telephone and address of the office, of no person.
create table public_contact (
  organisation_id uuid primary key references organisation,
  phone           text not null,
  address         text not null,
  hours           text not null,
  version         integer not null default 1,
  changed_at      timestamptz not null
);

-- Counts every change of what the public sees: pages that were rendered before it are forgotten.
create table published_change (
  only_row boolean primary key default true check (only_row),
  number   bigint not null,
  at       timestamptz not null default now()
);
insert into published_change (number) values (0);

-- What the law wants at the foot of every page of the portal; an empty text is not shown.
create table portal_foot (
  only_row  boolean primary key default true check (only_row),
  sponsor   text not null default '',                -- 主办单位
  icp       text not null default '',                -- ICP备案号
  police    text not null default '',                -- 公安备案号
  site_code text not null default '',                -- 党政机关网站标识码
  phone     text not null default '',                -- of whoever keeps the site
  version   integer not null default 1
);
insert into portal_foot default values;
