/** Pure decisions about a member file: is it right, is it whole, how old, how long in the Party. Clocks come in as `today`. */
import { addMonths, addYears, isDay, monthsBetween, yearsBetween } from '#shared/days.ts';
import type { Problem } from '#shared/errors.ts';
import { evaluate, findRule, ruleAt, versionsOf, type Answer, type Rule } from '#features/base/rules/rules.ts';
import { fileFields, type FieldKey } from './catalogue.ts';
import { codeTables, labelOf, sex as sexTable } from './codes.ts';
import { checkIdNumber, checkName, mayHaveLostDigits, plainLandline, plainMobile } from './identity/rules.ts';

type BoolKey = 'isMigrantWorker' | 'isFrontLine';
type IntKey = 'partyAgeCorrection';
type TextKey = Exclude<FieldKey, BoolKey | IntKey>;

/** The values of a file as they are stored and travel: codes, days `YYYY-MM-DD`, text. What is unknown is null or absent. */
export type MemberFile = { readonly [K in TextKey]?: string | null } & { readonly [K in BoolKey]?: boolean | null } & {
  readonly [K in IntKey]?: number | null;
};

/** Something that a person should look at. It never blocks. */
export interface Advisory extends Problem {
  readonly why?: Answer['why'];
}

export interface FileCheck {
  /** What must be mended before the file is stored: all of it, not the first. */
  readonly problems: readonly Problem[];
  readonly advisories: readonly Advisory[];
}

const has = (file: MemberFile, key: FieldKey): boolean =>
  file[key] !== undefined && file[key] !== null && file[key] !== '';

export interface Completeness {
  /** 0 to 100, rounded down: 100 means that nothing is missing. */
  readonly percent: number;
  readonly missing: readonly FieldKey[];
}

/** How whole a file is by the items of the national form. What only full members have is asked of full members. */
export const completeness = (file: MemberFile): Completeness => {
  const asked = fileFields.filter(
    (f) => f.required === 'always' || (f.required === 'full' && file.category === 'full'),
  );
  const missing = asked.map((f) => f.key).filter((key) => !has(file, key));
  return { percent: Math.floor(((asked.length - missing.length) / asked.length) * 100), missing };
};

export interface PartyAge {
  readonly years: number;
  readonly months: number;
  readonly totalMonths: number;
}

/**
 * Party age (党龄) on a day, in whole months from the day of full membership plus the correction, never below 0. A file that has
 * left counts to the day of leaving. Undefined for probationary members and where the day is unknown.
 */
export const partyAge = (file: MemberFile, on: string): Answer<PartyAge> | undefined => {
  const { fullOn } = file;
  if (file.category !== 'full' || !fullOn || fullOn > on) return undefined;
  const until = file.leftOn && file.leftOn < on ? file.leftOn : on;
  const correction = file.partyAgeCorrection ?? 0;
  const counted = monthsBetween(fullOn, until);
  const totalMonths = Math.max(0, counted + correction);
  const { why, ...rest } = evaluate(ruleOf('partyAge.start', on), {});
  const steps = [
    {
      zh: `${fullOn} 转为正式党员，至 ${until} 满 ${counted} 个月`,
      en: `Full member on ${fullOn}: ${counted} whole months to ${until}`,
    },
    ...(correction === 0
      ? []
      : [
          {
            zh: `校正 ${correction} 个月，计 ${totalMonths} 个月`,
            en: `Corrected by ${correction} months: ${totalMonths}`,
          },
        ]),
  ];
  const value = { years: Math.floor(totalMonths / 12), months: totalMonths % 12, totalMonths };
  return { ...rest, value, why: { ...why, inputs: { fullOn, on: until, correction }, steps } };
};

interface Finding {
  readonly problems: Problem[];
  readonly advisories: Advisory[];
}
interface Checking extends Finding {
  readonly file: MemberFile;
  readonly today: string;
}

const problem = (at: Checking, path: FieldKey, message: string, params?: Problem['params']): void => {
  at.problems.push(params ? { path, message, params } : { path, message });
};

const codedFields = fileFields.flatMap((field) =>
  field.kind === 'code' && field.codes !== undefined
    ? [{ key: field.key, known: new Set(codeTables[field.codes].codes.map((c) => c.code)) }]
    : [],
);
const checkCodes = (at: Checking): void => {
  for (const { key, known } of codedFields) {
    const value = at.file[key];
    if (typeof value === 'string' && value !== '' && !known.has(value)) problem(at, key, 'unknown_code', { value });
  }
};

