/** A day as everywhere on the platform: YYYY-MM-DD, compared as text. */
export type Day = string;

/** The 25 customary steps of admission, in order (Rules on Admission, 2026; numbering by practice). */
export const stepIds = [
  'application',
  'talk',
  'activist',
  'activistFiling',
  'contacts',
  'cultivation',
  'candidate',
  'candidateConsent',
  'introducers',
  'vetting',
  'training',
  'committeeReview',
  'precheck',
  'applicationBook',
  'admissionMeeting',
  'superiorTalk',
  'approval',
  'filing',
  'assignment',
  'oath',
  'probationInspection',
  'conversionRequest',
  'conversionMeeting',
  'conversionApproval',
  'archive',
] as const;
export type StepId = (typeof stepIds)[number];

/** How far a person has come. */
export const stages = ['applicant', 'activist', 'candidate', 'probationary', 'full'] as const;
export type Stage = (typeof stages)[number];

/** The edition of the rules a case was begun under. */
export const packs = ['2014', '2026'] as const;
export type Pack = (typeof packs)[number];

export const outcomes = ['done', 'passed', 'refused', 'extended', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** A secret vote as the meeting counted it; written opinions of absent members are among the votes. */
export interface CaseVotes {
  readonly entitled: number;
  readonly present: number;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  readonly writtenOpinions: number;
  readonly secret: boolean;
}

/** One dated fact of a case. A step that repeats (cultivation and probation inspections, talks) has several. */
export interface CaseFact {
  readonly id: string;
  readonly step: StepId;
  readonly on: Day;
  /** The last day of what lasts: publicity, training. */
  readonly until?: Day;
  readonly outcome: Outcome;
  readonly hours?: number;
  readonly days?: number;
  readonly votes?: CaseVotes;
  readonly people?: number;
  /** A special case the rules allow a longer term for. */
  readonly special?: boolean;
  /** By how many months probation is extended. */
  readonly months?: number;
  /** When the committee received the papers of a meeting: its term counts from that day. */
  readonly received?: Day;
}

export interface CaseFacts {
  readonly begunUnder: Pack;
  readonly born: Day | null;
  readonly facts: readonly CaseFact[];
  readonly hasCommittee: boolean;
  readonly transferredIn: boolean;
}
