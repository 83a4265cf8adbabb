import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

/** Over TLS only the name that no neighbouring host can set is believed. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-zhibu' : 'zhibu_session');
const deviceCookie = (secure: boolean): string => (secure ? '__Host-zhibu-device' : 'zhibu_device');

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A new token of 256 random bits; the database keeps its digest. */
export const newToken = (county: string): { readonly token: string; readonly digest: Buffer } => {
  const secret = randomBytes(32).toString('base64url');
  return { token: `${county}.${secret}`, digest: digestOf(secret) };
};

/** `330324.<43 characters>`: the county is known before its database is asked. */
export const readToken = (request: FastifyRequest): { county: string; hash: Buffer } | null => {
  const token = request.cookies[cookieName(isSecure(request))];
  const parts = /^(\d{6})\.([A-Za-z0-9_-]{43})$/.exec(token ?? '');
  return parts?.[1] === undefined || parts[2] === undefined ? null : { county: parts[1], hash: digestOf(parts[2]) };
};

export const readDevice = (request: FastifyRequest): string | undefined =>
  request.cookies[deviceCookie(isSecure(request))];

const options = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) }) as const;

/** Hands the browser its token, or takes it away. */
export const setToken = (request: FastifyRequest, reply: FastifyReply, token: string | null): void => {
  const name = cookieName(isSecure(request));
  if (token === null) void reply.clearCookie(name, options(request));
  else void reply.setCookie(name, token, options(request));
};

export const setDevice = (request: FastifyRequest, reply: FastifyReply, mark: string): void => {
  void reply.setCookie(deviceCookie(isSecure(request)), mark, { ...options(request), maxAge: 180 * 86_400 });
};
