import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import type { RecallQuestion } from '../../contract.ts';
import { recallTexts } from '../../messages.ts';
import css from './recall.module.css';

interface Props {
  readonly question: RecallQuestion;
  /** Keys, `T` or `F`, or what stands in the gaps. */
  readonly answer: readonly string[];
  readonly onAnswer: (answer: readonly string[]) => void;
}

const Options = ({ question, answer, onAnswer }: Props): ReactNode => {
  const t = useText();
  const isMany = question.kind === 'multiple';
  const options =
    question.kind === 'judge'
      ? [
          { key: 'T', text: t(recallTexts.judgeTrue) },
          { key: 'F', text: t(recallTexts.judgeFalse) },
        ]
      : question.options;
  const choose = (key: string): void => {
    if (!isMany) return onAnswer([key]);
    onAnswer(answer.includes(key) ? answer.filter((one) => one !== key) : [...answer, key]);
  };
  return (
    <fieldset className={css.options}>
      <legend className={css.legend}>{isMany ? t(recallTexts.several) : t(recallTexts.answer)}</legend>
      {options.map(({ key, text }) => (
        <label key={key} className={css.option} data-chosen={answer.includes(key)}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name="recall"
            checked={answer.includes(key)}
            onChange={() => choose(key)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
};

/** How one question is answered, by its kind. */
export const AnswerField = (props: Props): ReactNode => {
  const t = useText();
  const { question, answer, onAnswer } = props;
  if (question.kind !== 'blank') return <Options {...props} />;
  const gaps = Array.from({ length: question.gaps }, (_, at) => answer[at] ?? '');
  return gaps.map((word, at) => (
    <label key={at} className={css.gap}>
      <span>{t(recallTexts.gap, { n: at + 1 })}</span>
      <input
        type="text"
        autoComplete="off"
        maxLength={100}
        value={word}
        onChange={(event) => onAnswer(gaps.with(at, event.target.value))}
      />
    </label>
  ));
};
