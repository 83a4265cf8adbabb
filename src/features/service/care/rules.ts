import { monthsBetween } from '#shared/days.ts';

/** Why a member is cared for. */
export const careReasons = ['aged', 'veteran', 'hardship', 'ill', 'alone', 'bereaved', 'other'] as const;
export type CareReason = (typeof careReasons)[number];

/** Reasons that follow from the file. Those beside them somebody has to know. */
export const factReasons: readonly CareReason[] = ['aged', 'veteran', 'hardship'];

/** No national rule sets them: eighty is where 高龄 allowances begin, fifty years in the Party are honoured by a medal. */
export const agedFrom = 80;
export const veteranFrom = 50;

export interface CareFacts {
  readonly birthDate: string | null;
  readonly fullOn: string | null;
  /** Months that the Party age is corrected by. */
  readonly correction: number;
  readonly hardship: boolean;
}

const yearsTo = (from: string | null, today: string): number | null =>
  from === null || from > today ? null : Math.floor(monthsBetween(from, today) / 12);

export const ageOf = ({ birthDate }: CareFacts, today: string): number | null => yearsTo(birthDate, today);

/** Whole years from the day of full membership, with the correction. */
export const partyYearsOf = ({ fullOn, correction }: CareFacts, today: string): number | null =>
  fullOn === null || fullOn > today ? null : Math.floor(Math.max(0, monthsBetween(fullOn, today) + correction) / 12);

/** What the file says, in the order of the list. */
export const reasonsOf = (facts: CareFacts, today: string): CareReason[] => [
  ...((ageOf(facts, today) ?? 0) >= agedFrom ? (['aged'] as const) : []),
  ...((partyYearsOf(facts, today) ?? 0) >= veteranFrom ? (['veteran'] as const) : []),
  ...(facts.hardship ? (['hardship'] as const) : []),
];

/** What is no longer in the list was of another year: it stands under the last of it. */
export const reasonOf = (kept: string): CareReason => careReasons.find((one) => one === kept) ?? 'other';

export const occasions = [
  'spring_festival',
  'july_first',
  'double_ninth',
  'illness',
  'bereavement',
  'routine',
] as const;
export type Occasion = (typeof occasions)[number];
export const occasionOf = (kept: string): Occasion => occasions.find((one) => one === kept) ?? 'routine';

export const visitStates = ['planned', 'done', 'cancelled'] as const;
export type VisitState = (typeof visitStates)[number];

/** A planned visit is asked for a week ahead. */
export const askedAhead = 7;
