import { useMemo } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import type { Payer } from '../../contract.ts';
import { duesTexts } from '../../messages.ts';

type ByQuarter = Payer['byQuarter'];

/** How somebody pays, in words: by the month, or by the quarter as the branch agreed, from when and by whom it was recorded. */
export const useManner = (): ((one: ByQuarter) => {
  readonly manner: string;
  readonly details: readonly string[];
}) => {
  const t = useText();
  const format = useFormat();
  return useMemo(
    () => (one) => {
      if (one === null) return { manner: t(duesTexts.monthly_manner), details: [] };
      const { fromOn, until, holds, openFrom, recorder, reason } = one;
      const words = holds ? duesTexts.quarterly_manner : duesTexts.quarterly_coming;
      return {
        manner: t(words, { from: format.day(fromOn) }),
        details: [
          ...(openFrom === null ? [] : [t(duesTexts.quarterOpenFrom, { day: format.day(openFrom) })]),
          ...(until === null ? [] : [t(duesTexts.quarterly_until, { until: format.day(until) })]),
          t(duesTexts.quarterly_by, { recorder, reason }),
        ],
      };
    },
    [format, t],
  );
};
