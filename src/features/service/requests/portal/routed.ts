import { say, type Language } from '#shared/text.ts';
import type { Receipt } from '../contract.ts';
import { requestTexts } from '../messages.ts';

/** Why a unit has a request, with the words of the catalogue of responsibilities where that decided. */
export const routedWords = (
  language: Language,
  { routed, routedReason }: Pick<Receipt, 'routed' | 'routedReason'>,
): string => {
  const why = say(language, requestTexts[`routed_${routed}`]);
  return routedReason === null ? why : say(language, requestTexts.routedWith, { why, reason: routedReason });
};
