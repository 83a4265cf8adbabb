/** One PostgreSQL for a test run: started when the first test asks, thrown away with its folder at the end. */
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '#platform/embedded/embedded.ts';
import { asAdmin, prepareCounty, prepareDatabase, type AdminConnection } from '#platform/db/counties.ts';

export const templateDatabase = 'zhibu_template';
export const testCountyCode = '330324';
export const testCountyName = '永嘉县';

/** Durability is for data that matters: a test database may be lost with the machine. */
const hasty = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '120',
  // Each file has a database of its own, and tells the planner itself where that matters.
  autovacuum: 'off',
  shared_buffers: '128MB',
  // The folder may lie in memory.
  max_wal_size: '256MB',
} as const;

/** Of a folder in memory: enough for the server, its copies of the template, and as much again. */
const ample = 3 * 2 ** 30;

/** Where files cost no disk: a copy of the template is 900 files, which memory makes ten times as fast as ext4. */
const inMemory = '/dev/shm';
const isRoomy = (): boolean => {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= ample;
  } catch {
    return false;
  }
};

export interface TestServer {
  readonly admin: AdminConnection;
  stop(): Promise<void>;
}

const startIn = async (place: string): Promise<TestServer> => {
  const folder = mkdtempSync(path.join(place, 'zhibu-test-'));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  try {
    const server = await startEmbedded({ folder, settings: hasty });
    return {
      admin: { host: server.socketDir, port: server.port, user: server.superuser, database: 'postgres' },
      async stop() {
        await server.stop('immediate');
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};

/** Starts a server in a temporary folder, on a socket only. */
export const startTestServer = async (): Promise<TestServer> => {
  if (isRoomy()) {
    try {
      return await startIn(inMemory);
    } catch {
      // Memory may be closed to another user, or to programs; what is wrong with the server itself shows below.
    }
  }
  return startIn(tmpdir());
};

/** Makes the migrated database with one county from which every test file gets its own copy. */
export const prepareTemplate = async (server: TestServer): Promise<void> => {
  const template = await prepareDatabase(server.admin, templateDatabase);
  await asAdmin(template, (admin) => prepareCounty(admin, { code: testCountyCode, name: testCountyName, demo: true }));
};
