/**
 * The floor: one bare node:http process with pg, prepared statements and a checked token. It sends the same SQL to the
 * same database and does nothing else: no validation, no field rights, no audit, no scope that changes with the request.
 * Started as a child; the work comes as one JSON line on standard input, the port goes out on standard output.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { typeParsers } from '#platform/db/types.ts';
import type { Statement } from './record.ts';

export interface FloorWork {
  readonly connection: pg.PoolConfig;
  readonly size: number;
  readonly tokenHash: string;
  /** By path: statements that are sent together, their rows are the answer. */
  readonly reads: Readonly<Record<string, readonly Statement[]>>;
  /** By path: statements of one transaction. A value '$uuid:<n>' is a new id, the same for the same n; '$bytes:<n>' random bytes. */
  readonly writes: Readonly<Record<string, readonly Statement[]>>;
}

const readLine = async (): Promise<string> => {
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text;
};

const revive = (value: unknown): unknown => {
  const tagged = value as { type?: string; data?: number[] } | null;
  return tagged !== null && typeof tagged === 'object' && tagged.type === 'Buffer'
    ? Buffer.from(tagged.data ?? [])
    : value;
};

const work = JSON.parse(await readLine()) as FloorWork;
const pool = new pg.Pool({ ...work.connection, max: work.size, types: typeParsers });
const plain = (value: unknown): unknown => (Buffer.isBuffer(value) ? null : value);
const encode = (_key: string, value: unknown): unknown => plain(value);

const { newId } = await import('#shared/ids.ts');
const { randomBytes } = await import('node:crypto');

const fresh = (value: unknown, made: Map<string, unknown>): unknown => {
  if (typeof value !== 'string') return revive(value);
  if (/^\$(uuid|bytes):\d+$/.test(value)) {
    if (!made.has(value)) made.set(value, value.startsWith('$uuid') ? newId() : randomBytes(16));
    return made.get(value);
  }
  return value.replace(/\$uuid:\d+/g, (tag) => {
    if (!made.has(tag)) made.set(tag, newId());
    return String(made.get(tag));
  });
};

const names = new Map<string, string>();
const named = ({ text }: Statement): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `f${names.size}`;
  names.set(text, name);
  return name;
};

const server = createServer((request, response) => {
  const answer = async (): Promise<unknown> => {
    const token = /zhibu_session=\d+\.([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    if (createHash('sha256').update(token).digest('base64') !== work.tokenHash) return { error: 'unauthenticated' };
    const path = request.url ?? '';
    const reads = work.reads[path];
    if (reads !== undefined) {
      const results = await Promise.all(
        reads.map((s) => pool.query({ name: named(s), text: s.text, values: s.values.map(revive) })),
      );
      return { items: results.length === 1 ? results[0]?.rows : results.map((r) => r.rows) };
    }
    const writes = work.writes[path] ?? [];
    let body = '';
    for await (const chunk of request) body += String(chunk);
    JSON.parse(body);
    const made = new Map<string, unknown>();
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      for (const s of writes)
        await client.query({ name: named(s), text: s.text, values: s.values.map((v) => fresh(v, made)) });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    return { id: made.get('$uuid:1') };
  };
  answer().then(
    (body) => {
      const text = JSON.stringify(body, encode);
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text);
    },
    (error: unknown) => response.writeHead(500, { 'content-length': 0 }).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
