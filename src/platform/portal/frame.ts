import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '#platform/log/log.ts';
import { answerCall, type Authenticate, type Caller, type RawInput } from '#platform/http/router.ts';
import type { Route } from '#platform/http/route.ts';
import type { Endpoint } from '#shared/endpoint.ts';
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
  visitOf(request: FastifyRequest, reply: FastifyReply, view: View): Promise<Visit>;
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

// No script but the page's own addition, where it has one, and no style but ours.
const policyOf = (script: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    "img-src 'self'",
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`, "connect-src 'self'"]),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

// The pages send their origin to their own server, since a form without one is refused.
const headers = {
  'content-security-policy': policyOf(undefined),
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

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
  return {
    texts: Object.assign({}, ...parts.map((part) => part.problems ?? {})) as ProblemTexts,
    viewOf: (request) => readView(request.cookies[viewCookie]),
    keepView(request, reply, view) {
      const secure = request.protocol === 'https';
      const place = { path: portalBase, httpOnly: true, sameSite: 'lax', maxAge: yearSeconds, secure } as const;
      void reply.setCookie(viewCookie, writeView(view), place);
    },
    async visitOf(request, reply, view) {
      const caller = await options.authenticate(request, { asNobody: true });
      const { name, demo } = caller.county.entry;
      // Safe: the reply has passed the endpoint's own shape.
      return { county: { name, demo }, language: view.language, view, ask: callOf(caller, request, reply) as Ask };
    },
    async send(reply, visit, shown, { path, status, wrong = false }) {
      const page = await renderPage({ visit, shown, entries, path, wrong });
      const policy = shown.script === undefined ? {} : { 'content-security-policy': policyOf(shown.script) };
      return reply
        .status(status)
        .headers({ ...headers, ...policy })
        .type('text/html; charset=utf-8')
        .send(page);
    },
    lead: (reply, path) => reply.headers(headers).redirect(`${portalBase}${path === '/' ? '' : path}`, 303),
  };
};
