import { isSharedProblem } from '#shared/problems.ts';
import type { AppError, Problem } from '#shared/errors.ts';
import { errorTexts, problemTexts } from '#shared/messages.ts';
import { isFilled, sayLoose, type Language, type Text, type TextParams } from '#shared/text.ts';
import { portalTexts } from './messages.ts';

export type ProblemTexts = Readonly<Record<string, Text>>;

const sentence = (
  language: Language,
  texts: ProblemTexts,
  key: string,
  params: TextParams = {},
): string | undefined => {
  const text = texts[key] ?? (isSharedProblem(key) ? problemTexts[key] : undefined);
  return text !== undefined && isFilled(text, params) ? sayLoose(language, text, params) : undefined;
};

/** The field of a form that a path names: `body.text`, `query.code`. */
const fieldOf = (path: string): string => path.split('.')[1] ?? '';

/** What is wrong, by field; the first of several. What names no field of the form stands under its own name all the same. */
export const problemsByField = (
  language: Language,
  texts: ProblemTexts,
  problems: readonly Problem[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    problems
      .toReversed()
      .map(({ path, message, params = {} }) => [
        fieldOf(path),
        sentence(language, texts, message, params) ?? sayLoose(language, problemTexts.bad_value),
      ]),
  );

/** Why the whole was refused. */
export const refusalText = (language: Language, texts: ProblemTexts, { code, details }: AppError): string => {
  if (code === 'reused_key') return sayLoose(language, portalTexts.sentBefore);
  const own = details.message === undefined ? undefined : sentence(language, texts, details.message);
  const said = own ?? sayLoose(language, errorTexts[code]);
  const { retryAfter } = details;
  if (retryAfter === undefined) return said;
  return `${said}${language === 'zh' ? '。' : '. '}${sayLoose(language, portalTexts.wait, { seconds: Math.ceil(retryAfter) })}`;
};
