import { addDays, isDay } from '#shared/days.ts';
import { ask, deadline, findRule, ruleAt, type Answer } from '#features/base/rules/rules.ts';
import { aloneKinds, isStudyKind, leaderPosts, meetingKinds, meetingRecordKinds } from '../packs/study-kinds.ts';

export const sources = ['meeting', 'class', 'record', 'course'] as const;
export type Source = (typeof sources)[number];
export const modes = ['collective', 'alone'] as const;
export type Mode = (typeof modes)[number];

/** What somebody attended, as it is kept where it was held. */
export interface Evidence {
  readonly source: Source;
  readonly ref: string;
  readonly on: string;
  readonly until: string | null;
  readonly kind: string;
  /** Null where it was held elsewhere, and the reader is somebody else. */
  readonly title: string | null;
  readonly unit: string | null;
  readonly topics: readonly string[];
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  /** How much of a meeting was study, as the branch noted. */
  readonly stated?: number | null;
  /** Of a training kept in the file, or as a course was published. */
  readonly hours?: number | null;
  readonly certificate?: boolean;
}

/** Why a line gives the hours that it gives. */
export const reasons = [
  'length',
  'stated',
  'no_end',
  'day',
  'half_day',
  'certificate',
  'alone',
  'course',
  'day_full',
  'too_short',
  'no_topic',
  'no_certificate',
  'counted_as_meeting',
] as const;
export type Reason = (typeof reasons)[number];

export interface HourLine extends Evidence {
  readonly credit: number;
  readonly mode: Mode;
  readonly reason: Reason;
  readonly ruleId: string | null;
}

/** What the rule pack says on a day. */
export interface HourRules {
  readonly perDay: number;
  readonly perHalfDay: number;
  readonly perHour: number;
  readonly withoutEnd: number;
}

const countOf = (id: string, on: string): number => {
  const { value } = ruleAt(id, on);
  if (value.kind !== 'count') throw new TypeError(`rule ${id} counts nothing`);
  return value.count;
};

export const hourRulesOn = (on: string): HourRules => ({
  perDay: countOf('study.hoursPerDay', on),
  perHalfDay: countOf('study.hoursPerHalfDay', on),
  perHour: countOf('study.hoursPerHour', on),
  withoutEnd: countOf('study.meetingWithoutEnd', on),
});

type Credit = Pick<HourLine, 'credit' | 'mode' | 'reason' | 'ruleId'>;
const credit = (value: number, reason: Reason, ruleId: string | null, mode: Mode = 'collective'): Credit => ({
  credit: value,
  mode,
  reason,
  ruleId,
});
const none = (reason: Reason, ruleId: string | null = null): Credit => credit(0, reason, ruleId);

/** Half hours that are full: what is less is left out. */
const halfHours = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1_800_000)) / 2;

const ofMeeting = (one: Evidence, rules: HourRules): Credit | null => {
  if (!isStudyKind(one.kind)) return null;
  const noted = one.topics.length > 0;
  if (meetingKinds[one.kind] === 'noted' && !noted) return none('no_topic');
  const { startsAt, endsAt } = one;
  const full =
    startsAt === null || startsAt === undefined || endsAt === null || endsAt === undefined
      ? null
      : halfHours(startsAt, endsAt) * rules.perHour;
  if (one.stated !== null && one.stated !== undefined)
    return credit(Math.min(one.stated, full ?? one.stated, rules.perDay), 'stated', 'study.hoursPerHour');
  if (full === null) return credit(rules.withoutEnd, 'no_end', 'study.meetingWithoutEnd');
  if (full === 0) return none('too_short', 'study.hoursPerHour');
  return credit(Math.min(full, rules.perDay), 'length', 'study.hoursPerHour');
};

const daysOf = ({ on, until }: Evidence): number => {
  if (until === null || !isDay(until)) return 1;
  let days = 1;
  for (let day = on; day < until && days < 366; day = addDays(day, 1)) days += 1;
  return days;
};

const ofRecord = (one: Evidence, rules: HourRules): Credit => {
  if ((meetingRecordKinds as readonly string[]).includes(one.kind)) return none('counted_as_meeting');
  const most = daysOf(one) * rules.perDay;
  const hours = Math.min(one.hours ?? most, most);
  if ((aloneKinds as readonly string[]).includes(one.kind)) return credit(hours, 'alone', null, 'alone');
  if (one.certificate !== true) return none('no_certificate');
  return credit(hours, 'certificate', 'study.hoursPerDay');
};

const creditOf = (one: Evidence, rules: HourRules): Credit | null => {
  switch (one.source) {
    case 'meeting':
      return ofMeeting(one, rules);
    case 'class':
      return one.kind === 'day'
        ? credit(rules.perDay, 'day', 'study.hoursPerDay')
        : credit(rules.perHalfDay, 'half_day', 'study.hoursPerHalfDay');
    case 'record':
      return ofRecord(one, rules);
    // Its questions were answered: as many hours as it was published with, however long anybody sat at it.
    case 'course':
      return credit(one.hours ?? 0, 'course', null, 'alone');
  }
};

