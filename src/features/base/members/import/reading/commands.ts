import { hash } from 'node:crypto';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import { isFieldKey } from '../../catalogue.ts';
import type { MemberFields } from '../../contract.ts';
import { newProblems } from '../../file/commands.ts';
import { asHexText, changesBetween, toColumns } from '../../row/commands.ts';
import { openFields, type FileRow } from '../../row/queries.ts';
import { filledFromId, type MemberFile } from '../../rules.ts';
import type { Branch } from '../branches/queries.ts';
import type { Duplicate as Twin, DuplicateIndex } from '../duplicates/rules.ts';
import type { HeadingPlan, ImportField } from '../headings/rules.ts';
import type { Fields, ImportedRow, RowProblem } from '../rules.ts';
import type { KnownPeople, KnownPerson } from './queries.ts';
import { fieldsOfRow, untakenProblems, wholeProblems } from './rules.ts';

/** Which branch a name means, or what is wrong with it. */
export type BranchAnswer = Branch | 'branch_unknown' | 'branch_outside';

/** Where a row stands: its number among all rows of the file, and sheet and line as the spreadsheet program shows them. */
export interface Place {
  readonly seq: number;
  readonly sheet: string;
  readonly line: number;
}

/** Rows of the file that were judged before, so that nobody is written twice. */
export interface Above {
  /** The row of an ID number, by its hash in hexadecimal. */
  readonly numbers: Map<string, number>;
  /** By row: a digest of all its fields. */
  readonly digests: number[];
  /** By id of an existing person: the row that means it. */
  readonly people: Map<string, Place>;
  /** Keys are places in the file. */
  readonly namesakes: DuplicateIndex;
}

/** What the judge knows of the register around some rows. */
export interface Around {
  readonly county: County;
  readonly today: string;
  readonly plan: HeadingPlan;
  readonly branchFor: (text: string) => BranchAnswer;
  readonly people: KnownPeople;
  /** Hashes of ID numbers that somebody has, where the scope does not see everybody. */
  readonly taken: ReadonlySet<string>;
  /** By place in the file: who may be meant although the ID number is another, or faulty. */
  readonly likely: ReadonlyMap<number, readonly Duplicate[]>;
  readonly above: Above;
  readonly newId: () => string;
}

export interface Duplicate {
  readonly reason: Twin['reason'] | 'applicant';
  readonly personId: string | null;
  readonly seq: number | null;
}

export interface Decision {
  readonly decision: 'link' | 'new' | 'skip';
  readonly personId: string | null;
}

type Parts = { readonly person: Record<string, unknown>; readonly membership: Record<string, unknown> };

/**
 * A judged row as it is staged. `prepared` and `former` hold columns of person and membership, bytes as hexadecimal text; of
 * somebody new only what mended rows are compared by: the commit makes the file of the `fields` (`newcomers/`).
 */
export interface Judged {
  readonly kind: 'new' | 'changed' | 'unchanged' | 'error' | 'duplicate' | 'skipped';
  readonly skippedAs: string | null;
  readonly name: string | null;
  readonly branchId: string | null;
  readonly personId: string | null;
  readonly membershipId: string | null;
  readonly personVersion: number | null;
  readonly membershipVersion: number | null;
  /** In hexadecimal. */
  readonly idHash: string | null;
  readonly problems: readonly RowProblem[];
  readonly prepared: Parts | null;
  readonly former: Parts | null;
  readonly changes: readonly FieldChange[] | null;
  readonly duplicates: readonly Duplicate[];
  /** Of somebody new only. */
  readonly fields?: Fields;
}

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

type Base = Omit<Judged, 'kind'>;

export const skipped = (why: string): Judged => ({ ...nothing, kind: 'skipped', skippedAs: why });

const columnIn =
  ({ plan }: Around) =>
  (field: string): number =>
    plan.columns.find((c) => c.field === field)?.column ?? -1;

const found = (
  around: Around,
  field: ImportField,
  message: string,
  more: Partial<Pick<RowProblem, 'level' | 'params'>> = {},
): RowProblem => ({ column: columnIn(around)(field), field, level: 'error', message, ...more });

