import { deadline, type Why } from '#features/base/rules/rules.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';

/** 诉求类型. A report is of matters: what is said against a person belongs to the discipline commission and is not kept here. */
export const requestKinds = ['consult', 'help', 'complaint', 'report', 'suggest', 'praise'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** The county's own list, one level: no national list was read that it could follow. */
export const requestCategories = [
  'land',
  'farming',
  'roads',
  'sanitation',
  'security',
  'health',
  'education',
  'work',
  'neighbours',
  'party',
  'conduct',
  'consumers',
  'safety',
  'other',
] as const;
export type RequestCategory = (typeof requestCategories)[number];

export const requestStates = ['received', 'assigned', 'taken', 'answered', 'reopened', 'closed', 'refused'] as const;
export type RequestState = (typeof requestStates)[number];

export const entryKinds = [
  'received',
  'assigned',
  'taken',
  'answered',
  'refused',
  'accepted',
  'reopened',
  'photos',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Why a unit has it: there is an account at the place itself, or only above it, or somebody gave it on. */
export const routeReasons = ['place', 'above', 'assigned'] as const;
export type RouteReason = (typeof routeReasons)[number];

/** States in which the unit in charge has something to do. */
export const openStates: readonly RequestState[] = ['received', 'assigned', 'taken', 'reopened'];
export const isOpen = (state: RequestState): boolean => openStates.includes(state);

export const requestActs = ['take', 'assign', 'answer', 'refuse', 'accept', 'reopen'] as const;
export type RequestAct = (typeof requestActs)[number];

const from: Readonly<Record<RequestAct, readonly RequestState[]>> = {
  take: ['received', 'assigned', 'reopened'],
  assign: openStates,
  answer: ['taken'],
  // What was answered once was accepted as ours: it is answered again, not refused.
  refuse: ['received', 'assigned', 'taken'],
  accept: ['answered'],
  reopen: ['answered'],
};

export interface Standing {
  readonly state: RequestState;
  /** Whether it has been reopened before: once only. */
  readonly reopened: boolean;
}

/** Whether an act may follow on a state. A request that was reopened is never refused. */
export const allows = (act: RequestAct, { state, reopened }: Standing): boolean =>
  from[act].includes(state) && !(reopened && (act === 'reopen' || act === 'refuse'));

export const stateAfter: Readonly<Record<RequestAct, RequestState>> = {
  take: 'taken',
  assign: 'assigned',
  answer: 'answered',
  refuse: 'refused',
  accept: 'closed',
  reopen: 'reopened',
};

export interface Clock {
  readonly dueOn: string;
  readonly why: Why;
  /** The holiday table of a year is missing. */
  readonly provisional: boolean;
}

/** The day by which an answer is owed, from the day of receipt or of reopening; derived anew each time, so that it follows the calendar. */
export const clockOf = (startedOn: string, calendar: Calendar): Clock => {
  const { value, why, provisional } = deadline('hotline.normal', startedOn, calendar);
  return { dueOn: value, why, provisional: provisional === true };
};

const countyDepartments: ReadonlySet<string> = new Set(['government_department', 'county_department']);
const below: ReadonlySet<string> = new Set([
  'township_committee',
  'township_government',
  'village_committee_party',
  'village',
  'community',
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
]);

/** A county department does not push its work down to townships and villages; what came from one it may give back. */
export const pushesDown = (fromType: string, toType: string): boolean =>
  countyDepartments.has(fromType) && below.has(toType);

/** Without letters and digits that are taken for one another on paper: no 0 O 1 I L U. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const codeLength = 12;

/** Twelve characters out of random bytes: each byte below the greatest multiple of the alphabet gives one. Null where too few do. */
export const codeFrom = (bytes: Uint8Array): string | null => {
  const fair = 256 - (256 % codeAlphabet.length);
  const letters = [...bytes].filter((byte) => byte < fair).map((byte) => codeAlphabet[byte % codeAlphabet.length]);
  return letters.length < codeLength ? null : letters.slice(0, codeLength).join('');
};

/** The code as it was typed: full-width letters, small ones, blanks and hyphens are all the same. Null where it is none. */
export const readCode = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}]/gu, '');
  return plain.length === codeLength && [...plain].every((letter) => codeAlphabet.includes(letter)) ? plain : null;
};

/** In groups of four, as it is printed. */
export const showCode = (code: string): string => code.replaceAll(/.{4}(?=.)/g, '$&-');

/** Characters that somebody sees: blanks, joiners and direction marks are none. */
export const seenCharacters = (text: string): number =>
  [...text.replaceAll(/[\s\p{C}\p{Z}\p{M}\u115f\u1160\u3164\uffa0]/gu, '')].length;
