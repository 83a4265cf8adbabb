import { beforeEach, describe, expect, test } from 'vitest';
import type { County } from '#platform/county/county.ts';
import { openHub, type LiveHub } from '#platform/live/hub.ts';
import { openShelves, portalKey, type Shelf } from './keeping.ts';
import { style } from './style.ts';

let now = 0;
let live: LiveHub;
let shelf: Shelf;
let edition = 'first';
let asked = 0;
let rendered = 0;
beforeEach(() => {
  [now, asked, rendered, edition] = [1_000_000, 0, 0, 'first'];
  live = openHub(() => now);
  // Safe: a shelf takes no more of a county than this.
  const county = { live, entry: { code: 'x' }, onClose: () => undefined } as unknown as County;
  shelf = openShelves(() => now)(county);
});

interface Ways {
  readonly render?: () => Promise<string>;
  readonly forMs?: number;
}
const get = async (key = '/', { render, forMs = Infinity }: Ways = {}): Promise<string> => {
  const { body } = await shelf.page(key, {
    ask: async () => {
      asked += 1;
      return edition;
    },
    render: async () => {
      rendered += 1;
      const text = render === undefined ? edition : await render();
      return { page: `<style>${style}</style>${text}`, headers: {} };
    },
    forMs,
  });
  const page = body.toString();
  expect(page).toContain(style);
  return page.slice(page.indexOf('</style>') + 8);
};

describe('a kept page', () => {
  test('is rendered once, for all who come at the same time too', async () => {
    expect(await Promise.all([get(), get(), get()])).toEqual(['first', 'first', 'first']);
    expect(await get()).toBe('first');
    expect([rendered, asked]).toEqual([1, 1]);
    await get('/other');
    expect([rendered, asked]).toEqual([2, 1]);
  });

  test('is no older than a second where nobody tells of a change', async () => {
    await get();
    edition = 'second';
    now += 999;
    expect(await get()).toBe('first');
    now += 1;
    expect(await get()).toBe('second');
  });

  test('is asked about at once where a change was told, and all keys with it', async () => {
    await get();
    await get('/other');
    edition = 'second';
    live.publish([{ key: portalKey, path: '/' }]);
    expect([await get(), await get('/other')]).toEqual(['second', 'second']);
    live.refreshAll();
    await get();
    expect(asked).toBe(3);
  });

  test('is not kept where a change came while it was rendered', async () => {
    let finish: (text: string) => void = () => undefined;
    const slow = get('/', { render: () => new Promise((done) => (finish = done)) });
    await new Promise(setImmediate);
    edition = 'second';
    live.publish([{ key: portalKey, path: '/' }]);
    expect(await get('/other')).toBe('second');
    finish('read before');
    expect(await slow).toBe('read before');
    expect(await get()).toBe('second');
  });

  test('lasts as long as it says', async () => {
    await get('/', { forMs: 500 });
    now += 499;
    await get('/', { forMs: 500 });
    expect(rendered).toBe(1);
    now += 1;
    await get('/', { forMs: 500 });
    expect(rendered).toBe(2);
  });

  test('is sent by nobody who cannot ask whether it still holds', async () => {
    await get();
    now += 1_000;
    const fail = async (): Promise<string> => {
      throw new Error('no database');
    };
    const page = shelf.page('/', { ask: fail, render: async () => ({ page: '', headers: {} }), forMs: Infinity });
    await expect(page).rejects.toThrow('no database');
    expect(await get()).toBe('first');
    expect(rendered).toBe(2);
  });

  test('that could not be rendered is tried again', async () => {
    const fail = (): Promise<string> => Promise.reject(new Error('broken'));
    await expect(get('/', { render: fail })).rejects.toThrow('broken');
    expect(await get()).toBe('first');
  });
});
