/**
 * People whom an import makes. The preview has judged their rows and kept sealed what they say: here the file of each is made and
 * written. While the database writes some, the next are made ready.
 */
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { eventId } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FirstValues } from '#platform/db/effects.ts';
import {
  bytesColumn,
  columnNames,
  openArrayRows,
  textColumn,
  type ArrayColumn,
  type ArrayRows,
} from '#platform/db/array-rows.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { fieldOf, isFieldKey } from '../../catalogue.ts';
import type { MemberFields, Value } from '../../contract.ts';
import { toColumns, type Columns } from '../../row/commands.ts';
import type { BatchRow } from '../access.ts';
import { newFile } from '../reading/commands.ts';
import { openSealed } from '../rows/access.ts';

/** Somebody new, as the tables hold them. */
interface Newcomer extends Columns {
  readonly personId: string;
  readonly membershipId: string;
  readonly branchId: string;
  /** Of the person. */
  readonly path: string;
  readonly since: string;
  readonly first: FirstValues['first'];
}

type Text = string | number | boolean | null | undefined;

const ofPerson = (name: string, type = 'text'): ArrayColumn<Newcomer> =>
  textColumn(name, type, ({ person }) => person[name] as Text);
const sealedOf = (name: string): ArrayColumn<Newcomer> =>
  bytesColumn(name, ({ person }) => person[name] as Buffer | null | undefined);
const ofMembership = (name: string, type = 'text'): ArrayColumn<Newcomer> =>
  textColumn(name, type, ({ membership }) => membership[name] as Text);

const personColumns = [
  ofPerson('name'),
  ofPerson('former_name'),
  ofPerson('pinyin'),
  ofPerson('initials'),
  ofPerson('sex'),
  ofPerson('birth_date', 'date'),
  ofPerson('ethnicity'),
  ofPerson('native_place'),
  ofPerson('household_place'),
  ofPerson('education'),
  ofPerson('degree'),
  ofPerson('marital_status'),
  ofPerson('work_started_on', 'date'),
  sealedOf('id_number'),
  sealedOf('id_number_hash'),
  sealedOf('id_tail_hash'),
  sealedOf('phone'),
  sealedOf('phone_hash'),
  sealedOf('phone_tail_hash'),
  sealedOf('landline'),
  sealedOf('address'),
];
const membershipColumns = [
  ofMembership('category', 'member_category'),
  ofMembership('joined_on', 'date'),
  ofMembership('full_on', 'date'),
  ofMembership('party_age_correction', 'int4'),
  ofMembership('standing'),
  ofMembership('join_kind'),
  ofMembership('join_branch'),
  ofMembership('conversion'),
  ofMembership('probation_until', 'date'),
  ofMembership('lost_since', 'date'),
  ofMembership('outflow_place'),
  ofMembership('outflow_since', 'date'),
  ofMembership('job_post'),
  ofMembership('new_stratum'),
  ofMembership('technical_post'),
  ofMembership('is_migrant_worker', 'boolean'),
  ofMembership('is_front_line', 'boolean'),
  ofMembership('archive_unit'),
];
const columns: readonly ArrayColumn<Newcomer>[] = [
  textColumn('person_id', 'uuid', ({ personId }) => personId),
  textColumn('membership_id', 'uuid', ({ membershipId }) => membershipId),
  textColumn('branch_id', 'uuid', ({ branchId }) => branchId),
  textColumn('path', 'text', ({ path }) => path),
  textColumn('since', 'date', ({ since }) => since),
  textColumn('changes', 'jsonb', ({ first }) => JSON.stringify([{ first }] satisfies FirstValues[])),
  ...personColumns,
  ...membershipColumns,
];

/** What the history says of a new file: every value; the ciphertext is that of the row. */
const firstValues = (values: MemberFields, { person, membership }: Columns): FirstValues['first'] => {
  const first: Record<string, Value> = {};
  for (const key of Object.keys(values)) {
    if (!isFieldKey(key) || values[key] === undefined) continue;
    const { table, column } = fieldOf(key);
    const stored = (table === 'person' ? person : membership)[column] as Value | Buffer | undefined;
    if (stored === null || stored === undefined) continue;
    first[key] = Buffer.isBuffer(stored) ? `sealed:${stored.toString('hex')}` : stored;
  }
  return first;
};

interface Staged {
  readonly seq: number;
  readonly name: string | null;
  readonly branch_id: string;
  readonly branch_path: string;
  readonly person_id: string;
  readonly membership_id: string;
  readonly sealed: Buffer;
}

