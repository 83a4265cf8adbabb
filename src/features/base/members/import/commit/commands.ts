import { sql } from 'kysely';
import { withSource, type Scope } from '#platform/access/scope.ts';
import { audit, eventId, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { retally } from '../../tallies/commands.ts';
import type { BatchRow } from '../access.ts';

/** Columns of a file that an import may write. A column that a row does not give keeps its value. */
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

const names = (columns: readonly string[]) => sql.join(columns.map((c) => sql.ref(c)));
const from = (alias: string, columns: readonly string[]) => sql.join(columns.map((c) => sql.ref(`${alias}.${c}`)));

/** `set c = case when the row gives it then new value else old`. */
const assignments = (columns: readonly string[], part: 'prepared' | 'former', table: 'person' | 'membership') =>
  sql.join(
    columns.map(
      (c) =>
        sql`${sql.ref(c)} = case when jsonb_exists(r.${sql.ref(part)}::jsonb -> ${sql.lit(table)}, ${sql.lit(c)}) then x.${sql.ref(c)} else t.${sql.ref(c)} end`,
    ),
  );

const rowsOf = (batch: BatchRow, kind: 'new' | 'changed') =>
  sql`import_row r where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = ${sql.lit(kind)}`;

const insertNew = async (tx: Tx, batch: BatchRow): Promise<void> => {
  await sql`
    insert into person (id, org_path, key_id, batch_id, ${names(personColumns)})
    select r.person_id, o.path || '@' || r.person_id || '/', r.key_id, ${batch.id}, ${from('x', personColumns)}
    from import_row r join organisation o on o.id = r.branch_id
    cross join lateral jsonb_populate_record(null::person, r.prepared::jsonb -> 'person') x
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'new'`.execute(tx);
  await sql`
    insert into membership (id, person_id, branch_id, org_path, batch_id, ${names(membershipColumns)})
    select r.membership_id, r.person_id, r.branch_id, o.path || '@' || r.person_id || '/', ${batch.id}, ${from('x', membershipColumns)}
    from import_row r join organisation o on o.id = r.branch_id
    cross join lateral jsonb_populate_record(null::membership, r.prepared::jsonb -> 'membership') x
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'new'`.execute(tx);
  await sql`
    insert into affiliation (id, person_id, branch_id, org_path, during, batch_id)
    select gen_random_uuid(), r.person_id, r.branch_id, o.path || '@' || r.person_id || '/',
           daterange((r.prepared::jsonb -> 'membership' ->> 'since')::date, null), ${batch.id}
    from import_row r join organisation o on o.id = r.branch_id
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'new'`.execute(tx);
};

const updateChanged = async (tx: Tx, batch: BatchRow): Promise<void> => {
  await sql`
    update person t set ${assignments(personColumns, 'prepared', 'person')}, key_id = r.key_id, version = t.version + 1, updated_at = now()
    from import_row r cross join lateral jsonb_populate_record(null::person, r.prepared::jsonb -> 'person') x
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'changed' and t.id = r.person_id`.execute(
    tx,
  );
  await sql`
    update membership t set ${assignments(membershipColumns, 'prepared', 'membership')}, version = t.version + 1, updated_at = now()
    from import_row r cross join lateral jsonb_populate_record(null::membership, r.prepared::jsonb -> 'membership') x
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'changed' and t.id = r.membership_id`.execute(
    tx,
  );
};

/** One event for each person of the batch, all at once; what changed stands in the staged row. */
const writeEvents = async (
  tx: Tx,
  scope: Scope,
  batch: BatchRow,
  { action, reason }: { readonly action: string; readonly reason: string },
): Promise<void> => {
  const source = `import:${batch.id}`;
  await sql`
    insert into audit_event (id, account_id, actor, role, session_id, request_id, action, entity, entity_id, org_path, reason, source, changes)
    select ${eventId}, ${scope.accountId}, ${scope.actor}, ${scope.role}, ${scope.sessionId}, ${scope.requestId}, ${action}, 'person', r.person_id, p.org_path, ${reason}, ${source}, r.changes
    from import_row r join person p on p.id = r.person_id
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind in ('new', 'changed') and r.kept is null`.execute(
    tx,
  );
  tx.effects.auditWritten = true;
};

const branchesOf = async (tx: Tx, batch: BatchRow): Promise<string[]> => {
  const { rows } = await sql<{ branch_id: string }>`
    select distinct m.branch_id from import_row r join membership m on m.id = r.membership_id
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind in ('new', 'changed')`.execute(tx);
  return rows.map((row) => row.branch_id);
};

/** Writes all new and changed rows of the preview. @throws AppError refused when a file has changed since it was compared */
export const writeBatch = async (tx: Tx, scope: Scope, batch: BatchRow, reason: string): Promise<void> => {
  await sql`set local enable_nestloop = off`.execute(tx);
  await sql`select from organisation where id in (select r.branch_id from ${rowsOf(batch, 'new')}) for key share`.execute(
    tx,
  );
  const stale = await sql<{ name: string }>`
    select p.name from import_row r join person p on p.id = r.person_id
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'changed' and p.version <> r.person_version limit 20`.execute(
    tx,
  );
  if (stale.rows.length > 0)
    throw new AppError('refused', {
      message: 'import_stale',
      params: { names: stale.rows.map((r) => r.name).join('、') },
    });
  await insertNew(tx, batch);
  await updateChanged(tx, batch);
  await writeEvents(tx, withSource(scope, `import:${batch.id}`), batch, { action: 'members.import', reason });
  await sql`set local enable_nestloop = on`.execute(tx);
  await retally(tx, await branchesOf(tx, batch));
  audit(tx, {
    action: 'members.import.commit',
    entity: 'import_batch',
    entityId: batch.id,
    path: batch.org_path,
    reason,
  });
  touch(tx, 'members', { path: batch.org_path });
};

/** Fields that somebody has changed since the commit: their current value is not what the batch wrote. */
const keepLater = async (tx: Tx, batch: BatchRow): Promise<void> => {
  // A new person whose file has been edited or joined to an account since stays whole.
  await sql`
    update import_row r set kept = array['person'] from person p
    where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'new' and p.id = r.person_id
      and (p.version > 1 or exists (select from persons_with_account(array[r.person_id])))`.execute(tx);
  for (const [table, columns, key] of [
    ['person', personColumns, 'person_id'],
    ['membership', membershipColumns, 'membership_id'],
  ] as const) {
    const differing = sql.join(
      columns
        .filter((c) => !/_hash$|^pinyin$|^initials$/.test(c))
        .map(
          (c) =>
            sql`case when jsonb_exists(r.prepared::jsonb -> ${sql.lit(table)}, ${sql.lit(c)}) and x.${sql.ref(c)} is distinct from t.${sql.ref(c)} then ${sql.lit(c)} end`,
        ),
    );
    await sql`
      update import_row r set kept = coalesce(r.kept, '{}') || array_remove(array[${differing}], null)
      from ${sql.table(table)} t, import_row s cross join lateral jsonb_populate_record(null::${sql.table(table)}, s.prepared::jsonb -> ${sql.lit(table)}) x
      where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'changed' and t.id = r.${sql.ref(key)}
        and s.batch_id = r.batch_id and s.reading = r.reading and s.seq = r.seq and t.version > r.${sql.ref(table === 'person' ? 'person_version' : 'membership_version')} + 1`.execute(
      tx,
    );
  }
  await sql`update import_row set kept = null where batch_id = ${batch.id} and reading = ${batch.reading} and kept = '{}'`.execute(
    tx,
  );
};

const restore = async (tx: Tx, batch: BatchRow): Promise<void> => {
  for (const [table, columns, key] of [
    ['person', personColumns, 'person_id'],
    ['membership', membershipColumns, 'membership_id'],
  ] as const) {
    const set = sql.join(
      columns.map(
        (c) =>
          sql`${sql.ref(c)} = case when jsonb_exists(r.former::jsonb -> ${sql.lit(table)}, ${sql.lit(c)}) and not (${sql.lit(c.replace(/_(tail_)?hash$/, ''))} = any(coalesce(r.kept, '{}'))) then x.${sql.ref(c)} else t.${sql.ref(c)} end`,
      ),
    );
    await sql`
      update ${sql.table(table)} t set ${set}, version = t.version + 1, updated_at = now()
      from import_row r cross join lateral jsonb_populate_record(null::${sql.table(table)}, r.former::jsonb -> ${sql.lit(table)}) x
      where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'changed' and t.id = r.${sql.ref(key)}`.execute(
      tx,
    );
  }
};

const voidNew = async (tx: Tx, batch: BatchRow): Promise<void> => {
  for (const [table, key] of [
    ['affiliation', 'person_id'],
    ['membership', 'person_id'],
    ['person', 'id'],
  ] as const) {
    await sql`
      update ${sql.table(table)} t set voided_at = now() from import_row r
      where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'new' and r.kept is null and t.${sql.ref(key)} = r.person_id and t.batch_id = ${batch.id}`.execute(
      tx,
    );
  }
};

/** Returns every touched row to what it was; later edits stay and are named in the rows. Answers how many people keep something. */
export const undoBatch = async (tx: Tx, scope: Scope, batch: BatchRow, reason: string): Promise<number> => {
  await sql`set local enable_nestloop = off`.execute(tx);
  const branches = await branchesOf(tx, batch);
  await keepLater(tx, batch);
  await writeEvents(tx, withSource(scope, `import:${batch.id}`), batch, { action: 'members.import.undo', reason });
  await restore(tx, batch);
  await voidNew(tx, batch);
  await sql`set local enable_nestloop = on`.execute(tx);
  await retally(tx, branches);
  audit(tx, {
    action: 'members.import.undo',
    entity: 'import_batch',
    entityId: batch.id,
    path: batch.org_path,
    reason,
  });
  touch(tx, 'members', { path: batch.org_path });
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int4 as n from import_row where batch_id = ${batch.id} and reading = ${batch.reading} and kept is not null`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
};
