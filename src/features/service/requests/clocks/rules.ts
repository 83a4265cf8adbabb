/** The clock of a request: which term runs from when, what is not counted, what is added. Pure: no clock, no database. */
import {
  addWorkdays,
  emptyCalendar,
  isWorkday,
  type Calendar,
  type Holiday,
} from '#features/base/rules/calendar/rules.ts';
import { ask, deadline, ruleAt, type Answer, type Why, type Words } from '#features/base/rules/rules.ts';
import { articleIn, isArticle } from '#shared/articles.ts';
import { addDays, partsOf, weekdayOf } from '#shared/days.ts';
import { termRules, type Clock, type RequestProcedure, type RequestState, type RequestTerm } from '../rules.ts';

/** For what a clock may stand still; the rule `pause.<reason>` says how long at most. */
export const pauseReasons = ['materials', 'expertise', 'disaster', 'hearing'] as const;
export type PauseReason = (typeof pauseReasons)[number];
/** A hearing stops the second review alone, and nothing else does (Regulations on petitions, Article 36). */
export const handlingPauses = ['materials', 'expertise', 'disaster'] as const satisfies readonly PauseReason[];
export const recheckPauses = ['hearing'] as const satisfies readonly PauseReason[];
export const isPauseReason = (text: string): text is PauseReason => (pauseReasons as readonly string[]).includes(text);

/** Days after `from`, up to and with `until`, are not counted. */
export interface Pause {
  readonly reason: PauseReason;
  readonly from: string;
  readonly until: string;
}

/** The last day of a pause that nobody ends. */
export const pauseEnd = (reason: PauseReason, from: string): string => deadline(`pause.${reason}`, from).value;

const pauseWords: Readonly<Record<PauseReason, Words>> = {
  materials: { zh: '等待补充材料', en: 'waiting for what is lacking' },
  expertise: { zh: '等待鉴定、检测、评估', en: 'an expert at work' },
  disaster: { zh: '不可抗力', en: 'a disaster' },
  hearing: { zh: '举行听证', en: 'a hearing' },
};

interface Walked {
  readonly day: string;
  readonly passed: readonly Holiday[];
  readonly missingYears: readonly number[];
}

/** Ten years of days, as the calendar's own count has it. */
const LONGEST = 3_660;

/** As the calendar counts, without the days of pauses. */
const walk = (
  from: string,
  { count, unit }: { readonly count: number; readonly unit: 'days' | 'workdays' },
  calendar: Calendar,
  pauses: readonly Pause[],
): Walked => {
  const passed: Holiday[] = [];
  const years = new Set([partsOf(from).year]);
  let day = from;
  for (let left = count, walked = 0; left > 0; walked += 1) {
    if (walked > LONGEST) throw new RangeError(`no ${count} ${unit} after ${from}`);
    day = addDays(day, 1);
    years.add(partsOf(day).year);
    const special = unit === 'workdays' ? calendar.days.get(day) : undefined;
    if (special && (special.kind === 'holiday') === weekdayOf(day) <= 5) passed.push(special);
    const stands = pauses.some((pause) => pause.from < day && day <= pause.until);
    if (!stands && (unit === 'days' || isWorkday(calendar, day))) left -= 1;
  }
  const known = unit === 'days' ? [] : [...years].filter((year) => !calendar.years.has(year));
  return { day, passed, missingYears: known.toSorted((a, b) => a - b) };
};

const units = { days: ['日', 'days'], workdays: ['个工作日', 'working days'] } as const;

const pauseStep = ({ reason, from, until }: Pause): Words => ({
  zh: `${addDays(from, 1)} 至 ${until} 暂停，不计：${pauseWords[reason].zh}`,
  en: `From ${addDays(from, 1)} to ${until} it stood still: ${pauseWords[reason].en}`,
});

const stepsOf = (from: string, count: number, unit: 'days' | 'workdays', walked: Walked): Words[] => [
  {
    zh: `${from} 次日起第 ${count} ${units[unit][0]}为 ${walked.day}，暂停的日子不计`,
    en: `Day ${count} (${units[unit][1]}) after ${from} is ${walked.day}, without the days that are not counted`,
  },
  ...walked.passed.map(({ date, name, kind }) => ({
    zh: `${date} ${name}：${kind === 'holiday' ? '放假，不计' : '补班，计入'}`,
    en: `${date} ${name}: ${kind === 'holiday' ? 'holiday, not counted' : 'made up, counted'}`,
  })),
  ...walked.missingYears.map((year) => ({
    zh: `${year} 年节假日安排未录入，按周末推算，结果暂定`,
    en: `The holidays of ${year} are missing: reckoned by weekends, provisional`,
  })),
];

