import { openCrypto } from '#platform/crypto/provider.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import { yieldAsBackend } from '#platform/priority/priority.ts';
import type { Log } from '#platform/log/log.ts';
import { openCounty, type County, type CountySeed } from './county.ts';

/** Opens a county for one piece of work: two connections, which wait for those of requests, deaf to the notices of other processes. */
export const openFromSeed = ({ entry, connection, keys, filesFolder }: CountySeed, log: Log): County => {
  const crypto = openCrypto(keys);
  const onThisMachine = connection.host?.startsWith('/') === true;
  return openCounty({
    entry,
    connection: { ...connection, size: 2, log, ...(onThisMachine ? { onConnected: yieldAsBackend } : {}) },
    deaf: true,
    crypto,
    files: localFileStore(filesFolder, crypto),
    log,
  });
};
