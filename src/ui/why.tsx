import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { practice } from '#shared/articles.ts';
import { useArticle } from './articles.ts';
import { useFormat, useLanguage, useText } from './language.tsx';
import { uiTexts } from './messages.ts';
import css from './why.module.css';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The reason that an answer of a rule carries. */
export interface Reason {
  readonly ruleId: string;
  readonly article: string;
  readonly source: Words;
  readonly confidence: 'A' | 'B' | 'C' | 'unsourced';
  readonly note: Words;
  readonly steps: readonly Words[];
}

interface Props {
  readonly why: Reason;
  /** The page of the rule. */
  readonly to?: string;
  /** Years without a calendar, for which the answer is provisional. */
  readonly missingYears?: readonly number[];
}

const cautions = { A: null, B: null, C: uiTexts.whyUnchecked, unsourced: uiTexts.whyPractice } as const;

/** Why an answer is as it is: article, source, what the rule says, and the steps of the reckoning. */
export const Why = ({ why, to, missingYears = [] }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const article = useArticle();
  const caution = cautions[why.confidence];
  const inWords = (step: string): string =>
    step.replaceAll(/(\d{4}-\d\d-\d\d)( ?)/g, (_, day: string, space: string) =>
      language === 'zh' ? format.day(day) : format.day(day) + space,
    );
  return (
    <div className={css.why}>
      <div className={css.article}>
        {why.article === practice ? (
          <span>{t(uiTexts.whySource, { source: article(practice) })}</span>
        ) : (
          <>
            <span>{t(uiTexts.whySource, { source: language === 'zh' ? `《${why.source.zh}》` : why.source.en })}</span>
            <span>{article(why.article)}</span>
          </>
        )}
        {to && <Link to={to}>{t(uiTexts.whyRule)}</Link>}
      </div>
      <p className={css.note}>{why.note[language]}</p>
      {why.steps.length > 0 && (
        <ol className={css.steps} aria-label={t(uiTexts.whySteps)}>
          {why.steps.map((step) => (
            <li key={step.zh}>{inWords(step[language])}</li>
          ))}
        </ol>
      )}
      {caution && <p className={css.warning}>▲ {t(caution)}</p>}
      {missingYears.length > 0 && (
        <p className={css.warning}>▲ {t(uiTexts.provisionalFor, { years: format.list(missingYears.map(String)) })}</p>
      )}
    </div>
  );
};
