/** Pure decisions about dues: what is due a month, what has been paid, what the branch should look at. The day comes in as `today`. */
import { addDays, addMonths } from '#shared/days.ts';
import type { Problem } from '#shared/errors.ts';
import { deadline, evaluate, findRule, holds, monthlyDues, ruleAt, type Why } from '#features/base/rules/rules.ts';
import type { DuesKind } from './codes.ts';

/** Farmers, students and those without income pay a fixed amount, whatever they have. */
const fixedBy: Partial<Record<DuesKind, string>> = {
  farmer: 'dues.farmer',
  student: 'dues.minimum',
  unemployed: 'dues.minimum',
  dependent: 'dues.minimum',
};
export const needsIncome = (kind: DuesKind): boolean => fixedBy[kind] === undefined;

export interface Standard {
  /** The least and the most that may be fixed, in fen a month; mostly one amount. */
  readonly leastFen: number;
  readonly mostFen: number;
  readonly why: readonly Why[];
}

/** A base is judged by the rules in force on the first day of its year. */
const yearStart = (year: number): string => `${String(year)}-01-01`;

const fixedStandard = (ruleId: string, on: string): Standard => {
  const rule = ruleAt(ruleId, on);
  if (rule.value.kind !== 'range') throw new TypeError(`rule ${ruleId} is no range`);
  const { min, max } = rule.value;
  // The steps compare numbers of fen; the note says the same in words.
  return { leastFen: min, mostFen: max, why: [{ ...evaluate(rule, { count: min }).why, steps: [] }] };
};

/** What a person of a kind pays a month on an income, the whole of it at one rate; regular dues end at the cap. */
export const standardOf = (kind: DuesKind, incomeFen: number, year: number): Standard => {
  const on = yearStart(year);
  const fixed = fixedBy[kind];
  if (fixed !== undefined) return fixedStandard(fixed, on);
  const { value, why } = monthlyDues(kind === 'pensioner' ? 'pension' : 'wage', incomeFen, on);
  const cap = findRule('dues.regularMax', on);
  if (cap?.value.kind !== 'count' || value <= cap.value.count) return { leastFen: value, mostFen: value, why: [why] };
  const capped = cap.value.count;
  return { leastFen: capped, mostFen: capped, why: [why, { ...evaluate(cap, { count: value }).why, steps: [] }] };
};

export interface BaseFacts {
  readonly kind: DuesKind;
  readonly baseFen: number;
  readonly monthlyFen: number;
}

/** Nobody fixes more or less than the standard: less is a relief, more is the person's own will. */
export const baseProblems = ({ kind, baseFen, monthlyFen }: BaseFacts, year: number): Problem[] => {
  if (needsIncome(kind) && baseFen === 0) return [{ path: 'baseFen', message: 'income_missing' }];
  const { leastFen, mostFen } = standardOf(kind, baseFen, year);
  if (leastFen === 0) return [{ path: 'baseFen', message: 'income_too_small' }];
  if (monthlyFen >= leastFen && monthlyFen <= mostFen) return [];
  return [{ path: 'monthlyFen', message: 'not_the_standard' }];
};

/** A month is named by its first day. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;
export const yearOf = (month: string): number => Number(month.slice(0, 4));

/** Both ends are months and belong to it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}
export const monthsIn = ({ from, to }: Span): string[] => {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
};
const within = (month: string, { from, to }: Span): boolean => month >= from && month <= to;

export interface Relief extends Span {
  /** 0: exempt. */
  readonly monthlyFen: number;
}

/** The branch agreed that a member pays by the quarter: from the first day on, and from `until` on no more. */
export interface Consent {
  readonly from: string;
  readonly until: string | null;
}
export const consentOn = (consents: readonly Consent[], day: string): Consent | undefined =>
  consents.find(({ from, until }) => from <= day && (until === null || day < until));

/** First and last month of the quarter of a day. */
export const quarterOf = (day: string): Span => {
  const month = monthOf(day);
  const from = addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3));
  return { from, to: addMonths(from, 2) };
};

