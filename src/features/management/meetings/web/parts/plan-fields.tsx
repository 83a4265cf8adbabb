import type { ReactNode } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import {
  ChoiceField,
  DayField,
  FieldGrid,
  LongTextField,
  ManyField,
  NumberField,
  TextField,
} from '#ui/office/fields.tsx';
import { meetingTexts } from '../../messages.ts';
import type { PlanFields } from './plan-form.ts';

interface Props {
  readonly fields: PlanFields;
  readonly people: readonly { readonly personId: string; readonly name: string }[];
  readonly children?: ReactNode;
}

/** The plan of a meeting in the office. */
export const PlanInputs = ({ fields, people, children }: Props): ReactNode => {
  const t = useText();
  const choices = people.map(({ personId, name }) => ({ value: personId, label: name }));
  const person = (field: Field<string>): ReactNode => <ChoiceField field={field} choices={choices} />;
  return (
    <FieldGrid>
      <TextField field={fields.title} wide />
      <DayField field={fields.day} />
      <TextField field={fields.time} hint={t(meetingTexts.timeHint)} />
      <TextField field={fields.endTime} hint={t(meetingTexts.timeHint)} />
      <TextField field={fields.place} />
      {person(fields.chairPersonId)}
      {person(fields.recorderPersonId)}
      <LongTextField field={fields.agenda} hint={t(meetingTexts.agendaHint)} wide />
      {fields.invited && <ManyField field={fields.invited} choices={choices} wide />}
      {fields.capacity && <NumberField field={fields.capacity} hint={t(meetingTexts.capacityHint)} />}
      {children}
    </FieldGrid>
  );
};
