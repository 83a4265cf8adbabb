import type { z } from 'zod';
import type { Change, Invitee, Resolution, Task } from '../../contract.ts';
import { timeOf } from '../../rules.ts';

/** Why a day cannot be put right: it is to come, somebody who was there was not of its roster, an admission was decided on it. */
export const dayRefusals = ['not_begun', 'day_present', 'day_built_on'] as const;
export type DayRefusal = (typeof dayRefusals)[number];

interface Listed {
  readonly personId: string;
  readonly name: string;
  readonly votes: boolean;
}

/** What another day makes of a list: who is of its roster and was not asked, who was asked and is not of it, whose vote differs. */
export const rosterBetween = <L extends Listed, R extends Listed>(list: readonly L[], roster: readonly R[]) => {
  const [was, will] = [
    new Map(list.map((one) => [one.personId, one])),
    new Map(roster.map((one) => [one.personId, one])),
  ];
  const turned = (to: boolean): R[] =>
    roster.filter(({ personId, votes }) => votes === to && was.get(personId)?.votes === !to);
  return {
    joining: roster.filter(({ personId }) => !was.has(personId)),
    leaving: list.filter(({ personId }) => !will.has(personId)),
    gainVote: turned(true),
    loseVote: turned(false),
  };
};

/** A record as it stands: what an amendment can change of it. */
export interface Standing {
  readonly day: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly place: string | null;
  readonly chair: string | null;
  readonly recorder: string | null;
  readonly content: string | null;
  readonly invitees: readonly Pick<z.input<typeof Invitee>, 'personId' | 'name' | 'votes' | 'attendance'>[];
  readonly resolutions: readonly z.input<typeof Resolution>[];
  readonly tasks: readonly z.input<typeof Task>[];
}

type Line = Change;
const line = (field: Change['field'], from: string | null, to: string | null, more: Partial<Line> = {}): Line => ({
  field,
  from,
  to,
  name: null,
  counts: null,
  ...more,
});

const counts = (one: z.input<typeof Resolution> | undefined) => {
  if (one === undefined) return null;
  const { vote, yes, no, abstain, entitled, present, passed } = one;
  return { vote, yes, no, abstain, entitled, present, passed };
};

const taskWords = (one: z.input<typeof Task>): string => `${one.task}（${one.owner.name}，${one.dueOn}）`;

/** The hour of another day is not another hour. */
const hourOf = ({ startsAt, endsAt, ...rest }: Standing) => ({
  ...rest,
  startsAt: timeOf(startsAt),
  endsAt: endsAt === null ? null : timeOf(endsAt),
});

const rosterLines = (before: Standing, after: Standing): Line[] => {
  const { joining, leaving, gainVote, loseVote } = rosterBetween(before.invitees, after.invitees);
  return [
    ...joining.map(({ name }) => line('roster', null, 'listed', { name })),
    ...leaving.map(({ name }) => line('roster', 'listed', null, { name })),
    ...gainVote.map(({ name }) => line('voting', null, 'votes', { name })),
    ...loseVote.map(({ name }) => line('voting', 'votes', null, { name })),
  ];
};

/** Each thing that is not as it was, with both values. */
export const changesBetween = (before: Standing, after: Standing): Change[] => {
  const [old, now] = [hourOf(before), hourOf(after)];
  const plain = (['day', 'startsAt', 'endsAt', 'place', 'chair', 'recorder', 'content'] as const).flatMap((field) =>
    old[field] === now[field] ? [] : [line(field, before[field], after[field])],
  );
  const was = new Map(before.invitees.map((one) => [one.personId, one.attendance]));
  const people = after.invitees.flatMap(({ personId, name, attendance }) => {
    const former = was.get(personId) ?? null;
    return former === attendance ? [] : [line('attendance', former, attendance, { name })];
  });
  const places = Array.from({ length: Math.max(before.resolutions.length, after.resolutions.length) }, (_, at) => at);
  const resolutions = places.flatMap((at) => {
    const [former, later] = [before.resolutions[at], after.resolutions[at]];
    const both = { from: counts(former), to: counts(later) };
    const same = former?.wording === later?.wording && JSON.stringify(both.from) === JSON.stringify(both.to);
    return same ? [] : [line('resolution', former?.wording ?? null, later?.wording ?? null, { counts: both })];
  });
  const [oldTasks, newTasks] = [before.tasks.map(taskWords), after.tasks.map(taskWords)];
  const tasks = [
    ...oldTasks.filter((words) => !newTasks.includes(words)).map((words) => line('task', words, null)),
    ...newTasks.filter((words) => !oldTasks.includes(words)).map((words) => line('task', null, words)),
  ];
  return [...plain, ...rosterLines(before, after), ...people, ...resolutions, ...tasks];
};
