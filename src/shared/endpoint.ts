import { z } from 'zod';

/**
 * Who may call: `public` (nobody need sign in), `signed-in` (any session), or a permission of the
 * permission table. There is no default: an endpoint without `access` does not compile.
 */
export type Access = 'public' | 'signed-in' | `${string}.${string}`;

export type Shape = z.ZodType;
const nothing = z.object({}).strict();
export type Nothing = typeof nothing;

/** The header in which a query travels that must not stand in an address; written as the address would write it. */
export const queryHeader = 'x-query';

/** A declared way into the platform. The same object guards the server, types the client and writes the OpenAPI page. */
export interface Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends Shape = Shape,
> {
  /** `feature.verb`, unique; also the key of the client's cache. */
  readonly name: string;
  readonly kind: 'query' | 'command';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, with `:params`. */
  readonly path: `/${string}`;
  readonly access: Access;
  /** The drill that must have been passed beside: what it does is hard to take back. */
  readonly drill?: string;
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly reply: R;
}

interface Declared<P, Q, B, R> {
  name: string;
  path: `/${string}`;
  access: Access;
  drill?: string;
  summary: string;
  method?: Endpoint['method'];
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
}

/** A question with a word that nobody knows is refused: left out silently, a mistyped filter would mean everybody. */
const exact = <S extends Shape>(shape: S): S =>
  // Safe: the same object, which refuses keys that it would have dropped.
  shape instanceof z.ZodObject && shape.def.catchall === undefined ? (shape.strict() as unknown as S) : shape;

/** A read: answers, changes nothing, leaves no audit event (a logged read is a command). */
export const query = <R extends Shape, P extends Shape = Nothing, Q extends Shape = Nothing>(
  d: Omit<Declared<P, Q, never, R>, 'body' | 'method' | 'drill'>,
): Endpoint<P, Q, Nothing, R> => ({
  ...d,
  kind: 'query',
  method: 'GET',
  params: d.params ?? (nothing as unknown as P),
  query: exact(d.query ?? (nothing as unknown as Q)),
  body: nothing,
});

/** A change: runs in one transaction, demands an idempotency key, leaves an audit event. */
export const command = <
  R extends Shape,
  P extends Shape = Nothing,
  B extends Shape = Nothing,
  Q extends Shape = Nothing,
>(
  d: Declared<P, Q, B, R>,
): Endpoint<P, Q, B, R> => ({
  ...d,
  kind: 'command',
  method: d.method ?? 'POST',
  params: d.params ?? (nothing as unknown as P),
  query: d.query ?? (nothing as unknown as Q),
  body: d.body ?? (nothing as unknown as B),
});

/** What a handler gets: parsed and typed. */
export interface Input<E extends Endpoint> {
  readonly params: z.output<E['params']>;
  readonly query: z.output<E['query']>;
  readonly body: z.output<E['body']>;
}

type Part<K extends string, S extends Shape> = keyof z.input<S> extends never
  ? { [key in K]?: undefined }
  : Record<string, never> extends z.input<S>
    ? { [key in K]?: z.input<S> }
    : { [key in K]: z.input<S> };

/** What a caller gives: the parts that the endpoint has, as they travel. */
export type Call<E extends Endpoint> = Part<'params', E['params']> &
  Part<'query', E['query']> &
  Part<'body', E['body']>;
export type Reply<E extends Endpoint> = z.output<E['reply']>;
