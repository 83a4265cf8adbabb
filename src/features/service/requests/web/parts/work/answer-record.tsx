import { Fragment, type ReactNode } from 'react';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import type { RequestEntry } from '#features/service/requests/contract.ts';
import { workTexts } from '#features/service/requests/work/messages.ts';
import { numbered, numbersOf } from '#features/service/requests/work/points/rules.ts';
import css from './work.module.css';

/** The words of an answer, with the numbers of its sentences where points name them. */
export const AnswerText = ({ text, points }: { text: string; points: RequestEntry['points'] }): ReactNode => {
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
const useSaid = (): ((answer: string, sentences: readonly string[]) => string) => {
  const t = useText();
  const format = useFormat();
  return (answer, sentences) => {
    if (numbered(answer).length < 2) return t(workTexts.answeredWhole);
    const numbers = numbersOf(answer, sentences);
    return t(workTexts.answeredIn, { numbers: format.list(numbers.map(String)) });
  };
};

/** What an answer says to each point, and its opinion where it decides. */
export const AnswerRecord = ({ entry: { text, points, opinion } }: { entry: RequestEntry }): ReactNode => {
  const t = useText();
  const said = useSaid();
  return (
    <>
      {points.length > 0 && (
        <ol className={css.points}>
          {points.map(({ quote, sentences, reason }, place) => (
            <li key={place}>
              <div className={css.quote}>{quote}</div>
              {sentences.length > 0 && <div>{said(text ?? '', sentences)}</div>}
              {reason !== null && <div>{t(workTexts.notAnswered, { text: reason })}</div>}
            </li>
          ))}
        </ol>
      )}
      {opinion && (
        <Facts
          facts={[
            { label: t(workTexts.outcome), value: t(workTexts[`outcome_${opinion.outcome}`]) },
            { label: t(workTexts.facts), value: <p className={css.text}>{opinion.facts}</p> },
            { label: t(workTexts.basis), value: <p className={css.text}>{opinion.basis}</p> },
          ]}
        />
      )}
    </>
  );
};
