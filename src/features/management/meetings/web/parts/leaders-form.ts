import type { ReactNode } from 'react';
import { z } from 'zod';
import { type Form, useForm } from '#webkit/form.ts';
import type { Meeting } from '../../contract.ts';
import { type Leaders, namedIn, wasThere } from '../../leaders/rules.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';

const schema = z.object({ chairPersonId: z.uuid(), recorderPersonId: z.uuid() });
type LeadersForm = Form<typeof schema>;

/** Who was there, to choose from. */
export const presentChoices = ({ invitees }: Meeting): { value: string; label: string }[] =>
  invitees
    .filter(({ attendance }) => attendance === 'present')
    .map(({ personId, name }) => ({ value: personId, label: name }));

/** A step that needs chair and recorder. */
export interface LeadersStep {
  readonly meeting: Meeting;
  readonly verb: string;
  readonly filled?: boolean;
  /** What will happen. */
  readonly children: ReactNode;
  readonly onConfirm: (leaders: Required<Leaders>) => Promise<unknown>;
}

/** Chair and recorder, as planned where they came: one press where nothing has changed. */
export const useLeaders = ({ meeting, onConfirm }: LeadersStep, onDone: () => void): LeadersForm => {
  const { chairPersonId, recorderPersonId } = namedIn(meeting);
  const there = (id: string | null): id is string => wasThere(meeting.invitees, id);
  return useForm({
    schema,
    labels: { chairPersonId: meetingTexts.chair, recorderPersonId: meetingTexts.recorder },
    initial: {
      ...(there(chairPersonId) ? { chairPersonId } : {}),
      ...(there(recorderPersonId) ? { recorderPersonId } : {}),
    },
    texts: meetingProblemTexts,
    submit: async (leaders) => {
      await onConfirm(leaders);
      onDone();
    },
  });
};
