import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { plantOpenExam } from '#test/harness/exam-phone.ts';
import { examAttempts } from '../../contract.ts';
import { setDraftOwner } from '#webkit/drafts.ts';
import { ExamRun } from './exam-run.ts';
import type { RunView } from './run-view.ts';

const server = useApp();

/** What a browser would put between a page and the server, and keep for it. */
type Vault = NonNullable<ConstructorParameters<typeof ExamRun>[1]>;
const memory = (): { readonly vault: Vault; readonly kept: Map<string, unknown> } => {
  const kept = new Map<string, unknown>();
  const below = (prefix: string): string[] => [...kept.keys()].filter((place) => place.startsWith(prefix)).toSorted();
  const vault: Vault = {
    accountId: 'account',
    grantId: 'grant',
    until: Number.POSITIVE_INFINITY,
    put: async (place, value) => void kept.set(place, structuredClone(value)),
    get: async <T>(place: string) => kept.get(place) as T | undefined,
    putBytes: async () => undefined,
    getBytes: async () => undefined,
    all: async <T>(prefix: string) => below(prefix).map((place) => kept.get(place) as T),
    drop: async (place) => void kept.delete(place),
    dropAll: async (prefix) => below(prefix).forEach((place) => kept.delete(place)),
  };
  return { vault, kept };
};

/** A browser that keeps what is being typed. */
const keepDrafts = (): ReadonlyMap<string, string> => {
  const disk = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (place: string) => disk.get(place) ?? null,
    setItem: (place: string, text: string) => disk.set(place, text),
    removeItem: (place: string) => disk.delete(place),
  });
  setDraftOwner('account');
  return disk;
};

const heard = new Map<string, (() => void)[]>();
const happens = (name: string): void => heard.get(name)?.forEach((listener) => listener());

const runs: ExamRun[] = [];
beforeEach(() => {
  // A browser without locks: two pages of it know nothing of each other.
  vi.stubGlobal('navigator', {});
  heard.clear();
  vi.stubGlobal('document', { visibilityState: 'visible' });
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) =>
    heard.set(name, [...(heard.get(name) ?? []), listener]),
  );
  vi.stubGlobal('removeEventListener', () => undefined);
});
afterEach(() => {
  for (const run of runs.splice(0)) run.close();
  setDraftOwner(null);
  vi.unstubAllGlobals();
});

const browse = (token: string): void => {
  vi.stubGlobal('fetch', async (url: string, { method, headers, body }: RequestInit) => {
    const reply = await server.current.app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url,
      headers: { host: 'localhost', cookie: `zhibu_session=${token}`, ...(headers as Record<string, string>) },
      ...(typeof body === 'string' ? { payload: body } : {}),
    });
    return new Response(reply.body, { status: reply.statusCode });
  });
};

const until = (run: ExamRun, what: Partial<RunView>): Promise<void> =>
  expect.poll(run.view, { timeout: 60_000 }).toMatchObject(what);

const planted = async (minutesLeft?: number): Promise<string> => {
  const examId = await plantOpenExam(server.current, ['single', 'multiple', 'judge'], minutesLeft);
  browse((await server.current.as('member')).session?.token ?? '');
  return examId;
};

const pageOf = (examId: string, vault: Vault | null): ExamRun => {
  const run = new ExamRun(examId, vault);
  runs.push(run);
  return run;
};

test('a paper is fetched at once and its time runs from the word of the person; what has begun goes on', async () => {
  const examId = await planted();
  const { vault } = memory();
  const first = pageOf(examId, vault);
  await first.open();
  expect(first.view()).toMatchObject({ phase: 'ready', paper: null, seat: { items: 3, round: 1, begun: false } });
  first.close();
  const second = pageOf(examId, vault);
  await second.open();
  expect(second.view().phase).toBe('ready');
  second.start();
  await until(second, { phase: 'running' });
  second.close();
  // On another device too.
  const third = pageOf(examId, memory().vault);
  await third.open();
  expect(third.view().phase).toBe('running');
});

