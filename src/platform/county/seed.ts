import { openCrypto } from '#platform/crypto/provider.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import type { Log } from '#platform/log/log.ts';
import { openCounty, type County, type CountySeed } from './county.ts';

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
