/** The pages by which a resident without script sends a request, follows it by its code, and answers the answer. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { answerRequest, oneRequest, refuseRequest, requestList, takeRequest } from '../contract.ts';
import { shortId } from './choices.ts';

const server = useApp();
let village: Node;
let worker: Client;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, `浦口村${hostile}`));
  worker = await as('township_worker', { at: tree.townshipA });
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

const keysIn = (page: string): string[] => [...page.matchAll(/name="key" value="([0-9a-f-]{36})"/g)].map((m) => m[1]!);
const codeIn = (page: string): string => /<p class="code">([^<]+)<\/p>/.exec(page)?.[1] ?? '';
/** The key of the form that is posted to an address. */
const keyOf = (page: string, action: string): string =>
  new RegExp(`action="${action}".*?name="key" value="([0-9a-f-]{36})"`).exec(page)?.[1] ?? '';

const written = `${hostile} 村口路灯坏了三盏`;
const fields = (more: Fields = {}): Fields => ({
  key: newOpaqueId(),
  kind: 'help',
  category: 'roads',
  areaId: shortId(village.id),
  text: written,
  name: '林某某',
  phone: '138 0000 1234',
  // What is known of the like has been read.
  sure: 'yes',
  ...more,
});
const send = async (more: Fields = {}): Promise<string> =>
  codeIn((await post('/portal/requests/new', fields(more))).body);
const follow = (code: string) => post('/portal/requests/follow', { key: newOpaqueId(), code });

const latest = async (): Promise<string> => {
  const { items } = await worker.call(requestList, { query: { show: 'all', limit: 100 } });
  const ids = items.map(({ id }) => id).toSorted();
  return ids.at(-1)!;
};
const act = async (id: string, step: 'take' | 'answer' | 'refuse'): Promise<void> => {
  const { version } = await worker.call(oneRequest, { params: { id } });
  const params = { id };
  if (step === 'take') await worker.call(takeRequest, { params, body: { version } });
  else if (step === 'answer')
    await worker.call(answerRequest, { params, body: { version, text: `已更换三盏路灯 ${hostile}` } });
  else await worker.call(refuseRequest, { params, body: { version, reason: '已在法院起诉', way: '请等法院判决' } });
};
const answered = async (): Promise<{ code: string; id: string }> => {
  const code = await send();
  const id = await latest();
  await act(id, 'take');
  await act(id, 'answer');
  return { code, id };
};

describe('the pages of requests', () => {
  test.each(
    ['', '/requests/new', '/requests/follow', '/requests/answers', '/requests/duties'].map((at) => `/portal${at}`),
  )('%s are small and run no script', async (url) => {
    const { statusCode, body, headers } = await get(url);
    expect(statusCode).toBe(200);
    expect(body).not.toMatch(/<script|javascript:|<b>/i);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
  });

  test('the first load stays small in a county of four hundred villages', async () => {
    const { write, tree } = server.current;
    await write(async (tx) => {
      for (let at = 0; at < 400; at += 1) await plantNode(tx, 'village', tree.townshipB, `第${at}经济合作行政村`);
    });
    const { body } = await get('/portal/requests/new');
    expect(body).toContain('第399经济合作行政村');
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
  });

  test('lead to one another, and name other ways', async () => {
    const { body } = await get('/portal');
    for (const way of ['/portal/requests/new', '/portal/requests/follow', 'tel:12345', 'tel:12388'])
      expect(body).toContain(`href="${way}"`);
  });

  test('fold in the head what is looked for less often, and open it on its own page', async () => {
    const foldOf = async (url: string) =>
      /<details( open="")?><summary>更多<\/summary>(.*?)<\/details>/.exec((await get(url)).body);
    const folded = await foldOf('/portal');
    expect([folded?.[1], folded?.[2]?.includes('href="/portal/requests/duties"')]).toEqual([undefined, true]);
    expect(folded?.[2]).not.toContain('href="/portal/requests/new"');
    expect((await foldOf('/portal/requests/duties'))?.[1]).toBe(' open=""');
  });

  test('are complete in English', async () => {
    for (const url of ['/portal', '/portal/requests/new', '/portal/requests/follow']) {
      const { body } = await get(url, { cookie: 'zhibu_view=en' });
      const own = body.replaceAll(/<style>.*?<\/style>|<optgroup.*?<\/optgroup>|中文/gs, '');
      expect(own.match(/\p{Script=Han}+/gu)?.filter((word) => word !== server.current.entry.name) ?? []).toEqual([]);
    }
  });
});

