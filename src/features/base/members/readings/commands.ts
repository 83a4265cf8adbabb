import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { isConnectionLost } from '#platform/db/database.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';

interface Reading {
  readonly id: string;
  readonly person_id: string;
  readonly org_path: string;
  readonly account_id: string;
  readonly reader: string;
  readonly role: string;
  readonly organisation: string;
  readonly at: string;
  readonly fields: string[];
  readonly reason: string | null;
}

interface Waiting {
  readonly scope: Scope;
  readonly reading: Reading;
}

/** Readings wait in memory for this long at most: what a power cut could lose (members/README.md). */
const windowMs = 250;
const batch = 200;

/** What waits in one process for one county. */
interface Queue {
  readonly waiting: Waiting[];
  timer: NodeJS.Timeout | undefined;
  /** The end of the writing that is under way; it never fails. */
  writing: Promise<void>;
}
const queues = new WeakMap<County, Queue>();

const queueOf = (county: County): Queue => {
  const known = queues.get(county);
  if (known !== undefined) return known;
  const fresh: Queue = { waiting: [], timer: undefined, writing: Promise.resolve() };
  queues.set(county, fresh);
  county.onClose(async () => {
    clearTimeout(fresh.timer);
    await writeReadings(county);
  });
  return fresh;
};

/** The database is away, busy or asks for another try. Anything else would fail again for ever. */
const isTransient = (error: unknown): boolean =>
  isConnectionLost(error) ||
  (error instanceof AppError && error.code === 'conflict') ||
  ['53300', '55P03', '57014'].includes((error as { code?: string }).code ?? '');

/** Groups of one range each, of a size that one statement carries well. */
const grouped = (waiting: readonly Waiting[]): readonly Waiting[][] => {
  const groups = new Map<string, Waiting[][]>();
  for (const each of waiting) {
    const key = `${each.scope.from} ${each.scope.to}`;
    const chunks = groups.get(key) ?? [];
    groups.set(key, chunks);
    const last = chunks.at(-1);
    if (last && last.length < batch) last.push(each);
    else chunks.push([each]);
  }
  return [...groups.values()].flat();
};

/** One insert for each range that was read under: the row-level policies hold for the receipts as well. */
const flush = async (county: County): Promise<void> => {
  for (const members of grouped(queueOf(county).waiting.splice(0))) {
    const [first] = members;
    if (!first) continue;
    const rows = members.map((m) => m.reading);
    try {
      await county.write(first.scope, (tx) => tx.insertInto('file_reading').values(rows).execute());
    } catch (error) {
      const facts = { count: members.length, code: (error as { code?: string }).code };
      if (isTransient(error)) {
        county.log.warn(facts, 'receipts of readings wait for the database');
        later(county, members);
      } else county.log.error({ ...facts, err: error }, 'receipts of readings could not be written');
    }
  }
};

/** Writes what waits, after what is being written already: when it resolves, each receipt noted before has been tried. */
export const writeReadings = async (county: County): Promise<void> => {
  const queue = queueOf(county);
  queue.writing = queue.writing.then(() => flush(county));
  await queue.writing;
};

const later = (county: County, more: readonly Waiting[]): void => {
  const queue = queueOf(county);
  queue.waiting.push(...more);
  queue.timer ??= setTimeout(() => {
    queue.timer = undefined;
    writeReadings(county).catch(() => undefined);
  }, windowMs);
};

export interface Opened {
  readonly id: string;
  readonly path: string;
  /** What was shown without a mask, and the work for which it was: where that lies in the page it was opened on. */
  readonly shown?: { readonly fields: readonly string[]; readonly reason: string };
}

/** Notes who opened a file. The member reads it later; the member's own readings are not noted. */
export const noteReading = (county: County, scope: Scope, person: Opened): void => {
  if (scope.accountId === null || scope.personId === person.id) return;
  later(county, [
    {
      scope,
      reading: {
        id: newId(),
        person_id: person.id,
        org_path: person.path,
        account_id: scope.accountId,
        reader: scope.actor,
        role: scope.role,
        organisation: scope.organisationName,
        at: county.now().toISOString(),
        fields: [...(person.shown?.fields ?? [])],
        reason: person.shown?.reason ?? null,
      },
    },
  ]);
};