/** Hours line by line, each by the rules of its day. A day gives no more than a day: what is over is said, not counted. */
export const reckonLines = (evidence: readonly Evidence[]): HourLine[] => {
  const given = new Map<string, number>();
  const lines: HourLine[] = [];
  for (const one of evidence.toSorted((a, b) => a.on.localeCompare(b.on) || a.ref.localeCompare(b.ref))) {
    const rules = hourRulesOn(one.on);
    const found = creditOf(one, rules);
    if (found === null) continue;
    const before = given.get(one.on) ?? 0;
    // A training of several days has its own bound, and what is studied alone takes nothing from the day.
    const attended = one.source === 'meeting' || one.source === 'class';
    const left = !attended ? found.credit : Math.max(0, Math.min(found.credit, rules.perDay - before));
    if (attended) given.set(one.on, before + left);
    const full = left < found.credit;
    lines.push({
      ...one,
      ...found,
      credit: left,
      ...(full ? { reason: 'day_full' as const, ruleId: 'study.hoursPerDay' } : {}),
    });
  }
  return lines;
};

export const sumOf = (lines: readonly HourLine[], mode: Mode): number =>
  lines.reduce((sum, line) => (line.mode === mode ? sum + line.credit : sum), 0);

export interface HeldPost {
  readonly post: string;
  readonly fromOn: string;
  readonly toOn: string | null;
}

export interface Learner {
  readonly category: 'full' | 'probationary';
  readonly joinedOn: string | null;
  readonly fullOn: string | null;
  readonly probationUntil: string | null;
  readonly posts: readonly HeldPost[];
}

const isLeaderPost = (post: string): boolean => (leaderPosts as readonly string[]).includes(post);

/** Whether somebody held a post of the committee on any day of a year, up to today. */
export const isLeaderIn = (posts: readonly HeldPost[], year: number, today: string): boolean => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31` < today ? `${year}-12-31` : today];
  return posts.some(
    ({ post, fromOn, toOn }) => isLeaderPost(post) && fromOn <= last && (toOn === null || toOn >= first),
  );
};

/** Whether the hours of a year are enough, by the rule of its last day. */
export const requiredIn = (year: number, leader: boolean, hours: number): Answer & { readonly needed: number } => {
  const id = leader ? 'study.leader' : 'study.member';
  const on = `${year}-12-31`;
  return { ...ask(id, on, { count: hours, of: 'studyHours' }), needed: countOf(id, on) };
};

export const trainings = ['new_secretary', 'leader', 'probationary'] as const;
export interface Training {
  readonly kind: (typeof trainings)[number];
  readonly dueOn: string;
  readonly doneOn: string | null;
  readonly answer: Answer;
}

const isTraining = (line: HourLine): boolean =>
  line.source === 'class' || (line.source === 'record' && line.reason === 'certificate');

/** The trainings that somebody needs in a year, and whether one of those attended is it. */
export const trainingsOf = (
  learner: Learner,
  lines: readonly HourLine[],
  year: number,
  today: string,
): readonly Training[] => {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const attended = lines.filter(isTraining).map(({ on }) => on);
  const within = (from: string, to: string): string | null => attended.find((on) => on >= from && on <= to) ?? null;
  const needed: Training[] = [];
  const [taken] = learner.posts
    .filter(({ post }) => post === 'secretary')
    .map(({ fromOn }) => fromOn)
    .toSorted();
  // Who took office before the rule was in force is not asked.
  if (taken !== undefined && findRule('study.newSecretary', taken) !== undefined) {
    const answer = deadline('study.newSecretary', taken);
    // Of the years between taking office and the day due.
    if (taken <= last && answer.value >= first)
      needed.push({ kind: 'new_secretary', dueOn: answer.value, doneOn: within(taken, answer.value), answer });
  }
  if (isLeaderIn(learner.posts, year, today)) {
    const doneOn = within(first, last);
    const answer = ask('study.leaderTraining', last, { count: doneOn === null ? 0 : 1, of: 'times/year' });
    needed.push({ kind: 'leader', dueOn: last, doneOn, answer });
  }
  const joined = learner.joinedOn;
  if (joined !== null && learner.category === 'probationary' && joined <= last) {
    const dueOn = learner.probationUntil ?? `${Number(joined.slice(0, 4)) + 1}${joined.slice(4)}`;
    const doneOn = within(joined, dueOn);
    const answer = ask('study.probationTraining', last, { count: doneOn === null ? 0 : 1, of: 'times' });
    if (dueOn >= first) needed.push({ kind: 'probationary', dueOn, doneOn, answer });
  }
  return needed;
};
