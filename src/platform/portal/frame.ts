import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import type { Log } from '#platform/log/log.ts';
import { answerCall, type Authenticate, type Caller, type RawInput } from '#platform/http/router.ts';
import type { Route } from '#platform/http/route.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import type { Typed } from './fields.ts';
import type { Ask, PortalPart, Shown, Visit } from './page.ts';
import { portalBase } from './parts.tsx';
import { renderPage } from './render.ts';
import { style } from './style.ts';
import { readView, viewCookie, writeView, type View } from './view.ts';
import type { ProblemTexts } from './words.ts';

export interface PortalOptions {
  readonly parts: readonly PortalPart[];
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  readonly log: Log;
  /** The outer address where a proxy stands before the server. */
  readonly origin?: string | undefined;
  readonly checkReplies?: boolean;
}

/** What the handlers of all pages stand on. */
export interface Frame {
  readonly texts: ProblemTexts;
  viewOf(request: FastifyRequest): View;
  keepView(request: FastifyRequest, reply: FastifyReply, view: View): void;
  callerOf(request: FastifyRequest): Promise<Caller>;
  visitOf(request: FastifyRequest, reply: FastifyReply, view: View, caller?: Caller): Promise<Visit>;
  /** The whole page as text, and the headers that it is sent with. */
  render(
    visit: Visit,
    shown: Shown,
    at: { readonly path: string | null; readonly wrong?: boolean },
  ): Promise<{ readonly page: string; readonly headers: Readonly<Record<string, string>> }>;
  /** `path`: where the page lies; null for the answer to a form, which has no address. `wrong`: its title says so first. */
  send(
    reply: FastifyReply,
    visit: Visit,
    shown: Shown,
    at: { readonly path: string | null; readonly status: number; readonly wrong?: boolean },
  ): Promise<FastifyReply>;
  /** Leads to a page of ours. */
  lead(reply: FastifyReply, path: string): FastifyReply;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// No script but the page's own, and no style but ours. The pages send their origin to their own server, since a form without one is
// refused.
const headersWith = (script?: string) =>
  ({
    'content-security-policy': [
      "default-src 'none'",
      ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
      `style-src ${hashOf(style)}`,
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  }) as const;
const headers = headersWith();

export const html = 'text/html; charset=utf-8';

/** The first of several; what is no word is none. Without a prototype, so that no name means more than a name. */
const wordsOf = (given: unknown): Typed => {
  const entries = Object.entries((given ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? [[name, first] as const] : [];
  });
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries));
};

const yearSeconds = 31_536_000;
const duringSignIn: ReadonlySet<string> = new Set();

export const openFrame = (options: PortalOptions): Frame => {
  const { parts, checkReplies = false } = options;
  const entries = parts.flatMap((part) => part.entries ?? []);
  const routes = new Map(options.routes.map((route) => [route.endpoint.name, route]));
  const callOf =
    (caller: Caller, request: FastifyRequest, reply: FastifyReply) =>
    async (endpoint: Endpoint, input: Partial<RawInput>): Promise<unknown> => {
      const route = routes.get(endpoint.name);
      if (route === undefined) throw new Error(`nothing answers ${endpoint.name}`);
      const raw = { params: input.params ?? {}, query: input.query ?? {}, body: input.body ?? {} };
      const answer = await answerCall(route, caller, raw, { request, reply }, { duringSignIn, checkReplies });
      return endpoint.reply.parse(answer);
    };
  const callerOf = (request: FastifyRequest): Promise<Caller> => options.authenticate(request, { asNobody: true });
  const footOf = async (visit: Visit): Promise<ReactNode[]> => {
    try {
      return await Promise.all(parts.map(async (part) => part.foot?.(visit)));
    } catch {
      // A page that tells of a failure has a foot if it can.
      return [];
    }
  };
  const render: Frame['render'] = async (visit, shown, { path, wrong = false }) => ({
    page: await renderPage({ visit, shown, entries, path, wrong, foot: await footOf(visit) }),
    headers: shown.script === undefined ? headers : headersWith(shown.script),
  });
  return {
    texts: Object.assign({}, ...parts.map((part) => part.problems ?? {})) as ProblemTexts,
    viewOf: (request) => readView(request.cookies[viewCookie]),
    keepView(request, reply, view) {
      const secure = request.protocol === 'https';
      const place = { path: portalBase, httpOnly: true, sameSite: 'lax', maxAge: yearSeconds, secure } as const;
      void reply.setCookie(viewCookie, writeView(view), place);
    },
    callerOf,
    async visitOf(request, reply, view, known) {
      const caller = known ?? (await callerOf(request));
      const { name, demo } = caller.county.entry;
      return {
        county: { name, demo },
        language: view.language,
        view,
        // Safe: the reply has passed the endpoint's own shape.
        ask: callOf(caller, request, reply) as Ask,
        params: wordsOf(request.params),
        query: wordsOf(request.query),
        origin: options.origin ?? `${request.protocol}://${request.host}`,
      };
    },
    render,
    async send(reply, visit, shown, { path, status, wrong = false }) {
      const rendered = await render(visit, shown, { path, wrong });
      return reply.status(status).headers(rendered.headers).type(html).send(rendered.page);
    },
    lead: (reply, path) => reply.headers(headers).redirect(`${portalBase}${path === '/' ? '' : path}`, 303),
  };
};
