import { ruleAt } from '#features/base/rules/rules.ts';
import { notedKinds, wholeKinds, type PlanForm, type StudyMeetingKind } from '../packs/study-kinds.ts';
import type { Audience } from '../rules.ts';

export const planStates = ['draft', 'issued', 'ended'] as const;
export type PlanState = (typeof planStates)[number];

export type PlanAct = 'change' | 'issue' | 'end';
const from: Readonly<Record<PlanAct, readonly PlanState[]>> = {
  change: ['draft', 'issued'],
  issue: ['draft'],
  end: ['draft', 'issued'],
};
export const allows = (act: PlanAct, state: PlanState): boolean => from[act].includes(state);

const yearly: Readonly<Partial<Record<Audience, string>>> = {
  member: 'study.member',
  probationary: 'study.member',
  leader: 'study.leader',
  new_secretary: 'study.leader',
};

/** The hours that the rule asks of an audience in a year. */
export const hoursNeeded = (audience: Audience, year: number): number | null => {
  const id = yearly[audience];
  if (id === undefined) return null;
  const { value } = ruleAt(id, `${year}-12-31`);
  return value.kind === 'count' ? value.count : null;
};

/** Kinds of meetings by which a form is studied; forms without one are studied by each person. */
const held: Readonly<Partial<Record<PlanForm, readonly StudyMeetingKind[]>>> = {
  lesson: ['party_lesson'],
  party_day: ['party_day'],
  meeting: [...wholeKinds, ...notedKinds],
};
export const kindsOf = (form: PlanForm): readonly StudyMeetingKind[] => held[form] ?? [];

/** What all members study in a meeting is studied once the branch has held it; anything else by the people for whom it is. */
export const isHeld = ({ audience, form }: { readonly audience: Audience; readonly form: PlanForm }): boolean =>
  audience === 'member' && kindsOf(form).length > 0;

/** The how many-th a line is among those of its topic and form, by month: one session or class stands for one line. */
export const turnsOf = (
  lines: readonly { readonly month: number; readonly topic: string; readonly form: PlanForm }[],
): number[] => {
  const order = lines.map((line, at) => ({ line, at })).toSorted((a, b) => a.line.month - b.line.month || a.at - b.at);
  const seen = new Map<string, number>();
  const turns = new Map<number, number>();
  for (const { line, at } of order) {
    const key = `${line.topic} ${line.form}`;
    const turn = (seen.get(key) ?? 0) + 1;
    seen.set(key, turn);
    turns.set(at, turn);
  }
  return lines.map((_, at) => turns.get(at) ?? 1);
};
