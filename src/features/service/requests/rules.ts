import { deadline, type Why } from '#features/base/rules/rules.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';

/** What is done with a request of a kind (诉求类型): handled in a term, told to whoever is thanked, or shown where it belongs and not kept. */
export const requestTreatments = ['handle', 'thank', 'divert'] as const;
export type RequestTreatment = (typeof requestTreatments)[number];

/** In which term a kind is handled. */
export const requestTerms = ['ordinary', 'question'] as const;
export type RequestTerm = (typeof requestTerms)[number];

export const requestStates = ['received', 'assigned', 'taken', 'answered', 'reopened', 'closed', 'refused'] as const;
export type RequestState = (typeof requestStates)[number];

/** How it came in (受理渠道). */
export const requestChannels = ['portal', 'assisted', 'phone', 'paper', 'email', 'open311'] as const;
export type RequestChannel = (typeof requestChannels)[number];

/** 信访事项 have clocks of their own. */
export const requestProcedures = ['ordinary', 'petition'] as const;
export type RequestProcedure = (typeof requestProcedures)[number];

export const entryKinds = [
  'received',
  'assigned',
  'taken',
  'answered',
  'refused',
  'accepted',
  'reopened',
  'sorted',
  'paused',
  'resumed',
  'term_asked',
  'extended',
  'petitioned',
  'term_denied',
  'overdue',
  'lapsed',
  'review_asked',
  'upheld',
  'annulled',
  'consulted',
  'disputed',
  'settled',
  'talked',
  'photos',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Why a unit has it: the catalogue names it, there is an account at the place itself, or only above it, or somebody gave it on. */
export const routeReasons = ['place', 'above', 'assigned', 'duty'] as const;
export type RouteReason = (typeof routeReasons)[number];

/** A list says how many there are up to this number. */
export const mostCounted = 10_000;

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
  // Closed by silence as well, which is no consent.
  reopen: ['answered', 'closed'],
};

export interface Standing {
  readonly state: RequestState;
  /** Whether it has been reopened before: once only. */
  readonly reopened: boolean;
  /** A petition is not reopened: it is reviewed. */
  readonly procedure?: RequestProcedure;
  /** Closed because nobody said anything. */
  readonly lapsed?: boolean;
  /** The unit that has to decide a review: until then nothing is said about the answer. */
  readonly review_unit_id?: string | null;
  readonly treatment?: RequestTreatment;
}

const maySpeak = ({ review_unit_id: reviewer = null }: Standing): boolean => reviewer === null;
const mayReopen = ({ state, reopened, procedure, lapsed }: Standing): boolean =>
  !reopened && procedure !== 'petition' && (state === 'answered' || lapsed === true);

/** Whether an act may follow on a state. A request that was reopened is never refused. Thanks ask for nothing, and may be passed on. */
export const allows = (act: RequestAct, standing: Standing): boolean => {
  if (standing.treatment === 'thank') return act === 'assign';
  if (!from[act].includes(standing.state)) return false;
  if (act === 'reopen') return mayReopen(standing) && maySpeak(standing);
  return act === 'accept' ? maySpeak(standing) : !(act === 'refuse' && standing.reopened);
};

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

/** The rule that says how long: questions are answered sooner. */
export const termRules = { ordinary: 'hotline.normal', question: 'hotline.consult' } as const satisfies Readonly<
  Record<RequestTerm, string>
>;

/** The first clock, from the day of receipt or of reopening; `clocks/rules.ts` counts pauses, extensions and the terms of petitions. */
export const clockOf = (startedOn: string, calendar: Calendar, term: RequestTerm = 'ordinary'): Clock => {
  const { value, why, provisional } = deadline(termRules[term], startedOn, calendar);
  return { dueOn: value, why, provisional: provisional === true };
};

/** Where a unit stands, as far as giving a request on asks for it. */
export const levels = ['county', 'department', 'township', 'village'] as const;
export type Level = (typeof levels)[number];

const levelOfType: Readonly<Record<string, Level>> = {
  government_department: 'department',
  county_department: 'department',
  township_committee: 'township',
  township_government: 'township',
  village_committee_party: 'village',
  village: 'village',
  community: 'village',
  general_branch: 'village',
  branch: 'village',
  joint_branch: 'village',
  temporary_branch: 'village',
};
export const levelOf = (type: string): Level => levelOfType[type] ?? 'county';

/**
 * Who may put whom in charge: 'back' only where the request came from there. A county department does not push its work down to
 * townships and villages (第二十四条). Support is asked of anybody, since whoever asks stays in charge.
 */
export const givingMatrix: Readonly<Record<Level, Readonly<Record<Level, 'yes' | 'back'>>>> = {
  county: { county: 'yes', department: 'yes', township: 'yes', village: 'yes' },
  department: { county: 'yes', department: 'yes', township: 'back', village: 'back' },
  township: { county: 'yes', department: 'yes', township: 'yes', village: 'yes' },
  village: { county: 'yes', department: 'yes', township: 'yes', village: 'yes' },
};

export const isCountyDepartment = (type: string): boolean => levelOf(type) === 'department';
/** Of a township, a village, or below. */
export const isBelow = (type: string): boolean => ['township', 'village'].includes(levelOf(type));

/** A county department does not push its work down to townships and villages; what came from one it may give back. */
export const pushesDown = (fromType: string, toType: string): boolean =>
  givingMatrix[levelOf(fromType)][levelOf(toType)] === 'back';

const shown = 60;
/** The first words of what was written, on one line. */
export const excerptOf = (text: string): string => {
  const line = text.replaceAll(/\s+/gu, ' ');
  const letters = [...line];
  return letters.length > shown ? `${letters.slice(0, shown).join('')}…` : line;
};

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
