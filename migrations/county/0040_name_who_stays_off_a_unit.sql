-- Members of a unit who are not on its letter, by the transfers of their own that were under way when it was begun: named on the case
-- with the reason for as long as the case stands, whatever became of those transfers.
alter table unit_transfer add column left_off uuid[] not null default '{}';
