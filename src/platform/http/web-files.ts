import { existsSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound } from '#shared/errors.ts';

/** Tablets are wide enough for the office; in-app browsers on phones say Mobile as well. */
const phoneAgents = /\bMobile\b|\biPhone\b|\biPod\b|\bMobi\b/;
const tabletAgents = /\biPad\b|\bTablet\b/;

/** Whether the browser says that it runs on a phone: by its hint, else by its name. */
export const isPhone = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean => {
  const hint = headers['sec-ch-ua-mobile'];
  if (hint === '?1' || hint === '?0') return hint === '?1';
  const agent = headers['user-agent'] ?? '';
  return phoneAgents.test(agent) && !tabletAgents.test(agent);
};

const underPhone = /^\/m(\/|\?|$)/;

/**
 * The built pages: hashed files for a year, entries never cached; unknown paths belong to the pages' own router. Files are looked
 * up when they are asked for, so that a rebuild needs no restart. The bare address leads phones to their pages; `/?office` does
 * not, and addresses below it are left alone, since somebody sent them.
 */
export const serveWeb = async (app: FastifyInstance, folder: string): Promise<void> => {
  app.get('/', { exposeHeadRoute: false }, async (request, reply) => {
    void reply.header('vary', 'sec-ch-ua-mobile, user-agent').header('cache-control', 'no-cache');
    if (request.url === '/' && isPhone(request)) return reply.redirect('/m/', 302);
    return reply.type('text/html; charset=utf-8').sendFile(entry('office'));
  });
  await app.register(staticFiles, {
    root: folder,
    wildcard: true,
    index: false,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      void reply.setHeader(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  const entry = (name: string): string =>
    existsSync(join(folder, `${name}.html`)) ? `${name}.html` : `${name}/index.html`;
  app.setNotFoundHandler((request, reply) => {
    const { method, url } = request;
    const isPage = (method === 'GET' || method === 'HEAD') && !url.startsWith('/api/') && !url.startsWith('/assets/');
    if (!isPage) throw notFound();
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .sendFile(entry(underPhone.test(url) ? 'phone' : 'office'));
  });
};
