import type { Text } from '#shared/text.ts';
import { isPartOfNumber } from '../../filters/rules.ts';
import { listTexts } from '../../list/messages.ts';

/** Why a list shows nobody. */
export const emptyText = (q: string | undefined, filtered: boolean): Text => {
  if (q !== undefined && isPartOfNumber(q)) return listTexts.emptyDigits;
  return filtered ? listTexts.emptyFiltered : listTexts.empty;
};