describe('sending', () => {
  test('gives a code, the unit, and the day with its reason', async () => {
    const { statusCode, body } = await post('/portal/requests/new', fields());
    expect(statusCode).toBe(200);
    expect(codeIn(body)).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/);
    expect(body).toContain('第二十条');
    expect(body).toContain('为什么由它办');
    // Neither what was typed nor a way to type it again by mistake.
    expect(body).not.toContain('138 0000 1234');
    expect(body).not.toContain('action="/portal/requests/new"');
  });

  test('twice with the same key sends once, and shows the same code', async () => {
    const before = (await worker.call(requestList, { query: { show: 'all' } })).total;
    const same = fields();
    const answers = await Promise.all([post('/portal/requests/new', same), post('/portal/requests/new', same)]);
    answers.push(await post('/portal/requests/new', same));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => codeIn(body))).size).toBe(1);
    expect((await worker.call(requestList, { query: { show: 'all' } })).total).toBe(before + 1);
  });

  test('with nothing filled in says what is missing, beside each field', async () => {
    const { statusCode, body } = await post('/portal/requests/new', { key: newOpaqueId() });
    expect(statusCode).toBe(422);
    for (const name of ['kind', 'areaId', 'category', 'text']) expect(body).toContain(`id="f-${name}-wrong"`);
    for (const name of ['name', 'phone']) expect(body).not.toContain(`id="f-${name}-wrong"`);
    expect(body).toContain('<title>需要改正：提一件诉求');
    const order = [...body.matchAll(/<a href="#f-(\w+)">/g)].map(([, name]) => name);
    expect(order).toEqual(['kind', 'areaId', 'category', 'text']);
    expect(body).toContain('您要提的是：必填');
  });

  test.each<[string, Fields, string, string]>([
    ['a wrong phone', { phone: '打我电话' }, 'phone', '电话只能有数字'],
    ['blanks for words', { text: ' \u200B\u3000\u2060 \u115F' }, 'text', '错误：'],
    ['a text without end', { text: '长'.repeat(2_001) }, 'text', '最多 2,?000 个字'],
    ['a village that is none', { areaId: '0190a5e2-7b1c-7000-8000-000000000000' }, 'areaId', '请选择所在的村或社区'],
    ['a township for a village', {}, 'areaId', '请选择所在的村或社区'],
    ['a kind that is none', { kind: hostile }, 'kind', '错误：'],
    ['NUL in the text', { text: 'abcd\0efgh' }, 'text', '含有无法保存的字符'],
  ])('with %s keeps what was typed and says so', async (what, more, name, says) => {
    const wrong = what.startsWith('a township') ? { areaId: server.current.tree.townshipA.id } : more;
    const sent = fields({ ...wrong });
    const { statusCode, body } = await post('/portal/requests/new', sent);
    expect(statusCode).toBe(422);
    const beside = new RegExp(`id="f-${name}-wrong">([^<]*)<`).exec(body)?.[1] ?? '';
    expect(beside).toMatch(new RegExp(says));
    expect(keysIn(body)).toEqual([sent['key']]);
    expect(body).toContain('value="林某某"');
    expect(body).not.toContain(hostile);
    if (name !== 'text') expect(body).toContain('村口路灯坏了三盏</textarea>');
    if (name !== 'areaId') expect(body).toContain(`<option value="${shortId(village.id)}" selected="">`);
  });

  test('against a person is led to 12388, and nothing of it is kept', async () => {
    const before = (await worker.call(requestList, { query: { show: 'all' } })).total;
    const { statusCode, body } = await post('/portal/requests/new', fields({ kind: 'accuse' }));
    expect(statusCode).toBe(422);
    expect(/id="f-kind-wrong">([^<]*)</.exec(body)?.[1]).toContain('12388');
    expect(body).toContain('checked="" value="accuse"');
    expect((await worker.call(requestList, { query: { show: 'all' } })).total).toBe(before);
  });
});