/** The last day of a term that begins with a day, by the rule as it stood on `on`, without the days of pauses. */
export const termEnd = (
  ruleId: string,
  from: string,
  {
    on = from,
    calendar,
    pauses,
  }: { readonly on?: string; readonly calendar: Calendar; readonly pauses: readonly Pause[] },
): Clock => {
  const plain = ask(ruleId, on, { from }, calendar) as Answer<string>;
  const touching = pauses.filter((pause) => pause.until > from && pause.until > pause.from);
  const { value } = ruleAt(ruleId, on);
  if (value.kind !== 'period' || (value.unit !== 'days' && value.unit !== 'workdays'))
    throw new TypeError(`rule ${ruleId} sets no days`);
  const walked = walk(from, { count: value.count, unit: value.unit }, calendar, touching);
  const within = touching.filter((pause) => pause.from < walked.day);
  if (within.length === 0) return { dueOn: plain.value, why: plain.why, provisional: plain.provisional === true };
  const steps = [...within.map(pauseStep), ...stepsOf(from, value.count, value.unit, walked)];
  return { dueOn: walked.day, why: { ...plain.why, steps }, provisional: walked.missingYears.length > 0 };
};

export interface ClockFacts {
  /** Of its kind. */
  readonly term: RequestTerm;
  readonly procedure: RequestProcedure;
  readonly receivedOn: string;
  /** Receipt, or the reopening. */
  readonly clockFrom: string;
  readonly takenOn: string | null;
  readonly reopened: boolean;
  /** The day on which more time was granted for the clock that runs. */
  readonly extendedOn: string | null;
  readonly pauses: readonly Pause[];
}

/** Of a petition from the first: it is taken by the one day, and answered, at the latest, by the other. */
export const petitionBegins = (receivedOn: string): Clock & { readonly plainDueOn: string } => {
  const taken = termEnd('petition.register', receivedOn, { calendar: emptyCalendar, pauses: [] });
  const decided = termEnd('petition.decide', taken.dueOn, { calendar: emptyCalendar, pauses: [] });
  return { ...taken, plainDueOn: decided.dueOn };
};

/** What is awaited: that a petition is taken (登记受理), or the answer. */
export type ClockStage = 'register' | 'answer';

export interface RunningClock extends Clock {
  readonly stage: ClockStage;
}

/** Which rule runs from when. A petition is registered from receipt, and decided from the day on which it was taken or reopened. */
const termFor = ({ term, procedure, receivedOn, clockFrom, takenOn, reopened }: ClockFacts) => {
  if (procedure === 'ordinary') return { stage: 'answer', ruleId: termRules[term], from: clockFrom } as const;
  if (reopened) return { stage: 'answer', ruleId: 'petition.decide', from: clockFrom } as const;
  return takenOn === null
    ? ({ stage: 'register', ruleId: 'petition.register', from: receivedOn } as const)
    : ({ stage: 'answer', ruleId: 'petition.decide', from: takenOn } as const);
};

export const extensionRule = (procedure: RequestProcedure): string =>
  procedure === 'petition' ? 'petition.extend' : 'hotline.extend';

/** Practice has no article that could be named. */
const granted = ({ source, article, note }: Why, on: string): Words => {
  const cited = isArticle(article);
  return {
    zh: `${on} 批准延长：${cited ? `《${source.zh}》${article}，` : ''}${note.zh}`,
    en: `Extended on ${on}: ${cited ? `${source.en}, ${articleIn('en', article)}. ` : ''}${note.en}`,
  };
};

/** A year that is missing is said once. */
const joined = (why: Why, more: Why, grantedOn: string): Why => {
  const said = new Set(why.steps.map(({ zh }) => zh));
  const steps = [...why.steps, granted(more, grantedOn), ...more.steps.filter(({ zh }) => !said.has(zh))];
  return { ...why, steps };
};

