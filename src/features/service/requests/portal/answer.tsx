import type { ReactNode } from 'react';
import { say, type Language } from '#shared/text.ts';
import type { RequestEntry } from '../contract.ts';
import { workTexts } from '../work/messages.ts';

interface Props {
  readonly language: Language;
  readonly entry: RequestEntry;
}

/** What an answer says to each point that was raised, and its opinion where it decides. */
export const AnswerParts = ({ language, entry: { points, opinion } }: Props): ReactNode => (
  <>
    {points.length > 0 && (
      <ol className="steps">
        {points.map(({ quote, sentences, reason }) => (
          <li key={quote}>
            <strong className="said">{quote}</strong>
            {sentences.length > 0 && (
              <p className="said">{say(language, workTexts.answeredBy, { text: sentences.join('') })}</p>
            )}
            {reason !== null && <p className="said">{say(language, workTexts.notAnswered, { text: reason })}</p>}
          </li>
        ))}
      </ol>
    )}
    {opinion !== null && (
      <dl className="facts">
        <dt>{say(language, workTexts.outcome)}</dt>
        <dd>{say(language, workTexts[`outcome_${opinion.outcome}`])}</dd>
        <dt>{say(language, workTexts.facts)}</dt>
        <dd className="said">{opinion.facts}</dd>
        <dt>{say(language, workTexts.basis)}</dt>
        <dd className="said">{opinion.basis}</dd>
      </dl>
    )}
  </>
);
