import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import { liveChannel, type County } from '#platform/county/county.ts';
import type { LiveKey } from '#platform/live/hub.ts';
import { isConnectionLost } from '#platform/db/database.ts';

/** An event of the outbox and the jobs that want to hear of it. */
export interface OutboxListener {
  readonly event: string;
  readonly task: string;
}

export interface Dispatcher {
  stop(): Promise<void>;
}

interface OutboxRow {
  readonly id: string;
  readonly kind: string;
  readonly payload: Record<string, unknown>;
}

const batch = 500;
const notifyLimit = 7_000; // a notification carries less than 8,000 bytes

const chunked = (keys: readonly LiveKey[]): string[] => {
  const chunks: string[] = [];
  let current: LiveKey[] = [];
  let size = 2;
  for (const key of keys) {
    const length = JSON.stringify(key).length + 1;
    if (size + length > notifyLimit) {
      chunks.push(JSON.stringify(current));
      current = [];
      size = 2;
    }
    current.push(key);
    size += length;
  }
  if (current.length > 0) chunks.push(JSON.stringify(current));
  return chunks;
};

/** Takes what lies in the outbox, in order, and turns it into jobs and notifications in the same transaction. */
export const dispatchOnce = async (county: County, listeners: readonly OutboxListener[]): Promise<number> =>
  county.database.write(systemScope(county.entry.code, 'outbox'), async (tx) => {
    const taken = await sql<OutboxRow>`
      delete from outbox where id in (select id from outbox order by id limit ${batch} for update skip locked)
      returning id, kind, payload`.execute(tx);
    const rows = taken.rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const seen = new Set<string>();
    const keys: LiveKey[] = [];
    for (const { id, kind, payload } of rows) {
      if (kind === 'live') {
        const text = JSON.stringify(payload);
        if (!seen.has(text)) keys.push(payload as unknown as LiveKey);
        seen.add(text);
      } else {
        for (const { event, task } of listeners) {
          if (event !== kind) continue;
          await sql`select ${sql.id(county.entry.jobSchema)}.add_job(${task}, ${JSON.stringify({ ...payload, outboxId: id })}::json, job_key := ${`${task}:${id}`})`.execute(
            tx,
          );
        }
      }
    }
    for (const chunk of chunked(keys)) await sql`select pg_notify(${liveChannel(county.entry)}, ${chunk})`.execute(tx);
    return rows.length;
  });

/** Milliseconds from one round to the next while commits follow each other: hundreds of sign-ins share a round, no page waits long. */
const gatherMs = 100;

/** Runs until stopped: soon after a commit of this process, otherwise every half second. */
export const startDispatcher = (county: County, listeners: readonly OutboxListener[]): Dispatcher => {
  let stopped = false;
  let stopping: (() => void) | undefined;
  let nudge: (() => void) | undefined;
  let nudged = false;
  county.onOutbox(() => {
    nudged = true;
    nudge?.();
  });
  const pause = (ms: number, { untilNudged }: { readonly untilNudged: boolean }): Promise<void> =>
    new Promise((done) => {
      const end = (): void => {
        clearTimeout(timer);
        nudge = undefined;
        done();
      };
      const timer = setTimeout(end, ms);
      stopping = end;
      if (untilNudged) nudge = end;
    });
  const loop = async (): Promise<void> => {
    while (!stopped) {
      const begun = performance.now();
      try {
        nudged = false;
        if ((await dispatchOnce(county, listeners)) === batch) continue;
        if (!nudged && !stopped) await pause(500, { untilNudged: true });
      } catch (error) {
        if (!isConnectionLost(error)) county.log.error({ err: error }, 'outbox could not be dispatched');
        await pause(1_000, { untilNudged: false });
      }
      if (!stopped && performance.now() - begun < gatherMs) await pause(gatherMs, { untilNudged: false });
    }
  };
  const running = loop();
  return {
    async stop() {
      stopped = true;
      stopping?.();
      await running;
    },
  };
};
