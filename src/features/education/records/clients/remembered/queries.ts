import type { County } from '#platform/county/county.ts';
import { publicScope } from '#platform/access/scope.ts';
import { type Client, clientWith, hashOfKey, readerWith } from '../queries.ts';

const rememberMs = 30_000;
const mostRemembered = 1_000;

interface Remembered {
  readonly client: Client;
  readonly until: number;
}
interface Memory {
  readonly clients: Map<string, Remembered>;
  /** Counts changes of rights, so that an answer which was asked for before a change is not kept after it. */
  changes: number;
}

const memories = new WeakMap<County, Memory>();
const memoryOf = (county: County): Memory => {
  const known = memories.get(county);
  if (known !== undefined) return known;
  const memory: Memory = { clients: new Map(), changes: 0 };
  memories.set(county, memory);
  county.onAccessChanged(() => {
    memory.changes += 1;
    memory.clients.clear();
  });
  return memory;
};

interface Credentials {
  readonly id: string;
  readonly key: string;
}

/**
 * The program or the learner's reader behind credentials; undefined where there is none. Remembered as sessions are: for half a minute,
 * forgotten at once when a key ends, and not remembered at all while other processes cannot be heard.
 */
export const clientBehind = async (
  county: County,
  credentials: Credentials,
  requestId: string,
): Promise<Client | undefined> => {
  const memory = memoryOf(county);
  const key = hashOfKey(county, credentials.id, credentials.key).toString('base64');
  const now = county.now().getTime();
  const known = memory.clients.get(key);
  if (known !== undefined && known.until > now && county.hearsOthers()) return known.client;
  memory.clients.delete(key);
  const before = memory.changes;
  const db = county.read(publicScope(county.entry.code, requestId));
  const client = (await clientWith(db, county, credentials)) ?? (await readerWith(db, county, credentials));
  if (client !== undefined && before === memory.changes) {
    if (memory.clients.size >= mostRemembered) memory.clients.clear();
    memory.clients.set(key, { client, until: now + rememberMs });
  }
  return client;
};
