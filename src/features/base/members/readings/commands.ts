import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
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
}

interface Waiting {
  readonly scope: Scope;
  readonly reading: Reading;
}

/** Readings wait in memory for this long at most: what a power cut could lose (members/README.md). */
const windowMs = 250;
const batch = 200;

const queues = new WeakMap<County, Waiting[]>();
const timers = new WeakMap<County, NodeJS.Timeout>();

const isTransient = (error: unknown): boolean => typeof (error as { code?: unknown }).code === 'string';

/** One insert for each range that was read under: the row-level policies hold for the receipts as well. */
export const writeReadings = async (county: County): Promise<void> => {
  const waiting = queues.get(county)?.splice(0) ?? [];
  const groups = grouped(waiting);
  for (const members of groups.values()) {
    const [first] = members;
    if (!first) continue;
    try {
      await county.write(first.scope, (tx) => tx.insertInto('file_reading').values(members.map((m) => m.reading)).execute());
    } catch (error) {
      county.log.warn({ count: members.length, code: (error as { code?: string }).code }, 'receipts of readings wait for the database');
      if (isTransient(error)) later(county, members);
    }
  }
};

const grouped = (waiting: readonly Waiting[]): Map<string, Waiting[]> => {
  const groups = new Map<string, Waiting[]>();
  for (const each of waiting) {
    const key = `${each.scope.from} ${each.scope.to}`;
    const group = groups.get(key);
    if (group && group.length < batch) group.push(each);
    else groups.set(group ? `${key} ${groups.size}` : key, [each]);
  }
  return groups;
};

const later = (county: County, waiting: readonly Waiting[]): void => {
  const queue = queues.get(county) ?? [];
  queue.push(...waiting);
  queues.set(county, queue);
  if (timers.has(county)) return;
  const timer = setTimeout(() => {
    timers.delete(county);
    void writeReadings(county);
  }, windowMs);
  timers.set(county, timer);
};

/** Notes who opened a file. The member reads it later; the member's own readings are not noted. */
export const noteReading = (county: County, scope: Scope, person: { readonly id: string; readonly path: string }): void => {
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
      },
    },
  ]);
};
