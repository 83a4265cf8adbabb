import { ruleAt } from '#features/base/rules/rules.ts';
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

interface Studied {
  readonly topic: string;
  readonly on: string;
}

/** Whether a line of a plan has been studied: its topic, in its month or before within the year. Each session stands for one line. */
export const linesDone = (
  lines: readonly { readonly month: number; readonly topic: string }[],
  studied: readonly Studied[],
): boolean[] => {
  const left = studied.toSorted((a, b) => a.on.localeCompare(b.on));
  const done = new Map<number, boolean>();
  const order = lines.map((line, at) => ({ line, at })).toSorted((a, b) => a.line.month - b.line.month || a.at - b.at);
  for (const { line, at } of order) {
    const found = left.findIndex(({ topic }) => topic === line.topic);
    done.set(at, found !== -1);
    if (found !== -1) left.splice(found, 1);
  }
  return lines.map((_, at) => done.get(at) ?? false);
};
