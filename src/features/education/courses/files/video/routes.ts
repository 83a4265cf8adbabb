/** Videos arrive by tus 1.0: what was received stays when the line is cut, and the rest follows when it is back. */
import type { FastifyInstance } from 'fastify';
import { may } from '#platform/access/scope.ts';
import type { Mount, MountOptions } from '#platform/http/mount.ts';
import { refuseCrossSite } from '#platform/http/same-site.ts';
import { AppError, notFound } from '#shared/errors.ts';

const prefix = '/uploads/courses';

const register = (app: FastifyInstance, { authenticate, origin }: MountOptions): void => {
  // The body is read by the protocol itself.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  app.route({
    method: ['OPTIONS', 'POST', 'HEAD', 'PATCH'],
    url: '/*',
    handler: async (request, reply) => {
      refuseCrossSite(request, origin);
      const { county, scope, signedIn, pending } = await authenticate(request);
      if (!signedIn) throw new AppError('unauthenticated');
      if (pending !== undefined) throw new AppError(pending);
      if (!may(scope, 'courses.write')) throw notFound();
      const { tusServer } = await import('./tus/commands.ts');
      reply.hijack();
      await tusServer(county, scope, prefix).handle(request.raw, reply.raw);
    },
  });
};

export const videoMount: Mount = { prefix, register };
