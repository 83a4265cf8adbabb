import type { Clock } from '../rules/clocks/rules.ts';
import type { StepId } from '../steps.ts';

/** Steps that no rule of the pack holds are named by their article of 2026. */
const articles: Partial<Readonly<Record<StepId, number>>> = {
  activist: 8,
  activistFiling: 8,
  vetting: 16,
  committeeReview: 18,
  precheck: 18,
  filing: 25,
  assignment: 28,
  archive: 36,
};
/** Why a step is mine. */
export const whyOf = ({ step, rule }: Pick<Clock, 'step' | 'rule'>): string => {
  const article = articles[step];
  return rule !== null || article === undefined ? 'admission' : `admission.article${article}`;
};
