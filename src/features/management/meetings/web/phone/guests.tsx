import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { takesGuests, useGuests } from '../parts/guests-form.ts';
import { GuestList } from '../parts/guest-list.tsx';
import css from '../parts/meeting.module.css';

const GuestsForm = ({ meeting, onDone }: { meeting: Meeting; onDone: () => void }): ReactNode => {
  const t = useText();
  const form = useGuests(meeting, onDone);
  return (
    <FormFrame form={form} verb={t(meetingTexts.save)} label={t(meetingTexts.guestsEdit)}>
      <LongTextField field={form.field('lines')} rows={4} hint={t(meetingTexts.guestsLinesHint)} />
    </FormFrame>
  );
};

/** Guests of a meeting on a phone; they need the network, since a device keeps no names from elsewhere. */
export const Guests = ({ meeting, isOnline }: { meeting: Meeting; isOnline: boolean }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const takes = isOnline && takesGuests(meeting);
  if (!takes && meeting.guests.length === 0) return null;
  return (
    <Section title={t(meetingTexts.guests)}>
      <div className={css.stack}>
        <p className={css.hint}>{t(meetingTexts.guestsHint)}</p>
        <GuestList meeting={meeting} />
        {takes && <Button onClick={() => setAsking(true)}>{t(meetingTexts.guestsEdit)}</Button>}
        <Sheet open={asking} title={t(meetingTexts.guestsEdit)} onClose={close}>
          <GuestsForm meeting={meeting} onDone={close} />
        </Sheet>
      </div>
    </Section>
  );
};
