import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import type { BaseBackup } from './base-backup.ts';
import { hashing } from './copying.ts';
import { walFolder } from './manifest.ts';

/** Speed before size: the backup runs beside people's work. */
export const fastGzip = { level: 1 };
const walPiece = 4 * 1024 * 1024;

async function* segment(client: pg.Client, name: string): AsyncGenerator<Buffer> {
  for (let offset = 0; ; offset += walPiece) {
    const { rows } = await client.query<{ piece: Buffer }>({
      text: `select pg_read_binary_file('pg_wal/' || $1, $2, $3) as piece`,
      values: [name, offset, walPiece],
    });
    const piece = rows[0]?.piece ?? Buffer.alloc(0);
    if (piece.length > 0) yield piece;
    if (piece.length < walPiece) return;
  }
}

/** Copies the log from the start of the base backup to here: with it the archive becomes a consistent state. */
export const copyLog = async (
  client: pg.Client,
  base: BaseBackup,
  staging: string,
  progress: (done: number, total: number) => void,
): Promise<Map<string, string>> => {
  // A restore that stops before a position needs a record behind it; the switch completes the last segment.
  const end = await client.query<{ lsn: string }>(`select pg_create_restore_point('zhibu backup')::text as lsn`);
  await client.query('select pg_switch_wal()');
  const { rows } = await client.query<{ name: string }>(
    `select name from pg_ls_waldir()
      where (length(name) = 24 and name between pg_walfile_name($1::pg_lsn) and pg_walfile_name($2::pg_lsn))
         or name like '%.history'
      order by name`,
    [base.startLsn, end.rows[0]?.lsn],
  );
  await mkdir(join(staging, walFolder), { mode: 0o700 });
  const sums = new Map<string, string>();
  for (const [index, { name }] of rows.entries()) {
    const path = `${walFolder}/${name}.gz`;
    const { stage, sha256 } = hashing();
    const target = createWriteStream(join(staging, path), { mode: 0o600, flush: true });
    await pipeline(Readable.from(segment(client, name)), createGzip(fastGzip), stage, target);
    sums.set(path, sha256());
    progress(index + 1, rows.length);
  }
  return sums;
};
