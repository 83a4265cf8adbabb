import { openCrypto } from '#platform/crypto/provider.ts';
import type { KeyFile } from '#platform/crypto/keys.ts';
import type { CountyEntry } from '#platform/db/counties.ts';
import type { DatabaseOptions } from '#platform/db/database.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import type { Log } from '#platform/log/log.ts';
import { openCounty, type County } from './county.ts';

/** What a thread of this process needs to open the same county. It holds the keys and never leaves the process. */
export interface CountySeed {
  readonly entry: CountyEntry;
  readonly connection: Omit<DatabaseOptions, 'log'>;
  readonly keys: KeyFile;
  readonly filesFolder: string;
}

/** Opens a county for one piece of work: two connections, deaf to the notices of other processes. */
export const openFromSeed = ({ entry, connection, keys, filesFolder }: CountySeed, log: Log): County => {
  const crypto = openCrypto(keys);
  return openCounty({
    entry,
    connection: { ...connection, size: 2, log },
    deaf: true,
    crypto,
    files: localFileStore(filesFolder, crypto),
    log,
  });
};
