-- Why an exam was withdrawn, as those who were asked were told. Null: not withdrawn, or before this was kept.
alter table exam add column withdrawn_reason text check (withdrawn_reason is null or state = 'withdrawn');
