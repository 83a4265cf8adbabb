/** The pages by which a resident without script orders what is offered, makes a wish, and says whether it has come true. */
import { beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { claimWish, listWish, oneWish, wishDone, wishList } from '../contract.ts';
import { addHelper, stateHelperHours } from '../helping/contract.ts';
import { createOffer } from '../offers/contract.ts';

const server = useApp();
let village: Node;
let clerk: Client;
let offerId: string;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, `浦口村${hostile}`));
  clerk = await as('department_handler', { at: village });
  const offer = { category: 'health', title: `上门量血压${hostile}`, details: '七十岁以上老人' } as const;
  offerId = (await clerk.call(createOffer, { body: offer })).id;
});

type Fields = Readonly<Record<string, string>>;
const get = (url: string, more: Fields = {}) =>
  server.current.app.inject({ url, headers: { host: 'localhost', ...more } });
const post = (url: string, fields: Fields, more: Fields = {}) =>
  server.current.app.inject({
    method: 'POST',
    url,
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded', ...more },
    payload: new URLSearchParams(fields).toString(),
  });
const codeIn = (page: string): string => /<p class="code">([^<]+)<\/p>/.exec(page)?.[1] ?? '';
const headingOf = (page: string): string => /<h1>([^<]+)<\/h1>/.exec(page)?.[1] ?? '';
const fields = (more: Fields = {}): Fields => ({
  key: newOpaqueId(),
  category: 'repair',
  areaId: village.id,
  text: `${hostile} 院门坏了关不上`,
  name: '林某某',
  phone: '138 0000 1234',
  ...more,
});
const send = async (more: Fields = {}): Promise<{ code: string; id: string }> => {
  const code = codeIn((await post('/portal/wishes/new', fields(more))).body);
  const { items } = await clerk.call(wishList, { query: { show: 'all', limit: 100 } });
  return {
    code,
    id: items
      .map(({ id }) => id)
      .toSorted()
      .at(-1)!,
  };
};
const follow = (code: string) => post('/portal/wishes/follow', { key: newOpaqueId(), code });
const step = async (id: string, endpoint: typeof listWish | typeof claimWish | typeof wishDone, words: string) => {
  const { version } = await clerk.call(oneWish, { params: { id } });
  await clerk.call(endpoint, { params: { id }, body: { version, words } });
};

describe('the pages of wishes', () => {
  test.each(['/portal/wishes', '/portal/wishes/new', '/portal/wishes/follow'])(
    '%s are small, run no script, and are complete in English',
    async (url) => {
      const { statusCode, body, headers } = await get(url);
      expect(statusCode).toBe(200);
      expect(body).not.toMatch(/<script|javascript:|<b>/i);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(Buffer.byteLength(body)).toBeLessThan(60_000);
      const { body: english } = await get(url, { cookie: 'zhibu_view=en' });
      const own = english
        .replaceAll(/<style>.*?<\/style>|<optgroup.*?<\/optgroup>|<ul class="(?:cards|way)">.*?<\/ul>|中文/gs, '')
        .match(/\p{Script=Han}+/gu);
      expect(own?.filter((word) => word !== server.current.entry.name) ?? []).toEqual([]);
    },
  );

  test('show an offer, and lead from it to a wish with that offer chosen', async () => {
    expect((await get('/portal/wishes')).body).toContain('上门量血压');
    const { statusCode, body } = await post('/portal/wishes/order', { key: newOpaqueId(), offerId });
    expect(statusCode).toBe(200);
    expect(body).toContain(`<option value="${offerId}" selected="">`);
    expect(body).toContain('checked="" value="health"');
    expect(body).not.toContain('class="summary"');
  });

  test('say what is missing beside each field, and keep what was typed', async () => {
    const { statusCode, body } = await post('/portal/wishes/new', { key: newOpaqueId(), name: '林某某' });
    expect(statusCode).toBe(422);
    expect([...body.matchAll(/<a href="#f-(\w+)">/g)].map(([, name]) => name)).toEqual([
      'category',
      'areaId',
      'text',
      'phone',
    ]);
    expect(body).toContain('value="林某某"');
  });

  test('twice with the same key send once', async () => {
    const same = fields();
    const answers = [await post('/portal/wishes/new', same), await post('/portal/wishes/new', same)];
    expect(new Set(answers.map(({ body }) => codeIn(body))).size).toBe(1);
    expect(answers[0]?.body).not.toContain('138 0000 1234');
  });
});

describe('the holder of the code', () => {
  test('says that it is not done, then that it is, and whose hours are right', async () => {
    const { code, id } = await send({ offerId });
    const first = (await follow(code.toLowerCase())).body;
    expect(headingOf(first)).toBe('已收到');
    expect(first).toContain('院门坏了关不上');
    expect(first).not.toMatch(/林某某|138/);
    expect(first).not.toMatch(new RegExp(`(href|action)="[^"]*${code.slice(0, 4)}`));
    await step(id, claimWish, '周六上午去修');
    const helper = await clerk.call(addHelper, { params: { id }, body: { name: '王大锤' } });
    await clerk.call(stateHelperHours, { params: { id, helperId: helper.id }, body: { version: 1, hours: 2.5 } });
    await step(id, wishDone, '门轴已换新');

    const form = { key: newOpaqueId(), code };
    const short = await post('/portal/wishes/follow/not-yet', { ...form, words: '不' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('id="f-words-wrong"');
    expect(headingOf((await post('/portal/wishes/follow/not-yet', { ...form, words: '还是关不上' })).body)).toBe(
      '已认领',
    );
    await step(id, wishDone, '重新装了一次');
    const asked = (await follow(code)).body;
    expect(asked).toContain(`name="hours-${helper.id}"`);
    expect(asked).toContain('王*锤：2.5 小时');
    const done = await post('/portal/wishes/follow/confirm', {
      key: newOpaqueId(),
      code,
      [`hours-${helper.id}`]: 'yes',
      'hours-nonsense': 'yes',
    });
    expect(done.statusCode).toBe(422);
    const confirmed = await post('/portal/wishes/follow/confirm', {
      key: newOpaqueId(),
      code,
      [`hours-${helper.id}`]: 'yes',
    });
    expect(headingOf(confirmed.body)).toBe('本人已确认');
    expect((await clerk.call(oneWish, { params: { id } })).helpers).toMatchObject([{ state: 'confirmed', hours: 2.5 }]);
    // The form of a page that was open before: told, not done twice.
    const late = await post('/portal/wishes/follow/withdraw', { key: newOpaqueId(), code });
    expect(late.body).toContain('role="alert"');
    expect(headingOf(late.body)).toBe('本人已确认');
  });

  test('withdraws it', async () => {
    const { code } = await send();
    expect(headingOf((await post('/portal/wishes/follow/withdraw', { key: newOpaqueId(), code })).body)).toBe('已撤回');
  });

  test('of no code is told so', async () => {
    for (const code of ['AAAA-BBBB-CCCC', '', '<b>']) expect((await follow(code)).body).toContain('id="f-code-wrong"');
  });

  test('finds nothing of a person in the public list', async () => {
    const { id } = await send({ text: '独居老人老林家的院门' });
    await step(id, listWish, '一位老人的院门要修');
    const { body } = await get('/portal/wishes');
    expect(body).toContain('一位老人的院门要修');
    expect(body).not.toMatch(/林某某|老林|138/);
  });
});