describe('following', () => {
  test('shows who has it, until when and why, however the code is typed', async () => {
    const code = await send();
    for (const typed of [code, code.toLowerCase().replaceAll('-', ' '), ` ${code.replaceAll('-', '')} `]) {
      const { statusCode, body } = await follow(typed);
      expect(statusCode).toBe(200);
      expect(body).toContain('<h1>已收到</h1>');
      expect(body).toContain('村口路灯坏了三盏');
      expect(body).toContain('第二十条');
      expect(body).not.toContain('林某某');
      // A key may hold any three digits.
      expect(body.replaceAll(/[\da-f-]{36}/g, '')).not.toContain('138');
      expect(body).not.toContain(hostile);
      expect(body).not.toMatch(new RegExp(`(href|action)="[^"]*${code.slice(0, 4)}`));
    }
  });

  test.each(['AAAA-BBBB-CCCC', '不是码', '', '<b>', "' or 1=1 --", 'x'.repeat(500)])(
    '%j is told to be none',
    async (code) => {
      const { statusCode, body } = await follow(code);
      expect(statusCode).toBe(422);
      expect(body).toContain('id="f-code-wrong"');
      expect(body).not.toContain('<b>');
    },
  );

  test('by an address is not offered', async () => {
    const code = await send();
    const { body } = await get(`/portal/requests/follow?code=${code}`);
    expect(body).not.toContain('村口');
    expect((await get('/portal/requests/follow/accept')).headers.location).toBe('/portal/requests/follow');
  });

  test('in another language and size asks again by itself', async () => {
    const code = await send();
    const { body } = await post('/portal/requests/follow', { key: newOpaqueId(), code, view: 'en' });
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('<h1>Received</h1>');
    const large = await post('/portal/requests/follow', { code, view: 'large' }, { cookie: 'zhibu_view=en' });
    expect(large.body).toContain('<html lang="en" data-size="large">');
  });

  test('shows a refusal with its reason and the way', async () => {
    const code = await send();
    await act(await latest(), 'refuse');
    const { body } = await follow(code);
    expect(body).toContain('已在法院起诉');
    expect(body).toContain('请等法院判决');
    expect(body).not.toContain('/portal/requests/follow/accept');
  });
});

