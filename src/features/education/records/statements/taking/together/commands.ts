import { isConnectionLost } from '#platform/db/database.ts';
import { AppError } from '#shared/errors.ts';
import type { Client } from '../../../clients/queries.ts';
import { type Hand, keepStatements, noteStored, type Taken } from '../../commands.ts';

/*
 * Statements of one program that come while others of it are being stored wait for those and are stored together: one transaction
 * and one statement of SQL for what may be dozens of requests, and no program holds more than one connection for writing. Each request
 * is answered after its commit, has its own event, and is refused alone.
 */
interface Request {
  readonly hand: Hand;
  /** Of its body in bytes. */
  readonly size: number;
  /** Not before its turn has come: what waits is the body, and not all that is made of it. */
  readonly read: () => readonly Taken[];
}

interface Waiting extends Request {
  readonly done: (ids: readonly string[]) => void;
  readonly failed: (error: unknown) => void;
}

interface Ready extends Waiting {
  readonly taken: readonly Taken[];
}

/** Bytes of one transaction, unless a single request brings more: some two hundred statements. */
const mostTogether = 131_072;

/** What waits, by who sends it. */
const lanes = new WeakMap<Client, Waiting[]>();

const idsOf = ({ taken }: Ready): readonly string[] => taken.map(({ id }) => id);

const readOne = (waiting: Waiting): Ready | undefined => {
  try {
    const ready = { ...waiting, taken: waiting.read() };
    if (ready.taken.length > 0) return ready;
    waiting.done([]);
  } catch (error) {
    waiting.failed(error);
  }
  return undefined;
};

/** From the front of the line: as many requests as go together. An id that stands in two of them is compared when the first is stored. */
const nextOf = (lane: Waiting[]): readonly Ready[] => {
  const group: Ready[] = [];
  const ids = new Set<string>();
  let size = 0;
  for (let [waiting] = lane; waiting !== undefined; [waiting] = lane) {
    size += waiting.size;
    if (group.length > 0 && size > mostTogether) break;
    lane.shift();
    const ready = readOne(waiting);
    if (ready === undefined) continue;
    if (idsOf(ready).some((id) => ids.has(id))) {
      lane.unshift({ ...waiting, read: () => ready.taken });
      break;
    }
    for (const id of idsOf(ready)) ids.add(id);
    group.push(ready);
  }
  return group;
};

const write = ({ hand }: Ready, group: readonly Ready[]): Promise<void> =>
  hand.county.write(
    hand.scope,
    async (tx) => {
      const fresh = await keepStatements(
        tx,
        hand,
        group.flatMap(({ taken }) => taken),
      );
      for (const one of group) if (idsOf(one).some((id) => fresh.has(id))) noteStored(tx, one.hand);
    },
    { together: true },
  );

/** Whether it is about what was sent: then the others of a group have no part in it. */
const isOwnFault = (error: unknown): boolean => !(error instanceof AppError) && !isConnectionLost(error);

const store = async (group: readonly Ready[]): Promise<void> => {
  const [first, ...others] = group;
  if (first === undefined) return;
  try {
    await write(first, group);
    for (const one of group) one.done(idsOf(one));
  } catch (error) {
    if (others.length > 0 && isOwnFault(error)) for (const one of group) await store([one]);
    else for (const { failed } of group) failed(error);
  }
};

const work = async (client: Client, lane: Waiting[]): Promise<void> => {
  while (lane.length > 0) await store(nextOf(lane));
  lanes.delete(client);
};

/** @returns the ids, in the order of the statements. @throws Refused 400, 403, 409 */
export const storeTogether = (request: Request): Promise<readonly string[]> =>
  new Promise((done, failed) => {
    const waiting = { ...request, done, failed };
    const lane = lanes.get(request.hand.client);
    if (lane !== undefined) {
      lane.push(waiting);
      return;
    }
    const fresh = [waiting];
    lanes.set(request.hand.client, fresh);
    // Every request hears of its own failure.
    work(request.hand.client, fresh).catch(failed);
  });
