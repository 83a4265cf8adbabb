import { Fragment, type ReactNode } from 'react';
import { say, type Language } from '#shared/text.ts';
import type { RequestEntry } from '../contract.ts';
import { workTexts } from '../work/messages.ts';
import { numbered, numbersOf } from '../work/points/rules.ts';

interface Props {
  readonly language: Language;
  readonly entry: RequestEntry;
}

/** The words of an answer, with the numbers of its sentences where points name them. */
export const AnswerText = ({
  text,
  points,
}: {
  readonly text: string;
  readonly points: RequestEntry['points'];
}): ReactNode => {
  const pieces = points.length > 0 ? numbered(text) : [];
  if (pieces.length < 2) return text;
  return pieces.map(({ text: words, number }) => (
    <Fragment key={number}>
      {words}
      {number !== null && <sup>{number}</sup>}
    </Fragment>
  ));
};

/** Where the answer says something to a point: its sentences stand above and are not said again. */
const said = (language: Language, answer: string, sentences: readonly string[]): string => {
  const numbers = numbersOf(answer, sentences);
  return numbered(answer).length < 2
    ? say(language, workTexts.answeredWhole)
    : say(language, workTexts.answeredIn, { numbers: numbers.join(language === 'zh' ? '、' : ', ') });
};

/** What an answer says to each point that was raised, and its opinion where it decides. */
export const AnswerParts = ({ language, entry: { text, points, opinion } }: Props): ReactNode => (
  <>
    {points.length > 0 && (
      <ol className="steps">
        {points.map(({ quote, sentences, reason }) => (
          <li key={quote}>
            <strong className="said">{quote}</strong>
            {sentences.length > 0 && <p>{said(language, text ?? '', sentences)}</p>}
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
