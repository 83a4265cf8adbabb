import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, eventId, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { fileFields } from '../../catalogue.ts';
import { retally } from '../../tallies/commands.ts';
import type { BatchRow } from '../access.ts';
import { enlistApplicants } from '../joining/commands.ts';
import { insertNewcomers, type Commit } from '../newcomers/commands.ts';

/** Columns of a file that an import may change. A column that a row does not give keeps its value. */
const personColumns = [
  'name',
  'former_name',
  'pinyin',
  'initials',
  'sex',
  'birth_date',
  'ethnicity',
  'native_place',
  'household_place',
  'education',
  'degree',
  'marital_status',
  'work_started_on',
  'id_number',
  'id_number_hash',
  'id_tail_hash',
  'phone',
  'phone_hash',
  'phone_tail_hash',
  'landline',
  'address',
] as const;
const membershipColumns = [
  'category',
  'joined_on',
  'full_on',
  'party_age_correction',
  'standing',
  'join_kind',
  'join_branch',
  'conversion',
  'probation_until',
  'lost_since',
  'outflow_place',
  'outflow_since',
  'job_post',
  'new_stratum',
  'technical_post',
  'is_migrant_worker',
  'is_front_line',
  'archive_unit',
] as const;

type Part = 'person' | 'membership';
const columnsOf: Readonly<Record<Part, readonly string[]>> = { person: personColumns, membership: membershipColumns };
const versionOf = { person: 'person_version', membership: 'membership_version' } as const;
const keyOf = { person: 'person_id', membership: 'membership_id' } as const;

/** Columns that repeat another one in a form for searching: they stay and go with it. */
const ownerOf: Readonly<Record<string, string>> = {
  pinyin: 'name',
  initials: 'name',
  id_number_hash: 'id_number',
  id_tail_hash: 'id_number',
  phone_hash: 'phone',
  phone_tail_hash: 'phone',
};

const keys: ReadonlyMap<string, string> = new Map(fileFields.map(({ column, key }) => [column, key]));
/** The field that a column tells of. */
const fieldIn = (column: string) => sql.lit(keys.get(ownerOf[column] ?? column) ?? column);

/** The rows of the reading that counts. */
const inBatch = (batch: BatchRow, kind: 'new' | 'changed') =>
  sql`r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = ${sql.lit(kind)}`;

/** The columns of a row for one table, as a record of that table. */
const record = (part: 'prepared' | 'former', table: Part) =>
  sql`cross join lateral json_populate_record(null::${sql.table(table)}, r.${sql.ref(part)} -> ${sql.lit(table)}) x`;

const givesColumn = (part: 'prepared' | 'former', table: Part, column: string) =>
  sql`r.${sql.ref(part)} -> ${sql.lit(table)} -> ${sql.lit(column)} is not null`;

const updateChanged = async (tx: Tx, batch: BatchRow): Promise<void> => {
  for (const table of ['person', 'membership'] as const) {
    const given = sql.join(
      columnsOf[table].map(
        (c) =>
          sql`${sql.ref(c)} = case when ${givesColumn('prepared', table, c)} then x.${sql.ref(c)} else t.${sql.ref(c)} end`,
      ),
    );
    // The person's version tells whether anything of the file has changed; a membership without a change keeps its own.
    const some = table === 'person' ? sql`` : sql` and r.prepared ->> 'membership' <> '{}'`;
    await sql`
      update ${sql.table(table)} t set ${given}, version = t.version + 1, updated_at = now()
      from import_row r ${record('prepared', table)}
      where ${inBatch(batch, 'changed')} and t.id = r.${sql.ref(keyOf[table])}${some}`.execute(tx);
  }
};

interface Act {
  readonly action: string;
  readonly reason: string;
  readonly kinds: readonly ('new' | 'changed')[];
  /** What the history says of each person. */
  readonly changes: ReturnType<typeof sql>;
}

/** One event for each person of the kinds, all at once; what changed stands in the staged row. */
const writeEvents = async (
  tx: Tx,
  scope: Scope,
  batch: BatchRow,
  { action, reason, kinds, changes }: Act,
): Promise<void> => {
  await sql`
    insert into audit_event (id, account_id, actor, role, session_id, request_id, action, entity, entity_id, org_path, reason, source, changes)
    select ${eventId}, ${scope.accountId}::uuid, ${scope.actor}, ${scope.role}, ${scope.sessionId}::uuid, ${scope.requestId}, ${action},
           'person', r.person_id, p.org_path, ${reason}, ${`import:${batch.id}`}, ${changes}
    from import_row r join person p on p.id = r.person_id
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = any(${kinds}::import_row_kind[]) and 'person' <> all(coalesce(r.kept, '{}'))`.execute(
    tx,
  );
  tx.effects.auditWritten = true;
};

