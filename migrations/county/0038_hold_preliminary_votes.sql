-- 差额预选: a vote before the formal one, with the same roll, count and second person, whose result is not a post but the list of
-- candidates. The formal vote follows it by after_id, as a round follows the one before.
alter table election add column preliminary boolean not null default false;
alter table election add constraint election_preliminary_check check (not preliminary or method = 'preliminary');
-- Serves what follows an election, and the look whether it is followed already.
create index election_after on election (after_id) where after_id is not null;
