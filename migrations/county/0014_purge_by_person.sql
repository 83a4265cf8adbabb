-- Deleting a person looks for rows that point to it. Where no index leads there, the purge of an import that was undone reads
-- whole tables once for each of its people.
create index person_merged_into on person (merged_into_id) where merged_into_id is not null;
create index affiliation_person on affiliation (person_id);
create index account_of_file on account (person_id) where person_id is not null;
