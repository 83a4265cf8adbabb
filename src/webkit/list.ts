import { useEffect, useState } from 'react';
import { useNavigationType } from 'react-router';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import { useApi } from './query.ts';

/** What every paged read answers: its rows, where the next page begins, and (where it is cheap) how many there are. */
export interface PageReply {
  readonly items: readonly unknown[];
  readonly next?: string | null | undefined;
  readonly total?: number | undefined;
}

type RowOf<R> = R extends { readonly items: readonly (infer T)[] } ? T : never;

export interface List<T, R = unknown> {
  readonly rows: readonly T[];
  /** The whole answer, for what it says beside its rows. */
  readonly reply: R | undefined;
  readonly total: number | undefined;
  /** Rows a page; 0 where the list comes whole. */
  readonly size: number;
  /** 1 for the first page. */
  readonly page: number;
  readonly hasNext: boolean;
  readonly loading: boolean;
  /** Former rows are shown while the asked ones are under way. */
  readonly stale: boolean;
  readonly error: Error | null;
  readonly next: () => void;
  readonly previous: () => void;
  readonly setSize: (size: number) => void;
  readonly reload: () => void;
}

interface Place {
  readonly size: number;
  readonly asked: string;
  readonly cursors: readonly string[];
}

/** Where each list was left, for as long as the tab lives: who comes back from a row finds the page of before. */
const places = new Map<string, Place>();

/** Some lists have pages of their own size, and refuse to be told one. */
const takesLimit = ({ query }: Endpoint): boolean => 'shape' in query && 'limit' in (query.shape as object);

/**
 * A list read page by page with a cursor. Filters and sorting stand in `query`; when they change the list begins
 * anew. Pages stay where they are under writes, since a cursor names a row and not a count.
 */
export const useList = <E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  firstSize = 20,
): List<RowOf<Reply<E>>, Reply<E>> => {
  const question = JSON.stringify([endpoint.name, input]);
  const cameBack = useNavigationType() === 'POP';
  const [left] = useState(() => (cameBack ? places.get(question) : undefined));
  const [size, setSize] = useState(left?.size ?? firstSize);
  const asked = `${question}:${size}`;
  // Cursors belong to one question; those of another one are passed over.
  const [walked, setWalked] = useState<{ readonly asked: string; readonly cursors: readonly string[] }>(
    left ?? { asked, cursors: [] },
  );
  useEffect(() => {
    places.set(question, { size, ...walked });
  }, [question, size, walked]);
  const begun = walked.asked === asked ? walked.cursors : [];
  const { query, ...rest } = input as { query?: object };
  const cursor = begun.at(-1);
  const asks = { ...query, ...(takesLimit(endpoint) ? { limit: size } : {}), ...(cursor ? { cursor } : {}) };
  const paged = { ...rest, query: asks } as Call<E>;
  const read = useApi(endpoint, paged, { keep: true });
  const reply = read.data as PageReply | undefined;
  return {
    rows: (reply?.items ?? []) as readonly RowOf<Reply<E>>[],
    reply: read.data,
    total: reply?.total,
    size,
    page: begun.length + 1,
    hasNext: Boolean(reply?.next),
    loading: read.isPending,
    stale: read.isPlaceholderData,
    error: read.error,
    next: () => reply?.next && setWalked({ asked, cursors: [...begun, reply.next] }),
    previous: () => setWalked({ asked, cursors: begun.slice(0, -1) }),
    setSize,
    reload: () => void read.refetch(),
  };
};

/** A list that the server answers whole, in the same form, so that the same table shows it. */
export const useWholeList = <E extends Endpoint>(endpoint: E, input: Call<E>): List<RowOf<Reply<E>>, Reply<E>> => {
  const read = useApi(endpoint, input, { keep: true });
  const reply = read.data as PageReply | undefined;
  const nothing = (): void => undefined;
  return {
    rows: (reply?.items ?? []) as readonly RowOf<Reply<E>>[],
    reply: read.data,
    total: reply?.items.length,
    size: 0,
    page: 1,
    hasNext: false,
    loading: read.isPending,
    stale: read.isPlaceholderData,
    error: read.error,
    next: nothing,
    previous: nothing,
    setSize: nothing,
    reload: () => void read.refetch(),
  };
};
