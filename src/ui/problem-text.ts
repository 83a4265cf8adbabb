import type { Problem } from '#shared/errors.ts';
import { AppError } from '#shared/errors.ts';
import { errorTexts, problemTexts } from '#shared/messages.ts';
import type { Text, TextParams } from '#shared/text.ts';
import { Unreachable } from '#shared/unreachable.ts';
import type { Say } from './language.tsx';
import { uiTexts } from './messages.ts';

export type Texts = Readonly<Record<string, Text>>;

/** The sentence of one problem: from the feature's texts, then the shared ones; a plain sentence stays as it is. */
export const problemText = (t: Say, problem: Problem, texts: Texts = {}): string => {
  const shared: Texts = problemTexts;
  const text = texts[problem.message] ?? shared[problem.message];
  if (text) return t.loose(text, problem.params);
  return /^[a-z][\w.]*$/i.test(problem.message) ? t(problemTexts.bad_value) : problem.message;
};

/** Why somebody is not let in, where the server names a reason that the feature has words for. */
export const refusalText = (t: Say, error: unknown, texts: Texts = {}): string | null => {
  if (!(error instanceof AppError) || error.details.message === undefined) return null;
  const text = texts[error.details.message];
  return text === undefined ? null : t.loose(text, { ...(error.details.params as TextParams) });
};

/** The sentence for an error of `call`, with the feature's own words where the server names one of its keys. */
export const errorText = (t: Say, error: unknown, texts: Texts = {}): string => {
  if (error instanceof Unreachable) return t(uiTexts.unreachable);
  if (!(error instanceof AppError)) return t(uiTexts.fault);
  const { message, params, problems = [] } = error.details;
  // Outside a form the problems have no fields to stand at.
  if (!message && problems.length > 0)
    return problems.map((problem) => problemText(t, problem, texts)).join(t(uiTexts.clauseEnd));
  if (!message) return t(errorTexts[error.code]);
  return problemText(t, { path: '', message, params: { ...(params as TextParams) } }, { ...errorTexts, ...texts });
};
