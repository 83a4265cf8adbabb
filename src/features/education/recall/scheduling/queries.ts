/** When a question comes again: the published model FSRS 6 with its published parameters, by whole days. */
import { createEmptyCard, fsrs, Rating, type Card, type Grade } from 'ts-fsrs';

export interface Memory {
  readonly stability: number;
  readonly hardness: number;
  readonly phase: number;
  readonly answered: number;
  readonly lapses: number;
  readonly answeredOn: string;
  readonly dueOn: string;
}

/** Asked again when nine of ten would still know it; within the year. No steps of minutes, and no chance. */
const model = fsrs({
  request_retention: 0.9,
  maximum_interval: 365,
  enable_fuzz: false,
  enable_short_term: false,
});

const morning = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const cardOf = ({ stability, hardness, phase, answered, lapses, answeredOn, dueOn }: Memory): Card => ({
  ...createEmptyCard(morning(answeredOn)),
  due: morning(dueOn),
  stability,
  difficulty: hardness,
  state: phase,
  reps: answered,
  lapses,
  last_review: morning(answeredOn),
  scheduled_days: Math.round((morning(dueOn).getTime() - morning(answeredOn).getTime()) / 86_400_000),
});

/** That it is remembered on a day, before it is asked. */
export const expectedOn = (memory: Memory, day: string): number =>
  model.get_retrievability(cardOf(memory), morning(day), false);

/** Right or wrong is all that is asked: nobody grades himself. */
export const after = (memory: Memory | null, isRight: boolean, day: string): Memory => {
  const grade: Grade = isRight ? Rating.Good : Rating.Again;
  const { card } = model.next(memory === null ? createEmptyCard(morning(day)) : cardOf(memory), morning(day), grade);
  return {
    stability: card.stability,
    hardness: card.difficulty,
    phase: card.state,
    answered: card.reps,
    lapses: card.lapses,
    answeredOn: day,
    dueOn: dayOf(card.due),
  };
};
