/**
 * Global set-up of vitest. It opens a door on the loopback address; the first test file that knocks starts the
 * database server and the template, so that a run of pure tests starts nothing.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import type { AdminConnection } from '#platform/db/counties.ts';
import { prepareTemplate, startTestServer, type TestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly databaseDoor: string;
  }
}

/** What the door answers: where the server is, or why it could not be started. */
export type DoorAnswer = { readonly admin: AdminConnection } | { readonly error: string };

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  let starting: Promise<TestServer> | undefined;
  const start = async (): Promise<TestServer> => {
    const server = await startTestServer();
    try {
      await prepareTemplate(server);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  };
  const answer = async (): Promise<DoorAnswer> => {
    try {
      starting ??= start();
      return { admin: (await starting).admin };
    } catch (error) {
      return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  const door = createServer((_request, response) => {
    answer()
      .then((body) => response.end(JSON.stringify(body)))
      .catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((ready) => {
    door.listen(0, '127.0.0.1', ready);
  });
  project.provide('databaseDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.closeAllConnections();
    door.close();
    const server = await starting?.catch(() => undefined);
    await server?.stop();
  };
};
