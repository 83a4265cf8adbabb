/**
 * What the dated records of a file call for a look at: stops of the membership, lost contact, stays abroad (党员教育管理工作条例
 * 第二十四条). Each names its article; whether anything follows is decided by the branch.
 */
import { monthsBetween } from '#shared/days.ts';
import { evaluate, findRule, ruleAt, versionsOf, type Answer } from '#features/base/rules/rules.ts';
import type { Advisory, MemberFile } from '../rules.ts';

/** A change of standing (党籍状态) on a day. */
export interface StandingChange {
  readonly standing: string;
  readonly fromOn: string;
}

export interface AbroadStay {
  readonly purpose: string;
  readonly fromOn: string;
  readonly toOn: string | null;
}

export interface DatedRecords {
  readonly standings: readonly StandingChange[];
  readonly stays: readonly AbroadStay[];
}

const stopped = '12';

const inOrder = (changes: readonly StandingChange[]): StandingChange[] =>
  changes.toSorted((a, b) => a.fromOn.localeCompare(b.fromOn));

/** Whole months of full membership during which the membership was stopped (停止党籍), to a day. */
export const stoppedMonths = (file: MemberFile, changes: readonly StandingChange[], on: string): number => {
  const { fullOn } = file;
  if (!fullOn) return 0;
  const ordered = inOrder(changes);
  return ordered.reduce((months, { standing, fromOn }, at) => {
    if (standing !== stopped || fromOn < fullOn) return months;
    const until = ordered[at + 1]?.fromOn ?? on;
    return until > fromOn ? months + monthsBetween(fromOn, until) : months;
  }, 0);
};

/** The rule of the day on which the period began, or its first known version. */
const endOf = (id: string, from: string): Answer =>
  evaluate(findRule(id, from) ?? versionsOf(id)[0] ?? ruleAt(id, from), { from });

const overdue = (path: string, message: string, answer: Answer, today: string): Advisory[] =>
  String(answer.value) > today
    ? []
    : [{ path, message, params: { due: String(answer.value), article: answer.why.article }, why: answer.why }];

/** A stop does not count for the party age: the file says where the correction takes off less than it lasted. */
const correction = (file: MemberFile, { standings }: DatedRecords, today: string): Advisory[] => {
  const months = stoppedMonths(file, standings, today);
  const corrected = -Math.min(0, file.partyAgeCorrection ?? 0);
  return months > corrected
    ? [{ path: 'partyAgeCorrection', message: 'stop_not_corrected', params: { months, corrected } }]
    : [];
};

const lostContact = (file: MemberFile, { standings }: DatedRecords, today: string): Advisory[] => {
  if (!file.lostSince) return [];
  if (file.standing !== stopped)
    return overdue('lostSince', 'lost_stop_due', endOf('lostContact.stop', file.lostSince), today);
  const stop = inOrder(standings).at(-1);
  return stop?.standing === stopped
    ? overdue('standing', 'lost_strike_due', endOf('lostContact.strike', stop.fromOn), today)
    : [];
};

const abroad = (file: MemberFile, { stays }: DatedRecords, today: string): Advisory[] => {
  const study = stays.find(({ purpose, toOn }) => purpose === 'study' && toOn === null);
  if (study === undefined || file.standing === stopped) return [];
  return overdue('standing', 'abroad_study_long', endOf('abroad.study', study.fromOn), today);
};

/** What the records of a file advise on a day; none of it blocks. A membership that has ended calls for nothing. */
export const recordAdvice = (file: MemberFile, records: DatedRecords, today: string): Advisory[] =>
  file.leftOn ? [] : [correction, lostContact, abroad].flatMap((advise) => advise(file, records, today));
