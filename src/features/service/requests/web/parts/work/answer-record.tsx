import type { ReactNode } from 'react';
import { Facts } from '#ui/facts.tsx';
import { useText } from '#ui/language.tsx';
import type { RequestEntry } from '#features/service/requests/contract.ts';
import { workTexts } from '#features/service/requests/work/messages.ts';
import css from './work.module.css';

/** What an answer says to each point, and its opinion where it decides. */
export const AnswerRecord = ({ entry: { points, opinion } }: { entry: RequestEntry }): ReactNode => {
  const t = useText();
  return (
    <>
      {points.length > 0 && (
        <ol className={css.points}>
          {points.map(({ quote, sentences, reason }, place) => (
            <li key={place}>
              <div className={css.quote}>{quote}</div>
              {sentences.length > 0 && <div>{t(workTexts.answeredBy, { text: sentences.join('') })}</div>}
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
