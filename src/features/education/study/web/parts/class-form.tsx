import { DatePicker, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import {
  ChoiceField,
  DayField,
  FieldGrid,
  LongTextField,
  ManyField,
  NumberField,
  TextField,
} from '#ui/office/fields.tsx';
import { useDay, useDayKeys } from '#ui/office/day-keys.ts';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { changeClass, classList, createClass, oneClass, type ClassView } from '../../classes/contract.ts';
import { hourTexts } from '../../hours/messages.ts';
import { studyProblems, workTexts } from '../../messages.ts';
import { classParts, type ClassPart } from '../../packs/study-kinds.ts';
import { audiences } from '../../rules.ts';
import { Rows } from './rows.tsx';
import css from './study.module.css';
import { useTopics } from './words.ts';

interface LessonRow {
  readonly onDay: string;
  readonly part: ClassPart;
  readonly subject: string;
}

interface Props {
  /** The class that is changed; null for a new one. */
  readonly one: ClassView | null;
  readonly onDone: (id: string) => void;
  /** Leaves a class that was there before as it is. */
  readonly onCancel?: () => void;
}

const LessonDay = ({
  day,
  onChange,
}: {
  readonly day: string;
  readonly onChange: (day: string) => void;
}): ReactNode => {
  const t = useText();
  const keys = useDayKeys(day, () => onChange(''));
  const picked = useDay(day);
  return (
    <DatePicker
      {...keys}
      aria-label={t(workTexts.day)}
      placeholder={t(workTexts.day)}
      className={css.field ?? ''}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D']}
      value={picked}
      onChange={(value) => onChange(value ? value.format('YYYY-MM-DD') : '')}
    />
  );
};

/** Opens a class or changes it. */
export const ClassForm = ({ one, onDone, onCancel }: Props): ReactNode => {
  const t = useText();
  const { choices } = useTopics();
  const create = useCommand(createClass, { touches: [classList] });
  const change = useCommand(changeClass, { touches: [classList, oneClass] });
  const form = useForm({
    schema: createClass.body,
    labels: {
      audience: workTexts.audience,
      title: workTexts.title,
      details: workTexts.details,
      place: workTexts.place,
      lecturers: workTexts.lecturers,
      topics: workTexts.topics,
      quota: workTexts.quota,
      applyBy: workTexts.applyBy,
      validYears: workTexts.validYears,
      lessons: workTexts.lessons,
    },
    initial:
      one === null
        ? { audience: 'member', lessons: [{ onDay: '', part: 'day', subject: '' }] }
        : {
            audience: one.audience,
            title: one.title,
            details: one.details,
            place: one.place,
            lecturers: one.lecturers,
            topics: one.topics,
            quota: one.quota,
            applyBy: one.applyBy,
            validYears: one.validYears,
            lessons: one.lessons.map(({ onDay, part, subject }) => ({ onDay, part, subject })),
          },
    texts: studyProblems,
    submit: async (body) => {
      const { id } =
        one === null
          ? await create.run({ body })
          : await change.run({ params: { id: one.id }, body: { ...body, version: one.version } });
      onDone(id);
    },
  });
  const lessons = (form.values.lessons ?? []) as readonly LessonRow[];
  return (
    <FormFrame
      form={form}
      verb={t(uiTexts.save)}
      label={t(one === null ? workTexts.newClass : workTexts.changeClass)}
      {...(onCancel === undefined ? {} : { onCancel })}
    >
      <FieldGrid>
        <TextField field={form.field('title')} wide />
        <ChoiceField
          field={form.field('audience')}
          choices={audiences.map((value) => ({ value, label: t(hourTexts[`audience_${value}`]) }))}
        />
        <NumberField field={form.field('quota')} />
        <TextField field={form.field('place')} />
        <TextField field={form.field('lecturers')} />
        <DayField field={form.field('applyBy')} />
        <NumberField field={form.field('validYears')} hint={t(workTexts.validHint)} />
        <ManyField field={form.field('topics')} choices={choices} wide />
        <LongTextField field={form.field('details')} rows={3} wide />
      </FieldGrid>
      <Rows<LessonRow>
        label={t(workTexts.lessons)}
        rows={lessons}
        fresh={() => ({ onDay: lessons.at(-1)?.onDay ?? '', part: 'day', subject: '' })}
        onChange={(rows) => form.set({ lessons: rows })}
        render={(row, set) => (
          <>
            <LessonDay day={row.onDay} onChange={(onDay) => set({ onDay })} />
            <Select
              aria-label={t(workTexts.part)}
              value={row.part}
              style={{ width: 126 }}
              onChange={(part) => set({ part })}
              options={classParts.map((value) => ({ value, label: t(workTexts[`part_${value}`]) }))}
            />
            <Input
              aria-label={t(workTexts.subject)}
              placeholder={t(workTexts.subject)}
              className={css.wide ?? ''}
              style={{ width: 'auto' }}
              maxLength={80}
              value={row.subject}
              onChange={({ target }) => set({ subject: target.value })}
            />
          </>
        )}
      />
    </FormFrame>
  );
};
