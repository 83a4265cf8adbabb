import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Endpoint, Input } from '#shared/endpoint.ts';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { StoredFile } from '#platform/files/file-store.ts';
import type { Followed } from './event-stream.ts';

/** What a handler may use beside its database: the county, and the bare request for cookies and addresses. */
export interface Context {
  readonly county: County;
  /** When the request had been read, before it waited for anything: what holds for minutes or seconds is judged by it. */
  readonly arrived: Date;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a handler hands back: the reply as the contract's schema produces or accepts it. */
export type Answer<E extends Endpoint> = z.input<E['reply']>;

export interface QueryRoute {
  readonly kind: 'query';
  readonly endpoint: Endpoint;
  readonly handle: (db: Db, scope: Scope, input: never, context: Context) => Promise<unknown>;
}

export interface CommandRoute {
  readonly kind: 'command';
  readonly endpoint: Endpoint;
  /** What it is asked names what it has done: a retry finds that, and no key is kept with its reply. */
  readonly numbered?: true;
  readonly handle: (tx: Tx, scope: Scope, input: never, context: Context) => Promise<unknown>;
}

export interface Download {
  readonly name: string;
  readonly mediaType: string;
  readonly body: Readable;
  /** Of what can be read from any place: its whole size, and the part that `body` is where it was asked for. */
  readonly span?: { readonly size: number; readonly part?: { readonly start: number; readonly end: number } };
}

export interface DownloadRoute {
  readonly kind: 'download';
  readonly endpoint: Endpoint;
  readonly handle: (db: Db, scope: Scope, input: never, context: Context) => Promise<Download>;
}

/** The file as it arrived: stored, encrypted, not yet belonging to anything. */
export interface UploadedFile extends StoredFile {
  readonly name: string;
  readonly mediaType: string;
}

export interface UploadRoute {
  readonly kind: 'upload';
  readonly endpoint: Endpoint;
  readonly maxBytes: number;
  readonly handle: (tx: Tx, scope: Scope, input: never, file: UploadedFile, context: Context) => Promise<unknown>;
}

/** Signing in and out: opens its own transactions, so that a failed attempt is remembered although it is refused. */
export interface PlainRoute {
  readonly kind: 'plain';
  readonly endpoint: Endpoint;
  readonly handle: (scope: Scope, input: never, context: Context) => Promise<unknown>;
}

/** A sequence: as JSON, or to who accepts `text/event-stream` as events that go on. Opens scopes of its own, as a plain one does. */
export interface StreamRoute {
  readonly kind: 'stream';
  readonly endpoint: Endpoint;
  readonly handle: (scope: Scope, input: never, context: Context) => Promise<unknown>;
  readonly follow: (scope: Scope, input: never, context: Context) => Promise<Followed>;
}

export type Route = QueryRoute | CommandRoute | DownloadRoute | UploadRoute | PlainRoute | StreamRoute;

/** Binds the contract's endpoints to queries and commands; nothing else happens here. */
export const route = {
  query: <E extends Endpoint>(
    endpoint: E,
    handle: (db: Db, scope: Scope, input: Input<E>, context: Context) => Promise<Answer<E>>,
  ): Route => ({
    kind: 'query',
    endpoint,
    handle: handle,
  }),
  command: <E extends Endpoint>(
    endpoint: E,
    handle: (tx: Tx, scope: Scope, input: Input<E>, context: Context) => Promise<Answer<E>>,
  ): Route => ({ kind: 'command', endpoint, handle: handle }),
  /** A command that is sent thousands of times a minute and knows by its own numbers what it has done; asks the database at once. */
  numbered: <E extends Endpoint>(
    endpoint: E,
    handle: (tx: Tx, scope: Scope, input: Input<E>, context: Context) => Promise<Answer<E>>,
  ): Route => ({ kind: 'command', endpoint, numbered: true, handle: handle }),
  download: <E extends Endpoint>(
    endpoint: E,
    handle: (db: Db, scope: Scope, input: Input<E>, context: Context) => Promise<Download>,
  ): Route => ({
    kind: 'download',
    endpoint,
    handle: handle,
  }),
  plain: <E extends Endpoint>(
    endpoint: E,
    handle: (scope: Scope, input: Input<E>, context: Context) => Promise<Answer<E>>,
  ): Route => ({
    kind: 'plain',
    endpoint,
    handle: handle,
  }),
  stream: <E extends Endpoint>(
    endpoint: E,
    handle: (scope: Scope, input: Input<E>, context: Context) => Promise<Answer<E>>,
    follow: (scope: Scope, input: Input<E>, context: Context) => Promise<Followed>,
  ): Route => ({ kind: 'stream', endpoint, handle: handle, follow: follow }),
  /** The file part of a multipart request is stored before the transaction begins; a refusal removes it. */
  upload: <E extends Endpoint>(
    endpoint: E,
    options: { readonly maxBytes: number },
    handle: (tx: Tx, scope: Scope, input: Input<E>, file: UploadedFile, context: Context) => Promise<Answer<E>>,
  ): Route => ({ kind: 'upload', endpoint, ...options, handle: handle }),
};
