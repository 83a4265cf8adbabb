/** A client that does not give up: an intent keeps its key and is sent again until it has an answer that settles it. */
import { Agent, request as send, type IncomingHttpHeaders } from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** A file to be sent as multipart in place of a body. */
  readonly file?: { readonly name: string; readonly content: Buffer };
}

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  readonly key: string;
  /** Times it was sent. */
  readonly tries: number;
}

export interface Tally {
  sent: number;
  acknowledged: number;
  /** Answered only after it had been sent more than once. */
  insisted: number;
  /** Answers other than success and the known refusals while something is down: faults. */
  readonly faults: string[];
}

export interface ClientOptions {
  readonly port: number;
  readonly cookie?: string;
  /** Sent along with each request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly tally: Tally;
  /** Told with the time at which an acknowledged try was sent. */
  readonly onAnswer?: (sentAt: number) => void;
}

export interface Client {
  /** @throws Error where no answer settles the intent within two minutes */
  ask(request: Ask, key?: string): Promise<Reply>;
  close(): void;
}

const boundary = 'zhibu-proof-boundary';
const patienceMs = 120_000;

const encode = ({ body, file }: Ask): { readonly content: Buffer | undefined; readonly type: string } => {
  if (file !== undefined) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename*=UTF-8''${encodeURIComponent(file.name)}; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    return {
      content: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      type: `multipart/form-data; boundary=${boundary}`,
    };
  }
  return { content: body === undefined ? undefined : Buffer.from(JSON.stringify(body)), type: 'application/json' };
};

const parsed = (text: string): Reply['body'] => {
  try {
    return JSON.parse(text) as Reply['body'];
  } catch {
    return {};
  }
};

type Once = Pick<Reply, 'status' | 'body' | 'headers'>;

const once = (agent: Agent, port: number, ask: Ask, headers: Record<string, string>): Promise<Once> =>
  new Promise((resolve, reject) => {
    const { content, type } = encode(ask);
    const sized = content === undefined ? {} : { 'content-type': type, 'content-length': String(content.length) };
    const outgoing = send(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: ask.method,
        path: ask.path,
        headers: { ...headers, ...sized },
        timeout: 30_000,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          if (!incoming.complete) reject(new Error('cut off'));
          else
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: parsed(Buffer.concat(chunks).toString('utf8')),
            });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', reject);
    outgoing.end(content);
  });

/** Milliseconds until the next try; undefined where the answer settles the intent. */
const waitAfter = ({ status, headers }: Once): number | undefined => {
  if (status === 429) return Math.min(20_000, Number(headers['retry-after'] ?? 1) * 1_000);
  return status >= 500 ? 60 : undefined;
};

export const openClient = ({ port, cookie, headers: own = {}, tally, onAnswer }: ClientOptions): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  return {
    async ask(request, key = randomUUID()) {
      const headers = { ...own, 'idempotency-key': key, ...(cookie === undefined ? {} : { cookie }) };
      const end = performance.now() + patienceMs;
      for (let tries = 1; performance.now() < end; tries += 1) {
        const sentAt = performance.now();
        tally.sent += 1;
        const answer = await once(agent, port, request, headers).catch(() => undefined);
        const wait = answer === undefined ? 40 : waitAfter(answer);
        if (answer !== undefined && wait === undefined) {
          tally.acknowledged += 1;
          if (tries > 1) tally.insisted += 1;
          onAnswer?.(sentAt);
          return { ...answer, key, tries };
        }
        if (answer !== undefined && answer.status >= 500 && answer.status !== 503)
          tally.faults.push(
            `${answer.status} ${request.method} ${request.path.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${JSON.stringify(answer.body)}`,
          );
        await pause((wait ?? 40) + Math.random() * 20);
      }
      throw new Error(`no answer settled ${request.method} ${request.path}`);
    },
    close: () => agent.destroy(),
  };
};