const pastDates = new Set<FieldKey>([
  'birthDate',
  'joinedOn',
  'fullOn',
  'workStartedOn',
  'lostSince',
  'outflowSince',
  'leftOn',
]);
const datedFields = fileFields.filter(({ kind }) => kind === 'date' || kind === 'partialDate').map(({ key }) => key);
const checkDays = (at: Checking): void => {
  for (const key of datedFields) {
    const value = at.file[key];
    if (typeof value !== 'string' || value === '') continue;
    if (!isDay(value)) problem(at, key, 'bad_date');
    else if (pastDates.has(key) && value > at.today) problem(at, key, 'date_future', { date: value });
  }
};

const checkIdentity = (at: Checking): void => {
  const { name, idNumber, sex, birthDate } = at.file;
  const named = checkName(name ?? '');
  if (!named.ok) problem(at, 'name', named.problem);
  if (!idNumber) return;
  const id = checkIdNumber(idNumber, at.today);
  if (!id.ok) return problem(at, 'idNumber', id.problem);
  const isOtherSex = (sex === '1' || sex === '2') && sex !== id.sex;
  // No man's number ends in three zeros: they are the mark of a sheet, and the sex is read from one of them.
  if (isOtherSex && mayHaveLostDigits(id.idNumber)) return problem(at, 'idNumber', 'id_digits_lost');
  if (isOtherSex) problem(at, 'sex', 'sex_mismatch', { value: labelOf(sexTable, id.sex) });
  if (birthDate && birthDate !== id.birthDate) problem(at, 'birthDate', 'birth_mismatch', { value: id.birthDate });
};

const checkContact = (at: Checking): void => {
  const { phone, landline } = at.file;
  if (phone && !plainMobile(phone)) problem(at, 'phone', 'phone_format');
  if (landline && !plainLandline(landline)) problem(at, 'landline', 'landline_format');
};

/** A day that exists, or nothing: the orders below compare only days that are right in themselves. */
const day = (value: string | null | undefined): string | undefined => (value && isDay(value) ? value : undefined);

/** The birth date of the file, or that of a right ID number. */
const birthOf = (file: MemberFile): string | undefined => {
  const id = checkIdNumber(file.idNumber ?? '');
  return day(file.birthDate) ?? (id.ok ? id.birthDate : undefined);
};

const checkOrder = (at: Checking): void => {
  const birth = birthOf(at.file);
  const [joined, full, left, work] = [
    day(at.file.joinedOn),
    day(at.file.fullOn),
    day(at.file.leftOn),
    day(at.file.workStartedOn),
  ];
  if (birth && joined) {
    const age = yearsBetween(birth, joined);
    const rule = findRule('admit.minAge', joined);
    if (joined <= birth) problem(at, 'joinedOn', 'joined_before_birth', { birth, joined });
    else if (rule && evaluate(rule, { count: age }).value === false)
      problem(at, 'joinedOn', 'joined_under_age', { age, article: rule.article });
    else if (!rule && age < 18) at.advisories.push({ path: 'joinedOn', message: 'joined_young', params: { age } });
  }
  if (joined && full && full < joined) problem(at, 'fullOn', 'full_before_joined', { joined, full });
  if (birth && work && work < birth) problem(at, 'workStartedOn', 'work_before_birth', { birth });
  if (left && (joined ?? '') > left) problem(at, 'leftOn', 'left_before_joined', { joined: joined ?? '' });
  if (Boolean(at.file.leftOn) !== Boolean(at.file.leaveKind))
    problem(at, at.file.leftOn ? 'leaveKind' : 'leftOn', 'leave_incomplete');
};

const checkCategory = (at: Checking): void => {
  const { category, fullOn, conversion, joinedOn } = at.file;
  const converted = conversion === 'on_time' || conversion === 'after_extension';
  if (category === 'probationary') {
    if (fullOn && fullOn <= at.today) problem(at, 'fullOn', 'probationary_with_full_date');
    if (converted) problem(at, 'conversion', 'conversion_category');
    if (!joinedOn) at.advisories.push({ path: 'joinedOn', message: 'joined_date_missing' });
  }
  if (category === 'full') {
    if (conversion && !converted) problem(at, 'conversion', 'conversion_category');
    if (!fullOn) at.advisories.push({ path: 'fullOn', message: 'full_date_missing' });
  }
};

