/**
 * The phones and screens of a checkin run, as a process of its own: started as a child, it takes the work as one JSON line
 * on standard input, says its port, and answers the request that begins the run with what was felt.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Phone, Screen } from './checkin-ground.ts';
import { arrivals, type Felt, type Run } from './checkin-run.ts';
import { Connection, percentile, serialise } from './load.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** As a proxy before the server keeps its connections; on bare sockets, since the phones share the machine with the server. */
const connections = 256;
const free: Connection[] = [];
const line: ((connection: Connection) => void)[] = [];
let opened = 0;

const take = (): Connection | Promise<Connection> => {
  for (let known = free.pop(); known !== undefined; known = free.pop()) {
    if (!known.closed) return known;
    opened -= 1;
  }
  if (opened === connections) return new Promise((turn) => line.push(turn));
  opened += 1;
  return new Connection(run.port);
};

const giveBack = (used: Connection): void => {
  const next = line.shift();
  if (next !== undefined) next(used.closed ? new Connection(run.port) : used);
  else free.push(used);
};

const once = async (method: 'GET' | 'POST', path: string, token: string, body?: object, key = ''): Promise<Answer> => {
  const headers = { cookie: `zhibu_session=${token}`, ...(body === undefined ? {} : { 'idempotency-key': key }) };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const connection = await take();
  try {
    const received = await connection.send(serialise(`127.0.0.1:${run.port}`, { method, path, headers, ...content }));
    return { status: received.status, text: received.body.toString() };
  } catch (error) {
    return { status: 0, text: (error as Error).message };
  } finally {
    giveBack(connection);
  }
};

/** Milliseconds after which the app asks again by itself, with the same key, where it is told that the server is overrun. */
const pauses = { GET: [1_000, 1_600], POST: [1_000, 1_500, 4_000] } as const;
const ask = async (method: 'GET' | 'POST', path: string, token: string, body?: object, key = ''): Promise<Answer> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await once(method, path, token, body, key);
    const wait = pauses[method][tries - 1];
    if (answer.status !== 503 || wait === undefined) return answer;
    counts.again += 1;
    await pause(wait);
  }
};

const readLine = async (): Promise<string> => {
  let text = '';
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.endsWith('\n')) break;
  }
  return text;
};
const run = JSON.parse(await readLine()) as Run;

const errors = new Map<string, number>();
const wrong = (what: string, { status, text }: Answer): void => {
  const said = text.replace(/,?"requestId":"[^"]*"/, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
  const name = `${what}: ${status} ${said.slice(0, 120)}`;
  errors.set(name, (errors.get(name) ?? 0) + 1);
};

/** What each screen shows now. */
const shown = new Map<string, string>();
const [pageTimes, codeTimes, signInTimes]: [number[], number[], number[]] = [[], [], []];
const counts = { old: 0, slow: 0, doubled: 0, asked: 0, again: 0, reread: 0 };

const timed = async (times: number[], work: () => Promise<Answer>): Promise<Answer> => {
  const begin = performance.now();
  const answer = await work();
  times.push(performance.now() - begin);
  return answer;
};

let over = false;
/** As the page: the next code is asked for when the one that stands has run out. */
const keepScreen = async ({ meeting, token }: Screen): Promise<void> => {
  while (!over) {
    const answer = await timed(codeTimes, () => ask('GET', `/api/meetings/${meeting}/code`, token));
    counts.asked += 1;
    if (answer.status !== 200) wrong('screen', answer);
    const { code, lastsMs } = (answer.status === 200 ? JSON.parse(answer.text) : { lastsMs: 1_000 }) as {
      code?: string;
      lastsMs: number;
    };
    if (code !== undefined) shown.set(meeting, code);
    await pause(lastsMs + 50, undefined, { ref: false });
  }
};

const post = (phone: Phone, code: string, device: string, key: string): Promise<Answer> =>
  ask('POST', `/api/own/meetings/${phone.meeting}/sign-in`, phone.token, { code, device }, key);

