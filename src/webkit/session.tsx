import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { type SessionView, sessions } from '#shared/session.ts';
import { call, onSignedOut } from './api.ts';
import { dropDrafts, setDraftOwner } from './drafts.ts';
import { keyOf } from './query.ts';

export interface Session {
  readonly view: SessionView;
  readonly can: (permission: string | undefined) => boolean;
  /** Takes over what a session command answered and forgets everything read under the former rights. */
  readonly adopt: (view: SessionView) => void;
}

const SessionContext = createContext<Session | null>(null);
const sessionKey = keyOf(sessions.current, {});

interface ProviderProps {
  readonly children: ReactNode;
  readonly waiting: ReactNode;
  readonly failed: (error: Error, again: () => void) => ReactNode;
}

/** Asks who is there before anything else is shown. */
export const SessionProvider = ({ children, waiting, failed }: ProviderProps): ReactNode => {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => call(sessions.current, {}, { signal }), staleTime: 60_000 });
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: sessionKey })), [client]);
  setDraftOwner(data?.accountId ?? null);
  const session = useMemo((): Session | null => {
    if (!data) return null;
    const permissions = new Set(data.permissions);
    const adopt = (view: SessionView): void => {
      if (view.stage === 'anonymous') dropDrafts();
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
      client.setQueryData(sessionKey, view);
    };
    return { view: data, can: (permission) => permission === undefined || permissions.has(permission), adopt };
  }, [client, data]);
  if (!session) return error ? failed(error, () => void refetch()) : waiting;
  return <SessionContext value={session}>{children}</SessionContext>;
};

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs SessionProvider');
  return session;
};

/** Shows its children only to those who hold the permission. The server refuses all the same. */
export const Gate = ({ permission, children, fallback = null }: { permission: string; children: ReactNode; fallback?: ReactNode }): ReactNode =>
  useSession().can(permission) ? children : fallback;
