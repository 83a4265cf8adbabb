-- A practice county stands beside the one whose people practise in it: a schema, a role and keys of its own, and nobody's data.
alter table county add column practice_of text unique references county (code) check (practice_of <> code);