test('a journal that does not follow on is begun anew, and no answer of it is lost', async () => {
  const { as } = server.current;
  const examId = await planted();
  const { vault, kept } = memory();
  const [one, two] = [pageOf(examId, vault), pageOf(examId, vault)];
  await one.open();
  one.start();
  await until(one, { phase: 'running' });
  await two.open();
  await until(two, { phase: 'running' });
  await one.answer(1, ['B']);
  await until(one, { unsent: 0 });
  // Under the number that the server has from the other page.
  const written = two.answer(2, ['A', 'C']);
  // It is not said to be sent while it is written down.
  expect(two.view().unsent).toBe(1);
  await written;
  await two.answer(3, ['F']);
  await two.answer(3, ['T']);
  await until(two, { unsent: 0, error: null, cut: false });
  expect(two.view().answers).toEqual(
    new Map([
      [1, ['B']],
      [2, ['A', 'C']],
      [3, ['T']],
    ]),
  );
  await two.handIn();
  await until(two, { phase: 'done' });
  const { items } = await (await as('county_officer')).call(examAttempts, { params: { id: examId }, query: {} });
  expect(items.map(({ points, sittings }) => [points, sittings])).toEqual([[6, 2]]);
  expect([...kept.keys()].filter((place) => /:(run|lines):/.test(place))).toEqual([]);
});

test('a page that is opened again without a network counts what has not come in, and nothing else', async () => {
  const examId = await planted();
  const { vault, kept } = memory();
  const first = pageOf(examId, vault);
  await first.open();
  first.start();
  await until(first, { phase: 'running' });
  await first.answer(1, ['B']);
  await until(first, { unsent: 0 });
  await first.answer(1, ['C']);
  await until(first, { unsent: 0 });
  const online = fetch;
  const sent = vi.fn(() => Promise.reject(new TypeError('no network')));
  vi.stubGlobal('fetch', sent);
  await first.answer(2, ['A']);
  first.close();
  const second = pageOf(examId, vault);
  await second.open();
  expect(sent).toHaveBeenCalled();
  expect(second.view()).toMatchObject({ phase: 'running', unsent: 1, cut: true });
  await second.answer(3, ['T']);
  expect(second.view().unsent).toBe(2);
  vi.stubGlobal('fetch', online);
  await until(second, { unsent: 0, cut: false });
  await second.handIn();
  await until(second, { phase: 'done' });
  expect([...kept.keys()].filter((place) => /:(run|lines):/.test(place))).toEqual([]);
});

test('an answer changed on the device before is shown before the next hands in, and both are at one end', async () => {
  const { as } = server.current;
  const examId = await planted();
  const before = pageOf(examId, memory().vault);
  await before.open();
  before.start();
  await until(before, { phase: 'running' });
  for (const [item, answer] of [[1, 'B'] as const, [2, 'A'] as const, [3, 'T'] as const])
    await before.answer(item, [answer]);
  await until(before, { unsent: 0 });
  const next = pageOf(examId, memory().vault);
  await next.open();
  await until(next, { phase: 'running' });
  // It has not heard of the other device.
  await before.answer(2, ['A', 'C']);
  await until(before, { unsent: 0, movedOn: true });
  await before.answer(3, ['F']);
  expect(before.view().answers.get(3)).toEqual(['T']);
  expect(next.view().answers.get(2)).toEqual(['A']);
  await next.handIn();
  await until(next, { phase: 'running', asksAgain: true, changed: [2] });
  expect(next.view().answers.get(2)).toEqual(['A', 'C']);
  await next.handIn();
  await until(next, { phase: 'done' });
  happens('visibilitychange');
  await until(before, { phase: 'done' });
  const { items } = await (await as('county_officer')).call(examAttempts, { params: { id: examId }, query: {} });
  expect(items.map(({ points, sittings }) => [points, sittings])).toEqual([[6, 2]]);
});

