import { useMemo } from 'react';
import { dayOf } from '#shared/days.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { duesTexts } from '../../messages.ts';

export const today = (): string => dayOf(Date.now());
export const thisYear = (): number => Number(today().slice(0, 4));

const inYuan = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Fen as people write yuan: 1,200.50. */
export const yuan = (fen: number): string => inYuan.format(fen / 100);

/** Months of a payment or a relief in words: one month, or from and to. */
export const useMonths = (): ((from: string, to: string) => string) => {
  const t = useText();
  const format = useFormat();
  return useMemo(
    () => (from, to) =>
      from === to ? format.month(from) : t(duesTexts.monthSpan, { from: format.month(from), to: format.month(to) }),
    [format, t],
  );
};
