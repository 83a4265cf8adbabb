-- Dues (党费). Amounts are fen. Nobody sees a person's amount but that person and who keeps the dues of the very branch: the
-- policies ask for the branch itself as the beginning of the reader's range, not for a place below it. Superiors get counts and
-- totals by the functions at the end.

create type dues_kind as enum (
  'wage', 'annual_salary', 'self_employed', 'pensioner', 'farmer', 'student', 'unemployed', 'dependent');

-- What a person pays a month, fixed once a year. Stays with the branch that fixed it: a transfer letter carries the last month paid.
create table dues_base (
  id          uuid primary key,
  person_id   uuid not null,
  branch_id   uuid not null references organisation,
  org_path    text collate "C" not null,
  year        integer not null check (year between 2008 and 2100),
  kind        dues_kind not null,
  base_fen    integer not null check (base_fen >= 0),        -- income that the standard is reckoned from; 0 where it asks for none
  monthly_fen integer not null check (monthly_fen > 0),
  basis       text not null,                                 -- where the income is taken from, or why it was changed
  settled_to  date,                                          -- last month paid elsewhere, by the transfer letter
  setter      text not null,
  version     integer not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  unique (branch_id, person_id, year)
);
create index dues_base_path on dues_base (org_path);
create index dues_base_person on dues_base (person_id);

-- Less than the standard, or nothing, for some months: discussed by the branch, approved above it.
create table dues_relief (
  id          uuid primary key,
  person_id   uuid not null,
  branch_id   uuid not null references organisation,
  org_path    text collate "C" not null,
  from_month  date not null,
  to_month    date not null,
  monthly_fen integer not null check (monthly_fen >= 0),     -- 0: exempt
  reason      text not null,
  decided_on  date not null,                                 -- by the branch
  approval_id uuid references approval,
  approved_on date,
  approved_by text,
  created_at  timestamptz not null default now(),
  check (to_month >= from_month and extract(day from from_month) = 1 and extract(day from to_month) = 1)
);
create index dues_relief_path on dues_relief (org_path);
create index dues_relief_person on dues_relief (person_id);
create index dues_relief_approval on dues_relief (approval_id);

create type dues_method as enum ('cash', 'transfer');
create type dues_purpose as enum ('regular', 'voluntary', 'forwarded');  -- forwarded: a voluntary extra that goes up in full

create table dues_payment (
  id           uuid primary key,
  person_id    uuid not null,
  branch_id    uuid not null references organisation,
  org_path     text collate "C" not null,
  payer        text not null,                                -- the name on the receipt
  purpose      dues_purpose not null,
  from_month   date,
  to_month     date,
  amount_fen   integer not null check (amount_fen > 0),
  paid_on      date not null,
  method       dues_method not null,
  consent      boolean not null default false,               -- the branch agreed to more than a month at once
  receipt_year integer not null,
  receipt_no   integer not null,
  recorder     text not null,
  void_reason  text,
  voided_by    text,
  version      integer not null default 1,
  created_at   timestamptz not null default now(),
  voided_at    timestamptz,
  unique (branch_id, receipt_year, receipt_no),
  check ((purpose = 'regular') = (from_month is not null and to_month is not null)),
  check (to_month >= from_month and extract(day from from_month) = 1 and extract(day from to_month) = 1),
  check ((voided_at is null) = (void_reason is null)),
  constraint dues_payment_month_once exclude using gist (person_id with =, daterange(from_month, to_month, '[]') with &&)
    where (voided_at is null and purpose = 'regular')
);
create index dues_payment_path on dues_payment (org_path);
create index dues_payment_person on dues_payment (person_id);

create type dues_account as enum (
  'cash', 'bank', 'dues', 'voluntary', 'forwardable', 'forwarded', 'allocation', 'interest', 'remittance', 'spending', 'opening');
create type dues_use as enum ('training', 'materials', 'commendation', 'hardship', 'disaster');

-- Double entry: a line names both of its accounts, so no transaction can fail to balance. Nothing is changed or deleted; what
-- was wrong is reversed by a line of its own.
create table dues_entry (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  org_path        text collate "C" not null,
  booked_on       date not null,
  debit           dues_account not null,
  credit          dues_account not null,
  amount_fen      integer not null check (amount_fen > 0),
  category        dues_use,
  document        text not null default '',
  recipient       text not null default '',
  decided_on      date,                                      -- the collective decision about a use
  payment_id      uuid references dues_payment,
  reverses_id     uuid unique references dues_entry,
  recorder        text not null,
  created_at      timestamptz not null default now(),
  check (debit <> credit),
  check ((debit = 'spending' or credit = 'spending') = (category is not null)),
  check (category is null or decided_on is not null)
);
create index dues_entry_path on dues_entry (org_path, booked_on);
create index dues_entry_payment on dues_entry (payment_id);

