import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
};

/** Whether the browser itself says that there is no network. That there is one it cannot know. */
export const useCut = (): boolean => useSyncExternalStore(subscribe, () => !navigator.onLine);
