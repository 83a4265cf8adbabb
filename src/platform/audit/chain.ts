import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';

/*
 * The audit chain: hash(n) = sha256(hash(n-1) ‖ digest(event n)), hash(0) = 32 zero bytes. The digest covers every column
 * of the event in a fixed order, so that an exported chain can be verified elsewhere without the values of the changes.
 * Events are linked after their commit, in the order of their ids as far as they have arrived: the number in the chain,
 * not the id, is the order that is sworn to.
 */
/** For a query in which `audit_event` is called `e`. */
export const digestSql = sql<Buffer>`sha256(convert_to(jsonb_build_array(e.id, (extract(epoch from e.at) * 1000000)::bigint, e.account_id, e.actor, e.role,
  e.session_id, e.request_id, e.action, e.entity, e.entity_id, e.org_path, e.reason, e.source, e.changes)::text, 'UTF8'))`;

const first = Buffer.alloc(32);
export const linkHash = (before: Buffer, digest: Buffer): Buffer =>
  createHash('sha256').update(before).update(digest).digest();

const scopeOf = (county: County, reason: string) => systemScope(county.entry.code, reason, { guard: 'audit' });

/** The smallest id that was made at a time in milliseconds: ids begin with their time. */
export const firstIdAt = (ms: number): string => {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};
const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** Events that are chained at once: hashing them holds up whoever waits for an answer of the same process. */
export const linkBatch = 500;

interface Head {
  readonly seq: number;
  readonly hash: Buffer;
  readonly event_id: string;
}

const headOf = (tx: Tx): Promise<Head | undefined> =>
  tx.selectFrom('audit_link').select(['seq', 'hash', 'event_id']).orderBy('seq', 'desc').limit(1).executeTakeFirst();

const waitingAfter = async (tx: Tx, floor: string): Promise<{ readonly id: string; readonly digest: Buffer }[]> => {
  const { rows } = await sql<{ id: string; digest: Buffer }>`select e.id, ${digestSql} as digest from audit_event e
    where e.id > ${floor}::uuid and not exists (select from audit_link l where l.event_id = e.id) order by e.id limit ${linkBatch}`.execute(
    tx,
  );
  return rows;
};

export interface Linked {
  readonly count: number;
  /** The last event of a full batch: more may stand behind it. */
  readonly last?: string;
}

/** Where a batch begins: behind an event, or so many milliseconds before the last link; `Infinity` looks at all. */
export type LinkFrom = { readonly after: string } | { readonly overlap: number };

/**
 * Links one batch of committed events. `overlap` is the time in which an event may have been made that was committed after the
 * last link; the batches behind a full one need not look back again. One process works at a time; the others find the lock taken
 * and link nothing. Writers never wait: they only insert.
 */
export const linkEvents = (county: County, from: LinkFrom): Promise<Linked> =>
  county.write(scopeOf(county, 'audit.link'), async (tx) => {
    const lock = await sql<{
      free: boolean;
    }>`select pg_try_advisory_xact_lock(hashtext(current_schema()), hashtext('audit_link')) as free`.execute(tx);
    if (lock.rows[0]?.free !== true) return { count: 0 };
    const head = await headOf(tx);
    const lookBack = (overlap: number): string =>
      firstIdAt(head === undefined || overlap === Infinity ? 0 : timeOfId(head.event_id) - overlap);
    const events = await waitingAfter(tx, 'after' in from ? from.after : lookBack(from.overlap));
    const last = events.at(-1);
    if (last === undefined) return { count: 0 };
    let hash = head?.hash ?? first;
    const hashes = events.map(({ digest }) => (hash = linkHash(hash, digest)));
    const seqs = events.map((_, index) => (head?.seq ?? 0) + index + 1);
    await sql`insert into audit_link (seq, event_id, hash)
      select * from unnest(${seqs}::bigint[], ${events.map(({ id }) => id)}::uuid[], ${hashes}::bytea[])`.execute(tx);
    return { count: events.length, ...(events.length === linkBatch ? { last: last.id } : {}) };
  });

/** Links everything that is committed now. */
export const linkAllEvents = async (county: County): Promise<number> => {
  let total = 0;
  for (let from: LinkFrom = { overlap: Infinity }; ;) {
    const { count, last } = await linkEvents(county, from);
    total += count;
    if (last === undefined) return total;
    from = { after: last };
  }
};

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export interface ChainVerdict {
  readonly links: number;
  readonly head: string | null;
  /** The first link that does not fit. `gap`: its number is not the next; `missing_event`; `altered`: event or link was changed. */
  readonly broken: {
    readonly seq: number;
    readonly eventId: string | null;
    readonly why: 'gap' | 'missing_event' | 'altered';
  } | null;
  /** Committed events that the sequencer has not reached. */
  readonly unlinked: number;
}

export interface VerifyOptions {
  readonly progress?: (at: { readonly done: number; readonly total: number }) => Promise<void>;
  /** A head that was noted earlier, outside the database: a chain that was cut off or rewritten does not contain it. */
  readonly expect?: ChainHead;
}

interface LinkRow {
  readonly seq: number;
  readonly event_id: string;
  readonly hash: Buffer;
  readonly digest: Buffer | null;
}

const verifyBatch = 5_000;

const breachOf = (
  link: LinkRow,
  before: Buffer,
  seq: number,
  expect: ChainHead | undefined,
): NonNullable<ChainVerdict['broken']>['why'] | null => {
  if (link.seq !== seq) return 'gap';
  if (link.digest === null) return 'missing_event';
  if (!linkHash(before, link.digest).equals(link.hash)) return 'altered';
  return expect?.seq === seq && expect.hash !== link.hash.toString('hex') ? 'altered' : null;
};

/** Recomputes the chain from its first link and names the first that does not fit. */
export const verifyChain = async (county: County, { progress, expect }: VerifyOptions = {}): Promise<ChainVerdict> => {
  const db = county.read(scopeOf(county, 'audit.verify'));
  const count = async (text: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
    (await text.execute(db)).rows[0]?.n ?? 0;
  const total = await count(sql<{ n: number }>`select count(*) as n from audit_link`);
  const unlinked = await count(
    sql<{
      n: number;
    }>`select count(*) as n from audit_event e where not exists (select from audit_link l where l.event_id = e.id)`,
  );
  let hash: Buffer | null = null;
  let seq = 0;
  const verdict = (broken: ChainVerdict['broken']): ChainVerdict => ({
    links: seq,
    head: hash?.toString('hex') ?? null,
    broken,
    unlinked,
  });
  for (;;) {
    const { rows } =
      await sql<LinkRow>`select l.seq, l.event_id, l.hash, case when e.id is not null then ${digestSql} end as digest
      from audit_link l left join audit_event e on e.id = l.event_id where l.seq > ${seq} order by l.seq limit ${verifyBatch}`.execute(
        db,
      );
    for (const link of rows) {
      const why = breachOf(link, hash ?? first, seq + 1, expect);
      if (why !== null) return verdict({ seq: seq + 1, eventId: why === 'gap' ? null : link.event_id, why });
      seq = link.seq;
      hash = link.hash;
    }
    await progress?.({ done: seq, total });
    if (rows.length < verifyBatch) break;
  }
  return verdict(expect !== undefined && expect.seq > seq ? { seq: seq + 1, eventId: null, why: 'gap' } : null);
};
