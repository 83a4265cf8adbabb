import { useEffect, useRef } from 'react';
import { useLatest } from '#ui/use-latest.ts';

interface Offer {
  /** `YYYY-MM`; null where the records name none, undefined while they are asked. */
  readonly known: string | null | undefined;
  /** The first day of the month, as the month's field gives it. */
  readonly value: string | null | undefined;
  readonly fill: (day: string | undefined) => void;
}

export const firstOf = (month: string): string => `${month}-01`;

/** Fills in the month that the records know, for as long as nobody has typed another. */
export const useOfferedMonth = (offer: Offer): void => {
  const offered = useRef<string | undefined>(undefined);
  const latest = useLatest(offer);
  const { known } = offer;
  useEffect(() => {
    const { value, fill } = latest.current;
    if (known === undefined || (value && value !== offered.current)) return;
    offered.current = known === null ? undefined : firstOf(known);
    if ((value ?? undefined) !== offered.current) fill(offered.current);
  }, [known, latest]);
};
