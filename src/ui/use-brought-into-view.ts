import { type RefObject, useEffect, useRef } from 'react';

/** Brings the element into view whenever `what` becomes something: a notice above a long form is else never seen. */
export const useBroughtIntoView = <E extends HTMLElement>(what: unknown): RefObject<E | null> => {
  const element = useRef<E>(null);
  useEffect(() => {
    if (what) element.current?.scrollIntoView({ block: 'nearest' });
  }, [what]);
  return element;
};
