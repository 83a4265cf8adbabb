import type { ReactNode } from 'react';
import { articleIn } from '#shared/articles.ts';
import { formatDay } from '#shared/format.ts';
import { say, type Language } from '#shared/text.ts';
import type { Visit } from '#platform/portal/page.ts';
import type { Receipt } from '../contract.ts';
import { portalTexts } from './messages.ts';

const cautions = { A: null, B: null, C: portalTexts.unchecked, unsourced: portalTexts.practice } as const;

/** A step of the reckoning with its days as people write them. */
const inWords = (language: Language, step: string): string =>
  step.replaceAll(/(\d{4}-\d\d-\d\d)( ?)/g, (_, day: string, space: string) =>
    language === 'zh' ? formatDay(language, day) : formatDay(language, day) + space,
  );

interface Props {
  readonly visit: Visit;
  readonly why: NonNullable<Receipt['why']>;
}

/** The rule from which a day follows, and how it was reckoned. */
export const WhyDay = ({ visit: { language }, why }: Props): ReactNode => {
  const source = language === 'zh' ? `《${why.source.zh}》` : why.source.en;
  const caution = cautions[why.confidence];
  return (
    <details>
      <summary>{say(language, portalTexts.whyDay)}</summary>
      <p>{say(language, portalTexts.source, { source, article: articleIn(language, why.article) })}</p>
      <p>{why.note[language]}</p>
      {why.steps.length > 0 && (
        <ol className="steps">
          {why.steps.map((step) => (
            <li key={step.zh}>{inWords(language, step[language])}</li>
          ))}
        </ol>
      )}
      {caution && <p className="soft">{say(language, caution)}</p>}
    </details>
  );
};
