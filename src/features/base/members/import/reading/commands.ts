import { leafPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { newId } from '#shared/ids.ts';
import { changesBetween, toColumns } from '../../row/commands.ts';
import { openFields, type FileRow } from '../../row/queries.ts';
import type { MemberFile } from '../../rules.ts';
import type { HeadingPlan } from '../headings/rules.ts';
import type { ImportedRow, RowProblem } from '../rules.ts';
import { fieldsOfRow, wholeProblems } from './rules.ts';
import type { KnownPerson, Namesake } from './queries.ts';

/** What the judge knows of the register around one batch of rows. */
export interface Around {
  readonly county: County;
  readonly today: string;
  readonly plan: HeadingPlan;
  readonly branchFor: (text: string) => { readonly id: string; readonly path: string } | null;
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly takenElsewhere: ReadonlySet<string>;
  readonly namesakes: ReadonlyMap<string, readonly Namesake[]>;
  /** ID numbers of rows further up in the file, with their place. */
  readonly seen: Map<string, number>;
}

export interface Duplicate {
  readonly reason: 'same_id' | 'name_and_birth' | 'name_and_phone';
  readonly personId: string | null;
  readonly seq: number | null;
}

export interface Decision {
  readonly decision: 'link' | 'new' | 'skip';
  readonly personId: string | null;
}

/** A judged row as it is staged. `prepared` and `former` hold columns of person and membership, bytes as hexadecimal text. */
export interface Judged {
  readonly kind: 'new' | 'changed' | 'unchanged' | 'error' | 'duplicate' | 'skipped';
  readonly skippedAs: string | null;
  readonly name: string | null;
  readonly branchId: string | null;
  readonly personId: string | null;
  readonly membershipId: string | null;
  readonly personVersion: number | null;
  readonly membershipVersion: number | null;
  readonly idHash: Buffer | null;
  readonly problems: readonly RowProblem[];
  readonly prepared: { person: Record<string, unknown>; membership: Record<string, unknown> } | null;
  readonly former: { person: Record<string, unknown>; membership: Record<string, unknown> } | null;
  readonly changes: readonly unknown[] | null;
  readonly duplicates: readonly Duplicate[];
}

const hex = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);
const asJson = (columns: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).map(([key, value]) => [key, hex(value)]));

const nothing: Omit<Judged, 'kind'> = {
  skippedAs: null,
  name: null,
  branchId: null,
  personId: null,
  membershipId: null,
  personVersion: null,
  membershipVersion: null,
  idHash: null,
  problems: [],
  prepared: null,
  former: null,
  changes: null,
  duplicates: [],
};

export const skipped = (why: string): Judged => ({ ...nothing, kind: 'skipped', skippedAs: why });

const columnOf =
  (plan: HeadingPlan) =>
  (field: string): number =>
    plan.columns.find((c) => c.field === field)?.column ?? -1;

const duplicatesOf = (
  around: Around,
  name: string,
  birth: string | undefined,
  phoneHash: string | undefined,
): Duplicate[] =>
  (around.namesakes.get(name) ?? []).flatMap((person): Duplicate[] => {
    if (birth !== undefined && person.birth_date === birth)
      return [{ reason: 'name_and_birth', personId: person.id, seq: null }];
    if (phoneHash !== undefined && person.phone_hash?.toString('hex') === phoneHash)
      return [{ reason: 'name_and_phone', personId: person.id, seq: null }];
    return [];
  });

type Base = Omit<Judged, 'kind'>;

/** An existing member: field by field against the file as it is. A different branch is said, not changed: that is a transfer. */
const judgeKnown = (around: Around, row: ImportedRow, base: Base, known: FileRow): Judged => {
  const { crypto } = around.county;
  const before = openFields(crypto, known);
  const given = fieldsOfRow(row.fields);
  const changes = changesBetween(crypto, before, given);
  const keys = new Set(changes.map((c) => c.field));
  const touched = Object.fromEntries(Object.entries(given).filter(([key]) => keys.has(key)));
  const branch = base.branchId;
  const warnings: RowProblem[] =
    branch !== null && branch !== known.membership.branch_id
      ? [{ column: columnOf(around.plan)('branchId'), field: 'branchId', level: 'warning', message: 'branch_differs' }]
      : [];
  const problems = [
    ...base.problems,
    ...warnings,
    ...wholeProblems(
      { ...before, ...touched } as MemberFile,
      around.today,
      columnOf(around.plan),
      base.problems,
    ).filter((p) => keys.has(p.field)),
  ];
  const at = {
    ...base,
    problems,
    branchId: known.membership.branch_id,
    personId: known.person.id,
    membershipId: known.membership.id,
    personVersion: known.person.version,
    membershipVersion: known.membership.version,
  };
  if (problems.some((p) => p.level === 'error')) return { ...at, kind: 'error' };
  if (changes.length === 0) return { ...at, kind: 'unchanged' };
  const columns = toColumns(crypto, touched);
  const pick = (names: readonly string[], source: Record<string, unknown>) =>
    asJson(Object.fromEntries(names.map((name) => [name, source[name] ?? null])));
  return {
    ...at,
    kind: 'changed',
    prepared: { person: asJson(columns.person), membership: asJson(columns.membership) },
    former: {
      person: pick(Object.keys(columns.person), known.person),
      membership: pick(Object.keys(columns.membership), known.membership),
    },
    changes,
  };
};

