import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noteFault, refusalOf } from '#platform/http/failures.ts';
import { refuseCrossSite } from '#platform/http/same-site.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { failurePage } from './failure-page.tsx';
import { readFields, readParts, shownFields, type Typed } from './fields.ts';
import { frontPage } from './front.tsx';
import { openShelves } from './keeping.ts';
import {
  untouched,
  type FormState,
  type PortalDocument,
  type PortalForm,
  type PortalPage,
  type Shown,
  type Visit,
} from './page.ts';
import { portalBase } from './parts.tsx';
import { html, openFrame, type PortalOptions, type Frame } from './frame.ts';
import { switched, writeView } from './view.ts';
import { problemsByField, refusalText, type ProblemTexts } from './words.ts';

/** A text of the greatest length is a tenth of it, urlencoded; what is too long is told beside its field. */
const bodyLimit = 262_144;

const isKey = (value: string | undefined): value is string =>
  value !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

/** What stands in the way of a form. Another intent gets another key; what may have been done already keeps its own. */
const refusedForm = (
  { language }: Visit,
  texts: ProblemTexts,
  { path, means }: PortalForm,
  typed: Typed,
  refusal: AppError,
): FormState => {
  const meant = means[refusal.code];
  const found = refusal.details.problems ?? (meant === undefined ? [] : [meant]);
  const { '': loose, ...problems } = problemsByField(language, texts, found);
  const beside = Object.keys(problems).length > 0;
  const key = typed['key'];
  return {
    of: path,
    key: isKey(key) && refusal.code !== 'reused_key' ? key : newOpaqueId(),
    typed,
    problems,
    refusal: beside ? null : (loose ?? refusalText(language, texts, refusal)),
  };
};

const checkForms = (forms: readonly PortalForm[], { routes }: PortalOptions): void => {
  const answered = new Set(routes.map(({ endpoint }) => endpoint.name));
  for (const { path, endpoint } of forms) {
    if (endpoint.access !== 'public') throw new Error(`${path}: nobody may call ${endpoint.name} without signing in`);
    if (!answered.has(endpoint.name)) throw new Error(`${path}: nothing answers ${endpoint.name}`);
  }
};

/** Where a page lies below the base, without the word that switches the display. */
const placeOf = ({ url }: FastifyRequest): string => {
  const { pathname, searchParams } = new URL(url, 'http://portal');
  searchParams.delete('view');
  const query = searchParams.size === 0 ? '' : `?${searchParams.toString()}`;
  return `${pathname.slice(portalBase.length).replace(/\/+$/, '') || '/'}${query}`;
};

/** What may follow the address of a kept page: anything else would fill the shelf with one page under many names. */
const keptQuery = /^[^?]{1,200}(?:\?page=[1-9]\d{0,3})?$/;

interface Keeping {
  readonly shelfOf: ReturnType<typeof openShelves>;
  /** Under which a page names itself: asked for by another name it is another page. */
  readonly nameOf: (request: FastifyRequest) => string;
  readonly edition: (visit: Visit) => Promise<string>;
  /** Milliseconds for which the front page may be sent again: sections that name no edition are asked again. */
  readonly frontMs: number;
}

const keepingOf = ({ parts, origin }: PortalOptions): Keeping => ({
  shelfOf: openShelves(),
  nameOf: ({ host }) => origin ?? host,
  edition: async (visit) => (await Promise.all(parts.map(async (part) => part.edition?.(visit)))).join('\n'),
  frontMs: parts.every(({ front, steady, edition }) => front === undefined || steady === true || edition !== undefined)
    ? Infinity
    : 1_000,
});

