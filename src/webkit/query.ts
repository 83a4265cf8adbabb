import { keepPreviousData, QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { useLatest } from '#ui/use-latest.ts';
import { call } from './api.ts';
import { Intent } from './intent.ts';
import { isOffline, withRetries } from './retry.ts';

/** The cache's key of a read. A key without `input` stands for every read of the endpoint. */
export const keyOf = (endpoint: Endpoint, input?: object): readonly unknown[] =>
  input ? [endpoint.name, input] : [endpoint.name];

/** The cache of one page load: reads are retried only where nothing was refused. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A page without a network says so, or shows what it has; it does not wait in silence.
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (count, error) =>
          count < 2 && !isOffline() && !(error instanceof AppError && error.code !== 'overloaded'),
        retryDelay: (count) => 800 * (count + 1),
      },
    },
  });

export interface ReadOptions<R = unknown> {
  readonly enabled?: boolean;
  /** Show the former answer while the next one (another page, another filter) is under way. */
  readonly keep?: boolean;
  /** Ask again every so many milliseconds, told by what was read last; for what no live key announces, or may announce too soon. */
  readonly every?: number | false | ((seen: R | undefined) => number | false);
  /** Each reading leaves a trace for somebody: ask again only when the live stream or a command says that it changed. */
  readonly traced?: boolean;
}

/** Reads an endpoint and keeps it fresh: `useApi(members.page, { query: { branch } })`. */
export const useApi = <E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  options: ReadOptions<Reply<E>> = {},
): UseQueryResult<Reply<E>> => {
  const { every } = options;
  return useQuery<Reply<E>>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(every ? { refetchInterval: typeof every === 'number' ? every : ({ state }) => every(state.data) } : {}),
    ...(options.traced ? { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false } : {}),
  });
};

export interface CommandOptions<E extends Endpoint> {
  /** Reads that the change makes old: whole endpoints, or one read of an endpoint. */
  readonly touches?: readonly (Endpoint | readonly [Endpoint, object])[];
  readonly onDone?: (reply: Reply<E>, input: Call<E>) => void;
}

export interface Command<E extends Endpoint> {
  /** Sends the command, repeats it with the same key where no answer came; throws the refusal. */
  readonly run: (input: Call<E>) => Promise<Reply<E>>;
  /** The same for event handlers: the refusal is kept in `error` and not thrown. */
  readonly fire: (input: Call<E>) => void;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly reset: () => void;
}

/** Whether the server has answered for good, so that the next attempt is a new intent. */
const isFinal = (thrown: unknown): boolean =>
  thrown instanceof AppError && !['in_flight', 'overloaded', 'internal'].includes(thrown.code);

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** A command of the server, with its state: `useCommand(jobs.cancel, { touches: [jobs.list] })`. */
export const useCommand = <E extends Endpoint>(endpoint: E, options: CommandOptions<E> = {}): Command<E> => {
  const client = useQueryClient();
  const [state, setState] = useState<{ busy: boolean; error: Error | null }>({ busy: false, error: null });
  const intent = useRef(new Intent());
  const latest = useLatest(options);
  const actions = useMemo(() => {
    const run = async (input: Call<E>): Promise<Reply<E>> => {
      const key = intent.current.keyFor(input);
      setState({ busy: true, error: null });
      try {
        const reply = await withRetries(() => call(endpoint, input, { key }));
        intent.current.settle();
        setState({ busy: false, error: null });
        for (const touched of latest.current.touches ?? [])
          void client.invalidateQueries({ queryKey: isPair(touched) ? keyOf(...touched) : keyOf(touched) });
        latest.current.onDone?.(reply, input);
        return reply;
      } catch (thrown) {
        if (isFinal(thrown)) intent.current.settle();
        setState({ busy: false, error: asError(thrown) });
        throw thrown;
      }
    };
    const fire = (input: Call<E>): void => void run(input).catch(() => undefined);
    return { run, fire, reset: () => setState({ busy: false, error: null }) };
  }, [client, endpoint, latest]);
  return { ...actions, ...state };
};

/** Makes reads old where something else than `useCommand` changed them, such as an upload. */
export const useTouch = (): ((...touched: readonly (Endpoint | readonly [Endpoint, object])[]) => void) => {
  const client = useQueryClient();
  return useCallback(
    (...touched) => {
      for (const one of touched) void client.invalidateQueries({ queryKey: isPair(one) ? keyOf(...one) : keyOf(one) });
    },
    [client],
  );
};

const isPair = (touched: Endpoint | readonly [Endpoint, object]): touched is readonly [Endpoint, object] =>
  Array.isArray(touched);