/** First and last day of a year or a quarter. */
export const daysOf = ({
  year,
  quarter,
}: {
  readonly year: number;
  readonly quarter?: number | undefined;
}): { readonly from: string; readonly to: string } => {
  if (quarter === undefined) return { from: yearStart(year), to: `${year}-12-31` };
  const from = addMonths(yearStart(year), quarter * 3 - 3);
  return { from, to: addDays(addMonths(from, 3), -1) };
};

/** What is known of one member in one branch. */
export interface DuesRecord {
  /** First month that is due here, or null while no base has been fixed. */
  readonly startsOn: string | null;
  /** Monthly dues by year. */
  readonly bases: ReadonlyMap<number, number>;
  readonly paid: readonly Span[];
  /** Those that were approved. */
  readonly reliefs: readonly Relief[];
  readonly consents: readonly Consent[];
}

interface Beginnings {
  readonly joinedOn: string | null;
  /** First day in the branch. */
  readonly since: string | null;
  /** Last month paid elsewhere, by the transfer letter. */
  readonly settledTo: string | null;
  readonly years: Iterable<number>;
}

/**
 * A probationary member pays from the month of the meeting that admitted; who was transferred, from the month after the last one
 * paid elsewhere. What lies before the first base was not kept here.
 */
export const startOf = ({ joinedOn, since, settledTo, years }: Beginnings): string | null => {
  const first = [...years].toSorted((a, b) => a - b)[0];
  if (first === undefined) return null;
  const arrived = settledTo === null ? since && monthOf(since) : addMonths(settledTo, 1);
  return [yearStart(first), joinedOn && monthOf(joinedOn), arrived]
    .filter((month) => month !== null)
    .reduce((a, b) => (a > b ? a : b));
};

/** What is due for a month: null where no base is fixed for its year. */
export const dueOf = ({ bases, reliefs }: DuesRecord, month: string): number | null => {
  const relief = reliefs.find((each) => within(month, each));
  return relief?.monthlyFen ?? bases.get(yearOf(month)) ?? null;
};
const isSettled = (record: DuesRecord, month: string): boolean =>
  record.paid.some((span) => within(month, span)) || dueOf(record, month) === 0;

export type AlertLevel = 'none' | 'first' | 'second' | 'lapse';
const alertRules = [
  ['lapse', 'dues.lapse'],
  ['second', 'dues.alert.second'],
  ['first', 'dues.alert.first'],
] as const;

export interface Account {
  /** Everything is paid up to and including this month. */
  readonly paidTo: string | null;
  /** Past months that are not paid; the current one is still under way. */
  readonly unpaid: readonly string[];
  /** Past months without a base: a gap of the branch, not of the person. */
  readonly unset: readonly string[];
  readonly owedFen: number;
  /** First month of the unpaid run that lasts until now. */
  readonly since: string | null;
  readonly alert: AlertLevel;
  readonly why: Why | null;
  /** While the branch agrees to quarters: the first day on which the months of this one count as open. */
  readonly quarter: { readonly openFrom: string; readonly why: Why } | null;
}

const runningQuarter = ({ consents }: DuesRecord, today: string): Account['quarter'] => {
  if (consentOn(consents, today) === undefined) return null;
  const { value, why } = deadline('dues.quarter', quarterOf(today).from);
  return { openFrom: value, why };
};

/**
 * A past month that is not paid is open, unless the branch had agreed to quarters before the month was over, still does, and the
 * quarter runs. A consent that is taken back leaves months of the quarter open from that day on.
 */
const isOpenOn = (record: DuesRecord, today: string): ((month: string) => boolean) => {
  const quarter = runningQuarter(record, today);
  const consent = consentOn(record.consents, today);
  if (quarter === null || consent === undefined) return () => true;
  const { from } = quarterOf(today);
  return (month) => month < from || today >= quarter.openFrom || consent.from >= addMonths(month, 1);
};

const alertOf = (since: string | null, today: string): Pick<Account, 'alert' | 'why'> => {
  if (since === null) return { alert: 'none', why: null };
  for (const [alert, rule] of alertRules) {
    const { value, why } = deadline(rule, since);
    if (value <= today) return { alert, why };
  }
  return { alert: 'none', why: null };
};