/** The clock in force, with its reason step by step. */
export const clockFor = (facts: ClockFacts, calendar: Calendar): RunningClock => {
  const { stage, ruleId, from } = termFor(facts);
  const { extendedOn } = facts;
  const pauses = facts.pauses.filter(({ reason }) => reason !== 'hearing');
  const first = termEnd(ruleId, from, { calendar, pauses });
  if (extendedOn === null || stage === 'register') return { stage, ...first };
  const more = termEnd(extensionRule(facts.procedure), first.dueOn, { on: extendedOn, calendar, pauses });
  return {
    stage,
    dueOn: more.dueOn,
    why: joined(first.why, more.why, extendedOn),
    provisional: first.provisional || more.provisional,
  };
};

export type ReviewLevel = 1 | 2;
const reviewRules = {
  1: { ask: 'petition.reviewAsk', decide: 'petition.review' },
  2: { ask: 'petition.recheckAsk', decide: 'petition.recheck' },
} as const;

/** The last day on which a review may be asked for, from the answer or from the first review. */
const askUntil = (level: ReviewLevel, from: string): Clock =>
  termEnd(reviewRules[level].ask, from, { calendar: emptyCalendar, pauses: [] });

/** The last day of a review; hearings of a second one are not counted. */
export const reviewClock = (level: ReviewLevel, askedOn: string, pauses: readonly Pause[]): Clock =>
  termEnd(reviewRules[level].decide, askedOn, {
    calendar: emptyCalendar,
    pauses: level === 2 ? pauses.filter(({ reason }) => reason === 'hearing') : [],
  });

export interface Review {
  readonly level: number;
  readonly decidedOn: string | null;
  readonly outcome: 'upheld' | 'annulled' | null;
}

/** What was reviewed of the answer that stands: after one that annulled it, all begins anew. */
export const reviewsOfAnswer = <R extends Review>(reviews: readonly R[]): readonly R[] =>
  reviews.slice(reviews.findLastIndex(({ outcome }) => outcome === 'annulled') + 1);

export interface Reviewable {
  readonly procedure: RequestProcedure;
  readonly state: RequestState;
  readonly answeredOn: string | null;
  /** Of all answers, the oldest first. */
  readonly reviews: readonly Review[];
}

/** Which review the resident may ask for next, and until when; null where none. Who decides is another question. */
export const nextReview = (row: Reviewable): { readonly level: ReviewLevel; readonly until: Clock } | null => {
  if (row.procedure !== 'petition' || row.state !== 'answered' || row.answeredOn === null) return null;
  const last = reviewsOfAnswer(row.reviews).at(-1);
  if (last === undefined) return { level: 1, until: askUntil(1, row.answeredOn) };
  if (last.decidedOn === null || last.level !== 1) return null;
  return { level: 2, until: askUntil(2, last.decidedOn) };
};

/** Until when an answer may still be disputed; the next morning it is closed by silence. Null where a review is under way. */
export const silenceUntil = (row: Reviewable): Clock | null => {
  if (row.state !== 'answered' || row.answeredOn === null) return null;
  if (row.procedure === 'petition') return nextReview(row)?.until ?? null;
  return termEnd('request.silence', row.answeredOn, { calendar: emptyCalendar, pauses: [] });
};

const countOf = (ruleId: string, on: string): number => {
  const { value } = ruleAt(ruleId, on);
  if (value.kind !== 'period') throw new TypeError(`rule ${ruleId} is no period`);
  return value.count;
};

/** From which day the unit is reminded of a day that is due. */
export const nearFrom = (procedure: RequestProcedure, dueOn: string, calendar: Calendar): string =>
  procedure === 'petition'
    ? addDays(dueOn, -countOf('petition.near', dueOn))
    : addWorkdays(calendar, dueOn, -countOf('hotline.near', dueOn)).day;

/** Whether the next unit above is to be told on a day: the morning after it was due, then again and again. */
export const escalates = (
  { dueOn, escalatedOn }: { readonly dueOn: string; readonly escalatedOn: string | null },
  today: string,
  calendar: Calendar,
): boolean => {
  if (today <= dueOn) return false;
  return escalatedOn === null || today > deadline('request.escalate', escalatedOn, calendar).value;
};
