import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { recountTalks } from '#features/base/organisations/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import type { FieldKey } from '../catalogue.ts';
import type { MemberFields } from '../contract.ts';
import { editMember, lockFresh, raise } from '../file/commands.ts';
import type { OpenFile } from '../file/queries.ts';
import { recordTables } from '../records/contract.ts';
import { counted, tally } from '../tallies/commands.ts';
import { numbersDiffer, overlap } from './queries.ts';
import { renamed, type Named } from './rules.ts';

export interface Merge {
  readonly keepId: string;
  readonly dropId: string;
  readonly keepVersion: number;
  readonly dropVersion: number;
  readonly take: readonly FieldKey[];
  readonly idNumber?: 'keep' | 'drop' | undefined;
  readonly voidOverlapping: boolean;
  readonly reason: string;
}

const conflict = (message: string): AppError => new AppError('conflict', { message });

/** The same month paid under both files: a receipt would have to go, and that is for the branch to say. */
const paidTwice = async (tx: Tx, keepId: string, dropId: string): Promise<boolean> => {
  const { rows } = await sql`select from dues_payment k join dues_payment d
      on daterange(d.from_month, d.to_month, '[]') && daterange(k.from_month, k.to_month, '[]')
    where k.person_id = ${keepId} and d.person_id = ${dropId} and k.voided_at is null and d.voided_at is null
      and k.purpose = 'regular' and d.purpose = 'regular' limit 1`.execute(tx);
  return rows.length > 0;
};

/** A transfer under way walks by the papers of one file: it ends, or is recalled, before the file goes. */
const isMoving = async (tx: Tx, personId: string): Promise<boolean> => {
  const { rows } = await sql`select from transfer where person_id = ${personId}
    and state in ('draft', 'submitted', 'out_branch_ok', 'out_committee_ok', 'in_committee_ok') limit 1`.execute(tx);
  return rows.length > 0;
};

/** Both files with a case under way: which of them is the true one, people decide before. */
const admittedTwice = async (tx: Tx, keepId: string, dropId: string): Promise<boolean> => {
  const { rows } = await sql`select from admission_case where person_id in (${keepId}, ${dropId}) and state = 'open'
    having count(distinct person_id) = 2`.execute(tx);
  return rows.length > 0;
};

const refuseMerge = async (
  tx: Tx,
  keep: OpenFile,
  drop: OpenFile,
  { idNumber, voidOverlapping }: Merge,
): Promise<void> => {
  if (idNumber === undefined && numbersDiffer(keep, drop)) throw conflict('merge_both_id_numbers');
  if (keep.membership.left_on !== null && drop.membership.left_on === null) throw conflict('merge_keep_lasting');
  const { rows } = await sql<{ id: string | null }>`select account_of_person(${drop.person.id}) as id`.execute(tx);
  if ((rows[0]?.id ?? null) !== null) throw conflict('merge_account');
  if (await isMoving(tx, drop.person.id)) throw conflict('merge_transfer');
  if (await admittedTwice(tx, keep.person.id, drop.person.id)) throw conflict('merge_admission_twice');
  if (!voidOverlapping && (await overlap(tx, keep.person.id, drop.person.id))) throw conflict('merge_overlap');
};

const renameIn = async (
  tx: Tx,
  { table, column, lies, once, onceIn = table, hangsOn }: Named,
  from: string,
  { id: to, org_path: file }: OpenFile['person'],
): Promise<void> => {
  const leaf = sql`replace(org_path, ${`@${from}/`}, ${`@${to}/`})`;
  const path = lies ? sql`, org_path = ${lies === 'file' ? file : leaf}` : sql``;
  const same = (once ?? []).map((each) => sql`and k.${sql.ref(each)} = d.${sql.ref(each)}`);
  const alone = once
    ? sql`and not exists (select from ${sql.table(onceIn)} k where k.${sql.ref(column)} = ${to} ${sql.join(same, sql` `)})`
    : sql``;
  const along = hangsOn
    ? sql`and exists (select from ${sql.table(hangsOn[0])} h where h.id = d.${sql.ref(hangsOn[1])} and h.person_id = ${to})`
    : sql``;
  await sql`update ${sql.table(table)} d set ${sql.ref(column)} = ${to} ${path}
    where d.${sql.ref(column)} = ${from} ${alone} ${along}`.execute(tx);
};

/** What other subjects hold of the dropped person goes on under the kept one. Whoever merges reads no amount on the way. */
const renameAll = async (tx: Tx, keep: OpenFile, drop: OpenFile): Promise<void> => {
  const { id } = drop.person;
  await sql`set local app.filing = 'on'`.execute(tx);
  if (await paidTwice(tx, keep.person.id, id)) throw conflict('merge_dues_twice');
  for (const each of renamed) await renameIn(tx, each, id, keep.person);
  await sql`set local app.filing = ''`.execute(tx);
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

/** The number that is right says sex and birth date as well: they come from the same file. */
const byNumber: readonly FieldKey[] = ['idNumber', 'sex', 'birthDate'];

const taken = (keep: OpenFile, drop: OpenFile, { take, idNumber }: Merge): readonly FieldKey[] => {
  if (idNumber === undefined || !numbersDiffer(keep, drop)) return take;
  const others = take.filter((key) => !byNumber.includes(key));
  return idNumber === 'drop' ? [...others, ...byNumber] : others;
};

/**
 * Makes one file of two that mean one person.
 * @throws AppError stale, invalid where the taken values do not fit, conflict: two ID numbers of which none was said to be right, an account or an open transfer
 * of the dropped file, two admissions under way, days in two branches at once, a month of dues paid twice
 */
export const mergeMembers = async (tx: Tx, scope: Scope, county: County, merge: Merge) => {
  const { keepId, dropId, keepVersion, dropVersion, reason } = merge;
  if (keepId === dropId) throw invalid('body.dropId', 'merge_same');
  // Locked in the order of their ids, so that two merges of the same pair wait for each other.
  const lockKeep = () => lockFresh(tx, scope, county, keepId, keepVersion);
  const early = keepId < dropId ? await lockKeep() : undefined;
  const drop = await lockFresh(tx, scope, county, dropId, dropVersion);
  const keep = early ?? (await lockKeep());
  await refuseMerge(tx, keep, drop, merge);
  // A row that is voided must still be writable by this transaction.
  await sql`set local app.voided = 'on'`.execute(tx);
  const records = await handOver(tx, keep, drop);
  await renameAll(tx, keep, drop);
  await recountTalks(tx, { people: [keepId, dropId] });
  await retire(tx, keep, drop);
  await sql`set local app.voided = ''`.execute(tx);
  const take = taken(keep, drop, merge);
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