const showPage =
  (frame: Frame, page: PortalPage, keeping: Keeping) => async (request: FastifyRequest, reply: FastifyReply) => {
    const view = frame.viewOf(request);
    const wanted = switched(view, (request.query as Record<string, unknown>)['view']);
    if (wanted !== undefined) {
      frame.keepView(request, reply, wanted);
      return frame.lead(reply, placeOf(request));
    }
    const caller = await frame.callerOf(request);
    if (!page.kept || !keptQuery.test(request.url)) {
      const visit = await frame.visitOf(request, reply, view, caller);
      return frame.send(reply, visit, await page.show(visit, untouched), { path: placeOf(request), status: 200 });
    }
    const kept = await keeping
      .shelfOf(caller.county)
      .page(`${writeView(view)} ${keeping.nameOf(request)} ${request.url}`, {
        ask: async () => keeping.edition(await frame.visitOf(request, reply, view, caller)),
        render: async () => {
          const visit = await frame.visitOf(request, reply, view, caller);
          return frame.render(visit, await page.show(visit, untouched), { path: placeOf(request) });
        },
        forMs: page.path === '/' ? keeping.frontMs : Infinity,
      });
    return reply.headers(kept.headers).type(html).send(kept.body);
  };

const sendDocument =
  (frame: Frame, { make }: PortalDocument) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const { mediaType, text } = await make(await frame.visitOf(request, reply, frame.viewOf(request)));
    return reply.header('cache-control', 'no-cache').type(mediaType).send(text);
  };

/** The files that came with a form. Not in its body: what looks into each field there has no business in them. */
const filesOf = new WeakMap<FastifyRequest, readonly Buffer[]>();

const takeForm =
  (frame: Frame, form: PortalForm, origin: string | undefined) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    refuseCrossSite(request, origin);
    const typed = (request.body ?? {}) as Typed;
    const view = frame.viewOf(request);
    const wanted = switched(view, typed['view']);
    if (wanted !== undefined) frame.keepView(request, reply, wanted);
    const visit = await frame.visitOf(request, reply, wanted ?? view);
    const at = { path: null, status: 200 };
    // A switch of the display sends nothing; a question may be asked again.
    if (wanted !== undefined && form.endpoint.kind === 'command') {
      const key = isKey(typed['key']) ? typed['key'] : newOpaqueId();
      return frame.send(
        reply,
        visit,
        await form.again(visit, { ...untouched, of: form.path, key, typed: shownFields(typed) }),
        at,
      );
    }
    const first = await form.first(visit, typed);
    if (first !== null) return frame.send(reply, visit, first, at);
    // Where programs put it.
    request.headers = { ...request.headers, 'idempotency-key': typed['key'] ?? '' };
    const ask = visit.ask as (endpoint: Endpoint, input: unknown) => Promise<unknown>;
    const answer = await ask(form.endpoint, form.input(typed, filesOf.get(request) ?? []));
    return frame.send(reply, visit, await form.done(answer as never, visit, typed), at);
  };

/** The form again, with what was typed; null where it cannot be shown. */
const formAgain = async (
  frame: Frame,
  form: PortalForm,
  visit: Visit,
  typed: Typed,
  refusal: AppError,
): Promise<Shown | null> => {
  try {
    return await form.again(visit, refusedForm(visit, frame.texts, form, shownFields(typed), refusal));
  } catch {
    // What the form needs fails as well: the first failure is told, with the way to send it all again.
    return null;
  }
};

/** Refusals are pages: the form where there is one, beside its fields what is wrong. */
const answerRefusals = (
  portal: FastifyInstance,
  frame: Frame,
  forms: readonly PortalForm[],
  { log }: PortalOptions,
): void => {
  const formAt = new Map(forms.map((form) => [`${portalBase}${form.path}`, form]));
  portal.setErrorHandler(async (error: unknown, request, reply) => {
    noteFault(log, request, error);
    const found = refusalOf(error);
    const form = request.method === 'POST' ? formAt.get(request.routeOptions.url ?? '') : undefined;
    const refusal =
      found.code === 'too_large' && form?.files ? new AppError('too_large', { message: form.files.tooLarge }) : found;
    const { retryAfter } = refusal.details;
    if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
    const typed = (request.body ?? null) as Typed | null;
    const view = frame.viewOf(request);
    const visit = await frame.visitOf(request, reply, switched(view, typed?.['view']) ?? view);
    // What another site has filled in is not shown.
    const mine = refusal.code === 'cross_site' ? undefined : form;
    const again = mine && typed !== null ? await formAgain(frame, mine, visit, typed, refusal) : null;
    const sent = mine === undefined ? null : { path: mine.path, typed: typed === null ? null : shownFields(typed) };
    const status = again !== null && refusal.status === 404 ? 422 : refusal.status;
    const shown = again ?? failurePage(visit, frame.texts, refusal, sent);
    return frame.send(reply, visit, shown, { path: null, status, wrong: again !== null });
  });
};

