import type { CodeTableKey } from '../codes.ts';
import type { BasisKey, KeepingKey, PurposeKey, ReceiverKey, TruthKey } from './catalogue-words.ts';

/** `partialDate`: known to the month; stored as the first day of it. `encrypted`: ciphertext in the column, text on the wire. */
export type FieldKind =
  | 'text'
  | 'date'
  | 'partialDate'
  | 'code'
  | 'bool'
  | 'encrypted'
  | 'int'
  | 'reference'
  | 'time'
  | 'list';
export type Secrecy = 'open' | 'internal' | 'personal' | 'sensitive';
export type MaskKind = 'name' | 'idNumber' | 'phone' | 'landline' | 'address';
/** `self` is the person the row is about; the others are roles of the permission table, inside their subtree. */
export type Reader =
  | 'self'
  | 'county_officer'
  | 'township_worker'
  | 'branch_secretary'
  | 'organisation_member'
  | 'discipline_officer'
  | 'department_handler'
  | 'system_admin'
  | 'security_admin'
  | 'audit_admin';

export interface Field<T extends string = string, C extends string = string> {
  readonly table: T;
  readonly column: C;
  readonly key: Camel<C>;
  readonly label: { readonly zh: string; readonly en: string };
  readonly kind: FieldKind;
  readonly codes?: CodeTableKey;
  readonly secrecy: Secrecy;
  /** Who is shown the field at all; where `mask` is set, masked until the full value is asked for with a reason. */
  readonly seenBy: readonly Reader[];
  readonly mask?: MaskKind;
  readonly purpose: PurposeKey;
  readonly legalBasis: BasisKey;
  readonly sourceOfTruth: TruthKey;
  readonly recipients: readonly ReceiverKey[];
  readonly retention: KeepingKey;
  /** A file without it is incomplete; `full` asks it of full members only. */
  readonly required?: 'always' | 'full';
  /** Place in the national collection form, 1 to 16. */
  readonly nationalForm?: number;
}

export type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
const camel = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export type Profile = Pick<
  Field,
  'secrecy' | 'seenBy' | 'purpose' | 'legalBasis' | 'sourceOfTruth' | 'recipients' | 'retention'
>;
export type Extra = Partial<Profile & Pick<Field, 'mask' | 'required' | 'nationalForm'>>;

export const LINE = ['self', 'county_officer', 'township_worker', 'branch_secretary'] as const;
const COMMITTEE = [...LINE, 'organisation_member'] as const;

export const IDENTITY: Profile = {
  secrecy: 'personal',
  seenBy: COMMITTEE,
  purpose: 'membership',
  legalBasis: 'education',
  sourceOfTruth: 'national',
  recipients: ['national', 'superior'],
  retention: 'file',
};
export const CONTACT: Profile = {
  ...IDENTITY,
  purpose: 'contact',
  sourceOfTruth: 'self',
  seenBy: LINE,
  secrecy: 'sensitive',
};
export const PLATFORM: Profile = {
  ...IDENTITY,
  purpose: 'education',
  sourceOfTruth: 'branch',
  recipients: ['superior'],
};
export const RECORD: Profile = { ...PLATFORM, seenBy: LINE };
export const CARE: Profile = { ...RECORD, secrecy: 'sensitive', purpose: 'care', legalBasis: 'consent' };
/** Amounts of dues: of the member and of whoever keeps the dues of the branch, of nobody above. */
export const DUES: Profile = {
  ...PLATFORM,
  secrecy: 'sensitive',
  seenBy: ['self', 'branch_secretary', 'organisation_member'],
  purpose: 'membership',
  legalBasis: 'dues',
  recipients: [],
};
export const DISCIPLINE: Profile = {
  ...RECORD,
  secrecy: 'sensitive',
  purpose: 'discipline',
  sourceOfTruth: 'decision',
  seenBy: [...LINE, 'discipline_officer'],
};
export const ACCOUNT: Profile = {
  secrecy: 'internal',
  seenBy: ['self', 'system_admin', 'security_admin'],
  purpose: 'access',
  legalBasis: 'cybersecurity',
  sourceOfTruth: 'platform',
  recipients: [],
  retention: 'account',
};
/** What a resident wrote, who reads it by the code: seen where the unit in charge lies; name and phone not even there where the resident wants it so. */
export const REQUEST: Profile = {
  secrecy: 'sensitive',
  seenBy: [...LINE, 'department_handler'],
  purpose: 'requests',
  legalBasis: 'petitions',
  sourceOfTruth: 'resident',
  recipients: [],
  retention: 'log',
};
export const TRACE: Profile = {
  ...ACCOUNT,
  secrecy: 'personal',
  seenBy: ['self', 'county_officer', 'discipline_officer', 'audit_admin'],
  purpose: 'oversight',
  retention: 'log',
};

type FieldRow<C extends string> = readonly [
  column: C,
  zh: string,
  en: string,
  kind: FieldKind | CodeTableKey,
  extra?: Extra,
];
const plainKinds: readonly string[] = [
  'text',
  'date',
  'partialDate',
  'bool',
  'encrypted',
  'int',
  'reference',
  'time',
  'list',
] satisfies FieldKind[];
const isPlain = (kind: FieldKind | CodeTableKey): kind is Exclude<FieldKind, 'code'> => plainKinds.includes(kind);

export const fieldsOf = <const T extends string, const C extends string>(
  table: T,
  profile: Profile,
  rows: readonly FieldRow<C>[],
): readonly Field<T, C>[] =>
  rows.map(([column, zh, en, kind, extra]) => ({
    table,
    column,
    // Safe: `camel` does at run time what `Camel` does in types.
    key: camel(column) as Camel<C>,
    label: { zh, en },
    ...(isPlain(kind) ? { kind } : { kind: 'code' as const, codes: kind as CodeTableKey }),
    ...profile,
    ...extra,
  }));