describe('an answer', () => {
  test('is read, and accepted once', async () => {
    const { code, id } = await answered();
    const { body } = await follow(code);
    expect(body).toContain('已更换三盏路灯');
    const [accept, reopen] = ['accept', 'reopen'].map((one) => keyOf(body, `/portal/requests/follow/${one}`));
    // Accept, reopen, rate, photos, refresh, talk: each form is an intent of its own.
    expect(new Set(keysIn(body)).size).toBe(6);
    expect(accept).not.toBe(reopen);
    const twice = await Promise.all(
      [0, 1].map(() => post('/portal/requests/follow/accept', { key: accept ?? '', code })),
    );
    for (const { statusCode, body: page } of twice) {
      expect(statusCode).toBe(200);
      expect(page).toContain('<h1>已办结</h1>');
      expect(page).not.toContain('/portal/requests/follow/reopen');
    }
    const { entries } = await worker.call(oneRequest, { params: { id } });
    expect(entries.filter(({ kind }) => kind === 'accepted').length).toBe(1);
  });

  test('is sent back once, with a reason', async () => {
    const { code, id } = await answered();
    const empty = await post('/portal/requests/follow/reopen', { key: newOpaqueId(), code, reason: ' ' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('id="f-reason-wrong"');
    expect(empty.body).toContain('<details open="">');
    expect(empty.body).toContain('已更换三盏路灯');
    const reason = `还有一盏不亮 ${hostile}`;
    const { statusCode, body } = await post('/portal/requests/follow/reopen', { key: newOpaqueId(), code, reason });
    expect(statusCode).toBe(200);
    expect(body).toContain('<h1>重新办理</h1>');
    expect(body).toContain('还有一盏不亮');
    expect(body).not.toContain(hostile);
    await act(id, 'take');
    await act(id, 'answer');
    const again = await follow(code);
    expect(again.body).toContain('/portal/requests/follow/accept');
    expect(again.body).not.toContain('/portal/requests/follow/reopen');
    const late = await post('/portal/requests/follow/reopen', { key: newOpaqueId(), code, reason: '还是不行啊' });
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('<h1>已答复</h1>');
    expect(late.body).toContain('这件诉求已有新的进展');
  });

  test('accepted by a page that is out of date says how it stands', async () => {
    const { code } = await answered();
    await post('/portal/requests/follow/reopen', { key: newOpaqueId(), code, reason: '还有一盏不亮' });
    const { statusCode, body } = await post('/portal/requests/follow/accept', { key: newOpaqueId(), code });
    expect(statusCode).toBe(409);
    expect(body).toContain('<h1>重新办理</h1>');
    expect(body).toContain('这件诉求已有新的进展');
  });
});

describe('the live thread', () => {
  const talk = (code: string) => post('/portal/requests/follow/talk', { key: newOpaqueId(), code });
  const sayPath = '/portal/requests/follow/talk/say';

  test('works by buttons, once for each press, and shows what was refused with its words', async () => {
    const code = await send();
    const page = await talk(code);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('还没有消息');
    const said = { key: keyOf(page.body, sayPath), code, text: `在吗 ${hostile}` };
    const twice = await Promise.all([post(sayPath, said), post(sayPath, said)]);
    for (const { statusCode, body } of twice) {
      expect(statusCode).toBe(200);
      expect(body.match(/data-seq=/g)).toHaveLength(1);
      expect(body).not.toContain(hostile);
      expect(body).toContain('下一个就是您');
    }
    const empty = await post(sayPath, { key: newOpaqueId(), code, text: '  ' });
    expect(empty.statusCode).toBe(422);
    expect(empty.body).toContain('id="f-text-wrong"');
    const long = await post(sayPath, { key: newOpaqueId(), code, text: '长'.repeat(1_001) });
    expect([long.statusCode, long.body.includes('长'.repeat(1_001))]).toEqual([422, true]);
    const wrong = await talk('ABCD-EFGH-JKMN');
    expect(wrong.statusCode).toBe(404);
  });

  test('has one script, which its policy names by its hash, and no other page has any', async () => {
    const code = await send();
    const { body, headers } = await talk(code);
    const scripts = [...body.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256').update(scripts[0]!).digest('base64');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`script-src 'sha256-${hash}';`);
    expect(policy).toContain("default-src 'none'");
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
    const { body: followed, headers: plain } = await follow(code);
    expect(followed).not.toContain('<script');
    expect(String(plain['content-security-policy'])).not.toContain('script-src');
  });

  test('is read and not written once the request is closed', async () => {
    const { code } = await answered();
    await post(sayPath, { key: newOpaqueId(), code, text: '谢谢' });
    await post('/portal/requests/follow/accept', { key: newOpaqueId(), code });
    const { body } = await talk(code);
    expect(body).toContain('谢谢');
    expect(body).not.toContain(sayPath);
    const late = await post(sayPath, { key: newOpaqueId(), code, text: '还有' });
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('这件事已经办结');
  });
});
