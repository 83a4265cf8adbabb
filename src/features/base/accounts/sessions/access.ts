import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

/** Over TLS only the name that no neighbouring host can set is believed. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-zhibu' : 'zhibu_session');
const deviceCookie = (secure: boolean): string => (secure ? '__Host-zhibu-device' : 'zhibu_device');

/** Where the own session waits while another county's is used. */
const returnCookie = (secure: boolean): string => (secure ? '__Host-zhibu-return' : 'zhibu_return');

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** A new token of 256 random bits; the database keeps its digest. */
export const newToken = (county: string): { readonly token: string; readonly digest: Buffer } => {
  const secret = randomBytes(32).toString('base64url');
  return { token: `${county}.${secret}`, digest: digestOf(secret) };
};

const tokenForm = /^(\d{6})\.([A-Za-z0-9_-]{43})$/;

/** `330324.<43 characters>`: the county is known before its database is asked. */
export const readToken = (request: FastifyRequest): { county: string; hash: Buffer } | null => {
  const token = request.cookies[cookieName(isSecure(request))];
  const parts = tokenForm.exec(token ?? '');
  return parts?.[1] === undefined || parts[2] === undefined ? null : { county: parts[1], hash: digestOf(parts[2]) };
};

export const readDevice = (request: FastifyRequest): string | undefined =>
  request.cookies[deviceCookie(isSecure(request))];

const options = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) }) as const;

/** Hands the browser its token, or takes it away; a session that was put aside is forgotten. */
export const setToken = (request: FastifyRequest, reply: FastifyReply, token: string | null): void => {
  const name = cookieName(isSecure(request));
  const aside = returnCookie(isSecure(request));
  if (request.cookies[aside] !== undefined) void reply.clearCookie(aside, options(request));
  if (token === null) void reply.clearCookie(name, options(request));
  else void reply.setCookie(name, token, options(request));
};

/** Another county's session takes the place of the own one, which is put aside. */
export const putAside = (request: FastifyRequest, reply: FastifyReply, token: string): void => {
  const secure = isSecure(request);
  const own = request.cookies[cookieName(secure)];
  setToken(request, reply, token);
  if (own !== undefined) void reply.setCookie(returnCookie(secure), own, options(request));
};

/** The session that was put aside comes back; without one the browser is signed out. */
export const takeBackToken = (request: FastifyRequest, reply: FastifyReply): void => {
  const kept = request.cookies[returnCookie(isSecure(request))];
  setToken(request, reply, kept !== undefined && tokenForm.test(kept) ? kept : null);
};

export const setDevice = (request: FastifyRequest, reply: FastifyReply, mark: string): void => {
  void reply.setCookie(deviceCookie(isSecure(request)), mark, { ...options(request), maxAge: 180 * 86_400 });
};
