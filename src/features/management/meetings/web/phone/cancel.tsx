import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { useForm } from '#webkit/form.ts';
import type { Meeting } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { useDeed } from '../offline/deeds.ts';
import { useNoticeCost } from '../parts/notice-cost.ts';

const schema = z.object({ reason: z.string().trim().min(2).max(300) });

const CancelForm = ({ meeting, onDone }: { meeting: Meeting; onDone: () => void }): ReactNode => {
  const t = useText();
  const deed = useDeed();
  const cost = useNoticeCost(meeting.organisation.id, meeting.invitees.length);
  const form = useForm({
    schema,
    labels: { reason: meetingTexts.cancelReason },
    texts: meetingProblemTexts,
    submit: async ({ reason }) => {
      await deed('meetings.cancel', meeting.id, { reason }, meeting);
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(meetingTexts.cancel)} label={t(meetingTexts.cancel)}>
      <p>{t(meetingTexts.cancelHint)}</p>
      <p>{cost}</p>
      <LongTextField field={form.field('reason')} rows={2} />
    </FormFrame>
  );
};

/** Calls a meeting off, with a network or without; why is told to whoever was asked. */
export const Cancel = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(meetingTexts.cancel)}</Button>
      <Sheet open={asking} title={t(meetingTexts.cancel)} onClose={close}>
        <CancelForm meeting={meeting} onDone={close} />
      </Sheet>
    </>
  );
};
