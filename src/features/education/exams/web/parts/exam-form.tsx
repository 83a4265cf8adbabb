import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { displayZone } from '#shared/format.ts';
import { dayOf } from '#shared/days.ts';
import { uiTexts } from '#ui/messages.ts';
import { useText } from '#ui/language.tsx';
import {
  DayField,
  FieldGrid,
  FindField,
  ManyField,
  NumberField,
  RadioField,
  SwitchField,
  TextField,
} from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { type Form, useForm } from '#webkit/form.ts';
import { type createExam, ExamFields, type ExamView } from '../../contract.ts';
import { examProblems, examTexts } from '../../messages.ts';
import { branchTypes, examKinds, stages } from '../../rules.ts';
import { BlueprintRows, PickedItems, type Blueprint, type Picked } from './paper-choice.tsx';
import css from './paper-choice.module.css';
import { useUnits } from './use-units.ts';

type Body = z.input<typeof createExam.body>;

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: displayZone, hour: '2-digit', minute: '2-digit' });
const timeOf = (instant: string): string => clock.format(Date.parse(instant));
const instantOf = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();
const time = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** As people write it: a day and a time of the day, in China. */
const schema = ExamFields.omit({ opensAt: true, closesAt: true, blueprint: true, picked: true }).extend({
  opensDay: z.iso.date(),
  opensTime: time,
  closesDay: z.iso.date(),
  closesTime: time,
});

const initialOf = (exam: ExamView | null): Partial<z.input<typeof schema>> =>
  exam === null
    ? {
        kind: 'check',
        minutes: 30,
        attempts: 1,
        spreadSeconds: 0,
        passShare: 60,
        lateMinutes: 120,
        readingGap: 2,
        forms: 1,
        bound: 0.03,
        shuffle: true,
        halves: true,
        stages: ['full', 'probationary'],
        opensTime: '09:00',
        closesTime: '18:00',
      }
    : {
        ...exam,
        opensDay: dayOf(Date.parse(exam.opensAt)),
        opensTime: timeOf(exam.opensAt),
        closesDay: dayOf(Date.parse(exam.closesAt)),
        closesTime: timeOf(exam.closesAt),
      };

const labels = {
  title: examTexts.name,
  kind: examTexts.kind,
  opensDay: examTexts.opensAt,
  opensTime: examTexts.opensTime,
  closesDay: examTexts.closesAt,
  closesTime: examTexts.closesTime,
  minutes: examTexts.minutes,
  spreadSeconds: examTexts.spreadSeconds,
  attempts: examTexts.attempts,
  audienceId: examTexts.audience,
  stages: examTexts.stages,
  branchTypes: examTexts.branchTypes,
  shuffle: examTexts.shuffle,
  halves: examTexts.halves,
  passShare: examTexts.passShare,
  lateMinutes: examTexts.lateMinutes,
  readingGap: examTexts.readingGap,
  forms: examTexts.forms,
  bound: examTexts.bound,
} as const;

/** When it is, for whom, and by which rules it is marked. */
const WhenAndWho = ({
  form,
  exam,
}: {
  readonly form: Form<typeof schema>;
  readonly exam: ExamView | null;
}): ReactNode => {
  const t = useText();
  const { keep, ...units } = useUnits(exam === null ? [] : [{ value: exam.audienceId, label: exam.audienceName }]);
  const audience = form.field('audienceId');
  return (
    <Section>
      <FieldGrid>
        <TextField field={form.field('title')} />
        <RadioField
          field={form.field('kind')}
          choices={examKinds.map((one) => ({ value: one, label: t(examTexts[`kind_${one}`]) }))}
        />
        <DayField field={form.field('opensDay')} />
        <TextField field={form.field('opensTime')} placeholder="09:00" />
        <DayField field={form.field('closesDay')} />
        <TextField field={form.field('closesTime')} placeholder="18:00" />
        <NumberField field={form.field('minutes')} unit={t(examTexts.minutesUnit)} />
        <NumberField field={form.field('attempts')} />
        <FindField
          {...units}
          field={{
            ...audience,
            onChange: (id) => {
              keep(id ? [id] : []);
              audience.onChange(id);
            },
          }}
        />
        <ManyField
          field={form.field('stages')}
          choices={stages.map((one) => ({ value: one, label: t(examTexts[`stage_${one}`]) }))}
        />
        <ManyField
          field={form.field('branchTypes')}
          hint={t(examTexts.branchTypesHint)}
          choices={branchTypes.map((one) => ({ value: one, label: t(examTexts[`type_${one}`]) }))}
        />
        <NumberField field={form.field('passShare')} unit={t(examTexts.percent)} />
        <NumberField field={form.field('spreadSeconds')} unit={t(examTexts.seconds)} hint={t(examTexts.spreadHint)} />
        <NumberField field={form.field('lateMinutes')} unit={t(examTexts.minutesUnit)} hint={t(examTexts.lateHint)} />
        <NumberField
          field={form.field('readingGap')}
          unit={t(examTexts.pointsUnit)}
          hint={t(examTexts.readingGapHint)}
        />
        <SwitchField field={form.field('shuffle')} />
        <SwitchField field={form.field('halves')} />
      </FieldGrid>
    </Section>
  );
};

