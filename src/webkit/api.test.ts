import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { addressOf, call, onSignedOut } from './api.ts';

const one = query({
  name: 'things.one',
  path: '/things/:id',
  access: 'signed-in',
  summary: '',
  params: z.object({ id: z.string() }),
  query: z.object({ tag: z.array(z.string()).optional(), from: z.string().optional() }),
  reply: z.object({ id: z.string() }),
});
const change = command({
  name: 'things.change',
  method: 'PATCH',
  path: '/things/:id',
  access: 'signed-in',
  summary: '',
  params: z.object({ id: z.string() }),
  body: z.object({ name: z.string() }),
  reply: z.object({ id: z.string() }),
});

interface Seen {
  readonly method: string | undefined;
  readonly address: string;
  readonly key: string | null;
  readonly unattended: string | null;
  readonly body: unknown;
  readonly beside: string | null;
  readonly keepalive: boolean;
}

const realFetch = globalThis.fetch;
const seen: Seen[] = [];

/** The network at its edge: everything is answered alike, and what was asked is kept. */
const answering = (status: number, body: string): void => {
  globalThis.fetch = (address, init) => {
    const headers = new Headers(init?.headers);
    const [key, unattended] = [headers.get('idempotency-key'), headers.get('x-unattended')];
    const asked = typeof address === 'string' ? address : '';
    seen.push({
      method: init?.method,
      address: asked,
      key,
      unattended,
      body: init?.body,
      beside: headers.get('x-query'),
      keepalive: init?.keepalive === true,
    });
    return Promise.resolve(new Response(body, { status }));
  };
};

afterEach(() => {
  globalThis.fetch = realFetch;
  seen.length = 0;
});

test('a number of a person travels beside the address, not in it', async () => {
  answering(200, '{"id":"7"}');
  await call(one, { params: { id: '7' }, query: { tag: ['x'], from: '１３９ 5770 1234' } });
  expect(seen[0]?.address).toBe('/api/things/7?tag=x');
  expect(new URLSearchParams(seen[0]?.beside ?? '').get('from')).toBe('１３９ 5770 1234');
  await call(one, { params: { id: '7' }, query: { from: '2026-03-01' } });
  expect([seen[1]?.address, seen[1]?.beside]).toEqual(['/api/things/7?from=2026-03-01', null]);
});

test('a request outlives its page where that is asked for and the browser takes it on', async () => {
  answering(200, '{"id":"7"}');
  const asked = (name: string, keepalive: boolean) =>
    call(change, { params: { id: '7' }, body: { name } }, { keepalive });
  await asked('短', false);
  await asked('短', true);
  // Counted in bytes: 30,000 characters are 90,000 of them.
  await asked('长'.repeat(30_000), true);
  expect(seen.map(({ keepalive }) => keepalive)).toEqual([false, true, false]);
});

test('an address carries encoded parameters and each value of a list', () => {
  expect(addressOf(one, { params: { id: 'a/ b' }, query: { tag: ['x', 'y&z'], from: '' } })).toBe(
    '/api/things/a%2F%20b?tag=x&tag=y%26z',
  );
});

test('what a page asks with nobody in front of it is marked, what somebody does never', async () => {
  // The page has been open for as long as this process.
  const age = performance.now();
  vi.useFakeTimers({ toFake: ['performance'], now: Date.now() });
  try {
    answering(200, '{"id":"1"}');
    await call(one, { params: { id: '1' }, query: {} });
    vi.advanceTimersByTime(age + 10 * 60_000);
    await call(one, { params: { id: '1' }, query: {} });
    await call(change, { params: { id: '1' }, body: { name: 'x' } });
    expect(seen.map(({ unattended }) => unattended)).toEqual([null, '1', null]);
  } finally {
    vi.useRealTimers();
  }
});

describe('a call', () => {
  test('of a command carries its body and its key', async () => {
    answering(200, '{"id":"1"}');
    await expect(call(change, { params: { id: '1' }, body: { name: `<b>Ås"'ø</b>` } }, { key: 'k' })).resolves.toEqual({
      id: '1',
    });
    expect(seen).toEqual([
      {
        method: 'PATCH',
        unattended: null,
        beside: null,
        keepalive: false,
        address: '/api/things/1',
        key: 'k',
        body: JSON.stringify({ name: `<b>Ås"'ø</b>` }),
      },
    ]);
  });

  test('with parameters that can be none is not sent: the address may be that of another endpoint', async () => {
    answering(200, '{"items":[]}');
    const exact = query({ ...one, name: 'things.exact', params: z.object({ id: z.uuid() }) });
    await expect(call(exact, { params: { id: 'kinds' } })).rejects.toMatchObject({ code: 'not_found' });
    expect(seen).toEqual([]);
  });

  test('of a read carries no key', async () => {
    answering(200, '{"id":"1"}');
    await call(one, { params: { id: '1' } });
    expect(seen[0]?.key).toBeNull();
  });

  test('that is refused throws the refusal with its details', async () => {
    answering(409, JSON.stringify({ error: { code: 'stale', current: { version: 3 } }, requestId: 'r1' }));
    const refused = call(change, { params: { id: '1' }, body: { name: 'x' } });
    await expect(refused).rejects.toBeInstanceOf(AppError);
    await expect(refused).rejects.toMatchObject({
      code: 'stale',
      details: { current: { version: 3 }, requestId: 'r1' },
    });
  });

  test('whose session is gone tells those who listen', async () => {
    answering(401, JSON.stringify({ error: { code: 'unauthenticated' }, requestId: 'r1' }));
    let told = 0;
    const stop = onSignedOut(() => (told += 1));
    await expect(call(one, { params: { id: '1' } })).rejects.toMatchObject({ code: 'unauthenticated' });
    stop();
    expect(told).toBe(1);
  });

  test.each([
    [502, '<html>bad gateway</html>'],
    [500, '{"error":{"code":"made_up"}}'],
    [200, '{"id":'],
  ])('answered %i by something else than the platform is unreachable', async (status, body) => {
    answering(status, body);
    await expect(call(one, { params: { id: '1' } })).rejects.toBeInstanceOf(Unreachable);
  });

  test('without a network is unreachable', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
    await expect(call(one, { params: { id: '1' } })).rejects.toBeInstanceOf(Unreachable);
  });

  test('given up by the page is no failure of the network', async () => {
    globalThis.fetch = (_, init) => Promise.reject(init?.signal?.reason as Error);
    const signal = AbortSignal.abort(new DOMException('left', 'AbortError'));
    await expect(call(one, { params: { id: '1' } }, { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
