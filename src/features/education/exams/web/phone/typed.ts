/** What is being typed, at once: a page that goes waits for nothing, and a line of the journal takes a moment to be written down. */
import { draftOf, dropDraft, keepDraft } from '#webkit/drafts.ts';
import { type Answers, isSame } from './run-view.ts';

interface Typed {
  readonly item: number;
  readonly answer: readonly string[];
}

/** One for an attempt: no two items are typed at once. */
const placeOf = (attemptId: string): string => `exam:${attemptId}`;

export const dropTyped = (attemptId: string): void => {
  if (draftOf<Typed>(placeOf(attemptId)) !== null) dropDraft(placeOf(attemptId));
};

export const keepTyped = (attemptId: string, typed: Typed, shown: Answers): void => {
  const before = draftOf<Typed>(placeOf(attemptId));
  // What is not yet written down began with what stood before that.
  const base = before?.values.item === typed.item ? before.base : { ...typed, answer: shown.get(typed.item) ?? [] };
  keepDraft(placeOf(attemptId), { values: typed, base });
};

/** It has been written down, unless more was typed since. */
export const settleTyped = (attemptId: string, written: Typed): void => {
  const typed = draftOf<Typed>(placeOf(attemptId))?.values;
  if (typed?.item === written.item && isSame(typed.answer, written.answer)) dropDraft(placeOf(attemptId));
};

/** What an earlier page did not get to write down; null where the item has been answered otherwise since. */
export const leftTyped = (attemptId: string, standing: Answers): Typed | null => {
  const draft = draftOf<Typed>(placeOf(attemptId));
  if (draft === null) return null;
  const { values, base } = draft;
  const now = standing.get(values.item);
  if (isSame(now, base.answer) && !isSame(now, values.answer)) return values;
  dropDraft(placeOf(attemptId));
  return null;
};