/**
 * Sends the code. Where the server has told the phone to wait until the code ran out, the person reads the one that the screen
 * shows now: another body, so another key.
 */
const signIn = async (phone: Phone, code: string, device: string, key: string): Promise<Answer> => {
  const sent = performance.now();
  const answer = await post(phone, code, device, key);
  const now = shown.get(phone.meeting) ?? '';
  if (answer.status !== 422 || !answer.text.includes('code_wrong')) return answer;
  if (performance.now() - sent < 1_000 || now === code) return answer;
  counts.reread += 1;
  return post(phone, now, device, randomUUID());
};

/** Looks at the screen, opens the page that the picture leads to, and sends the code some seconds later. */
const come = async (phone: Phone, n: number): Promise<void> => {
  const [device, key] = [randomUUID(), randomUUID()];
  let code = shown.get(phone.meeting) ?? '';
  for (const path of [`/api/session`, `/api/own/meetings/${phone.meeting}`]) {
    const page = await timed(pageTimes, () => ask('GET', path, phone.token));
    if (page.status !== 200) wrong('page', page);
  }
  await pause(2_000 + Math.random() * 8_000);
  if (n % run.slowOneIn === 0) {
    // Put down and taken up again: two slots later the code no longer stands.
    await pause(31_000);
    counts.slow += 1;
    const late = await post(phone, code, device, randomUUID());
    if (late.status !== 422 || !late.text.includes('code_wrong')) wrong('expired code', late);
    code = shown.get(phone.meeting) ?? '';
  }
  if (code !== shown.get(phone.meeting)) counts.old += 1;
  const answer = timed(signInTimes, () => signIn(phone, code, device, key));
  const twin = n % run.doubleOneIn === 0 ? post(phone, code, device, key) : undefined;
  const done = await answer;
  if (done.status !== 200 || !done.text.includes('"present"')) wrong('sign-in', done);
  if (twin === undefined) return;
  counts.doubled += 1;
  const second = await twin;
  if (second.status !== 200 || second.text !== done.text) wrong('the same sent twice', second);
};

const measure = async (): Promise<Felt> => {
  const screens = run.screens.map(async (screen, n) => {
    await pause((n * 15_000) / run.screens.length);
    return keepScreen(screen);
  });
  await pause(16_000);
  [pageTimes, codeTimes, signInTimes].forEach((times) => times.splice(0));
  counts.asked = 0;
  const used = process.cpuUsage();
  const begin = performance.now();
  const due = arrivals(run.phones.length, run.seconds);
  const people: Promise<void>[] = [];
  const perSecond = new Map<number, number>();
  for (let n = 0; n < run.phones.length;) {
    const now = (performance.now() - begin) / 1_000;
    for (; n < run.phones.length && (due[n] ?? 0) <= now; n += 1) {
      const phone = run.phones[n];
      if (phone === undefined) continue;
      perSecond.set(Math.floor(now), (perSecond.get(Math.floor(now)) ?? 0) + 1);
      people.push(come(phone, n + 1));
    }
    await pause(5);
  }
  await Promise.all(people);
  const seconds = (performance.now() - begin) / 1_000;
  over = true;
  await Promise.race([Promise.all(screens), pause(500)]);
  const { user, system } = process.cpuUsage(used);
  const share = (times: number[], part: number): number =>
    percentile(
      times.toSorted((a, b) => a - b),
      part,
    );
  const ofTimes = (times: number[]) => ({
    count: times.length,
    p50: share(times, 0.5),
    p99: share(times, 0.99),
    most: share(times, 1),
  });
  return {
    seconds,
    cpu: (user + system) / 1e6,
    errors: Object.fromEntries(errors),
    peak: Math.max(...perSecond.values()),
    ...counts,
    signIns: ofTimes(signInTimes),
    pages: ofTimes(pageTimes),
    codes: ofTimes(codeTimes),
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
