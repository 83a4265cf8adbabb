import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import type { County } from '#platform/county/county.ts';
import type { Feature } from '#platform/feature.ts';
import { answerFailures } from '#platform/http/failures.ts';
import { refuseOddBodies } from '#platform/http/json-body.ts';
import { registerLive } from '#platform/http/live-stream.ts';
import { registerMounts } from '#platform/http/mount.ts';
import { openApi, openApiPage } from '#platform/http/openapi.ts';
import { refuseOverload, type OverloadLimits } from '#platform/http/overload.ts';
import { packLargeReplies } from '#platform/http/packing.ts';
import { logRequests } from '#platform/http/request-log.ts';
import { registerRoutes } from '#platform/http/router.ts';
import { secureHeaders } from '#platform/http/secure-headers.ts';
import { serveWeb } from '#platform/http/web-files.ts';
import { registerPortal } from '#platform/portal/serve.ts';
import type { Log } from '#platform/log/log.ts';
import { notFound } from '#shared/errors.ts';
import { drills } from '#features/base/accounts/drills/rules.ts';
import { permissions } from '#features/base/accounts/permissions/rules.ts';
import { openAuthenticator } from '#features/base/accounts/sessions/queries.ts';

export interface AppOptions {
  readonly counties: ReadonlyMap<string, County>;
  readonly features: readonly Feature[];
  readonly log: Log;
  readonly version: string;
  readonly trustProxy?: boolean;
  /** The outer address where a proxy stands before the server. */
  readonly origin?: string | undefined;
  /** The built pages; absent in tests of the API alone. */
  readonly webFolder?: string;
  readonly checkReplies?: boolean;
  /** When requests are refused; by default as befits a server of its own. */
  readonly overload?: OverloadLimits;
}

const duringSignIn = new Set([
  'session.giveFactor',
  'session.beginEnrolment',
  'session.setPassword',
  'session.chooseRole',
  'session.setLanguage',
  'session.signOut',
]);

/** The whole server, listening to nothing yet. */
export const buildApp = async (options: AppOptions): Promise<FastifyInstance> => {
  const { counties, features, log } = options;
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy ?? false,
    genReqId: () => randomUUID(),
    bodyLimit: 1_048_576,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  const routes = features.flatMap((feature) => feature.routes ?? []);
  const authenticate = openAuthenticator(counties);
  answerFailures(app, log);
  secureHeaders(app);
  refuseOddBodies(app);
  logRequests(app, log);
  refuseOverload(app, () => counties.values(), options.overload);
  packLargeReplies(app);
  await app.register(cookie);
  await registerRoutes(app, {
    routes,
    authenticate,
    permissions: new Set<string>(permissions),
    drills: new Set<string>(drills),
    duringSignIn,
    origin: options.origin,
    checkReplies: options.checkReplies ?? false,
  });
  await registerPortal(app, {
    parts: features.flatMap((feature) => feature.portal ?? []),
    routes,
    authenticate,
    log,
    origin: options.origin,
    checkReplies: options.checkReplies ?? false,
  });
  const mounts = features.flatMap((feature) => feature.mounts ?? []);
  await registerMounts(app, mounts, { authenticate, log, origin: options.origin });
  registerLive(app, authenticate);
  app.get('/api/health', async () => ({ ok: true, version: options.version }));
  // Made when somebody asks: they are megabytes that most processes never send.
  let document: string | undefined;
  let page: string | undefined;
  app.get('/api/openapi.json', async (_request, reply) =>
    reply
      .header('content-type', 'application/json; charset=utf-8')
      .send((document ??= JSON.stringify(openApi(routes, options.version)))),
  );
  app.get('/api', async (_request, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').send((page ??= openApiPage(routes))),
  );
  if (options.webFolder !== undefined) await serveWeb(app, options.webFolder);
  else {
    app.setNotFoundHandler(() => {
      throw notFound();
    });
  }
  return app;
};