-- What the bank says of the account: a line is a line of the ledger once somebody has said so.
create table dues_bank_line (
  id              uuid primary key,
  organisation_id uuid not null references organisation,
  org_path        text collate "C" not null,
  booked_on       date not null,
  amount_fen      integer not null check (amount_fen <> 0),  -- less than nothing: went out
  payer           text not null,
  note            text not null,
  line_key        text not null,                             -- the same line of a file that is read again
  entry_id        uuid unique references dues_entry,
  matched_by      text,
  matched_at      timestamptz,
  created_at      timestamptz not null default now(),
  unique (organisation_id, line_key),
  check ((entry_id is null) = (matched_by is null))
);
create index dues_bank_line_path on dues_bank_line (org_path);

do $$
declare t text;
begin
  foreach t in array array['dues_base', 'dues_relief', 'dues_payment', 'dues_entry', 'dues_bank_line'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    -- Work that nobody's session does, and the functions below, which ask for the caller's range themselves.
    execute format('create policy %I on %I using (current_setting(''app.guard'', true) = ''system'')', t || '_system', t);
    -- A move of the tree takes the rows along and reads none of their amounts.
    execute format('create policy %I on %I using (current_setting(''app.filing'', true) = ''on''
      and org_path >= current_setting(''app.lower'', true) and org_path < current_setting(''app.upper'', true))', t || '_filing', t);
    execute format('create policy %I on %I as restrictive for delete using (false)', t || '_no_delete', t);
  end loop;
  foreach t in array array['dues_base', 'dues_relief', 'dues_payment'] loop
    execute format('create policy %I on %I using (
      org_path = current_setting(''app.lower'', true) || ''@'' || person_id::text || ''/'')', t || '_keeper', t);
    execute format('create policy %I on %I for select using (person_id::text = current_setting(''app.person'', true))', t || '_self', t);
  end loop;
end $$;
create policy dues_entry_keeper on dues_entry using (org_path = current_setting('app.lower', true));
create policy dues_bank_line_keeper on dues_bank_line using (org_path = current_setting('app.lower', true));

-- How many have paid a quarter, by branch of the caller's range. What was collected is told once five people have paid: less would
-- tell what one of them earns.
create function dues_counts(first_month date, last_month date)
returns table (branch_id uuid, name text, members integer, unset integer, paid integer, unpaid integer, collected_fen bigint)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    with people as (
      select m.branch_id, m.person_id, b.id is null as unset,
        greatest(first_month, date_trunc('month', m.joined_on)::date, date_trunc('month', lower(a.during))::date,
          (b.settled_to + interval '1 month')::date) as starts
      from membership m
      join organisation o on o.id = m.branch_id
      left join affiliation a on a.person_id = m.person_id and a.branch_id = m.branch_id and a.voided_at is null and upper_inf(a.during)
      left join dues_base b on b.person_id = m.person_id and b.branch_id = m.branch_id and b.year = extract(year from first_month)
      where m.voided_at is null and m.left_on is null
        and o.path >= current_setting('app.lower', true) and o.path < current_setting('app.upper', true)
    ), states as (
      select p.branch_id, p.unset, exists (
        select from generate_series(p.starts::timestamp, last_month::timestamp, interval '1 month') g
        where not exists (select from dues_payment d where d.person_id = p.person_id and d.purpose = 'regular' and d.voided_at is null
            and g.g between d.from_month and d.to_month)
          and not exists (select from dues_relief r where r.person_id = p.person_id and r.branch_id = p.branch_id and r.monthly_fen = 0
            and r.approved_on is not null and g.g between r.from_month and r.to_month)) as owes
      from people p
    ), sums as (
      select d.branch_id, count(distinct d.person_id) as payers, sum(d.amount_fen) as fen
      from dues_payment d
      where d.voided_at is null and d.paid_on >= first_month and d.paid_on < (last_month + interval '1 month')
      group by d.branch_id
    )
    select o.id, o.short_name, count(*)::integer, count(*) filter (where s.unset)::integer,
      count(*) filter (where not s.unset and not s.owes)::integer, count(*) filter (where not s.unset and s.owes)::integer,
      case when max(u.payers) >= 5 then max(u.fen)::bigint end
    from states s
    join organisation o on o.id = s.branch_id
    left join sums u on u.branch_id = s.branch_id
    group by o.id, o.short_name, o.path order by o.path;
  end;

-- Totals of the own branch's ledger for its members, to whom income and use are published.
create function dues_sums(first_day date, last_day date)
returns table (before boolean, debit dues_account, credit dues_account, category dues_use, fen bigint)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    select e.booked_on < first_day, e.debit, e.credit, e.category, sum(e.amount_fen)::bigint
    from dues_entry e
    where e.booked_on <= last_day and (e.org_path = current_setting('app.lower', true) or exists (
      select from membership m where m.person_id = nullif(current_setting('app.person', true), '')::uuid
        and m.branch_id = e.organisation_id and m.voided_at is null and m.left_on is null))
    group by 1, 2, 3, 4;
  end;

-- The superior who agrees to a relief does not read what the person pays.
create function grant_dues_relief(approval uuid, approver text, on_day date) returns integer
  language sql volatile security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    with granted as (
      update dues_relief set approved_on = on_day, approved_by = approver
      where approval_id = approval and approved_on is null
        and org_path >= current_setting('app.lower', true) and org_path < current_setting('app.upper', true)
      returning 1)
    select count(*)::integer from granted;
  end;
