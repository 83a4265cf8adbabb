import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import type { Meeting } from '../../contract.ts';
import type { Leaders } from '../../leaders/rules.ts';
import { meetingTexts } from '../../messages.ts';
import { presentChoices, useLeaders } from '../parts/leaders-form.ts';
import css from '../parts/meeting.module.css';

interface Props {
  readonly meeting: Meeting;
  readonly verb: string;
  readonly filled?: boolean;
  /** What will happen. */
  readonly children: ReactNode;
  readonly onConfirm: (leaders: Required<Leaders>) => Promise<unknown>;
}

const LeadersForm = ({ meeting, verb, children, onConfirm, onDone }: Props & { onDone: () => void }): ReactNode => {
  const t = useText();
  const form = useLeaders(meeting, async (leaders) => {
    await onConfirm(leaders);
    onDone();
  });
  const choices = presentChoices(meeting);
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
export const LeadersSheet = (props: Props): ReactNode => {
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