test('a page that becomes visible hears that another device goes on, and takes the exam back', async () => {
  const examId = await planted();
  const before = pageOf(examId, memory().vault);
  await before.open();
  before.start();
  await until(before, { phase: 'running' });
  const next = pageOf(examId, memory().vault);
  await next.open();
  await next.answer(1, ['B']);
  await until(next, { phase: 'running', unsent: 0 });
  happens('visibilitychange');
  await until(before, { movedOn: true });
  await before.takeOver();
  expect(before.view()).toMatchObject({ phase: 'running', movedOn: false, changed: [1] });
  before.seen();
  expect(before.view().changed).toEqual([]);
});

test('what was handed in without a network is handed in by the page that is opened again', async () => {
  const examId = await planted();
  const { vault, kept } = memory();
  const first = pageOf(examId, vault);
  await first.open();
  first.start();
  await until(first, { phase: 'running' });
  const online = fetch;
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  await first.answer(1, ['B']);
  await first.handIn();
  first.close();
  const second = pageOf(examId, vault);
  await second.open();
  expect(second.view()).toMatchObject({ phase: 'ended', unsent: 1 });
  await second.answer(1, ['C']);
  expect(second.view().answers.get(1)).toEqual(['B']);
  vi.stubGlobal('fetch', online);
  await until(second, { phase: 'done' });
  expect([...kept.keys()].filter((place) => /:(run|lines):/.test(place))).toEqual([]);
});

test('what is being typed when the time ends counts', async () => {
  keepDrafts();
  const examId = await planted(4 / 60);
  const run = pageOf(examId, memory().vault);
  await run.open();
  run.start();
  await until(run, { phase: 'running' });
  run.typed(1, ['B']);
  await until(run, { phase: 'done' });
  const { attemptId, closesAt } = run.view().seat ?? {};
  const lines = await server.current.write((tx) =>
    tx
      .selectFrom('exam_entry')
      .select(['answer', 'written_at'])
      .where('attempt_id', '=', attemptId ?? '')
      .execute(),
  );
  expect(lines).toEqual([{ answer: '["B"]', written_at: closesAt }]);
});

test('it is said to be handed in once the device has kept that, and nothing is answered meanwhile', async () => {
  const examId = await planted();
  const { vault, kept } = memory();
  let whenKept: Promise<void> = Promise.resolve();
  const run = pageOf(examId, {
    ...vault,
    put: async (place, value) => {
      await whenKept;
      await vault.put(place, value);
    },
  });
  await run.open();
  run.start();
  await until(run, { phase: 'running' });
  let letIn = (): void => undefined;
  whenKept = new Promise((resolve) => {
    letIn = resolve;
  });
  const handed = run.handIn();
  await run.answer(1, ['B']);
  expect(run.view()).toMatchObject({ phase: 'running', unsent: 0 });
  const runs = (): unknown[] => [...kept].filter(([place]) => /:run:/.test(place)).map(([, value]) => value);
  expect(runs()).toMatchObject([{ handsIn: false }]);
  letIn();
  await handed;
  expect(run.view().phase).toBe('ended');
  expect(runs()).toMatchObject([{ handsIn: true }]);
  await until(run, { phase: 'done' });
  expect(run.view().answers.get(1)).toBeUndefined();
});

test('what was being typed when the page went is written down by the next', async () => {
  const examId = await planted();
  const disk = keepDrafts();
  const { vault } = memory();
  const first = pageOf(examId, vault);
  await first.open();
  first.start();
  await until(first, { phase: 'running' });
  first.typed(1, ['A']);
  first.typed(1, ['B']);
  first.close();
  const second = pageOf(examId, vault);
  await second.open();
  await until(second, { phase: 'running', unsent: 0 });
  expect(second.view().answers.get(1)).toEqual(['B']);
  expect(disk.size).toBe(0);
  setDraftOwner(null);
});
