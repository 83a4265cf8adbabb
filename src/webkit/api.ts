import { type Call, type Endpoint, queryHeader, type Reply } from '#shared/endpoint.ts';
import { AppError, type ErrorCode, type ErrorDetails, errorStatus, notFound } from '#shared/errors.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { hasLongNumber } from '#shared/long-number.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { isAttended } from './presence.ts';

interface Loose {
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Idempotency key of a command. The same intent must carry the same key over all its retries. */
  readonly key?: string | undefined;
  /** The request outlives its page, where it is small enough for the browser to take it on. */
  readonly keepalive?: boolean | undefined;
}

/** What a browser takes on of a page that is gone: 64 KB over all such requests. */
const mostKeptAlive = 64_000;

const withParams = (path: string, params: Loose['params']): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));

const searchOf = (query: Loose['query']): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
  return search.toString();
};

const withQuery = (path: string, query: Loose['query']): string => {
  const text = searchOf(query);
  return text ? `${path}?${text}` : path;
};

/** The query apart: what stands in the address, and what would be kept there by histories and logs and travels in a header. */
const parted = (query: Loose['query']): readonly [open: Loose['query'], kept: Loose['query']] => {
  const all = Object.entries(query ?? {});
  const isKept = (value: unknown): boolean =>
    Array.isArray(value) ? value.some(isKept) : typeof value === 'string' && hasLongNumber(value);
  return [
    Object.fromEntries(all.filter(([, value]) => !isKept(value))),
    Object.fromEntries(all.filter(([, value]) => isKept(value))),
  ];
};

/** The address of an endpoint with its parameters, for links to files and for tests. */
export const addressOf = <E extends Endpoint>(endpoint: E, input: Call<E>): string => {
  const { params, query } = input as Loose;
  return `/api${withQuery(withParams(endpoint.path, params), query)}`;
};

let county: string | null = null;
/** From now on requests say which county the page shows: a session that another tab has exchanged is not acted in. */
export const setCounty = (code: string | null): void => {
  county = code;
};
/** What each request of the page says beside its own. */
export const countyHeaders = (): Record<string, string> => (county === null ? {} : { 'x-zhibu-county': county });

const signedOutListeners = new Set<() => void>();
/** Calls `listener` when the server no longer knows the session; returns the way to stop. */
export const onSignedOut = (listener: () => void): (() => void) => {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
};

const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in errorStatus;

const isSignedOut = (error: Error): boolean => error instanceof AppError && error.code === 'unauthenticated';

/** The refusal that a reply stands for; a reply that is not the platform's own counts as unreachable. */
export const refusalOf = async (response: Response): Promise<Error> => {
  const reply: unknown = await response.json().catch(() => null);
  const { error, requestId } = (reply ?? {}) as { error?: ErrorDetails & { code?: unknown }; requestId?: string };
  if (!error || !isCode(error.code)) return new Unreachable(`status ${response.status}`);
  const { code, ...details } = error;
  return new AppError(code, { ...details, requestId });
};

/** One request to a declared endpoint. Throws `AppError` for a refusal, `Unreachable` where no answer came. */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: Call<E>,
  options: CallOptions = {},
): Promise<Reply<E>> => {
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...(endpoint.access === 'public' ? {} : countyHeaders()),
  };
  if (endpoint.kind === 'command') headers['idempotency-key'] = options.key ?? newOpaqueId();
  else if (!isAttended()) headers['x-unattended'] = '1';
  const { body, params, query } = input as Loose;
  // An address typed by hand: `/things/kinds` shall not read another endpoint's reply as a thing.
  if (!endpoint.params.safeParse(params ?? {}).success) throw notFound();
  const [open, kept] = parted(query);
  const keptSearch = searchOf(kept);
  if (keptSearch) headers[queryHeader] = keptSearch;
  const carriesBody = endpoint.kind === 'command' && body !== undefined;
  if (carriesBody) headers['content-type'] = 'application/json';
  const request: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin' };
  const text = carriesBody ? JSON.stringify(body) : '';
  if (carriesBody) request.body = text;
  if (options.keepalive && new Blob([text]).size <= mostKeptAlive) request.keepalive = true;
  if (options.signal) request.signal = options.signal;
  const response = await fetch(`/api${withQuery(withParams(endpoint.path, params), open)}`, request).catch(
    (cause: unknown) => {
      if (options.signal?.aborted) throw cause;
      throw new Unreachable('network', { cause });
    },
  );
  if (!response.ok) {
    const refusal = await refusalOf(response);
    if (isSignedOut(refusal) && endpoint.access !== 'public') for (const listener of signedOutListeners) listener();
    throw refusal;
  }
  if (response.status === 204) return undefined as Reply<E>;
  // The server serialises by the same schema, so the reply is not parsed a second time here.
  return (await response.json().catch((cause: unknown) => {
    throw new Unreachable('reply', { cause });
  })) as Reply<E>;
};
