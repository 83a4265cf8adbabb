/** Looks at a county's database from outside while it is used and killed, as its owner. */
import { realpathSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { databaseName } from '#apps/deployment.ts';
import { findPlace } from '#platform/embedded/place.ts';
import { livingPostmaster } from '#platform/embedded/postmaster.ts';
import { socketPort } from '#platform/embedded/cluster.ts';

export interface Onlooker {
  /** Looks that were answered. */
  readonly looks: () => number;
  /** Imports that were once seen with a part of their people. */
  readonly halves: readonly string[];
  /** Waits until the outbox is empty, no job is under way and every audit event is in the chain. @returns what still waits */
  untilQuiet(seconds: number): Promise<string | null>;
  stop(): Promise<void>;
}

const halvesSql = (
  schema: string,
): string => `select p.batch_id, count(*)::int4 as n, (b.counts ->> 'new')::int4 as rows
  from ${schema}.person p join ${schema}.import_batch b on b.id = p.batch_id where p.voided_at is null group by 1, 3`;

const quietSql = (schema: string): string => `select (select count(*) from ${schema}.outbox)::int4 as outbox,
  (select count(*) from ${schema}.job where state in ('waiting', 'running'))::int4 as jobs,
  (select count(*) from ${schema}.audit_event e where not exists (select from ${schema}.audit_link l where l.event_id = e.id))::int4 as unlinked`;

export const watch = (data: string, schema: string): Onlooker => {
  const halves: string[] = [];
  let client: pg.Client | undefined;
  let looks = 0;
  let stopped = false;

  const connected = async (): Promise<pg.Client | undefined> => {
    if (client !== undefined) return client;
    const place = await findPlace(realpathSync(data));
    const server = await livingPostmaster(place);
    if (server === undefined || !server.ready) return undefined;
    const next = new pg.Client({
      host: server.socketDir,
      port: socketPort,
      user: place.superuser,
      database: databaseName,
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
    });
    next.on('error', () => undefined);
    await next.connect();
    return (client = next);
  };

  /** Undefined while the database is down. */
  const ask = async <T extends pg.QueryResultRow>(text: string): Promise<T[] | undefined> => {
    try {
      return (await (await connected())?.query<T>(text))?.rows;
    } catch {
      const broken = client;
      client = undefined;
      await broken?.end().catch(() => undefined);
      return undefined;
    }
  };

  const look = async (): Promise<void> => {
    while (!stopped) {
      const rows = await ask<{ batch_id: string; n: number; rows: number }>(halvesSql(schema));
      if (rows !== undefined) looks += 1;
      for (const { batch_id, n, rows: all } of rows ?? []) if (n !== all) halves.push(`${batch_id}: ${n} of ${all}`);
      await pause(150);
    }
  };
  const looking = look();

  return {
    looks: () => looks,
    halves,
    async untilQuiet(seconds) {
      const end = performance.now() + seconds * 1_000;
      for (;;) {
        const [at] = (await ask<{ outbox: number; jobs: number; unlinked: number }>(quietSql(schema))) ?? [];
        if (at?.outbox === 0 && at.jobs === 0 && at.unlinked === 0) return null;
        if (performance.now() > end)
          return at === undefined
            ? 'the database does not answer'
            : `outbox ${at.outbox}, jobs under way ${at.jobs}, events outside the chain ${at.unlinked}`;
        await pause(250);
      }
    },
    async stop() {
      stopped = true;
      await looking;
      await client?.end().catch(() => undefined);
    },
  };
};
