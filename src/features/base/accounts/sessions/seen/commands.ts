import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import { accountsScope } from '../../access.ts';

/** Milliseconds from one writing to the next: in the rush before a meeting a statement carries hundreds of sessions. */
const windowMs = 250;
const batch = 1_000;

/**
 * Writes when sessions were last used, beside the requests that used them: the first at once, what comes within a quarter of a
 * second after it together, one connection at a time. The commit does not wait for the disk: a power cut that loses it
 * makes a session end by idleness a minute sooner.
 */
export const openSeen = (county: County): ((sessionId: string, at: number) => void) => {
  const waiting = new Map<string, number>();
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    const some = [...waiting].slice(0, batch);
    for (const [id] of some) waiting.delete(id);
    const ids = some.map(([id]) => id);
    const times = some.map(([, at]) => new Date(at).toISOString());
    await county.write(
      accountsScope(county, 'session seen'),
      (tx) =>
        sql`update session s set seen_at = n.at from unnest(${ids}::uuid[], ${times}::timestamptz[]) as n(id, at)
          where s.id = n.id and s.seen_at < n.at`.execute(tx),
      { settings: { synchronous_commit: 'off' } },
    );
  };

  const run = async (): Promise<void> => {
    while (waiting.size > 0) {
      // What cannot be written now is noted again when the session is used a minute later.
      await write().catch(() => undefined);
      await new Promise((done) => setTimeout(done, windowMs).unref());
    }
    writing = undefined;
  };

  county.onClose(async () => {
    while (waiting.size > 0) await write().catch(() => undefined);
  });

  return (sessionId, at) => {
    waiting.set(sessionId, at);
    writing ??= run();
  };
};
