import type { ExamView } from '../../contract.ts';

const lookEveryMs = 30_000;
/** A browser's timer takes no more than 24 days. */
const mostMs = 86_400_000;

/**
 * When the office looks again at an exam that is published: every half minute while it is open or something is unmarked, and not before it
 * opens. No live key announces that time has run out, or that the marking of what ended by time is done.
 */
export const lookAgain = (
  exam: Pick<ExamView, 'state' | 'opensAt' | 'closesAt' | 'counts'> | undefined,
  now: number,
): number | false => {
  if (exam?.state !== 'published') return false;
  const toOpening = Date.parse(exam.opensAt) - now;
  if (toOpening > 0) return Math.min(mostMs, Math.max(lookEveryMs, toOpening));
  return now < Date.parse(exam.closesAt) || exam.counts.marked < exam.counts.begun ? lookEveryMs : false;
};
