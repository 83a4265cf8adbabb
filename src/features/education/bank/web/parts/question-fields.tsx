import type { ReactNode } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid, LongTextField, TextField } from '#ui/office/fields.tsx';
import { isChoice, type Answer, type BankKind, type Option } from '../../rules.ts';
import { bankTexts } from '../messages.ts';
import { AnswerEditor } from './answer-editor.tsx';
import { useBankChoices } from './words.tsx';

/** Names of the fields of a question, for `useForm`. */
export const questionLabels = {
  kind: bankTexts.kind,
  stem: bankTexts.stem,
  options: bankTexts.options,
  answer: bankTexts.answer,
  explanation: bankTexts.explanation,
  level: bankTexts.level,
  categoryCode: bankTexts.category,
  topic: bankTexts.topic,
  source: bankTexts.source,
  licence: bankTexts.licence,
} as const;

/** A question without anything in it yet. */
export const emptyQuestion = {
  kind: 'single' as const,
  stem: '',
  options: ['A', 'B', 'C', 'D'].map((key) => ({ key, text: '' })),
  explanation: '',
  level: 2,
  source: '',
  licence: '',
};

interface Props {
  readonly field: {
    readonly kind: Field<BankKind>;
    readonly stem: Field<string>;
    readonly options: Field<readonly Option[]>;
    readonly answer: Field<Answer>;
    readonly explanation: Field<string>;
    readonly level: Field<number>;
    readonly categoryCode: Field<string>;
    readonly topic: Field<string>;
    readonly source: Field<string>;
    readonly licence: Field<string>;
  };
}

/** The fields of a question. Another kind keeps what still fits it. */
export const QuestionFields = ({ field }: Props): ReactNode => {
  const t = useText();
  const { kinds, levels, categories, topics, topicOf } = useBankChoices();
  const kind = field.kind.value ?? 'single';
  const turn = (next: BankKind | null | undefined): void => {
    field.kind.onChange(next);
    if (next === null || next === undefined || next === kind) return;
    const stays = isChoice(next) && isChoice(kind);
    if (!stays) field.answer.onChange(undefined);
    if (!isChoice(next)) field.options.onChange([]);
    else if ((field.options.value ?? []).length === 0) field.options.onChange(emptyQuestion.options);
  };
  const file = (next: string | null | undefined): void => {
    field.categoryCode.onChange(next);
    if (field.topic.value === topicOf(field.categoryCode.value) || (field.topic.value ?? '') === '')
      field.topic.onChange(topicOf(next));
  };
  return (
    <FieldGrid>
      <ChoiceField field={{ ...field.kind, onChange: turn }} choices={kinds} />
      <ChoiceField field={{ ...field.categoryCode, onChange: file }} choices={categories} />
      <LongTextField
        field={field.stem}
        rows={3}
        wide
        {...(kind === 'blank' ? { hint: t(bankTexts.stemHintBlank) } : {})}
      />
      <AnswerEditor kind={kind} stem={field.stem.value ?? ''} options={field.options} answer={field.answer} />
      <LongTextField field={field.explanation} rows={2} wide />
      <ChoiceField field={field.level} choices={levels} hint={t(bankTexts.levelHint)} />
      <ChoiceField field={field.topic} choices={topics} />
      <TextField field={field.source} hint={t(bankTexts.sourceHint)} />
      <TextField field={field.licence} />
    </FieldGrid>
  );
};
