/** What the proof of xAPI asks with: requests as a program of others sends them, and statements that it makes up. */
import { createHash, randomUUID } from 'node:crypto';

export type Value = unknown;
export type Fields = Readonly<Record<string, Value>>;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface Sent {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Left out, the usual key; null: none. */
  readonly auth?: string | null;
}

export interface Ground {
  /** Without a slash at its end. */
  readonly base: string;
  readonly auth: string;
  /** A key that may keep state and nothing else. */
  readonly lesser: string;
}

/** One requirement of the published text: where it stands, what it asks in our own words, and whether it is met. */
export interface Must {
  readonly section: string;
  readonly asks: string;
  readonly met: (ground: Ground) => Promise<boolean>;
}

export const must = (section: string, asks: string, met: Must['met']): Must => ({ section, asks, met });

export const call = async (
  { base, auth }: Ground,
  method: string,
  path: string,
  sent: Sent = {},
): Promise<Answered> => {
  const query = new URLSearchParams(sent.query).toString();
  const key = sent.auth === undefined ? auth : sent.auth;
  const reply = await fetch(`${base}/${path}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: {
      'x-experience-api-version': '1.0.3',
      ...(key === null ? {} : { authorization: key }),
      ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...sent.headers,
    },
    ...(sent.body === undefined ? {} : { body: sent.body }),
  });
  return { status: reply.status, headers: reply.headers, body: await reply.text() };
};

/** What was answered, as JSON; undefined where it is none. */
export const jsonOf = ({ body }: Answered): Value => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

export const fieldsOf = (value: Value): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
export const listOf = (value: Value): readonly Value[] => (Array.isArray(value) ? value : []);

export const newAgent = (): Fields => ({ mbox: `mailto:${randomUUID()}@example.com` });
export const newActivity = (): Fields => ({ id: `https://example.com/activity/${randomUUID()}` });
export const verb = { id: 'https://example.com/verbs/did', display: { en: 'did', zh: '做了' } } as const;

export const statement = (more: Fields = {}): Fields => ({
  actor: newAgent(),
  verb,
  object: newActivity(),
  ...more,
});

export const send = (ground: Ground, value: Value, sent: Sent = {}): Promise<Answered> =>
  call(ground, 'POST', 'statements', { ...sent, body: JSON.stringify(value) });
export const put = (ground: Ground, id: string, value: Value, sent: Sent = {}): Promise<Answered> =>
  call(ground, 'PUT', 'statements', { query: { statementId: id }, ...sent, body: JSON.stringify(value) });
export const read = (ground: Ground, query: Readonly<Record<string, string>>, sent: Sent = {}): Promise<Answered> =>
  call(ground, 'GET', 'statements', { ...sent, query });

/** Sends one and reads it back. */
export const kept = async (ground: Ground, value: Fields, sent: Sent = {}): Promise<Fields> => {
  const given = value['id'];
  const id = typeof given === 'string' ? given : randomUUID();
  const { status } = await send(ground, { ...value, id }, sent);
  if (status !== 200) return {};
  return fieldsOf(jsonOf(await read(ground, { statementId: id })));
};

/** Whether it is taken, both as a whole request and in a batch. */
export const taken = async (ground: Ground, value: Value): Promise<boolean> =>
  (await send(ground, value)).status === 200;

/** Refused with 400, although the same request with a right statement is taken. */
export const refused = async (ground: Ground, value: Value): Promise<boolean> => {
  const [wrong, right] = [await send(ground, value), await send(ground, statement())];
  return wrong.status === 400 && right.status === 200;
};

export const allOf = async (values: readonly Promise<boolean>[]): Promise<boolean> =>
  (await Promise.all(values)).every(Boolean);

export interface Piece {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export const digestOf = (body: Buffer, algorithm = 'sha256'): string =>
  createHash(algorithm).update(body).digest('hex');

/** A statement's word on an attachment, and the part that carries it. */
export const attachment = (text: string, more: Fields = {}): { readonly told: Fields; readonly piece: Piece } => {
  const body = Buffer.from(text, 'utf8');
  const told = {
    usageType: 'https://example.com/attachment',
    display: { en: 'attachment' },
    contentType: 'text/plain',
    length: body.length,
    sha2: digestOf(body),
    ...more,
  };
  const headers = {
    'Content-Type': told.contentType,
    'Content-Transfer-Encoding': 'binary',
    'X-Experience-API-Hash': told.sha2,
  };
  return { told, piece: { headers, body } };
};

const boundary = "abc'()+_,-./:=?123";

export const mixed = (value: Value, pieces: readonly Piece[], first = 'application/json'): Sent => {
  const parts: readonly Piece[] = [
    { headers: { 'Content-Type': first }, body: Buffer.from(JSON.stringify(value), 'utf8') },
    ...pieces,
  ];
  const lines = parts.flatMap(({ headers, body }) => [
    Buffer.from(
      `\r\n--${boundary}\r\n${Object.entries(headers)
        .map(([name, held]) => `${name}:${held}`)
        .join('\r\n')}\r\n\r\n`,
    ),
    body,
  ]);
  return {
    headers: { 'content-type': `multipart/mixed; boundary="${boundary}"` },
    body: Buffer.concat([...lines, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
};

/** A request as a form (alternate request syntax). */
export const asForm = (
  ground: Ground,
  method: string,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answered> =>
  call(ground, 'POST', path, {
    query: { method },
    auth: null,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-experience-api-version': '' },
    body: new URLSearchParams({
      Authorization: ground.auth,
      'X-Experience-API-Version': '1.0.3',
      ...fields,
    }).toString(),
  });
