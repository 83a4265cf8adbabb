import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Choices, Written } from '#ui/phone/choices.tsx';
import type { RecallQuestion } from '../../contract.ts';
import { recallTexts } from '../../messages.ts';

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
  return (
    <Choices
      name="recall"
      legend={isMany ? t(recallTexts.several) : t(recallTexts.answer)}
      isMany={isMany}
      options={options}
      chosen={answer}
      onChoose={onAnswer}
    />
  );
};

/** How one question is answered, by its kind. */
export const AnswerField = (props: Props): ReactNode => {
  const t = useText();
  const { question, answer, onAnswer } = props;
  if (question.kind !== 'blank') return <Options {...props} />;
  const gaps = Array.from({ length: question.gaps }, (_, at) => answer[at] ?? '');
  return gaps.map((word, at) => (
    <Written key={at} label={t(recallTexts.gap, { n: at + 1 })}>
      <input
        type="text"
        autoComplete="off"
        maxLength={100}
        value={word}
        onChange={(event) => onAnswer(gaps.with(at, event.target.value))}
      />
    </Written>
  ));
};
