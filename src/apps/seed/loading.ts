import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Tables in the order in which their rows may be inserted: what is referred to stands before what refers. */
const tables = [
  'organisation',
  'organisation_period',
  'organisation_event',
  'term',
  'person',
  'membership',
  'affiliation',
  'reward',
  'sanction',
  'family_member',
  'hardship',
  'training_record',
  'outflow',
  'lost_contact',
  'standing_change',
  'abroad_stay',
  'post_holding',
  'account',
  'role_grant',
  'practice_run',
  'practice_right',
  'dues_base',
  'dues_consent',
  'dues_payment',
  'dues_entry',
  'dues_publication',
  'transfer',
  'transfer_event',
  'admission_case',
  'admission_fact',
  'service_request',
  'service_request_entry',
  'request_pause',
  'request_ask',
  'request_issue',
  'request_rating',
  'request_record',
  'request_template',
  'published_answer',
  'service_offer',
  'wish',
  'wish_entry',
  'wish_helper',
  'care_case',
  'care_visit',
  'care_amount',
  'article',
  'article_edition',
  'article_hand',
  'article_step',
  'published_article',
] as const;
export type LoadedTable = (typeof tables)[number];

export interface Loader {
  /** Rows of one table name the same columns; columns that are not named take their defaults. */
  put(table: LoadedTable, row: Row): void;
  /** To be awaited now and then: hands a full batch to the database while the next one is being made. */
  pump(): Promise<void>;
  flush(): Promise<void>;
}

const batchRows = 4_000;

const insert = async (tx: Tx, table: LoadedTable, rows: readonly Row[]): Promise<void> => {
  const [first] = rows;
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  );
};

/**
 * Loads many rows inside one transaction as the run-time role, so that the row-level policies check every row.
 * COPY would be refused there: PostgreSQL takes no COPY FROM into a table whose policies bind the caller.
 */
export const openLoader = (tx: Tx): Loader => {
  let waiting = new Map<LoadedTable, Row[]>();
  let count = 0;
  let sent: Promise<void> = Promise.resolve();

  const send = async (batch: ReadonlyMap<LoadedTable, readonly Row[]>): Promise<void> => {
    for (const table of tables) await insert(tx, table, batch.get(table) ?? []);
  };
  const hand = async (): Promise<void> => {
    await sent;
    const batch = waiting;
    waiting = new Map();
    count = 0;
    sent = send(batch);
    // Its failure is met at the next await; until then it must not count as unhandled.
    sent.catch(() => undefined);
  };

  return {
    put(table, row) {
      const rows = waiting.get(table);
      if (rows) rows.push(row);
      else waiting.set(table, [row]);
      count += 1;
    },
    pump: () => (count < batchRows ? Promise.resolve() : hand()),
    async flush() {
      await hand();
      await sent;
    },
  };
};

/** Bytes as PostgreSQL reads them from text. */
export const bytes = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);
