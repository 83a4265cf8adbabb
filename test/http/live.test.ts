/** The stream of what changed, over a real connection. */
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { currentSession, ownSessions, signOut } from '#features/base/accounts/contract.ts';
import { systemScope } from '#platform/access/scope.ts';
import { useApp } from '../harness/app.ts';
import type { Client } from '../harness/client.ts';

const start = Date.parse('2026-05-06T03:00:00Z');
let clock = start;
const server = useApp({ now: () => new Date(clock) });
let base = '';
beforeAll(async () => {
  await server.current.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.current.app.server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
});

interface Listening {
  readonly status: number;
  /** All that has come so far. */
  text(): string;
  readonly over: Promise<void>;
}
const opened: AbortController[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.abort();
});

const cookieOf = (client: Client) => ({ cookie: `zhibu_session=${client.session?.token ?? ''}` });

const listen = async (client: Client | null, age?: number): Promise<Listening> => {
  const leave = new AbortController();
  opened.push(leave);
  const reply = await fetch(`${base}/api/live${age === undefined ? '' : `?age=${age}`}`, {
    signal: leave.signal,
    headers: client === null ? {} : cookieOf(client),
  });
  let text = '';
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of reply.body ?? []) text += decoder.decode(chunk, { stream: true });
  };
  return { status: reply.status, text: () => text, over: read().catch(() => undefined) };
};

const isOver = (stream: Listening): Promise<boolean> =>
  Promise.race([
    stream.over.then(() => true),
    new Promise<boolean>((still) => {
      setTimeout(() => still(false), 100);
    }),
  ]);

describe('the live stream', () => {
  test('is nobody’s who has not signed in, to the end', async () => {
    expect((await listen(null)).status).toBe(401);
    expect((await listen(await server.current.as('county_officer', { withoutFactor: true }))).status).toBe(401);
  });

  test('tells keys to those whose range covers what changed, and nothing else', async () => {
    const [near, far] = [
      await server.current.as('branch_secretary'),
      await server.current.as('branch_secretary', { at: server.current.tree.branchB1 }),
    ];
    const [here, there] = [await listen(near), await listen(far)];
    await expect.poll(() => here.text() + there.text()).toContain('event: open');
    server.current.county.live.publish([{ key: 'member:7', path: `${server.current.tree.branchA1.path}@x/` }]);
    server.current.county.live.publish([{ key: 'job:9', account: far.session?.accountId ?? '' }]);
    await expect.poll(() => here.text()).toContain('data: {"keys":["member:7"]}');
    await expect.poll(() => there.text()).toContain('data: {"keys":["job:9"]}');
    expect(here.text()).not.toContain('job:9');
    expect(there.text()).not.toContain('member:7');
  });

  test('begins with what changed since the page was read, for those who may hear it', async () => {
    const [near, far] = [
      await server.current.as('branch_secretary'),
      await server.current.as('branch_secretary', { at: server.current.tree.branchB1 }),
    ];
    const { live } = server.current.county;
    const missed = async (age: number): Promise<unknown> => {
      const headers = { ...cookieOf(near), accept: 'application/json' };
      return (await fetch(`${base}/api/live?age=${age}`, { headers })).json();
    };
    // Of the time before it began the server knows nothing.
    await expect.poll(async () => JSON.stringify(await missed(0))).not.toContain('*');
    const readAt = Date.now();
    /** Of a page that was read then, however long the test has been on its way since. */
    const age = (): number => Date.now() - readAt;
    live.publish([{ key: 'member:before', path: `${server.current.tree.branchA1.path}@x/` }]);
    const here = await listen(near, age());
    await expect.poll(() => here.text()).toContain('"member:before"');
    const [there, deaf] = [await listen(far, age()), await listen(near)];
    await expect.poll(() => there.text() + deaf.text()).toContain('event: open');
    expect([await isOver(there), await isOver(deaf)]).toEqual([false, false]);
    expect(there.text()).not.toContain('member:before');
    expect(deaf.text()).not.toContain('keys');
    // A page older than what is remembered asks for everything again; a tab that shares a stream asks for this alone.
    expect(await missed(age())).toMatchObject({ keys: expect.arrayContaining(['member:before']) as string[] });
    expect(await missed(3_600_000)).toEqual({ keys: ['*'] });
    // What was said while nothing was heard is not known.
    live.refreshAll();
    expect(await missed(age())).toEqual({ keys: ['*'] });
    expect((await fetch(`${base}/api/live?age=1`, { headers: { accept: 'application/json' } })).status).toBe(401);
  });

  test('ends with its session, at once', async () => {
    const client = await server.current.as('branch_secretary');
    const stream = await listen(client);
    expect(await isOver(stream)).toBe(false);
    await client.call(signOut, {});
    await stream.over;
    expect((await listen(client)).status).toBe(401);
  });

  test('ends when the role of the session ends', async () => {
    const client = await server.current.as('branch_secretary');
    const stream = await listen(client);
    const { accountId } = client.session ?? { accountId: '' };
    const scope = systemScope(server.current.entry.code, 'test', { guard: 'accounts' });
    const ended_at = new Date(clock).toISOString();
    await server.current.write(async (tx) => {
      await tx.updateTable('role_grant').set({ ended_at }).where('account_id', '=', accountId).execute();
      tx.effects.outbox.push({ kind: 'access', payload: { account: accountId } });
    }, scope);
    await stream.over;
  });

  test('is no use of the session: it ends by idleness in front of an open page', async () => {
    const client = await server.current.as('branch_secretary');
    expect(await client.outcome(ownSessions, {})).toBe('ok');
    for (let minute = 0; minute < 30; minute += 10) {
      clock += 10 * 60_000;
      if (minute < 20) expect((await listen(client)).status).toBe(200);
    }
    clock += 60_000;
    expect((await listen(client)).status).toBe(401);
    expect((await client.call(currentSession, {})).state).toBe('signed_out');
  });

  test('is kept few times by one session, so that none can take the place of all', async () => {
    const client = await server.current.as('branch_secretary');
    const other = await listen(await server.current.as('branch_secretary'));
    const streams: Listening[] = [];
    for (let n = 0; n < 12; n += 1) streams.push(await listen(client));
    await Promise.all(streams.slice(0, 8).map(({ over }) => over));
    for (const stream of [...streams.slice(8), other]) expect(await isOver(stream)).toBe(false);
  });
});
