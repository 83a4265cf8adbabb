-- Two indexes that every new file paid for and no question used: names are found by person_name_birth, and a rotation of keys walks
-- the files in the order of their ids.
drop index person_exact_name;
drop index person_key;
