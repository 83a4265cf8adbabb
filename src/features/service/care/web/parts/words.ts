import { useFormat, useText } from '#ui/language.tsx';
import { careTexts } from '../../messages.ts';
import type { CareReason } from '../../rules.ts';

interface Given {
  readonly cents: number;
  readonly inKind: string | null;
}

/** Lists and amounts as the pages show them. */
export const useCareWords = () => {
  const t = useText();
  const format = useFormat();
  return {
    reasons: (reasons: readonly CareReason[]): string =>
      reasons.map((reason) => t(careTexts[`reason_${reason}`])).join(' · '),
    due: (day: string, left: number): string => {
      if (left === 0) return t(careTexts.dueToday, { day: format.day(day) });
      return left > 0
        ? t(careTexts.dueLeft, { day: format.day(day), count: left })
        : t(careTexts.dueOver, { day: format.day(day), count: -left });
    },
    given: ({ cents, inKind }: Given): string =>
      [
        ...(cents === 0 ? [] : [t(careTexts.yuanOf, { yuan: format.number(cents / 100) })]),
        ...(inKind === null ? [] : [inKind]),
      ].join(' · ') || '–',
  };
};
