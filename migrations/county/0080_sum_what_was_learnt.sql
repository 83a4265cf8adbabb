-- What answers to exams and recall say of places (掌握情况), counted each night from the answers themselves: numbers of five people or
-- more, and nobody. A group of fewer has no row anywhere. They are open tables: whoever reads sees the same sums as the page.
create type study_learnt_kind as enum ('answered', 'discussed');
create type study_verdict as enum ('helps', 'unclear', 'no_help', 'few');

-- By place, year and topic. `least_depth`: shown to readers whose range begins as deep in the tree as that, since the total of somebody
-- above it would tell of a neighbour that is left out.
create table study_learnt (
  organisation_id uuid not null references organisation,
  year            integer not null,
  kind            study_learnt_kind not null,         -- the latest answers to questions; words said about courses
  topic           text not null references study_topic,
  people          integer not null check (people >= 5),
  answers         integer not null,
  part            numeric(4, 3),                      -- of the points, answered right; null of what was discussed
  low             numeric(4, 3),                      -- of nineteen such intervals in twenty the true part lies inside
  high            numeric(4, 3),
  least_depth     integer not null,
  primary key (organisation_id, year, kind, topic)
);

-- Questions most often missed, a few for each place. Of one place for its own readers: no sums of places are ever beside each other.
create table study_missed (
  organisation_id uuid not null references organisation,
  year            integer not null,
  item_id         uuid not null references bank_item,
  topic           text not null references study_topic,
  people          integer not null check (people >= 5),
  missed          numeric(4, 3) not null,             -- of the points
  primary key (organisation_id, year, item_id)
);

-- Whether those who finished a course answer its topics better than before, in the whole county: first answers to questions that are none
-- of the course's own, person by person.
create table study_course_effect (
  course_id uuid primary key references course,
  people    integer check (people >= 5),              -- who answered before and after; null: fewer than five
  before    numeric(4, 3),
  after     numeric(4, 3),
  low       numeric(4, 3),                            -- of the difference
  high      numeric(4, 3),
  verdict   study_verdict not null
);
