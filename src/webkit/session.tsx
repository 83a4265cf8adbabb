import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { onSignedOut, setCounty } from './api.ts';
import { dropDrafts, setDraftOwner } from './drafts.ts';
import { forgetKeptOut } from './kept-out.ts';
import { keyOf, useApi } from './query.ts';

export interface Session {
  /** Null while nobody is signed in, or the sign-in is not complete. */
  readonly accountId: string | null;
  readonly can: (permission: string | undefined) => boolean;
  /** Whether the session ended by itself, idle or by somebody else's hand, while the page stood open. */
  readonly expired: boolean;
  /** Takes over what a session command answered and forgets everything read under the former rights. */
  readonly adopt: (view: unknown) => void;
}

const SessionContext = createContext<Session | null>(null);

interface ProviderProps<E extends Endpoint> {
  /** The read that says who is there; its input is empty. */
  readonly endpoint: E;
  readonly facts: (view: Reply<E>) => {
    readonly accountId: string | null;
    readonly permissions: readonly string[];
    /** Which county's pages these are; where it has become another one, the page begins anew. */
    readonly county: string;
  };
  readonly children: ReactNode;
  readonly waiting: ReactNode;
  readonly failed: (error: Error, again: () => void) => ReactNode;
  /** Who was there when this device last had a network, for a page that begins without one. */
  readonly kept?: () => Promise<unknown>;
}

/** Asks who is there before anything else is shown, and again when the server no longer knows the session. */
export const SessionProvider = <E extends Endpoint>({
  endpoint,
  facts,
  children,
  waiting,
  failed,
  kept,
}: ProviderProps<E>): ReactNode => {
  const client = useQueryClient();
  const { data, error, refetch } = useApi(endpoint, {} as Call<E>);
  const [expired, setExpired] = useState(false);
  const [isSought, setSought] = useState(false);
  const isCut = data === undefined && error instanceof Unreachable && kept !== undefined && !isSought;
  useEffect(() => {
    if (!isCut) return;
    const take = (view: unknown): void => {
      // Old from the start: the first network there is, is asked who is there now.
      if (view !== undefined && view !== null) client.setQueryData(keyOf(endpoint, {}), view, { updatedAt: 0 });
      setSought(true);
    };
    kept().then(take, () => take(null));
  }, [client, endpoint, isCut, kept]);
  useEffect(
    () =>
      onSignedOut(() => {
        setExpired(true);
        void client.invalidateQueries({ queryKey: keyOf(endpoint) });
      }),
    [client, endpoint],
  );
  const known = data === undefined ? null : facts(data);
  setDraftOwner(known?.accountId ?? null);
  if (known !== null) setCounty(known.accountId === null ? null : known.county);
  const countyCode = known?.county ?? null;
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (countyCode === null) return;
    if (shown.current !== null && shown.current !== countyCode) location.reload();
    shown.current = countyCode;
  }, [countyCode, shown]);
  const accountId = known?.accountId ?? null;
  const granted = known?.permissions.join(' ') ?? '';
  const session = useMemo((): Session => {
    const permissions = new Set(granted.split(' '));
    const adopt = (view: unknown): void => {
      setExpired(false);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== endpoint.name });
      client.setQueryData(keyOf(endpoint, {}), view);
    };
    return { accountId, expired, can: (permission) => permission === undefined || permissions.has(permission), adopt };
  }, [accountId, client, endpoint, expired, granted]);
  if (!known) return error && !isCut ? failed(error, () => void refetch()) : waiting;
  return <SessionContext value={session}>{children}</SessionContext>;
};

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs SessionProvider');
  return session;
};

/** To be called when somebody signs out by hand: nothing that can be read stays in this browser. */
export const forgetBrowser = async (): Promise<void> => {
  dropDrafts();
  forgetKeptOut();
  // A browser that cannot fetch it has never kept anything.
  await import('./offline/device.ts').then(({ stopDevice }) => stopDevice()).catch(() => undefined);
};

/** Shows its children only to those who hold the permission. The server refuses all the same. */
export const Gate = ({
  permission,
  children,
  fallback = null,
}: {
  permission: string;
  children: ReactNode;
  fallback?: ReactNode;
}): ReactNode => (useSession().can(permission) ? children : fallback);
