/** A load generator on bare sockets: it should cost little beside what it measures. */
import { connect, type Socket } from 'node:net';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LoadResult {
  readonly requests: number;
  readonly failures: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export interface Received {
  readonly status: number;
  readonly body: Buffer;
}

export const serialise = (host: string, { method, path, headers = {}, body }: Request): Buffer => {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}`,
    'connection: keep-alive',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
};

/** One keep-alive connection that sends a request, waits for the whole answer, and sends the next. */
export class Connection {
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #done: ((received: Received) => void) | null = null;
  #fail: ((error: Error) => void) | null = null;
  #closed = false;

  /** From another address of this machine, where one is named. */
  constructor(port: number, localAddress = '127.0.0.1') {
    this.#socket = connect({ port, host: '127.0.0.1', localAddress });
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#fail?.(error));
    this.#socket.on('close', () => {
      this.#closed = true;
      this.#fail?.(new Error('closed'));
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  #read(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#buffer.toString('latin1', 0, end);
    const length = /content-length: (\d+)/i.exec(head)?.[1];
    if (length !== undefined) {
      if (this.#buffer.length < end + 4 + Number(length)) return;
    } else if (!this.#buffer.subarray(-5).equals(Buffer.from('0\r\n\r\n'))) return;
    const body = this.#buffer.subarray(end + 4);
    this.#buffer = Buffer.alloc(0);
    this.#done?.({ status: Number(head.slice(9, 12)), body });
  }

  send(bytes: Buffer): Promise<Received> {
    return new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#fail = reject;
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#fail = null;
    this.#socket.destroy();
  }
}

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** The n-th request. */
  readonly request: (n: number) => Request;
  /** Every answer with another status counts as a failure. */
  readonly expect?: number;
}

export const load = async ({ port, connections, seconds, request, expect = 200 }: LoadOptions): Promise<LoadResult> => {
  const times: number[] = [];
  let failures = 0;
  let n = 0;
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  const worker = async (): Promise<void> => {
    const connection = new Connection(port);
    while (performance.now() < end) {
      const bytes = serialise(`127.0.0.1:${port}`, request(n++));
      const start = performance.now();
      const { status } = await connection.send(bytes);
      times.push(performance.now() - start);
      if (status !== expect) failures += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const took = (performance.now() - begin) / 1_000;
  const sorted = times.toSorted((a, b) => a - b);
  return {
    requests: times.length,
    failures,
    seconds: took,
    perSecond: times.length / took,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
};
