import { useEffect, useState } from 'react';

const hidden = { value: null, busy: false, error: null } as const;

/** Seconds for which a revealed value stays in view. */
export const revealSeconds = 30;

export interface Revealed {
  readonly value: string | null;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly ask: (reason: string) => void;
  readonly hide: () => void;
}

/** A value fetched on request with a reason, forgotten after half a minute. */
export const useRevealed = (reveal: (reason: string) => Promise<string>): Revealed => {
  const [state, setState] = useState<{ value: string | null; busy: boolean; error: Error | null }>({
    value: null,
    busy: false,
    error: null,
  });
  useEffect(() => {
    if (state.value === null) return undefined;
    const timer = setTimeout(() => setState(hidden), revealSeconds * 1_000);
    return () => clearTimeout(timer);
  }, [state.value]);
  const ask = (reason: string): void => {
    setState({ value: null, busy: true, error: null });
    reveal(reason).then(
      (value) => setState({ value, busy: false, error: null }),
      (error: unknown) =>
        setState({ value: null, busy: false, error: error instanceof Error ? error : new Error(String(error)) }),
    );
  };
  return { ...state, ask, hide: () => setState(hidden) };
};
