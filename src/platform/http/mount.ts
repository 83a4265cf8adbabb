import type { FastifyInstance } from 'fastify';
import type { Log } from '#platform/log/log.ts';
import type { Authenticate } from './router.ts';

export interface MountOptions {
  readonly authenticate: Authenticate;
  readonly log: Log;
  /** The outer address where a proxy stands before the server. */
  readonly origin?: string | undefined;
}

/**
 * An interface whose addresses, formats and refusals somebody else has published: it answers below its own prefix, in a scope of the
 * server of its own, and keeps its own rules of access.
 */
export interface Mount {
  readonly prefix: `/${string}`;
  readonly register: (app: FastifyInstance, options: MountOptions) => void;
}

export const registerMounts = async (
  app: FastifyInstance,
  mounts: readonly Mount[],
  options: MountOptions,
): Promise<void> => {
  for (const { prefix, register } of mounts)
    await app.register(
      async (inner) => {
        register(inner, options);
      },
      { prefix },
    );
};
