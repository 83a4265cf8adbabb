import type { z } from 'zod';
import type { Change, Invitee, Resolution, Task } from '../../contract.ts';

/** A record as it stands: what an amendment can change of it. */
export interface Standing {
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly place: string | null;
  readonly chair: string | null;
  readonly recorder: string | null;
  readonly content: string | null;
  readonly invitees: readonly Pick<z.input<typeof Invitee>, 'personId' | 'name' | 'attendance'>[];
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

/** Each thing that is not as it was, with both values. */
export const changesBetween = (before: Standing, after: Standing): Change[] => {
  const plain = (['startsAt', 'endsAt', 'place', 'chair', 'recorder', 'content'] as const).flatMap((field) =>
    before[field] === after[field] ? [] : [line(field, before[field], after[field])],
  );
  const was = new Map(before.invitees.map((one) => [one.personId, one.attendance]));
  const people = after.invitees.flatMap(({ personId, name, attendance }) => {
    const former = was.get(personId) ?? null;
    return former === attendance ? [] : [line('attendance', former, attendance, { name })];
  });
  const places = Array.from({ length: Math.max(before.resolutions.length, after.resolutions.length) }, (_, at) => at);
  const resolutions = places.flatMap((at) => {
    const [old, now] = [before.resolutions[at], after.resolutions[at]];
    const both = { from: counts(old), to: counts(now) };
    const same = old?.wording === now?.wording && JSON.stringify(both.from) === JSON.stringify(both.to);
    return same ? [] : [line('resolution', old?.wording ?? null, now?.wording ?? null, { counts: both })];
  });
  const [old, now] = [before.tasks.map(taskWords), after.tasks.map(taskWords)];
  const tasks = [
    ...old.filter((words) => !now.includes(words)).map((words) => line('task', words, null)),
    ...now.filter((words) => !old.includes(words)).map((words) => line('task', null, words)),
  ];
  return [...plain, ...people, ...resolutions, ...tasks];
};
