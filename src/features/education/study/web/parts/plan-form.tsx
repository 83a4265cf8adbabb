import { Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { formatCalendarMonth } from '#shared/format.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ChoiceField, FieldGrid, LongTextField, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { hourTexts } from '../../hours/messages.ts';
import { studyProblems, workTexts } from '../../messages.ts';
import { planForms } from '../../packs/study-kinds.ts';
import { changePlan, createPlan, planList, type Plan, type PlanLine } from '../../plans/contract.ts';
import { audiences } from '../../rules.ts';
import { Rows } from './rows.tsx';
import css from './study.module.css';
import { useTopics } from './words.ts';

interface Props {
  /** The plan that is changed; null for a new one. */
  readonly plan: Plan | null;
  readonly year: number;
  readonly onDone: () => void;
}

const months = Array.from({ length: 12 }, (_, at) => at + 1);

/** Makes a plan or changes it. */
export const PlanForm = ({ plan, year, onDone }: Props): ReactNode => {
  const t = useText();
  const { choices } = useTopics();
  const { language } = useLanguage();
  const create = useCommand(createPlan, { touches: [planList] });
  const change = useCommand(changePlan, { touches: [planList] });
  const fresh = (month: number): PlanLine => ({
    month,
    topic: choices[0]?.value ?? 'theory',
    form: 'lesson',
    hours: 2,
    words: '',
  });
  const form = useForm({
    schema: createPlan.body,
    labels: {
      year: workTexts.yearField,
      audience: workTexts.audience,
      title: workTexts.title,
      details: workTexts.details,
      lines: workTexts.planLines,
    },
    initial:
      plan === null
        ? { year, audience: 'member', lines: [fresh(1)] }
        : {
            year: plan.year,
            audience: plan.audience,
            title: plan.title,
            details: plan.details,
            lines: plan.lines.map(({ done: _done, ...line }) => line),
          },
    texts: studyProblems,
    submit: async (body) => {
      if (plan === null) await create.run({ body });
      else await change.run({ params: { id: plan.id }, body: { ...body, version: plan.version } });
      onDone();
    },
  });
  const lines = (form.values.lines ?? []) as readonly PlanLine[];
  return (
    <FormFrame form={form} verb={t(uiTexts.save)} label={t(plan === null ? workTexts.newPlan : workTexts.changePlan)}>
      <FieldGrid>
        <TextField field={form.field('title')} wide />
        <NumberField field={form.field('year')} />
        <ChoiceField
          field={form.field('audience')}
          choices={audiences.map((value) => ({ value, label: t(hourTexts[`audience_${value}`]) }))}
        />
        <LongTextField field={form.field('details')} rows={2} wide />
      </FieldGrid>
      <Rows<PlanLine>
        label={t(workTexts.planLines)}
        rows={lines}
        fresh={() => fresh(Math.min(12, (lines.at(-1)?.month ?? 0) + 1))}
        onChange={(rows) => form.set({ lines: rows })}
        render={(row, set) => (
          <>
            <Select
              aria-label={t(workTexts.month)}
              value={row.month}
              style={{ width: 104 }}
              onChange={(month) => set({ month })}
              options={months.map((value) => ({ value, label: formatCalendarMonth(language, value) }))}
            />
            <Select
              aria-label={t(workTexts.topic)}
              value={row.topic}
              style={{ width: 180 }}
              popupMatchSelectWidth={false}
              onChange={(topic) => set({ topic })}
              options={choices}
            />
            <Select
              aria-label={t(workTexts.form)}
              value={row.form}
              style={{ width: 130 }}
              onChange={(value) => set({ form: value })}
              options={planForms.map((value) => ({ value, label: t(workTexts[`form_${value}`]) }))}
            />
            <InputNumber
              aria-label={t(workTexts.hours)}
              value={row.hours}
              min={0.5}
              max={80}
              step={0.5}
              suffix={t(workTexts.hoursUnit)}
              style={{ width: 96 }}
              onChange={(hours) => set({ hours: hours ?? 0.5 })}
            />
            <Input
              aria-label={t(workTexts.words)}
              placeholder={t(workTexts.words)}
              className={css.wide ?? ''}
              style={{ width: 'auto' }}
              maxLength={120}
              value={row.words}
              onChange={({ target }) => set({ words: target.value })}
            />
          </>
        )}
      />
    </FormFrame>
  );
};
