import type { ExamView } from '../../contract.ts';

const lookEveryMs = 30_000;
/** A browser's timer takes no more than 24 days. */
const mostMs = 86_400_000;

/** Nothing can come in any more from then on. */
export const releasedFrom = ({ closesAt, lateMinutes }: Pick<ExamView, 'closesAt' | 'lateMinutes'>): number =>
  Date.parse(closesAt) + lateMinutes * 60_000;

/** Whether the results of a formal exam are still to be released, by this office, and cannot be yet. */
export const releaseLater = ({ kind, state, can }: Pick<ExamView, 'kind' | 'state' | 'can'>): boolean =>
  kind === 'formal' && state === 'published' && can.read && !can.release;

const within = (ms: number): number => Math.min(mostMs, Math.max(lookEveryMs, ms));

/**
 * When the office looks again at an exam that is published: every half minute while it is open or something is unmarked, not before it
 * opens, and once more when its results can be released. No live key announces that time has run out, or that the marking of what ended
 * by time is done.
 */
export const lookAgain = (
  exam: Pick<ExamView, 'kind' | 'state' | 'opensAt' | 'closesAt' | 'lateMinutes' | 'counts' | 'can'> | undefined,
  now: number,
): number | false => {
  if (exam?.state !== 'published') return false;
  const toOpening = Date.parse(exam.opensAt) - now;
  if (toOpening > 0) return within(toOpening);
  if (now < Date.parse(exam.closesAt) || exam.counts.marked < exam.counts.begun) return lookEveryMs;
  return releaseLater(exam) ? within(releasedFrom(exam) - now) : false;
};