const runBefore = (unpaid: readonly string[], month: string): string | null => {
  let since: string | null = null;
  for (let at = addMonths(month, -1); unpaid.includes(at); at = addMonths(at, -1)) since = at;
  return since;
};

const paidToOf = (record: DuesRecord, start: string): string | null => {
  const ends = [...record.paid, ...record.reliefs].map(({ to }) => to);
  const last = ends.reduce((a, b) => (a > b ? a : b), addMonths(start, -1));
  let paidTo: string | null = null;
  for (const month of monthsIn({ from: start, to: last })) {
    if (!isSettled(record, month)) return paidTo;
    paidTo = month;
  }
  return paidTo;
};

/** How a member stands today. It counts and reminds; what follows from it the branch decides. */
export const accountOf = (record: DuesRecord, today: string): Account => {
  const current = monthOf(today);
  const start = record.startsOn;
  const past = start === null ? [] : monthsIn({ from: start, to: addMonths(current, -1) });
  const missing = past.filter((month) => !isSettled(record, month));
  const unset = missing.filter((month) => dueOf(record, month) === null);
  const due = missing.filter((month) => dueOf(record, month) !== null);
  const isOpen = isOpenOn(record, today);
  const unpaid = due.filter(isOpen);
  // Months of a quarter that runs lengthen what was open before them, and are nothing by themselves.
  const run = runBefore(due, current);
  const since = run !== null && isOpen(run) ? run : null;
  return {
    paidTo: start === null ? null : paidToOf(record, start),
    unpaid,
    unset,
    owedFen: unpaid.reduce((sum, month) => sum + (dueOf(record, month) ?? 0), 0),
    since,
    ...alertOf(since, today),
    quarter: runningQuarter(record, today),
  };
};

export type Quote =
  | (Span & { readonly amountFen: number })
  | { readonly problem: 'nothing_due' | 'base_missing' | 'paid_between' | 'paid_ahead' };

/** The last month that is taken on a day: the one under way, or where the branch agreed to quarters the last one of its quarter. */
const lastTaken = ({ consents }: DuesRecord, on: string): string =>
  consentOn(consents, on) === undefined ? monthOf(on) : quarterOf(on).to;

/** What a member pays on a day for the months asked for: from the first that is open, without a hole, nothing ahead of its time. */
export const quote = (record: DuesRecord, asked: Span, on: string): Quote => {
  const start = record.startsOn;
  if (start === null) return { problem: 'base_missing' };
  const last = lastTaken(record, on);
  const to = asked.to < last ? asked.to : last;
  if (asked.from > to) return { problem: 'paid_ahead' };
  const months = monthsIn({ from: asked.from, to }).filter((month) => month >= start);
  const from = months.find((month) => !isSettled(record, month));
  if (from === undefined) return { problem: 'nothing_due' };
  const due = monthsIn({ from, to }).map((month) => dueOf(record, month));
  if (due.includes(null)) return { problem: 'base_missing' };
  if (record.paid.some((paid) => paid.to >= from && paid.from <= to)) return { problem: 'paid_between' };
  return { from, to, amountFen: due.reduce<number>((sum, fen) => sum + (fen ?? 0), 0) };
};

/** One quarter at once is what the branch agreed to for good; other months at once are agreed to each time. */
export const needsWord = ({ consents }: DuesRecord, { from, to }: Span, on: string): boolean =>
  from < to && !(consentOn(consents, on) !== undefined && quarterOf(from).from === quarterOf(to).from);

/** Arrears are made up for six months at most as a rule: what reaches further back is for the branch to look at. */
export const reachesTooFar = (from: string, today: string): boolean => {
  const { value } = deadline('dues.maxArrears', from);
  return addMonths(value, 1) <= today;
};

/** A single voluntary extra of that size goes up in full and stands in a ledger of its own. */
export const isForwarded = (amountFen: number, on: string): boolean =>
  holds('dues.forwarded', on, { count: amountFen }).value;
