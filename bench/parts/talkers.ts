/** Both sides of many live threads: residents by their codes, the office by one of its people. */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openClient, type Client, type Tally } from './client.ts';
import { follow, type Follower } from './follower.ts';

export interface Thread {
  readonly id: string;
  readonly code: string;
  readonly follower: Follower;
  /** What was acknowledged, with the number that it got: in the order in which each side said it. */
  readonly said: { readonly side: 'asker' | 'unit'; readonly text: string; readonly seq: number }[];
  /** Sent again after its answer, and answered otherwise. */
  readonly otherwise: string[];
}

/** Each resident has an address of their own: a village behind one gateway would be a test of its budget. */
const addressOf = (n: number): Readonly<Record<string, string>> => ({
  'x-forwarded-for': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
});

const areaFrom = async (client: Client): Promise<string> => {
  const { body } = await client.ask({ method: 'GET', path: '/api/requests/areas' });
  const [area] = body['items'] as readonly { readonly id: string }[];
  if (area === undefined) throw new Error('the county has no village');
  return area.id;
};

const sendRequest = async (client: Client, areaId: string, n: number): Promise<{ id: string; code: string }> => {
  const { status, body } = await client.ask({
    method: 'POST',
    path: '/api/requests',
    body: { kind: 'help', category: 'roads', areaId, text: `第 ${n} 件：村口路灯坏了` },
  });
  if (status !== 200) throw new Error(`no request was taken: ${status} ${JSON.stringify(body)}`);
  return { id: String(body['id']), code: String(body['code']) };
};

/** Says it until it is answered; one in ten is sent once more after that, as a phone does that has not heard the answer. */
const say = async (
  client: Client,
  thread: Thread,
  side: Thread['said'][number]['side'],
  text: string,
): Promise<void> => {
  const ask =
    side === 'asker'
      ? ({ method: 'POST', path: '/api/requests/talk', body: { code: thread.code, text } } as const)
      : ({ method: 'POST', path: `/api/requests/${thread.id}/talk`, body: { text } } as const);
  const key = randomUUID();
  const { status, body } = await client.ask(ask, key);
  if (status !== 200) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
  thread.said.push({ side, text, seq: Number(body['seq']) });
  if (randomInt(10) > 0) return;
  const again = await client.ask(ask, key);
  if (again.body['seq'] !== body['seq']) thread.otherwise.push(`${text}: ${JSON.stringify(again.body)}`);
};

export interface Talkers {
  readonly threads: readonly Thread[];
  /** Words that were not answered within two minutes, or refused. */
  readonly given: string[];
  /** Everybody has said everything. */
  readonly done: Promise<void>;
  /** Reads a thread as JSON from its beginning. */
  read(thread: Thread): Promise<{ seqs: number[]; texts: string[] }>;
  close(): void;
}

interface Options {
  readonly port: number;
  readonly threads: number;
  readonly tally: Tally;
  readonly officer: string;
  /** Messages of a resident and of the office in each thread. */
  readonly words: { readonly asker: number; readonly unit: number };
  /** Within how many seconds they are said. */
  readonly seconds: number;
}

/** Threads that stand and are followed; nobody has said anything yet. */
const openThreads = async (clients: readonly Client[], port: number): Promise<Thread[]> => {
  const [first] = clients;
  if (first === undefined) return [];
  const areaId = await areaFrom(first);
  const threads: Thread[] = [];
  // Sixteen at a time: the beginning is not what is tried.
  for (let from = 0; from < clients.length; from += 16) {
    const some = clients.slice(from, from + 16);
    const sent = await Promise.all(some.map((client, at) => sendRequest(client, areaId, from + at)));
    for (const [at, { id, code }] of sent.entries()) {
      const headers = { ...addressOf(from + at), 'x-query': `code=${code}` };
      const follower = follow({ port, path: '/api/requests/talk', headers });
      threads.push({ id, code, follower, said: [], otherwise: [] });
    }
  }
  return threads;
};

export const startTalkers = async ({
  port,
  threads: count,
  tally,
  officer,
  words,
  seconds,
}: Options): Promise<Talkers> => {
  const residents = Array.from({ length: count }, (_, n) => openClient({ port, tally, headers: addressOf(n) }));
  const office = Array.from({ length: 6 }, () => openClient({ port, tally, cookie: officer }));
  const threads = await openThreads(residents, port);
  const given: string[] = [];
  const chain = async (client: Client, thread: Thread, side: 'asker' | 'unit', times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      await pause(Math.random() * 2 * ((seconds * 1_000) / times));
      const text = `${side} ${thread.code} ${n}`;
      await say(client, thread, side, text).catch((error: Error) => given.push(`${text}: ${error.message}`));
    }
  };
  const all = threads.flatMap((thread, n) => {
    const [own, there] = [residents[n], office[n % office.length]];
    if (own === undefined || there === undefined) return [];
    return [chain(own, thread, 'asker', words.asker), chain(there, thread, 'unit', words.unit)];
  });
  return {
    threads,
    given,
    done: Promise.all(all).then(() => undefined),
    async read(thread) {
      const client = residents[threads.indexOf(thread)];
      const found: { seq: number; text: string }[] = [];
      for (;;) {
        const after = found.at(-1)?.seq ?? 0;
        const reply = await client?.ask({
          method: 'GET',
          path: `/api/requests/talk?code=${thread.code}&after=${after}`,
        });
        const more = reply?.body['messages'] as typeof found;
        found.push(...more);
        if (more.length === 0) return { seqs: found.map(({ seq }) => seq), texts: found.map(({ text }) => text) };
      }
    },
    close() {
      for (const client of [...residents, ...office]) client.close();
      for (const { follower } of threads) follower.stop();
    },
  };
};
