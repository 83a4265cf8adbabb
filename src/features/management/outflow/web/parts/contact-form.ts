import { useState } from 'react';
import type { Text } from '#shared/text.ts';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { useCommand } from '#webkit/query.ts';
import { type Away, awayList, recordContact } from '../../contract.ts';
import { outflowTexts } from '../../messages.ts';
import type { Channel } from '../../rules.ts';
import { today } from './words.ts';

interface ContactForm {
  readonly onDay: Field<string>;
  readonly note: Field<string>;
  readonly busy: boolean;
  readonly error: Error | null;
  /** The second of two taps: saves. */
  readonly save: (channel: Channel) => void;
}

/** A contact in two taps: the member, and how. Day and note are there for whoever wants them. */
export const useContactForm = (away: Away, onDone: () => void): ContactForm => {
  const t = useText();
  const [onDay, setDay] = useState(today);
  const [note, setNote] = useState('');
  const { fire, busy, error } = useCommand(recordContact, { touches: [awayList], onDone });
  const field = (id: string, label: Text, value: string, set: (value: string) => void): Field<string> => ({
    id: `${away.id}-${id}`,
    label: t.loose(label),
    value,
    onChange: (next) => set(next ?? ''),
    onBlur: () => undefined,
    errors: [],
    required: false,
  });
  return {
    onDay: field('day', outflowTexts.onDay, onDay, (next) => setDay(next === '' ? today() : next)),
    note: { ...field('note', outflowTexts.note, note, setNote), maxLength: 200 },
    busy,
    error,
    save: (channel) =>
      fire({ params: { id: away.id }, body: { onDay, channel, ...(note.trim() === '' ? {} : { note: note.trim() }) } }),
  };
};
