import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ChoiceField, FieldGrid } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { meetingTexts } from '../../messages.ts';
import { type LeadersStep, presentChoices, useLeaders } from './leaders-form.ts';
import css from './meeting.module.css';

const LeadersForm = ({ onClose, ...step }: LeadersStep & { onClose: () => void }): ReactNode => {
  const t = useText();
  const form = useLeaders(step, onClose);
  const { verb, children } = step;
  const choices = presentChoices(step.meeting);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} leaveVerb={t(uiTexts.back)} grave>
      <div className={css.stack}>
        <div>{children}</div>
        <FieldGrid>
          <ChoiceField field={form.field('chairPersonId')} choices={choices} />
          <ChoiceField field={form.field('recorderPersonId')} choices={choices} />
        </FieldGrid>
        <p className={css.hint}>{t(meetingTexts.leadersHint)}</p>
      </div>
    </FormFrame>
  );
};

/** A step that needs chair and recorder: says what will happen, and offers those who were there. */
export const LeadersDialog = (props: LeadersStep): ReactNode => {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button type={props.filled ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {props.verb}
      </Button>
      <Modal open={open} title={props.verb} footer={null} onCancel={close} destroyOnHidden>
        {open && <LeadersForm {...props} onClose={close} />}
      </Modal>
    </>
  );
};
