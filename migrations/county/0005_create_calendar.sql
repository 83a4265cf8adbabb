-- Public holidays and make-up working days. A year is trusted only when it is listed as complete;
-- a deadline that crosses another year is provisional.
create type holiday_kind as enum ('holiday', 'workday');
create table holiday (
  on_date date primary key,
  kind    holiday_kind not null,
  name    text not null
);
create table holiday_year (
  year        integer primary key,
  source      text not null,
  complete    boolean not null default true,
  entered_at  timestamptz not null default now()
);
