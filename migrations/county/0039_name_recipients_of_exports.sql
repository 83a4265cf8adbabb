-- Whom an export was for: each member reads it beside who exported and why. Empty on showings, and on exports of before.
create type export_recipient as enum ('own', 'superior', 'department', 'national', 'other');

alter table file_reading
  add column recipient export_recipient,
  add column recipient_name text,
  add constraint file_reading_recipient check (recipient_name is null or recipient is not null);
