/** Foreign pages below `/packages/<address of a run>/`: no session is asked for, since their frame has none. */
import { buffer } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { County } from '#platform/county/county.ts';
import { frameScript } from '#platform/http/frame-script.ts';
import type { Mount, MountOptions } from '#platform/http/mount.ts';
import { notFound } from '#shared/errors.ts';
import { handOut, queryFor } from '../launching/commands.ts';
import type { Standard } from '../rules.ts';
import { startScript } from '../running/rules.ts';
import { bytesOf, entryOf, openedBy, ticketIn } from './queries.ts';
import { launchPath, ownFolder, partOf, policyOf, runtimesOf, withScripts } from './rules.ts';

/** A frame without an origin is another site to every file, its own as well. */
const open = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'private, max-age=3600',
} as const;

/** The outer address as the browser knows it. */
const originOf = (request: FastifyRequest, origin: string | undefined): string =>
  (origin ?? `${request.protocol}://${request.host}`).replace(/\/$/, '');

interface Asked {
  readonly county: County;
  readonly ticketText: string;
  readonly path: string;
  readonly origin: string;
}

const askedOf = async (options: MountOptions, request: FastifyRequest): Promise<Asked> => {
  const { county } = await options.authenticate(request, { asNobody: true });
  const { ticket = '', '*': path = '' } = request.params as { readonly ticket?: string; readonly '*'?: string };
  return { county, ticketText: ticket, path, origin: originOf(request, options.origin) };
};

const openedFor = async ({ county, ticketText }: Asked) => {
  const ticket = ticketIn(county, ticketText);
  const opened = ticket && (await openedBy(county, ticket));
  if (opened === undefined) throw notFound();
  return opened;
};

const isPage = (type: string): boolean => type === 'text/html' || type === 'application/xhtml+xml';

const headersFor = ({ origin, ticketText }: Asked, standard: Standard) => ({
  ...open,
  'content-security-policy': policyOf({
    base: `${origin}/packages/${ticketText}/`,
    ...(standard === 'cmi5' ? { records: `${origin}/xapi/` } : {}),
  }),
});

/** Files of the platform beside those of the package. */
const sendOwn = async (asked: Asked, name: string, reply: FastifyReply): Promise<FastifyReply> => {
  const { found, part, run } = await openedFor(asked);
  if (!runtimesOf(found.standard).includes(name)) throw notFound();
  void reply.headers(headersFor(asked, found.standard)).type('text/javascript; charset=utf-8');
  if (name !== 'start.js') return reply.send(await frameScript(name.replace(/\.js$/, '')));
  const start = startScript({ origin: asked.origin, standard: found.standard, part, run });
  return reply.header('cache-control', 'no-store').send(start);
};

/** To the page with which the part begins. */
const sendOn = async (asked: Asked, reply: FastifyReply): Promise<FastifyReply> => {
  const { county, origin, ticketText } = asked;
  const { found, part, run } = await openedFor(asked);
  const base = `/packages/${ticketText}/`;
  const isLaunched = run !== undefined && run.launch !== null;
  const query = [part.query, isLaunched ? queryFor(county, run, found, { origin, base }) : ''].filter(
    (one) => one !== '',
  );
  const path = part.path.split('/').map(encodeURIComponent).join('/');
  void reply.headers({ ...open, 'cache-control': 'no-store' });
  return reply.redirect(`${base}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`, 302);
};

const sendEntry = async (asked: Asked, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { county, path, ticketText } = asked;
  const { found } = await openedFor(asked);
  const entry = await entryOf(county, found.id, path.toLowerCase());
  if (entry === undefined) throw notFound();
  void reply.headers(headersFor(asked, found.standard));
  if (isPage(entry.mediaType)) {
    const page = (await buffer(await bytesOf(county, entry.file, null))).toString('latin1');
    const scripts = runtimesOf(found.standard).map((name) => `/packages/${ticketText}/${ownFolder}/${name}`);
    // Without a charset: what the page says of itself holds.
    return reply
      .header('content-type', entry.mediaType)
      .header('cache-control', 'no-store')
      .send(Buffer.from(withScripts(page, scripts), 'latin1'));
  }
  const part = partOf(request.headers.range, entry.size);
  void reply.header('content-type', entry.mediaType).header('accept-ranges', 'bytes');
  if (part === null) void reply.header('content-length', entry.size);
  else
    void reply
      .status(206)
      .header('content-range', `bytes ${part.start}-${part.end}/${entry.size}`)
      .header('content-length', part.end - part.start + 1);
  return reply.send(await bytesOf(county, entry.file, part));
};

/** Where a program of cmi5 fetches its credentials, once for each time that it was opened. */
const fetchPath = `${ownFolder}/fetch`;

const register = (app: FastifyInstance, options: MountOptions): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 10_000 }, (_request, _body, done) => done(null));
  app.get('/:ticket/*', async (request, reply) => {
    const asked = await askedOf(options, request);
    const { path } = asked;
    if (path === launchPath) return sendOn(asked, reply);
    return path.startsWith(`${ownFolder}/`)
      ? sendOwn(asked, path.slice(ownFolder.length + 1), reply)
      : sendEntry(asked, request, reply);
  });
  // A program that names its content asks first whether it may.
  app.options('/:ticket/*', async (_request, reply) =>
    reply
      .status(204)
      .headers({
        ...open,
        'access-control-allow-methods': 'GET, HEAD, POST',
        'access-control-allow-headers': 'Authorization, Content-Type, Range',
      })
      .send(),
  );
  app.post('/:ticket/*', async (request, reply) => {
    const asked = await askedOf(options, request);
    if (asked.path !== fetchPath) throw notFound();
    const { run, found } = await openedFor(asked);
    if (run === undefined || found.standard !== 'cmi5') throw notFound();
    void reply.headers({ ...open, 'cache-control': 'no-store' });
    return reply.send(await handOut(asked.county, run, found));
  });
};

export const packageMount: Mount = { prefix: '/packages', register };
