import { useState } from 'react';

/** The state of one button. */
export const useDeed = <T>(onDone?: (result: T) => void) => {
  const [{ busy, error }, setState] = useState<{ busy: boolean; error: Error | null }>({ busy: false, error: null });
  const act = (deed: () => Promise<T>): void => {
    setState({ busy: true, error: null });
    deed().then(
      (result) => {
        setState({ busy: false, error: null });
        onDone?.(result);
      },
      (thrown: unknown) =>
        setState({ busy: false, error: thrown instanceof Error ? thrown : new Error(String(thrown)) }),
    );
  };
  return { busy, error, act };
};