/** Branches of the rows that are written: the preview's are those of the files, or the commit would have been refused. */
const branchesWritten = async (tx: Tx, batch: BatchRow): Promise<string[]> => {
  const { rows } = await sql<{ branch_id: string }>`
    select distinct branch_id from import_row
    where batch_id = ${batch.id} and reading = ${batch.reading} and kind in ('new', 'changed')`.execute(tx);
  return rows.map((row) => row.branch_id);
};

/** Branches in which the people of the batch are now. */
const branchesOf = async (tx: Tx, batch: BatchRow): Promise<string[]> => {
  const { rows } = await sql<{ branch_id: string }>`
    select distinct m.branch_id from import_row r join membership m on m.id = r.membership_id
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind in ('new', 'changed')`.execute(tx);
  return rows.map((row) => row.branch_id);
};

const most = 20;

const refuseStale = (people: readonly string[]): void => {
  if (people.length === 0) return;
  const names = people.slice(0, most).join('、') + (people.length > most ? '…' : '');
  throw new AppError('refused', { message: 'import_stale', params: { names } });
};

/** Locks what the batch will touch, and names whoever is no longer as the preview showed. @throws AppError refused */
const lockTouched = async (tx: Tx, batch: BatchRow): Promise<void> => {
  const moved = await sql<{ name: string }>`
    select distinct r.name from import_row r join organisation o on o.id = r.branch_id
    where ${inBatch(batch, 'new')} and o.abolished_on is not null`.execute(tx);
  refuseStale(moved.rows.map((row) => row.name));
  const locked = await sql<{ name: string; fresh: boolean }>`
    select p.name, p.version = r.person_version and m.version = r.membership_version and m.left_on is null as fresh
    from import_row r join person p on p.id = r.person_id join membership m on m.id = r.membership_id
    where ${inBatch(batch, 'changed')} for update of p, m`.execute(tx);
  refuseStale(locked.rows.filter((row) => !row.fresh).map((row) => row.name));
  const { rows: asked } = await sql<{ n: number }>`
    select count(*)::int4 as n from import_row r where ${inBatch(batch, 'changed')}`.execute(tx);
  // Who has been merged away, voided or moved out of the range is not among those that were locked.
  if (asked[0]?.n !== locked.rows.length) throw new AppError('refused', { message: 'import_conflict' });
};

/** Names whoever has got a file since the preview. @throws AppError refused */
const refuseTaken = async (tx: Tx, batch: BatchRow): Promise<void> => {
  const taken = await sql<{ name: string }>`
    select r.name from import_row r where ${inBatch(batch, 'new')} and r.person_version is null and r.id_number_hash in (
      select digest from persons_with_id_numbers(array(select r.id_number_hash from import_row r where ${inBatch(batch, 'new')} and r.person_version is null and r.id_number_hash is not null)))`.execute(
    tx,
  );
  refuseStale(taken.rows.map((row) => row.name));
};

/** So many known people are found one by one. */
const few = 1_000;

/**
 * Whether the planner may find the row of another table for each of the staged ones by itself. Statistics of rows that were written
 * a minute ago do not exist yet: for fifty thousand it would take minutes, and for a few it is a hundred times as fast as reading all.
 */
const joinOneByOne = async (tx: Tx, may: boolean): Promise<void> => {
  await sql`set local enable_nestloop = ${sql.lit(may)}`.execute(tx);
};

/** Writes all new and changed rows of the preview. @throws AppError refused when a file has changed since it was compared */
export const writeBatch = async (tx: Tx, commit: Commit, batch: BatchRow): Promise<void> => {
  const { scope, reason } = commit;
  const { changed = 0 } = batch.counts as unknown as { readonly changed?: number };
  await joinOneByOne(tx, false);
  // The statement of the newcomers comes hundreds of times, and is planned once.
  await sql`set local plan_cache_mode = force_generic_plan`.execute(tx);
  await sql`select from organisation where id in (
    select r.branch_id from import_row r where ${inBatch(batch, 'new')}) for key share`.execute(tx);
  await refuseTaken(tx, batch);
  await joinOneByOne(tx, changed <= few);
  await lockTouched(tx, batch);
  await insertNewcomers(tx, commit, batch);
  await enlistApplicants(tx, commit, batch);
  await updateChanged(tx, batch);
  await writeEvents(tx, scope, batch, {
    action: 'members.import',
    reason,
    kinds: ['changed'],
    changes: sql`r.changes`,
  });
  await joinOneByOne(tx, true);
  await retally(tx, await branchesWritten(tx, batch));
  audit(tx, {
    action: 'members.import.commit',
    entity: 'import_batch',
    entityId: batch.id,
    path: batch.org_path,
    reason,
  });
  touch(tx, 'members', { path: batch.org_path });
};