/** The rule in force on a day, or its first version: dates of older members are checked against the oldest text that is known. */
const ruleOf = (id: string, on: string): Rule => findRule(id, on) ?? versionsOf(id)[0] ?? ruleAt(id, on);
const ends = (id: string, from: string): Answer => evaluate(ruleOf(id, from), { from });

const advise = (at: Checking, path: FieldKey, message: string, answer: Answer): void => {
  at.advisories.push({
    path,
    message,
    params: { due: String(answer.value), article: answer.why.article },
    why: answer.why,
  });
};

/** The Party charters of 14 April 1969 and of 1973 knew no probation; that of 18 August 1977 restored it. */
const hadNoProbation = (joined: string): boolean => joined >= '1969-04-14' && joined < '1977-08-18';

/** The clocks of the probation (Articles 31 and 32): they begin on the day of the branch meeting, which is the day of joining. */
const checkProbation = (at: Checking): void => {
  const [joined, full, until] = [day(at.file.joinedOn), day(at.file.fullOn), day(at.file.probationUntil)];
  if (!joined) return;
  const due = ends('probation.length', joined);
  const end = String(due.value);
  const longest = ends('probation.extend.max', end);
  if (full && full >= joined && full < end && !hadNoProbation(joined)) advise(at, 'fullOn', 'probation_short', due);
  // The branch and the committee have three months each side of the last day before a conversion looks odd.
  if (full && full > addMonths(String(longest.value), 3)) advise(at, 'fullOn', 'probation_long', longest);
  if (until && until < String(ends('probation.extend.min', end).value))
    advise(at, 'probationUntil', 'extension_short', ends('probation.extend.min', end));
  if (until && until > String(longest.value)) advise(at, 'probationUntil', 'extension_long', longest);
  if (at.file.category === 'probationary' && (until ?? end) < at.today) advise(at, 'fullOn', 'probation_overdue', due);
};

const checkNumbers = (at: Checking): void => {
  const correction = at.file.partyAgeCorrection;
  if (typeof correction === 'number' && (!Number.isInteger(correction) || Math.abs(correction) > 1_200))
    problem(at, 'partyAgeCorrection', 'bad_number');
};

const checkRequired = (at: Checking, required: readonly FieldKey[]): void => {
  // A missing name is told by the check of the name itself.
  for (const key of required) if (key !== 'name' && !has(at.file, key)) problem(at, key, 'required');
};

export interface FileCheckOptions {
  readonly today: string;
  /** Fields without which nothing is stored; the rest only lowers completeness. */
  readonly required?: readonly FieldKey[];
}

const check = (
  file: MemberFile,
  { today, required = ['name', 'category', 'branchId'] }: FileCheckOptions,
): Checking => {
  const at: Checking = { file, today, problems: [], advisories: [] };
  checkRequired(at, required);
  for (const one of [checkIdentity, checkCodes, checkDays, checkContact, checkOrder, checkCategory, checkNumbers])
    one(at);
  return at;
};

/** Everything that is wrong in a file, without the advisories: for tens of thousands of files at once. */
export const fileProblems = (file: MemberFile, options: FileCheckOptions): readonly Problem[] =>
  check(file, options).problems;

/** Everything that is wrong or odd in a file. Paths are field keys; a form or an import puts its own prefix before them. */
export const checkFile = (file: MemberFile, options: FileCheckOptions): FileCheck => {
  const at = check(file, options);
  checkProbation(at);
  return { problems: at.problems, advisories: at.advisories };
};

/** What an ID number already tells: sex and birth date are taken from it where the file leaves them open. */
export const filledFromId = (file: MemberFile): MemberFile => {
  const id = checkIdNumber(file.idNumber ?? '');
  if (!id.ok) return file;
  const sex = file.sex === undefined || file.sex === null || file.sex === '' || file.sex === '0' ? id.sex : file.sex;
  return { ...file, idNumber: id.idNumber, sex, birthDate: file.birthDate || id.birthDate };
};

/** The day on which the probation of a file ends, with its article; undefined without a day of joining. */
export const probationEnd = (file: MemberFile): Answer<string> | undefined => {
  const joined = day(file.joinedOn);
  if (!joined) return undefined;
  const { value, ...rest } = ends('probation.length', joined);
  return { ...rest, value: day(file.probationUntil) ?? String(value) };
};

/** Where a member becomes eligible for the medal of fifty years, with the correction counted. */
export const medalOn = (file: MemberFile): string | undefined =>
  file.category === 'full' && day(file.fullOn)
    ? addMonths(addYears(file.fullOn ?? '', 50), -(file.partyAgeCorrection ?? 0))
    : undefined;