/** @throws AppError refused where a release before this one has judged the row: the file is to be read again */
const newcomerOf = (county: County, row: Staged, today: string): Newcomer => {
  const { fields } = openSealed(county, row);
  if (fields === undefined)
    throw new AppError('refused', { message: 'import_stale', params: { names: row.name ?? '' } });
  const file = newFile({ fields }, { id: row.branch_id });
  const values = file as MemberFields;
  const { person, membership } = toColumns(county.crypto, values);
  const first = firstValues(values, { person, membership });
  person['sex'] ??= '0';
  membership['standing'] ??= '1';
  membership['party_age_correction'] ??= 0;
  return {
    personId: row.person_id,
    membershipId: row.membership_id,
    branchId: row.branch_id,
    path: `${row.branch_path}@${row.person_id}/`,
    since: file.joinedOn ?? today,
    first,
    person,
    membership,
  };
};

export interface Commit {
  readonly county: County;
  readonly scope: Scope;
  readonly reason: string;
  readonly progress: (done: number) => Promise<void>;
}

/** Person, membership, affiliation and the event of each, all from one reading of the arrays. */
const insert = async (
  tx: Tx,
  { scope, reason }: Commit,
  batch: BatchRow,
  { rows, keyId }: { readonly rows: ArrayRows<Newcomer>; readonly keyId: number },
): Promise<void> => {
  const used = rows.used();
  const [person, membership] = [personColumns, membershipColumns].map((columns) =>
    columnNames(columns.filter((column) => used.includes(column))),
  );
  await sql`
    with t(${columnNames(used)}) as materialized (
      select ${rows.values()} from rows from (${rows.split()}) as t(${columnNames(used)})),
    people as (
      insert into person (id, org_path, key_id, batch_id, ${person})
      select person_id, path, ${keyId}::int4, ${batch.id}, ${person} from t),
    memberships as (
      insert into membership (id, person_id, branch_id, org_path, batch_id, ${membership})
      select membership_id, person_id, branch_id, path, ${batch.id}, ${membership} from t),
    affiliations as (
      insert into affiliation (id, person_id, branch_id, org_path, during, batch_id)
      select gen_random_uuid(), person_id, branch_id, path, daterange(since, null), ${batch.id} from t)
    insert into audit_event (id, account_id, actor, role, session_id, request_id, action, entity, entity_id, org_path, reason, source, changes)
    select ${eventId}, ${scope.accountId}::uuid, ${scope.actor}, ${scope.role}, ${scope.sessionId}::uuid, ${scope.requestId}, 'members.import',
           'person', person_id, path, ${reason}, ${`import:${batch.id}`}, changes from t`.execute(tx);
};

const stretch = 1_000;
/** Rows between two looks at what the database has answered: it stands idle until it is sent the next statement. */
const breath = 8;
/** Stretches that are under way at once: the database does not wait for the program, nor the program for each answer. */
const underWay = 3;

/**
 * The rows of those who are new, stretch by stretch. They are read beside the transaction, which has enough to do: while it
 * holds the batch nobody changes its rows. The next stretch is on its way while one is worked on.
 */
async function* stretches({ county, scope }: Commit, batch: BatchRow): AsyncGenerator<Staged[]> {
  const db = county.read(scope);
  const after = async (seq: number): Promise<Staged[]> => {
    const { rows } = await sql<Staged>`
      select r.seq, r.name, r.branch_id, o.path as branch_path, r.person_id, r.membership_id, r.sealed
      from import_row r join organisation o on o.id = r.branch_id
      where r.batch_id = ${batch.id} and r.reading = ${batch.reading} and r.kind = 'new' and r.person_version is null and r.seq > ${seq}
      order by r.seq limit ${sql.lit(stretch)}`.execute(db);
    return rows;
  };
  let rows = await after(-1);
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    const next = met(after(last.seq));
    yield rows;
    rows = await next;
  }
}

/** A failure is met at the next await of the promise; until then it must not count as unhandled. */
const met = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

/** Writes everybody who is new in the preview. @throws AppError refused */
export const insertNewcomers = async (tx: Tx, commit: Commit, batch: BatchRow): Promise<void> => {
  const { county } = commit;
  const today = county.today();
  const writing: Promise<void>[] = [];
  let done = 0;
  for await (const rows of stretches(commit, batch)) {
    // Before anything is sealed: a row may bear a version that is too old, never one that is too new.
    const keyId = county.crypto.currentKeyId;
    const newcomers = openArrayRows(columns);
    for (const [at, row] of rows.entries()) {
      if (at % breath === 0) await setImmediate();
      newcomers.add(newcomerOf(county, row, today));
    }
    if (writing.length === underWay) await writing.shift();
    writing.push(met(insert(tx, commit, batch, { rows: newcomers, keyId })));
    done += rows.length;
    await commit.progress(done);
  }
  await Promise.all(writing);
};
