import { type RefObject, useLayoutEffect, useRef } from 'react';

/** The newest value of a render, for handlers and effects that outlive it. */
export const useLatest = <T>(value: T): RefObject<T> => {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
};