export const isError = (problem: RowProblem): boolean => problem.level === 'error';

/** What a person should see about a row that means somebody who is known. */
const warningsAbout = (around: Around, row: ImportedRow, base: Base, before: MemberFile): RowProblem[] => {
  const { isLost, isOutflow, name } = row.fields;
  const warn = (field: ImportField, message: string, value?: string): RowProblem =>
    found(around, field, message, { level: 'warning', ...(value === undefined ? {} : { params: { value } }) });
  return [
    ...(base.branchId !== null && base.branchId !== before.branchId ? [warn('branchId', 'branch_differs')] : []),
    ...(name !== undefined && name !== before.name ? [warn('name', 'name_differs', before.name ?? '')] : []),
    ...(isLost === 'false' && before.lostSince ? [warn('isLost', 'found_in_file')] : []),
    ...(isOutflow === 'false' && (before.outflowSince || before.outflowPlace)
      ? [warn('isOutflow', 'back_in_file')]
      : []),
  ];
};

/** A bare yes is nothing to look at where the file says it already. */
const isSaid = ({ message }: RowProblem, before: MemberFile): boolean =>
  (message === 'lost_not_taken' && Boolean(before.lostSince)) ||
  (message === 'outflow_not_taken' && Boolean(before.outflowSince ?? before.outflowPlace));

/** A month that was entered as its first day says nothing against a day of that month in the file. */
const withoutKnownMonths = (row: ImportedRow, given: MemberFields, before: MemberFile): MemberFields => {
  const guessed = row.problems.filter(({ message }) => message === 'month_as_first').map(({ field }) => field);
  const agrees = (key: string): boolean =>
    isFieldKey(key) && String(before[key] ?? '').slice(0, 7) === String(given[key] ?? '').slice(0, 7);
  return Object.fromEntries(
    Object.entries(given).filter(([key]) => !guessed.some((field) => field === key) || !agrees(key)),
  );
};

const pick = (columns: Readonly<Record<string, unknown>>, source: object): Record<string, unknown> => {
  const row = source as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(columns).map((name) => {
      const value = row[name] ?? null;
      return [name, Buffer.isBuffer(value) ? asHexText(value) : value];
    }),
  );
};

/** An existing member: field by field against the file as it is. A different branch is said, not changed: that is a transfer. */
const judgeKnown = (around: Around, row: ImportedRow, base: Base, known: FileRow): Judged => {
  const { crypto } = around.county;
  const before = openFields(crypto, known);
  const given = withoutKnownMonths(row, fieldsOfRow(row.fields), before as MemberFile);
  const changes = changesBetween(crypto, before, given);
  const keys = new Set(changes.map((change) => change.field));
  const touched = Object.fromEntries(Object.entries(given).filter(([key]) => keys.has(key))) as MemberFields;
  const whole = newProblems(before as MemberFile, { ...before, ...touched } as MemberFile, keys, around.today);
  const problems = [
    ...base.problems.filter((problem) => !isSaid(problem, before as MemberFile)),
    ...warningsAbout(around, row, base, before as MemberFile),
    ...(keys.size === 0 ? [] : whole).map((p): RowProblem => ({
      column: columnIn(around)(p.path),
      field: p.path as ImportField,
      level: 'error',
      message: p.message,
      ...(p.params === undefined ? {} : { params: p.params }),
    })),
  ];
  const at: Base = {
    ...base,
    problems,
    branchId: known.membership.branch_id,
    personId: known.person.id,
    membershipId: known.membership.id,
    personVersion: known.person.version,
    membershipVersion: known.membership.version,
  };
  if (problems.some(isError)) return { ...at, kind: 'error' };
  if (changes.length === 0) return { ...at, kind: 'unchanged' };
  const { person, membership } = toColumns(crypto, touched, asHexText);
  return {
    ...at,
    kind: 'changed',
    prepared: { person, membership },
    former: { person: pick(person, known.person), membership: pick(membership, known.membership) },
    changes,
  };
};

