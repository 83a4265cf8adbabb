import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { Reply } from '#shared/endpoint.ts';
import type { Text } from '#shared/text.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { DayField, FieldGrid, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Why } from '#ui/why.tsx';
import { call } from '#webkit/api.ts';
import { useForm } from '#webkit/form.ts';
import { asked, askRule, type RuleRow } from '../../contract.ts';
import { askTexts, ruleProblemTexts } from '../../messages.ts';
import css from './rules.module.css';
import { answerText, inputName, isMoney } from './wording.ts';

const Question = z.object({
  on: z.iso.date(),
  from: z.iso.date().optional(),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  count: z.number().min(0).optional(),
  total: z.number().min(0).optional(),
  amount: z.number().min(0).optional(),
  seats: z.number().min(0).optional(),
});
type Question = z.output<typeof Question>;
type Asked = (typeof asked)[RuleRow['value']['kind']][number];

const countsHours = (rule: RuleRow): boolean => rule.value.kind === 'period' && rule.value.unit === 'hours';

/** The same fields, with those required that this rule needs; only what is required differs, so the type is kept. */
const schemaOf = (rule: RuleRow): typeof Question => {
  const needed = [...asked[rule.value.kind], ...(countsHours(rule) ? (['time'] as const) : [])];
  const shape = Object.fromEntries(needed.map((name) => [name, Question.shape[name].unwrap()]));
  return Question.extend(shape) as unknown as typeof Question;
};

const inFen = (rule: RuleRow, name: Asked, value: number | undefined): number | undefined =>
  value !== undefined && isMoney(rule, name) ? Math.round(value * 100) : value;

const queryOf = (rule: RuleRow, { on, from, time, count, total, amount, seats }: Question) => ({
  on,
  from: from && countsHours(rule) ? `${from}T${time}:00+08:00` : from,
  count: inFen(rule, 'count', count),
  total,
  amount: inFen(rule, 'amount', amount),
  seats,
});

/** Problems of a read name the query; the form knows its fields without that word. */
const asFormProblem = (thrown: unknown): unknown => {
  if (!(thrown instanceof AppError) || !thrown.details.problems) return thrown;
  const problems = thrown.details.problems.map((one) => ({ ...one, path: one.path.replace(/^query\./, '') }));
  return new AppError(thrown.code, { ...thrown.details, problems });
};

type Answer = Reply<typeof askRule>;

const AnswerView = ({ rule, answer }: { rule: RuleRow; answer: Answer }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <div className={css.answer} role="status">
      <div>
        <div className={css.id}>{t(askTexts.answer)}</div>
        <div className={css.value}>{answerText({ t, format }, rule, answer.value)}</div>
      </div>
      <Why why={answer.why} missingYears={answer.missingYears} />
    </div>
  );
};

const useLabels = (rule: RuleRow): Record<keyof Question, Text> => {
  const t = useText();
  const format = useFormat();
  const label = (name: Asked): Text => {
    const text = inputName({ t, format }, rule, name);
    return [text, text];
  };
  return {
    on: askTexts.on,
    time: askTexts.time,
    from: askTexts.from,
    count: label('count'),
    total: label('total'),
    amount: label('amount'),
    seats: label('seats'),
  };
};

/** Asks the rule with facts of one's own and shows the answer with its reason. */
export const AskForm = ({ rule, on }: { rule: RuleRow; on: string }): ReactNode => {
  const t = useText();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const fields = asked[rule.value.kind];
  const form = useForm({
    schema: schemaOf(rule),
    labels: useLabels(rule),
    initial: { on, ...(countsHours(rule) ? { from: on, time: '09:00' } : fields.includes('from') ? { from: on } : {}) },
    texts: ruleProblemTexts,
    submit: async (question) => {
      try {
        setAnswer(await call(askRule, { params: { id: rule.id }, query: queryOf(rule, question) }));
      } catch (thrown) {
        setAnswer(null);
        throw asFormProblem(thrown);
      }
    },
  });
  return (
    <>
      <p className={css.hint}>{t(askTexts.hint)}</p>
      <FormFrame form={form} verb={t(askTexts.ask)} label={t(askTexts.title)}>
        <FieldGrid>
          {fields.map((name) =>
            name === 'from' ? (
              <DayField key={name} field={form.field('from')} />
            ) : (
              <NumberField key={name} field={form.field(name)} />
            ),
          )}
          {countsHours(rule) && <TextField field={form.field('time')} />}
          <DayField field={form.field('on')} />
        </FieldGrid>
      </FormFrame>
      {answer && <AnswerView rule={rule} answer={answer} />}
    </>
  );
};