const judgeNew = (around: Around, row: ImportedRow, base: Base, branchPath: string): Judged => {
  const given = fieldsOfRow(row.fields);
  const file = { category: 'full', ...given, branchId: base.branchId } as MemberFile;
  const problems = [...base.problems, ...wholeProblems(file, around.today, columnOf(around.plan), base.problems)];
  if (problems.some((p) => p.level === 'error')) return { ...base, problems, kind: 'error' };
  const { crypto } = around.county;
  const columns = toColumns(crypto, { category: 'full', ...given });
  const personId = newId();
  const path = leafPath(branchPath, personId);
  const since = file.joinedOn ?? around.today;
  return {
    ...base,
    problems,
    kind: 'new',
    personId,
    membershipId: newId(),
    prepared: {
      person: asJson({
        ...columns.person,
        sex: columns.person['sex'] ?? '0',
        org_path: path,
        key_id: crypto.currentKeyId,
      }),
      membership: asJson({
        ...columns.membership,
        standing: columns.membership['standing'] ?? '1',
        party_age_correction: columns.membership['party_age_correction'] ?? 0,
        since,
      }),
    },
  };
};

/** Judges one row against the register and the rows above it. A person's decision on a probable duplicate is followed. */
export const judge = (around: Around, row: ImportedRow, seq: number, decided: Decision | null): Judged => {
  const { crypto } = around.county;
  const { fields } = row;
  if (decided?.decision === 'skip') return { ...skipped('decided'), name: fields.name ?? null };
  const idHash = fields.idNumber === undefined ? null : crypto.hash('id_number', fields.idNumber);
  const key = idHash?.toString('hex');
  const problems: RowProblem[] = [...row.problems];
  const branch = fields.branchId === undefined ? null : around.branchFor(fields.branchId);
  if (fields.branchId !== undefined && branch === null)
    problems.push({
      column: columnOf(around.plan)('branchId'),
      field: 'branchId',
      level: 'error',
      message: 'branch_unknown',
      params: { value: fields.branchId },
    });
  if (key !== undefined && around.takenElsewhere.has(key))
    problems.push({
      column: columnOf(around.plan)('idNumber'),
      field: 'idNumber',
      level: 'error',
      message: 'id_number_taken',
    });
  const base: Base = { ...nothing, name: fields.name ?? null, branchId: branch?.id ?? null, idHash, problems };
  const above = key === undefined ? undefined : around.seen.get(key);
  if (key !== undefined && above === undefined) around.seen.set(key, seq);
  if (above !== undefined && above !== seq)
    return { ...base, kind: 'duplicate', duplicates: [{ reason: 'same_id', personId: null, seq: above }] };
  const known = key === undefined ? undefined : around.people.get(key);
  if (known !== undefined) {
    if (known.membership === null)
      return {
        ...base,
        kind: 'error',
        problems: [
          ...problems,
          { column: columnOf(around.plan)('idNumber'), field: 'idNumber', level: 'error', message: 'membership_ended' },
        ],
      };
    return judgeKnown(around, row, base, { person: known.person, membership: known.membership });
  }
  if (problems.some((p) => p.level === 'error') || branch === null) return { ...base, kind: 'error' };
  const phoneHash = fields.phone === undefined ? undefined : crypto.hash('phone', fields.phone).toString('hex');
  const duplicates =
    decided?.decision === 'new' ? [] : duplicatesOf(around, fields.name ?? '', fields.birthDate, phoneHash);
  if (duplicates.length > 0) return { ...base, kind: 'duplicate', duplicates };
  return judgeNew(around, row, base, branch.path);
};
