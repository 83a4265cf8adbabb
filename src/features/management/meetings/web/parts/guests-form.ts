import { z } from 'zod';
import { type Form, useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Meeting, meetingById } from '../../contract.ts';
import { setGuests } from '../../guests/contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';

const schema = z.object({ lines: z.string().max(6_000).default('') });

/** One guest a line: the name, and after a comma of either script where the guest comes from. */
const guestIn = (line: string): { name: string; home: string } => {
  const [name = '', ...home] = line.split(/[，,、\t]/);
  return { name: name.trim(), home: home.join('，').trim() };
};

export const useGuests = (meeting: Meeting, onSaved: () => void): Form<typeof schema> => {
  const input = { params: { id: meeting.id } };
  const { run } = useCommand(setGuests, { touches: [[meetingById, input]] });
  const known = meeting.guests.filter(({ kind }) => kind === 'attending');
  return useForm({
    schema,
    labels: { lines: meetingTexts.guestsLines },
    initial: { lines: known.map(({ name, home }) => (home === '' ? name : `${name}，${home}`)).join('\n') },
    texts: meetingProblemTexts,
    submit: async ({ lines = '' }) => {
      const guests = lines
        .split('\n')
        .map(guestIn)
        .filter(({ name, home }) => name !== '' || home !== '');
      await run({ ...input, body: { guests } });
      onSaved();
    },
  });
};

/** Who sits in is said until the record is closed. */
export const takesGuests = ({ can, state }: Meeting): boolean => can.take && (state === 'planned' || state === 'held');
