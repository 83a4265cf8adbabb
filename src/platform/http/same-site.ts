import type { FastifyRequest } from 'fastify';
import { AppError } from '#shared/errors.ts';

/**
 * A browser says where a request comes from; one from another site changes nothing here. Programs send neither header.
 * `address`: what people type where a proxy stands before the server and may not pass the name on.
 */
export const refuseCrossSite = (request: FastifyRequest, address?: string): void => {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('cross_site');
  const { origin } = request.headers;
  const here = address === undefined ? request.host : hostOf(address);
  if (origin !== undefined && hostOf(origin) !== here) throw new AppError('cross_site');
};

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};