/** A file of somebody new; what the row leaves open is taken from the ID number. */
export const newFile = (row: Pick<ImportedRow, 'fields'>, branch: Pick<Branch, 'id'> | null): MemberFile =>
  filledFromId({ ...fieldsOfRow(row.fields), ...(branch && { branchId: branch.id }) } as MemberFile);

const judgeNew = (around: Around, row: ImportedRow, base: Base, branch: Branch): Judged => {
  const file = newFile(row, branch);
  const problems = [...base.problems, ...wholeProblems(file, around.today, columnIn(around), base.problems)];
  if (problems.some(isError)) return { ...base, problems, kind: 'error' };
  return {
    ...base,
    problems,
    kind: 'new',
    personId: around.newId(),
    membershipId: around.newId(),
    prepared: { person: { birth_date: file.birthDate ?? null }, membership: {} },
    fields: row.fields,
  };
};

/** Of two rows with one ID number it tells whether they say the same; 48 bits of the digest are enough for that. */
const digestOf = (fields: Fields): number => Number.parseInt(hash('sha1', JSON.stringify(fields)).slice(0, 12), 16);

/** A row further up with the same ID number: left out where it says the very same, a question where it does not. */
const repeated = (around: Around, row: ImportedRow, seq: number, base: Base): Judged | undefined => {
  if (base.idHash === null) return undefined;
  const { numbers, digests } = around.above;
  const digest = digestOf(row.fields);
  const before = numbers.get(base.idHash);
  if (before === undefined || before === seq) {
    numbers.set(base.idHash, seq);
    digests[seq] = digest;
    return undefined;
  }
  if (digests[before] === digest) return { ...skipped('repeated'), name: base.name };
  return { ...base, kind: 'duplicate', duplicates: [{ reason: 'same_id', personId: null, seq: before }] };
};

/** The person that somebody has named as the one that the row means. */
const linked = (around: Around, row: ImportedRow, base: Base, known: KnownPerson): Judged | undefined => {
  if (known.membership === null) return undefined;
  const own = known.person.id_number_hash?.toString('hex');
  const problems = base.problems.filter((p) => p.field !== 'idNumber');
  if (own !== undefined && base.idHash !== null && own !== base.idHash)
    return { ...base, kind: 'error', problems: [...problems, found(around, 'idNumber', 'import_link')] };
  const { idNumber, ...rest } = row.fields;
  const fields = own === undefined && idNumber !== undefined ? row.fields : rest;
  return judgeExisting(around, { ...row, fields }, { ...base, problems }, known);
};

/** Somebody of the register; one row of a file at most may mean a person. */
const judgeExisting = (around: Around, row: ImportedRow, base: Base, known: KnownPerson): Judged => {
  if (known.membership === null) {
    const problems = [...base.problems, found(around, 'idNumber', 'membership_ended')];
    return { ...base, kind: 'error', problems };
  }
  return judgeKnown(around, row, base, { person: known.person, membership: known.membership });
};

/**
 * An applicant's number: whoever imports says that it is the same person, and the membership goes into that file. Another name under
 * the number is a mistake of somebody's.
 */
const judgeApplicant = (
  around: Around,
  row: ImportedRow,
  base: Base,
  { person, branch, decided }: { person: KnownPerson['person']; branch: Branch | null; decided: Decision | null },
): Judged | undefined => {
  if (row.fields.name !== person.name)
    return { ...base, kind: 'error', problems: [...base.problems, found(around, 'idNumber', 'id_number_taken')] };
  if (branch === null || base.problems.some(isError)) return undefined;
  const fresh = judgeNew(around, row, base, branch);
  if (fresh.kind !== 'new') return fresh;
  if (decided?.decision === 'link' && decided.personId === person.id)
    return { ...fresh, personId: person.id, personVersion: person.version };
  return { ...base, kind: 'duplicate', duplicates: [{ reason: 'applicant', personId: person.id, seq: null }] };
};

