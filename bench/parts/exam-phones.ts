/**
 * The phones of an exam run, as a process of its own: started as a child, it takes the work as one JSON line on standard input, says
 * its port, and answers the request that begins the run with what was felt.
 */
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { macLength, signedText, type Line } from '#features/education/exams/rules.ts';
import type { Begun, Kept, Seat } from '#features/education/exams/seat/contract.ts';
import type { Felt, Run } from './exam-run.ts';
import { Connection, percentile, serialise } from './load.ts';

const connections = 256;
const free: Connection[] = [];
const waiting: ((connection: Connection) => void)[] = [];
let opened = 0;

const readLine = async (): Promise<string> => {
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.endsWith('\n')) break;
  }
  return text;
};
const run = JSON.parse(await readLine()) as Run;

const take = (): Connection | Promise<Connection> => {
  for (let known = free.pop(); known !== undefined; known = free.pop()) {
    if (!known.closed) return known;
    opened -= 1;
  }
  if (opened === connections) return new Promise((turn) => waiting.push(turn));
  opened += 1;
  return new Connection(run.port);
};
const giveBack = (used: Connection): void => {
  const next = waiting.shift();
  if (next !== undefined) next(used.closed ? new Connection(run.port) : used);
  else free.push(used);
};

const errors = new Map<string, number>();
const counts = { again: 0, cut: 0, doubled: 0 };
const times = { seats: [] as number[], begins: [] as number[], answers: [] as number[], handIns: [] as number[] };
const written: Record<string, { lines: number; points: number }> = {};
const begunIn = new Map<number, number>();

/** As the app: told that the server is overrun, or that the place has not begun, it comes again with the same key. */
const post = async <T>(token: string, path: string, body: object | undefined, felt: number[]): Promise<T | null> => {
  const key = randomUUID();
  const begin = performance.now();
  for (let tries = 1; ; tries += 1) {
    const connection = await take();
    const headers = { cookie: `zhibu_session=${token}`, 'idempotency-key': key };
    const content = body === undefined ? { body: '{}' } : { body: JSON.stringify(body) };
    try {
      const { status, body: bytes } = await connection.send(
        serialise(`127.0.0.1:${run.port}`, { method: 'POST', path: `/api${path}`, headers, ...content }),
      );
      const text = bytes.toString();
      if (status === 200) {
        felt.push(performance.now() - begin);
        return JSON.parse(text) as T;
      }
      if ((status !== 503 && status !== 429) || tries === 6) {
        const name = `${path.split('/').at(-1)} ${status} ${text.slice(0, 90)}`;
        errors.set(name, (errors.get(name) ?? 0) + 1);
        return null;
      }
    } catch (error) {
      if (tries === 6) {
        const name = `${path.split('/').at(-1)} ${(error as Error).message}`;
        errors.set(name, (errors.get(name) ?? 0) + 1);
        return null;
      }
    } finally {
      giveBack(connection);
    }
    counts.again += 1;
    await pause(500 * tries + Math.random() * 300);
  }
};

const sleepUntil = (at: number): Promise<void> => pause(Math.max(0, at - Date.now()));

const take1 = async (token: string, n: number): Promise<void> => {
  // Half a minute before it opens papers are fetched; the phone app does so over half an hour.
  await sleepUntil(run.opensAt - 35_000 + Math.random() * 30_000);
  const seat = await post<Seat>(token, `/own/exams/${run.examId}/seat`, undefined, times.seats);
  if (seat === null) return;
  await sleepUntil(Date.parse(seat.slotAt) + 20 + Math.random() * 200);
  const second = Math.floor(Date.now() / 1_000);
  begunIn.set(second, (begunIn.get(second) ?? 0) + 1);
  const path = `/own/attempts/${seat.attemptId}`;
  const begun = await post<Begun>(token, `${path}/begin`, { device: randomUUID() }, times.begins);
  if (begun === null) return;
  const key = Buffer.from(begun.journalKey, 'base64');
  let [seq, head] = [0, ''];
  const waits: Line[] = [];
  const last = new Map<number, string>();
  const write = (item: number, answer: string): void => {
    const line = { seq: (seq += 1), item, answer: [answer], at: Date.now() };
    head = createHmac('sha256', key).update(signedText(head, line)).digest('hex').slice(0, macLength);
    waits.push({ ...line, mac: head });
    last.set(item, answer);
  };
  const flush = async (twice = false): Promise<void> => {
    const body = { sitting: begun.sitting, lines: waits.slice(0, 200) };
    const sent = post<Kept>(token, `${path}/lines`, body, times.answers);
    if (twice) {
      counts.doubled += 1;
      await post<Kept>(token, `${path}/lines`, body, []);
    }
    const reply = await sent;
    if (reply !== null) waits.splice(0, waits.filter((line) => line.seq <= reply.lastSeq).length);
  };
  const changes = Math.round(run.items / 10);
  const end = Date.parse(begun.endsAt) - 3_000;
  const span = (end - Date.now()) / (run.items + changes);
  const cutFrom = n % run.cutOneIn === 0 ? randomInt(run.items) : -1;
  let cutUntil = 0;
  for (let at = 0; at < run.items + changes; at += 1) {
    const due = Date.now() + span * (0.5 + Math.random());
    await sleepUntil(Math.min(due, end));
    write(at < run.items ? at + 1 : 1 + randomInt(run.items), 'ABCD'[randomInt(4)] ?? 'A');
    if (at === cutFrom) {
      counts.cut += 1;
      cutUntil = Date.now() + randomInt(5_000, 40_000);
    }
    if (Date.now() >= cutUntil) await flush(randomInt(run.doubleOneIn) === 0);
  }
  while (waits.length > 0) await flush();
  written[seat.attemptId] = { lines: seq, points: [...last.values()].filter((answer) => answer === 'B').length * 2 };
  await post<Kept>(token, `${path}/hand-in`, { sitting: begun.sitting, seq }, times.handIns);
};

const measure = async (): Promise<Felt> => {
  const used = process.cpuUsage();
  const begin = performance.now();
  await Promise.all(run.phones.map(({ token }, n) => take1(token, n)));
  const { user, system } = process.cpuUsage(used);
  const ofTimes = (all: number[]) => {
    const sorted = all.toSorted((a, b) => a - b);
    return { count: all.length, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), most: sorted.at(-1) ?? 0 };
  };
  return {
    seconds: (performance.now() - begin) / 1_000,
    cpu: (user + system) / 1e6,
    errors: Object.fromEntries(errors),
    ...counts,
    seats: ofTimes(times.seats),
    begins: ofTimes(times.begins),
    answers: ofTimes(times.answers),
    handIns: ofTimes(times.handIns),
    peak: Math.max(0, ...begunIn.values()),
    written,
  };
};

const server = createServer((_request, response) => {
  measure().then(
    (felt) => response.end(JSON.stringify(felt)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
