-- Sums over a range read the index alone; as an index condition the scope's settings are looked up once, not for each row.
drop index branch_tally_path;
create index branch_tally_path on branch_tally (org_path) include (members, probationary, women, minority, lost, outflow);
