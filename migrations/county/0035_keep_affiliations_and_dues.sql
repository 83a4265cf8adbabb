-- Kinds of a transfer that were missing: inside the city, a whole unit, and two that move nobody, the certificate (证明信) and a
-- stay abroad (出国境保留). New values of an enum cannot be named in the transaction that adds them, so the checks compare text.
alter type transfer_kind add value 'within_city' before 'within_province';
alter type transfer_kind add value 'whole_unit';
alter type transfer_kind add value 'certificate';
alter type transfer_kind add value 'abroad';
alter type transfer_way add value 'certificate';
alter type transfer_way add value 'abroad';
alter type transfer_state add value 'concluded';
alter table transfer
  add column stay_from date,          -- of a certificate or a stay abroad
  add column stay_until date,         -- the last day meant; abroad it may be open
  add column stay_purpose text,       -- code table abroadPurpose
  add column stay_record_id uuid;     -- abroad_stay of the file
do $$
declare c record;
begin
  for c in select conname from pg_constraint where conrelid = 'transfer'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) ~ 'way' loop
    execute format('alter table transfer drop constraint %I', c.conname);
  end loop;
end $$;
alter table transfer
  add check ((way::text = 'arriving') = (from_branch_id is null)),
  add check (way::text in ('short', 'county') or outside_name is not null),
  add check (way::text in ('leaving', 'certificate', 'abroad') or to_branch_id is not null),
  add check (way::text = 'arriving' or person_id is not null),
  add check ((way::text in ('certificate', 'abroad')) = (stay_from is not null)),
  add check (way::text <> 'certificate' or stay_until is not null),
  add check (stay_until >= stay_from);