interface TotalProps {
  readonly rows: readonly { readonly count: number; readonly points: number }[];
  readonly share: number;
}

/** What a paper comes to as it is composed. */
const Total = ({ rows, share }: TotalProps): ReactNode => {
  const t = useText();
  const items = rows.reduce((sum, { count }) => sum + count, 0);
  const points = Math.round(rows.reduce((sum, row) => sum + row.count * row.points, 0) * 100) / 100;
  const pass = Math.round(points * share) / 100;
  return (
    <p className={css.total} role="status">
      {t(examTexts.total, { items, points })}
      {items > 0 && share > 0 && ` · ${t(examTexts.totalPass, { pass })}`}
    </p>
  );
};

interface Props {
  readonly exam: ExamView | null;
  readonly onSave: (body: Body) => Promise<void>;
}

/** When, for whom, how long, and what is asked: a fixed list, or rows to draw. */
export const ExamForm = ({ exam, onSave }: Props): ReactNode => {
  const t = useText();
  const [way, setWay] = useState<'picked' | 'drawn'>(exam !== null && exam.blueprint.length > 0 ? 'drawn' : 'picked');
  const [blueprint, setBlueprint] = useState<Blueprint>(exam?.blueprint ?? []);
  const [picked, setPicked] = useState<Picked>(exam?.picked ?? []);
  const form = useForm({
    schema,
    labels,
    initial: initialOf(exam),
    texts: examProblems,
    submit: ({ opensDay, opensTime, closesDay, closesTime, ...body }) =>
      onSave({
        ...body,
        opensAt: instantOf(opensDay, opensTime),
        closesAt: instantOf(closesDay, closesTime),
        blueprint: way === 'drawn' ? [...blueprint] : [],
        picked: way === 'picked' ? [...picked] : [],
      }),
  });
  const bound = form.field('bound').value;
  const share = form.field('passShare').value ?? 0;
  return (
    <FormFrame form={form} verb={t(uiTexts.save)} label={t(examTexts.title)}>
      <WhenAndWho form={form} exam={exam} />
      <Section title={t(examTexts.paper)}>
        <RadioField
          field={{
            id: 'exam-way',
            label: t(examTexts.way),
            value: way,
            onChange: (next) => setWay(next ?? 'picked'),
            onBlur: () => undefined,
            errors: [],
            required: true,
          }}
          choices={(['picked', 'drawn'] as const).map((one) => ({ value: one, label: t(examTexts[`way_${one}`]) }))}
        />
        {way === 'drawn' ? (
          <div className={css.rows}>
            <FieldGrid>
              <NumberField field={form.field('forms')} hint={t(examTexts.formsHint)} />
              <NumberField
                field={form.field('bound')}
                hint={
                  typeof bound === 'number'
                    ? t(examTexts.boundHint, { percent: Math.round(bound * 1_000) / 10 })
                    : t(examTexts.boundEmpty)
                }
              />
            </FieldGrid>
            <BlueprintRows rows={blueprint} onChange={setBlueprint} />
          </div>
        ) : (
          <PickedItems picked={picked} onChange={setPicked} />
        )}
        <Total rows={way === 'drawn' ? blueprint : picked.map(({ points }) => ({ count: 1, points }))} share={share} />
      </Section>
    </FormFrame>
  );
};
