import type { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { recipientTexts } from '../../export/recipients/messages.ts';
import type { Reading } from '../../own/contract.ts';

/** Whom an exported list was for, with the name where one was given. */
export const useRecipient = () => {
  const t = useText();
  return ({ recipient, recipientName: name }: z.infer<typeof Reading>): string => {
    if (recipient === null) return '';
    const kind = t(recipientTexts[recipient]);
    return name === null ? kind : t(recipientTexts.named, { recipient: kind, name });
  };
};
