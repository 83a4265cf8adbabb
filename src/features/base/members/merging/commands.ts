import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import type { FieldKey } from '../catalogue.ts';
import type { MemberFields } from '../contract.ts';
import { editMember, lockFresh, raise } from '../file/commands.ts';
import type { OpenFile } from '../file/queries.ts';
import { recordTables } from '../records/contract.ts';
import { counted, tally } from '../tallies/commands.ts';
import { overlap } from './queries.ts';

export interface Merge {
  readonly keepId: string;
  readonly dropId: string;
  readonly keepVersion: number;
  readonly dropVersion: number;
  readonly take: readonly FieldKey[];
  readonly voidOverlapping: boolean;
  readonly reason: string;
}

const conflict = (message: string): AppError => new AppError('conflict', { message });

const refuseMerge = async (tx: Tx, keep: OpenFile, drop: OpenFile, voidOverlapping: boolean): Promise<void> => {
  const numbers = [keep.person.id_number_hash, drop.person.id_number_hash];
  if (numbers[0] && numbers[1] && !numbers[0].equals(numbers[1])) throw conflict('merge_both_id_numbers');
  if (keep.membership.left_on !== null && drop.membership.left_on === null) throw conflict('merge_keep_lasting');
  const { rows } = await sql<{ id: string | null }>`select account_of_person(${drop.person.id}) as id`.execute(tx);
  if ((rows[0]?.id ?? null) !== null) throw conflict('merge_account');
  if (!voidOverlapping && (await overlap(tx, keep.person.id, drop.person.id))) throw conflict('merge_overlap');
};

/** Child records, posts, scans and periods of the dropped file go to the one that stays. Answers the number of records. */
const handOver = async (tx: Tx, keep: OpenFile, drop: OpenFile): Promise<number> => {
  const [to, from] = [keep.person, drop.person];
  const leaf = sql`replace(org_path, ${`@${from.id}/`}, ${`@${to.id}/`})`;
  let records = 0;
  for (const table of recordTables) {
    const moved =
      await sql`update ${sql.table(table)} set person_id = ${to.id}, org_path = ${to.org_path} where person_id = ${from.id}`.execute(
        tx,
      );
    records += Number(moved.numAffectedRows ?? 0n);
  }
  await sql`update affiliation d set voided_at = now() where d.person_id = ${from.id} and d.voided_at is null
    and exists (select from affiliation k where k.person_id = ${to.id} and k.voided_at is null and k.during && d.during)`.execute(
    tx,
  );
  await sql`update affiliation set person_id = ${to.id}, org_path = ${leaf} where person_id = ${from.id} and voided_at is null`.execute(
    tx,
  );
  await sql`update post_holding set person_id = ${to.id}, org_path = ${leaf}, version = version + 1 where person_id = ${from.id}`.execute(
    tx,
  );
  // What the dropped file asked for is answered by the merge itself.
  await sql`update correction_request set state = 'withdrawn', version = version + 1 where person_id = ${from.id} and state = 'waiting'`.execute(
    tx,
  );
  for (const table of ['correction_request', 'bulk_item'] as const)
    await sql`update ${sql.table(table)} set org_path = ${to.org_path} where person_id = ${from.id}`.execute(tx);
  for (const table of ['admission_case', 'admission_fact', 'admission_extra_record'] as const)
    await sql`update ${sql.table(table)} set person_id = ${to.id}, org_path = ${to.org_path} where person_id = ${from.id}`.execute(
      tx,
    );
  await tx.updateTable('file').set({ org_path: to.org_path }).where('org_path', '=', from.org_path).execute();
  return records;
};

/** The dropped file leaves every read and count; its row points to the one that stays. */
const retire = async (tx: Tx, keep: OpenFile, drop: OpenFile): Promise<void> => {
  await tx
    .updateTable('membership')
    .set({ voided_at: sql<string>`now()` })
    .where('person_id', '=', drop.person.id)
    .where('voided_at', 'is', null)
    .execute();
  await tx
    .updateTable('person')
    .set({ merged_into_id: keep.person.id, org_path: keep.person.org_path, ...raise })
    .where('id', '=', drop.person.id)
    .execute();
  if (drop.membership.left_on === null) await tally(tx, -1, counted(drop));
};

/**
 * Makes one file of two that mean one person.
 * @throws AppError stale, invalid where the taken values do not fit, conflict: two ID numbers, an account of the dropped
 * file, days in two branches at once
 */
export const mergeMembers = async (tx: Tx, scope: Scope, county: County, merge: Merge) => {
  const { keepId, dropId, keepVersion, dropVersion, take, voidOverlapping, reason } = merge;
  if (keepId === dropId) throw invalid('body.dropId', 'merge_same');
  // Locked in the order of their ids, so that two merges of the same pair wait for each other.
  const lockKeep = () => lockFresh(tx, scope, county, keepId, keepVersion);
  const early = keepId < dropId ? await lockKeep() : undefined;
  const drop = await lockFresh(tx, scope, county, dropId, dropVersion);
  const keep = early ?? (await lockKeep());
  await refuseMerge(tx, keep, drop, voidOverlapping);
  // A row that is voided must still be writable by this transaction.
  await sql`set local app.voided = 'on'`.execute(tx);
  const records = await handOver(tx, keep, drop);
  await retire(tx, keep, drop);
  await sql`set local app.voided = ''`.execute(tx);
  if (take.length > 0) {
    const fields = Object.fromEntries(take.map((key) => [key, drop.fields[key]])) as MemberFields;
    await editMember(tx, scope, county, keepId, { version: keepVersion, fields, reason, source: `merge:${dropId}` });
  } else await tx.updateTable('person').set(raise).where('id', '=', keepId).execute();
  const { org_path: path } = keep.person;
  const event = { action: 'members.merge', entity: 'person', path, reason };
  audit(tx, { ...event, entityId: keepId, changes: [{ field: 'mergedFrom', from: null, to: dropId }] });
  audit(tx, { ...event, entityId: dropId, changes: [{ field: 'mergedInto', from: null, to: keepId }] });
  touch(tx, 'members', { path });
  touch(tx, 'members', { path: drop.person.org_path });
  return { id: keepId, records };
};