/** The nearest page above: where an address leads to which only a form is posted. */
const pageAbove = (path: string, pages: ReadonlySet<string>): string => {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) if (pages.has(at)) return at;
  return '/';
};

/** Bodies of several parts are read for the forms that take files, and for no other. */
const takeParts = (forms: readonly PortalForm[]) => {
  const taken = new Map(forms.map(({ path, files }) => [`${portalBase}${path}`, files?.name]));
  return async (request: FastifyRequest, body: Buffer): Promise<Typed> => {
    const name = taken.get(request.routeOptions.url ?? '');
    if (name === undefined) throw new AppError('unsupported_media');
    const sent = await readParts(body, request.headers['content-type'] ?? '', name).catch(() => {
      throw new AppError('invalid');
    });
    filesOf.set(request, sent.files);
    return sent.typed;
  };
};
/** What programs that search may look at, and where they find all of it. */
const robots = ({ origin }: PortalOptions, { protocol, host }: FastifyRequest): string =>
  [
    'User-agent: *',
    'Allow: /portal',
    'Allow: /api/public/images/',
    'Disallow: /',
    `Sitemap: ${origin ?? `${protocol}://${host}`}${portalBase}/sitemap.xml`,
    '',
  ].join('\n');

/** Registers the pages for the public below /portal. They are answered as to nobody: a session of the staff stays out of them. */
export const registerPortal = async (app: FastifyInstance, options: PortalOptions): Promise<void> => {
  const all = options.parts.flatMap((part) => part.pages);
  const pages = [frontPage(options.parts), ...all.filter((one) => one.kind === 'page')];
  const documents = all.filter((one) => one.kind === 'document');
  const keeping = keepingOf(options);
  const forms = all.filter((one) => one.kind === 'form');
  checkForms(forms, options);
  const frame = openFrame(options);
  const places = new Set<string>(pages.map(({ path }) => path));
  const declare = async (portal: FastifyInstance): Promise<void> => {
    portal.removeAllContentTypeParsers();
    const read = { parseAs: 'string', bodyLimit } as const;
    portal.addContentTypeParser<string>('application/x-www-form-urlencoded', read, (_request, body, done) =>
      done(null, readFields(body)),
    );
    portal.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, takeParts(forms));
    answerRefusals(portal, frame, forms, options);
    for (const page of pages) portal.get(page.path, showPage(frame, page, keeping));
    for (const document of documents) portal.get(document.path, sendDocument(frame, document));
    for (const form of forms) {
      const takes = form.files === undefined ? {} : { bodyLimit: form.files.maxBytes + bodyLimit };
      portal.post(form.path, takes, takeForm(frame, form, options.origin));
    }
    for (const { path } of forms.filter((form) => !places.has(form.path)))
      portal.get(path, (_request, reply) => frame.lead(reply, pageAbove(path, places)));
    const missing = (): never => {
      throw notFound();
    };
    portal.route({ method: ['GET', 'POST'], url: '/*', handler: missing });
  };
  await app.register(declare, { prefix: portalBase });
  app.get('/robots.txt', (request, reply) => reply.type('text/plain; charset=utf-8').send(robots(options, request)));
};