/** New people whose file others have worked on since: it stays whole. */
const keepNew = async (tx: Tx, batch: BatchRow): Promise<void> => {
  await sql`
    update import_row r set kept = array['person'] from person p join membership m on m.person_id = p.id
    where ${inBatch(batch, 'new')} and p.id = r.person_id and m.id = r.membership_id
      and (p.version > coalesce(r.person_version + 1, 1) or m.version > 1 or p.merged_into_id is not null
        or exists (select from person q where q.merged_into_id = p.id)
        or exists (select from post_holding h where h.person_id = p.id)
        -- An applicant may have had an account before.
        or r.person_version is null and p.id in (
          select persons_with_account(array(select r.person_id from import_row r where ${inBatch(batch, 'new')}))))`.execute(
    tx,
  );
};

/** Fields of known people that somebody has changed since the commit: their value is not what the batch wrote. */
const keepFields = async (tx: Tx, batch: BatchRow, table: Part): Promise<void> => {
  const later = sql.join(
    columnsOf[table]
      .filter((c) => ownerOf[c] === undefined)
      .map((c) => {
        // A hash tells two numbers apart whatever key their ciphertext has.
        const hash = `${c}_hash`;
        const compared = columnsOf[table].includes(hash) ? hash : c;
        return sql`case when ${givesColumn('prepared', table, c)} and x.${sql.ref(compared)} is distinct from t.${sql.ref(compared)} then ${fieldIn(c)} end`;
      }),
  );
  await sql`
    update import_row set kept = coalesce(import_row.kept, '{}') || k.later
    from (select r.seq, array_remove(array[${later}], null) as later
          from import_row r join ${sql.table(table)} t on t.id = r.${sql.ref(keyOf[table])} ${record('prepared', table)}
          where ${inBatch(batch, 'changed')} and t.version > r.${sql.ref(versionOf[table])} + 1) k
    where batch_id = ${batch.id} and reading = ${batch.reading} and import_row.seq = k.seq and k.later <> '{}'`.execute(
    tx,
  );
};

const restore = async (tx: Tx, batch: BatchRow, table: Part): Promise<void> => {
  const set = sql.join(
    columnsOf[table].map(
      (c) =>
        sql`${sql.ref(c)} = case when ${givesColumn('prepared', table, c)} and ${fieldIn(c)} <> all(coalesce(r.kept, '{}')) then x.${sql.ref(c)} else t.${sql.ref(c)} end`,
    ),
  );
  const some = table === 'person' ? sql`` : sql` and r.prepared ->> 'membership' <> '{}'`;
  await sql`
    update ${sql.table(table)} t set ${set}, version = t.version + 1, updated_at = now()
    from import_row r ${record('former', table)}
    where ${inBatch(batch, 'changed')} and t.id = r.${sql.ref(keyOf[table])}${some}`.execute(tx);
};

const voidNew = async (tx: Tx, batch: BatchRow): Promise<void> => {
  for (const [table, key] of [
    ['affiliation', 'person_id'],
    ['membership', 'person_id'],
    ['person', 'id'],
  ] as const) {
    await sql`
      update ${sql.table(table)} t set voided_at = now() from import_row r
      where ${inBatch(batch, 'new')} and r.kept is null and t.${sql.ref(key)} = r.person_id and t.batch_id = ${batch.id}`.execute(
      tx,
    );
  }
};

/** In the history each restored field goes back from the batch's value to the former one; of a voided file nothing is left to say. */
const backwards = sql`case when r.kind = 'changed' then (
  select coalesce(jsonb_agg(jsonb_build_object('field', c -> 'field', 'from', c -> 'to', 'to', c -> 'from')), '[]')
  from jsonb_array_elements(r.changes) c where c ->> 'field' <> all(coalesce(r.kept, '{}'))) end`;

/** Returns every touched row to what it was; later edits stay and are named in the rows. Answers how many people keep something. */
export const undoBatch = async (tx: Tx, scope: Scope, batch: BatchRow, reason: string): Promise<number> => {
  await joinOneByOne(tx, false);
  const branches = await branchesOf(tx, batch);
  await sql`select from import_row r join person p on p.id = r.person_id
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind in ('new', 'changed') for update of p`.execute(
    tx,
  );
  await keepNew(tx, batch);
  for (const table of ['person', 'membership'] as const) await keepFields(tx, batch, table);
  await writeEvents(tx, scope, batch, {
    action: 'members.import.undo',
    reason,
    kinds: ['new', 'changed'],
    changes: backwards,
  });
  for (const table of ['person', 'membership'] as const) await restore(tx, batch, table);
  await voidNew(tx, batch);
  await joinOneByOne(tx, true);
  await retally(tx, branches);
  audit(tx, {
    action: 'members.import.undo',
    entity: 'import_batch',
    entityId: batch.id,
    path: batch.org_path,
    reason,
  });
  touch(tx, 'members', { path: batch.org_path });
  const { rows } = await sql<{ n: number }>`
    select count(*)::int4 as n from import_row where batch_id = ${batch.id} and reading = ${batch.reading} and kept is not null`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
};
