import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { takesGuests, useGuests } from './guests-form.ts';
import { GuestList } from './guest-list.tsx';
import css from './meeting.module.css';

const GuestsForm = ({ meeting, onClose }: { meeting: Meeting; onClose: () => void }): ReactNode => {
  const t = useText();
  const form = useGuests(meeting, onClose);
  return (
    <FormFrame
      form={form}
      verb={t(meetingTexts.save)}
      label={t(meetingTexts.guestsEdit)}
      onCancel={onClose}
      leaveVerb={t(uiTexts.back)}
    >
      <LongTextField field={form.field('lines')} rows={5} hint={t(meetingTexts.guestsLinesHint)} wide />
    </FormFrame>
  );
};

/** Guests of a meeting in the office. */
export const Guests = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  if (!takesGuests(meeting) && meeting.guests.length === 0) return null;
  return (
    <Section
      title={t(meetingTexts.guests)}
      actions={takesGuests(meeting) && <Button onClick={() => setOpen(true)}>{t(meetingTexts.guestsEdit)}</Button>}
    >
      <div className={css.stack}>
        <p className={css.hint}>{t(meetingTexts.guestsHint)}</p>
        <GuestList meeting={meeting} />
      </div>
      <Modal open={open} title={t(meetingTexts.guestsEdit)} footer={null} onCancel={close} destroyOnHidden>
        {open && <GuestsForm meeting={meeting} onClose={close} />}
      </Modal>
    </Section>
  );
};
