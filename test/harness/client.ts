/** The typed client of tests: a declared endpoint and its input, through the whole server, without a network. */
import type { FastifyInstance } from 'fastify';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import { AppError, errorStatus, type ErrorCode, type ErrorDetails } from '#shared/errors.ts';
import { newOpaqueId } from '#shared/ids.ts';

type Plain = string | number | boolean | null | undefined;

interface Loose {
  readonly params?: Readonly<Record<string, Plain>>;
  readonly query?: Readonly<Record<string, Plain | readonly Plain[]>>;
  readonly body?: unknown;
}

export interface CallOptions {
  /** Idempotency key of a command; a new one by default. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RawReply {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

export interface Upload {
  readonly name: string;
  readonly content: Buffer | string;
  readonly mediaType?: string;
}

/** A session in force; `signInName` is for pages that ask for it. */
export interface TestSession {
  readonly accountId: string;
  readonly signInName: string;
  readonly token: string;
}

export interface Client {
  /** Null for nobody. */
  readonly session: TestSession | null;
  /** The parsed reply. @throws AppError for a refusal, with its code and details */
  call<E extends Endpoint>(endpoint: E, input: Call<E>, options?: CallOptions): Promise<Reply<E>>;
  /** The code of the refusal, or 'ok'. */
  outcome<E extends Endpoint>(endpoint: E, input: Call<E>, options?: CallOptions): Promise<ErrorCode | 'ok'>;
  /** Whatever comes back, unparsed; input need not fit the contract. */
  raw(endpoint: Endpoint, input: Loose, options?: CallOptions): Promise<RawReply>;
  /** Sends one file to an upload endpoint. */
  upload<E extends Endpoint>(endpoint: E, input: Call<E>, file: Upload, options?: CallOptions): Promise<Reply<E>>;
}

const addressOf = (endpoint: Endpoint, { params, query }: Loose): string => {
  const where = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) search.append(name, String(one));
    }
  }
  return `/api${where}${search.size === 0 ? '' : `?${search.toString()}`}`;
};

const formOf = (file: Upload): { payload: Buffer; type: string } => {
  const boundary = `test${newOpaqueId()}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name.replaceAll('"', '%22')}"\r\ncontent-type: ${file.mediaType ?? 'application/octet-stream'}\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(file.content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { payload, type: `multipart/form-data; boundary=${boundary}` };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const refusalOf = ({ body, status, text }: RawReply): AppError => {
  const { error } = (body ?? {}) as { error?: ErrorDetails & { code?: string } };
  if (error?.code === undefined || !(error.code in errorStatus)) {
    throw new Error(`status ${status} without a refusal of ours: ${text.slice(0, 500)}`);
  }
  const { code, ...details } = error;
  return new AppError(code as ErrorCode, details);
};

/** A client of one session; without a token, of nobody. */
export const clientOf = (app: FastifyInstance, session: TestSession | null): Client => {
  const send = async (
    endpoint: Endpoint,
    input: Loose,
    options: CallOptions,
    form?: { payload: Buffer; type: string },
  ): Promise<RawReply> => {
    const carriesBody = endpoint.kind === 'command' && input.body !== undefined;
    const headers: Record<string, string> = { host: 'localhost', ...options.headers };
    if (session !== null) headers['cookie'] = `zhibu_session=${session.token}`;
    if (endpoint.kind === 'command') headers['idempotency-key'] ??= options.key ?? newOpaqueId();
    if (form !== undefined) headers['content-type'] = form.type;
    else if (carriesBody) headers['content-type'] = 'application/json';
    const payload = form?.payload ?? (carriesBody ? JSON.stringify(input.body) : undefined);
    const reply = await app.inject({
      method: endpoint.method,
      url: addressOf(endpoint, input),
      headers,
      ...(payload === undefined ? {} : { payload }),
    });
    return {
      status: reply.statusCode,
      body: parsed(reply.body),
      text: reply.body,
      bytes: reply.rawPayload,
      headers: reply.headers,
    };
  };
  const accepted = <E extends Endpoint>(endpoint: E, reply: RawReply): Reply<E> => {
    if (reply.status >= 400) throw refusalOf(reply);
    return endpoint.reply.parse(reply.body) as Reply<E>;
  };
  return {
    session,
    call: async (endpoint, input, options = {}) => accepted(endpoint, await send(endpoint, input as Loose, options)),
    async outcome(endpoint, input, options = {}) {
      const reply = await send(endpoint, input as Loose, options);
      return reply.status < 400 ? 'ok' : refusalOf(reply).code;
    },
    raw: (endpoint, input, options = {}) => send(endpoint, input, options),
    upload: async (endpoint, input, file, options = {}) =>
      accepted(endpoint, await send(endpoint, input as Loose, options, formOf(file))),
  };
};
