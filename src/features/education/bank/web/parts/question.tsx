import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { bankWords } from '../../messages.ts';
import type { Answer, Option } from '../../rules.ts';
import { bankTexts } from '../messages.ts';
import css from './bank.module.css';

const RightAnswer = ({ answer }: { answer: Answer }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if ('keys' in answer) return answer.keys.join('');
  if ('holds' in answer) return t(answer.holds ? bankWords.holds : bankWords.holdsNot);
  if ('model' in answer)
    return (
      <>
        <span className={css.stem}>{answer.model}</span>
        {answer.points.length > 0 && (
          <ul>
            {answer.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        )}
      </>
    );
  return (
    <>
      {answer.blanks.map((taken, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a gap has nothing but its place
        <div key={at}>{format.labelled(t(bankTexts.gap, { place: at + 1 }), taken.join(' / '))}</div>
      ))}
      {answer.anyOrder && <div className={css.hint}>{t(bankTexts.anyOrder)}</div>}
    </>
  );
};

interface Props {
  readonly item: {
    readonly stem: string;
    readonly options: readonly Option[];
    readonly answer: Answer | null;
    readonly explanation?: string;
  };
}

/** A question as it is asked, with what is right. */
export const Question = ({ item }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { stem, options, answer, explanation = '' } = item;
  const right = answer !== null && 'keys' in answer ? new Set(answer.keys) : new Set<string>();
  return (
    <div>
      <div className={css.stem}>{stem === '' ? '–' : stem}</div>
      {options.length > 0 && (
        <ul className={css.options}>
          {options.map(({ key, text }) => (
            <li key={key} data-right={right.has(key)}>
              {key}. {text} {right.has(key) && <span aria-label={t(bankTexts.answer)}>✓</span>}
            </li>
          ))}
        </ul>
      )}
      {(answer === null || !('keys' in answer)) && (
        <div className={css.options}>
          <span className={css.label}>{t(bankTexts.answer)}</span>
          <div>{answer === null ? '–' : <RightAnswer answer={answer} />}</div>
        </div>
      )}
      {explanation !== '' && <p className={css.hint}>{format.labelled(t(bankTexts.explanation), explanation)}</p>}
    </div>
  );
};
