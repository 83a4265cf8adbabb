import { fieldsOfTable, fieldOf } from '../catalogue.ts';
import { codeTables, labelOf, type CodeTableKey } from '../codes.ts';
import type { MemberFilter } from '../contract.ts';
import { listTexts } from '../list/messages.ts';

/** Digits as people write them: in groups, 138 1234 5678. Any other text stays. */
export const numberIn = (q: string): string => {
  const typed = q.normalize('NFKC').trim();
  return /^[\d\s-]+[Xx]?$/.test(typed) ? typed.replace(/[\s-]/g, '') : typed;
};

/** Digits that are neither the end nor the whole of a number find nobody: only hashes of those are kept. */
export const isPartOfNumber = (q: string): boolean => {
  const text = numberIn(q);
  return /^\d+[Xx]?$/.test(text) && !/^(\d{3}[\dXx]|1\d{10}|\d{17}[\dXx])$/.test(text);
};

/** Filters by a code of the file, and the table that the codes are of. */
export const codeFilters = {
  category: 'memberCategory',
  sex: 'sex',
  ethnicity: 'ethnicity',
  education: 'education',
  degree: 'degree',
  jobPost: 'jobPost',
  occupation: 'occupation',
  standing: 'standing',
  maritalStatus: 'marital',
  joinKind: 'joinKind',
  conversion: 'conversionState',
  newStratum: 'socialStratum',
  technicalPost: 'technicalPost',
  leaveKind: 'leaveKind',
} as const satisfies Partial<Record<keyof MemberFilter, CodeTableKey>>;
export type CodeFilter = keyof typeof codeFilters;
export const codeFilterKeys = Object.keys(codeFilters) as readonly CodeFilter[];

/** Flags and the field of the file that each tells of. */
export const flagFilters = {
  lost: 'lostSince',
  outflow: 'outflowPlace',
  incomplete: 'idNumber',
  isMigrantWorker: 'isMigrantWorker',
  isFrontLine: 'isFrontLine',
  ended: 'leftOn',
} as const satisfies Partial<Record<keyof MemberFilter, string>>;
export type FlagFilter = keyof typeof flagFilters;
export const flagFilterKeys = Object.keys(flagFilters) as readonly FlagFilter[];

/** Filters that look into the dated records of a file: which table and coded column, and until which day a record lasts. */
export interface RecordFilter {
  readonly table:
    | 'affiliation'
    | 'training_record'
    | 'post_holding'
    | 'hardship'
    | 'sanction'
    | 'reward'
    | 'lost_contact'
    | 'outflow'
    | 'abroad_stay'
    | 'attachment';
  readonly column: string;
  /** Counts on a day only while it lasts: first and last day, each with its own day included. */
  readonly lasts?: { readonly from: string; readonly to: string };
}

export const recordFilters = {
  cameBy: { table: 'affiliation', column: 'join_kind' },
  wentBy: { table: 'affiliation', column: 'leave_kind' },
  post: { table: 'post_holding', column: 'post', lasts: { from: 'from_on', to: 'to_on' } },
  hardship: { table: 'hardship', column: 'kind', lasts: { from: 'since', to: 'until' } },
  sanction: { table: 'sanction', column: 'kind', lasts: { from: 'decided_on', to: 'effective_until' } },
  reward: { table: 'reward', column: 'kind' },
  training: { table: 'training_record', column: 'kind' },
  lostKind: { table: 'lost_contact', column: 'kind' },
  outflowReason: { table: 'outflow', column: 'reason' },
  abroad: { table: 'abroad_stay', column: 'purpose' },
  paper: { table: 'attachment', column: 'kind' },
} as const satisfies Record<string, RecordFilter>;

export type RecordFilterKey = keyof typeof recordFilters;
export const recordFilterKeys = Object.keys(recordFilters) as readonly RecordFilterKey[];

/** The declared field behind a filter by records: its label and its codes. */
export const recordCode = (name: RecordFilterKey) => {
  const { table, column } = recordFilters[name];
  const field = fieldsOfTable(table).find((one) => one.column === column);
  if (field?.codes === undefined) throw new Error(`${table}.${column} has no codes`);
  return { name: `${table}.${column}`, label: field.label, codes: field.codes };
};

type Both = { readonly zh: string; readonly en: string };
const both = ([zh, en]: readonly [string, string]): Both => ({ zh, en });
const joined = (words: readonly Both[], zh: string, en: string): Both => ({
  zh: words.map((word) => word.zh).join(zh),
  en: words.map((word) => word.en).join(en),
});
const labelsOf = (table: CodeTableKey, codes: readonly string[]): Both =>
  joined(
    codes.map((code) => ({ zh: labelOf(codeTables[table], code), en: labelOf(codeTables[table], code, 'en') })),
    '、',
    ', ',
  );
const bounds = (from: number | undefined, to: number | undefined): Both => {
  if (from !== undefined && to !== undefined) return { zh: `${from} 至 ${to}`, en: `${from} to ${to}` };
  return from === undefined ? { zh: `${to} 以下`, en: `to ${to}` } : { zh: `${from} 以上`, en: `from ${from}` };
};

/** Whether what is searched for may be an ID number or a phone, which stand nowhere in the clear. */
export const isNumberSearch = ({ q }: MemberFilter): boolean => /\d{4}/.test((q ?? '').normalize('NFKC'));

/** The conditions of a filter in words, for whoever must agree to what it finds. The organisation is named apart. */
export const conditionsOf = (filter: MemberFilter): Both | null => {
  const found: Both[] = [];
  const add = (label: Both, value: Both): void => {
    found.push({ zh: `${label.zh}：${value.zh}`, en: `${label.en}: ${value.en}` });
  };
  const { q, ageFrom, ageTo, partyAgeFrom, partyAgeTo, on } = filter;
  if (q) add(both(listTexts.q), isNumberSearch(filter) ? { zh: '某个号码', en: 'a number' } : { zh: q, en: q });
  for (const name of codeFilterKeys) {
    const codes = filter[name];
    if (codes?.length) add(fieldOf(name).label, labelsOf(codeFilters[name], codes));
  }
  for (const name of recordFilterKeys) {
    const codes = filter[name];
    const { label, codes: table } = recordCode(name);
    if (codes?.length) add(label, labelsOf(table, codes));
  }
  if (ageFrom !== undefined || ageTo !== undefined) add(both(listTexts.age), bounds(ageFrom, ageTo));
  if (partyAgeFrom !== undefined || partyAgeTo !== undefined)
    add(both(listTexts.partyAge), bounds(partyAgeFrom, partyAgeTo));
  for (const name of flagFilterKeys) {
    const value = filter[name];
    if (value !== undefined) add(both(listTexts[name]), value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' });
  }
  if (on) add(both(listTexts.on), { zh: on, en: on });
  return found.length === 0 ? null : joined(found, '；', '; ');
};
