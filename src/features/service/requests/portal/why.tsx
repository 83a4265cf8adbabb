import type { ReactNode } from 'react';
import { articleIn, practice } from '#shared/articles.ts';
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

/** The document and its article; where no document says it, that it is practice. */
const sourceWords = (language: Language, { source, article }: Props['why']): string =>
  article === practice
    ? say(language, portalTexts.byPractice)
    : say(language, portalTexts.source, {
        source: language === 'zh' ? `《${source.zh}》` : source.en,
        article: articleIn(language, article),
      });

/** The rule from which a day follows, and how it was reckoned. */
export const WhyDay = ({ visit: { language }, why }: Props): ReactNode => {
  const caution = cautions[why.confidence];
  return (
    <details>
      <summary>{say(language, portalTexts.whyDay)}</summary>
      <p>{sourceWords(language, why)}</p>
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
