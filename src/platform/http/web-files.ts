import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { notFound } from '#shared/errors.ts';

/** The built pages: hashed files for a year, entries never cached; unknown paths belong to the pages' own router. */
export const serveWeb = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(staticFiles, { root: folder, wildcard: false, index: false, preCompressed: true, cacheControl: false, setHeaders: (reply, path) => {
    void reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
  } });
  const entry = (name: string): string => (existsSync(join(folder, `${name}.html`)) ? `${name}.html` : `${name}/index.html`);
  const phone = entry('phone');
  const office = entry('office');
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/api/') || request.url.startsWith('/assets/')) throw notFound();
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').sendFile(/^\/m(\/|\?|$)/.test(request.url) ? phone : office);
  });
};
