import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { meetingTexts } from '../../messages.ts';
import { type LeadersStep, presentChoices, useLeaders } from '../parts/leaders-form.ts';
import css from '../parts/meeting.module.css';

const LeadersForm = ({ onDone, ...step }: LeadersStep & { onDone: () => void }): ReactNode => {
  const t = useText();
  const form = useLeaders(step, onDone);
  const { verb, children } = step;
  const choices = presentChoices(step.meeting);
  return (
    <FormFrame form={form} verb={verb} label={verb}>
      {children}
      <ChoiceField field={form.field('chairPersonId')} choices={choices} />
      <ChoiceField field={form.field('recorderPersonId')} choices={choices} />
      <p className={css.hint}>{t(meetingTexts.leadersHint)}</p>
    </FormFrame>
  );
};

/** A step that needs chair and recorder: says what will happen, and offers those who were there. */
export const LeadersSheet = (props: LeadersStep): ReactNode => {
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button {...(props.filled ? { filled: true } : {})} onClick={() => setAsking(true)}>
        {props.verb}
      </Button>
      <Sheet open={asking} title={props.verb} onClose={close}>
        <LeadersForm {...props} onDone={close} />
      </Sheet>
    </>
  );
};
