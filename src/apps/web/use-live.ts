import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { startLive } from '#webkit/live.ts';
import { liveTables } from './features.ts';

/** Keeps what is shown fresh while somebody is signed in. */
export const useLive = (): void => {
  const client = useQueryClient();
  useEffect(() => {
    let stop: (() => void) | null = null;
    let ended = false;
    const startedAt = Date.now();
    liveTables()
      .then((tables) => {
        if (!ended) stop = startLive(client, tables, startedAt);
      })
      // Without the tables the page still works; it is fresh whenever it is opened.
      .catch(() => undefined);
    return () => {
      ended = true;
      stop?.();
    };
  }, [client]);
};