const onlyOnce = (around: Around, judged: Judged, place: Place): Judged => {
  const { personId, kind } = judged;
  if (personId === null || (kind !== 'changed' && kind !== 'unchanged')) return judged;
  const before = around.above.people.get(personId);
  if (before === undefined || before.seq === place.seq) {
    around.above.people.set(personId, place);
    return judged;
  }
  const params = { sheet: before.sheet, line: before.line };
  const problems = [...judged.problems, found(around, 'idNumber', 'import_twice', { params })];
  return { ...judged, kind: 'error', problems, prepared: null, former: null, changes: null };
};

const baseOf = (around: Around, row: ImportedRow): Base & { readonly branch: Branch | null } => {
  const { fields } = row;
  const answer = fields.branchId === undefined ? null : around.branchFor(fields.branchId);
  const { crypto } = around.county;
  const idHash = fields.idNumber === undefined ? null : crypto.hash('id_number', fields.idNumber).toString('hex');
  const known = idHash !== null && around.people.byHash.has(idHash);
  const problems = [
    ...row.problems,
    ...untakenProblems(fields, columnIn(around)),
    ...(typeof answer === 'string'
      ? [found(around, 'branchId', answer, { params: { value: fields.branchId ?? '' } })]
      : []),
    ...(!known && idHash !== null && around.taken.has(idHash) ? [found(around, 'idNumber', 'id_number_taken')] : []),
  ];
  const branch = typeof answer === 'string' ? null : answer;
  return { ...nothing, name: fields.name ?? null, branchId: branch?.id ?? null, idHash, problems, branch };
};

/** Rows of the file with the same name and birth date or phone; the first of them is not asked about. */
const namesakesIn = (around: Around, row: ImportedRow, seq: number, base: Base): Duplicate[] => {
  const { name, birthDate, phone } = row.fields;
  if (name === undefined) return [];
  const person = {
    key: String(seq),
    name,
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(phone === undefined ? {} : { phoneHash: around.county.crypto.hash('phone', phone).toString('base64') }),
  };
  const twins = around.above.namesakes.find(person);
  if (base.problems.every((p) => !isError(p))) around.above.namesakes.add(person);
  return twins.map((twin): Duplicate => ({ reason: twin.reason, personId: null, seq: Number(twin.key) }));
};

/** Judges one row against the register and the rows above it. A person's decision on a probable duplicate is followed. */
export const judge = (around: Around, row: ImportedRow, seq: number, decided: Decision | null): Judged => {
  if (decided?.decision === 'skip') return { ...skipped('decided'), name: row.fields.name ?? null };
  const { branch, ...base } = baseOf(around, row);
  const place: Place = { seq, sheet: row.sheet, line: row.line };
  const again = repeated(around, row, seq, base);
  if (again !== undefined) return again;
  const named = decided?.decision === 'link' ? around.people.byId.get(decided.personId ?? '') : undefined;
  const link = named && linked(around, row, base, named);
  if (link !== undefined) return onlyOnce(around, link, place);
  const known = base.idHash === null ? undefined : around.people.byHash.get(base.idHash);
  if (known?.applicant === true) {
    const joined = judgeApplicant(around, row, base, { person: known.person, branch, decided });
    if (joined !== undefined) return joined;
  } else if (known !== undefined) return onlyOnce(around, judgeExisting(around, row, base, known), place);
  const errors = base.problems.filter(isError);
  const twins = [...(around.likely.get(seq) ?? []), ...namesakesIn(around, row, seq, base)];
  const asked = decided?.decision === 'new' ? [] : twins;
  // A number that is wrong by one digit is no error of its own where it shows who is meant.
  const isNear = asked.some((twin) => twin.reason === 'near_id') && errors.every((p) => p.field === 'idNumber');
  if (isNear) return { ...base, kind: 'duplicate', duplicates: asked };
  if (errors.length > 0 || branch === null) {
    // All at once: what the file as a whole lacks is not kept back until its cells are mended.
    const whole = wholeProblems(newFile(row, branch), around.today, columnIn(around), base.problems);
    return { ...base, problems: [...base.problems, ...whole], kind: 'error', duplicates: asked };
  }
  if (asked.length > 0) return { ...base, kind: 'duplicate', duplicates: asked };
  return judgeNew(around, row, base, branch);
};
