import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { cancelMeeting, type Meeting, meetingById, meetingList } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { seriesAhead } from '../../series/contract.ts';
import { useDeed } from '../offline/deeds.ts';
import { useNoticeCost } from '../parts/notice-cost.ts';
import { ReachChoice, useReach } from '../parts/reach.tsx';

const schema = z.object({ reason: z.string().trim().min(2).max(300) });

interface Props {
  readonly meeting: Meeting;
  /** Nothing of it waits on this device. */
  readonly isSent: boolean;
}

const CancelForm = ({ meeting, isSent, onDone }: Props & { onDone: () => void }): ReactNode => {
  const t = useText();
  const deed = useDeed();
  const reach = useReach(meeting, isSent);
  const cost = useNoticeCost(meeting.organisation.id, reach.people);
  const input = { params: { id: meeting.id } };
  const { run } = useCommand(cancelMeeting, { touches: [meetingList, seriesAhead, [meetingById, input]] });
  const form = useForm({
    schema,
    labels: { reason: meetingTexts.cancelReason },
    texts: meetingProblemTexts,
    submit: async ({ reason }) => {
      // Several at once are the server's to find; one alone is written down on this device first.
      if (reach.isWide) await run({ ...input, body: { version: meeting.version, reason, ...reach.following } });
      else await deed('meetings.cancel', meeting.id, { reason }, meeting);
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(meetingTexts.cancel)} label={t(meetingTexts.cancel)}>
      <ReachChoice meeting={meeting} reach={reach} />
      <p>{t(meetingTexts.cancelHint)}</p>
      <p>{cost}</p>
      <LongTextField field={form.field('reason')} rows={2} />
    </FormFrame>
  );
};

/** Calls a meeting off, with a network or without; why is told to whoever was asked. */
export const Cancel = ({ meeting, isSent }: Props): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(meetingTexts.cancel)}</Button>
      <Sheet open={asking} title={t(meetingTexts.cancel)} onClose={close}>
        <CancelForm meeting={meeting} isSent={isSent} onDone={close} />
      </Sheet>
    </>
  );
};
