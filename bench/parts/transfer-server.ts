/** One process of the application for the proof of transfers: it is killed and started again at any moment. */
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { features } from '#apps/features.ts';
import { buildApp } from '#apps/server/app.ts';
import { openCounty } from '#platform/county/county.ts';
import { keySource, readKeys } from '#platform/crypto/keys.ts';
import { openCrypto } from '#platform/crypto/provider.ts';
import type { CountyEntry } from '#platform/db/counties.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import { openLog } from '#platform/log/log.ts';

export interface ServerInput {
  readonly entry: CountyEntry;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly folder: string;
}

const input = JSON.parse(process.argv[2] ?? '{}') as ServerInput;
const log = openLog({ level: process.env['ZHIBU_LOG'] ?? 'silent' });
const keys = path.join(input.folder, 'keys');
const crypto = openCrypto(readKeys(keys, input.entry.keySet), keySource(keys, input.entry.keySet));
const county = openCounty({
  entry: input.entry,
  connection: {
    host: input.host,
    port: input.port,
    database: input.database,
    user: input.entry.runRole,
    size: 8,
    scopedReads: 'pipelined',
    log,
  },
  crypto,
  files: localFileStore(path.join(input.folder, 'files'), crypto),
  log,
});
const app = await buildApp({
  counties: new Map([[input.entry.code, county]]),
  features,
  log,
  version: '0.0.0-proof',
  checkReplies: true,
  overload: { waited: 600_000, waitingPerConnection: 10_000, loopDelay: 600_000, looks: 1_000, lookEvery: 1_000 },
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ port: (app.server.address() as AddressInfo).port });
