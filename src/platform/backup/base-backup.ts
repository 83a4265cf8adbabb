import type { Writable } from 'node:stream';
import type { Connection } from 'pg';
import { errnoOf } from '../embedded/refusal.ts';

/** Where in the write-ahead log a base backup begins and ends. */
export interface BaseBackup {
  readonly startLsn: string;
  readonly timeline: number;
  readonly stopLsn: string;
}

interface Sinks {
  /** The server's tar archive of its data directory. */
  readonly archive: Writable;
  /** The server's own list of files with checksums. */
  readonly manifest: Writable;
  /** Kilobytes the server expects to send, then bytes sent. */
  readonly progress: (doneBytes: number, totalBytes: number) => void;
}

/** Names of the kinds of message in the copy stream of BASE_BACKUP, PostgreSQL 15 and later (protocol, 53.4). */
const kinds = { archive: 'n', manifest: 'm', content: 'd', progress: 'p' } as const;

const command = (label: string): string =>
  `BASE_BACKUP (LABEL '${label.replaceAll("'", "''")}', PROGRESS true, CHECKPOINT 'fast', WAL false, WAIT false, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`;

/**
 * One BASE_BACKUP on a replication connection. `pg` has no such query; it hands every message of the running query to the
 * object that was submitted.
 */
export class BaseBackupQuery {
  readonly done: Promise<BaseBackup>;
  readonly #sinks: Sinks;
  readonly #label: string;
  readonly #rows: (string | null)[][] = [];
  #target: Writable | undefined;
  #total = 0;
  #paused = false;
  #failure: Error | undefined;
  #resolve: (value: BaseBackup) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor(label: string, sinks: Sinks) {
    this.#label = label;
    this.#sinks = sinks;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Connection): void {
    // A full disk must end the stream, not wait for a drain that never comes.
    for (const sink of [this.#sinks.archive, this.#sinks.manifest]) {
      sink.once('error', (error: Error) => {
        this.#failure ??= error;
        connection.stream.destroy(error);
      });
    }
    connection.query(command(this.#label));
  }

  handleRowDescription(): void {
    // The columns are those of the protocol's description.
  }

  handleDataRow(message: { readonly fields: (string | null)[] }): void {
    this.#rows.push(message.fields);
    const [name, location, kilobytes] = message.fields;
    if (message.fields.length !== 3) return;
    this.#total += Number(kilobytes) * 1024;
    if (name !== null || location !== null) {
      this.#failure ??= new Error('the server has tablespaces outside its data directory');
    }
  }

  handleCopyData(message: { readonly chunk: Buffer }, connection: Connection): void {
    const { chunk } = message;
    const kind = String.fromCharCode(chunk[0] ?? 0);
    if (kind === kinds.archive) this.#target = this.#sinks.archive;
    else if (kind === kinds.manifest) this.#target = this.#sinks.manifest;
    else if (kind === kinds.progress) this.#sinks.progress(Number(chunk.readBigInt64BE(1)), this.#total);
    else if (kind === kinds.content) this.#write(chunk, connection);
  }

  #write(chunk: Buffer, connection: Connection): void {
    const target = this.#target;
    // The parser uses its buffer again for the next messages, so what is written later must be a copy.
    if (target === undefined || target.write(Buffer.from(chunk.subarray(1)))) return;
    // The messages of what was already received still follow a pause.
    if (this.#paused) return;
    this.#paused = true;
    connection.stream.pause();
    target.once('drain', () => {
      this.#paused = false;
      connection.stream.resume();
    });
  }

  handleCommandComplete(): void {
    // One for each of the three results; the last is followed by ReadyForQuery.
  }

  handleError(error: Error): void {
    this.#reject(this.#failure ?? error);
  }

  handleReadyForQuery(): void {
    if (this.#failure !== undefined) return this.#reject(this.#failure);
    const positions = this.#rows.filter((row) => row.length === 2);
    const [start, stop] = positions;
    if (positions.length !== 2 || start === undefined || stop === undefined) {
      return this.#reject(new Error(`BASE_BACKUP answered with ${positions.length} positions`));
    }
    this.#resolve({ startLsn: String(start[0]), timeline: Number(start[1]), stopLsn: String(stop[0]) });
  }
}

export const isOutOfSpace = (error: unknown): boolean => errnoOf(error) === 'ENOSPC' || errnoOf(error) === 'EDQUOT';
