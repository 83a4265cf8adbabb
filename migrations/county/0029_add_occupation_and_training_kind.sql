-- Two code tables that stood without a field: the occupation of a person (GB/T 2261.4) and the form of a training.
alter table person add column occupation text;
alter table training_record add column kind text;
