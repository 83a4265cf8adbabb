/** The pages for the public as a browser without script meets them, over a small feature of notes that stands for any other. */
import { describe, expect, test } from 'vitest';
import { buildApp } from '#apps/server/app.ts';
import type { Feature } from '#platform/feature.ts';
import { route } from '#platform/http/route.ts';
import { openLog } from '#platform/log/log.ts';
import { portal } from '#platform/portal/page.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { newNote, notes, word, writeNote, written } from '../fakes/notes.ts';
import { useApp } from '../harness/app.ts';
import { hostile } from '../harness/hostile.ts';

const server = useApp({ features: [notes] });
const headers = { host: 'localhost' };
const typed = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };

type Fields = Readonly<Record<string, string>>;
const get = (url: string, more: Fields = {}) => server.current.app.inject({ url, headers: { ...headers, ...more } });
const post = (url: string, fields: Fields | string, more: Fields = {}) =>
  server.current.app.inject({
    method: 'POST',
    url,
    headers: { ...typed, ...more },
    payload: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  });
const keyIn = (page: string): string => /name="key" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';

describe('a page for the public', () => {
  test.each(['/portal', '/portal/', '/portal/notes/new'])('%s runs no script and loads nothing more', async (url) => {
    const { statusCode, body, headers: sent } = await get(url);
    expect(statusCode).toBe(200);
    expect(sent['content-type']).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|javascript:|\son[a-z]+=|<link rel="stylesheet"|@import|url\(/i);
    expect(sent['content-security-policy']).toContain("default-src 'none'");
    expect(sent['content-security-policy']).not.toContain('unsafe');
    expect(sent['content-security-policy']).not.toContain('script-src');
    expect(sent['referrer-policy']).toBe('same-origin');
    expect(sent['x-content-type-options']).toBe('nosniff');
    expect(sent['cache-control']).toBe('no-store');
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
  });

  test('names what can be done, and the numbers to call first', async () => {
    const { body } = await get('/portal');
    expect(body).toContain('href="/portal/notes/new"');
    for (const number of ['110', '119', '120', '122']) expect(body).toContain(`href="tel:${number}"`);
    expect(body).toContain('href="#main"');
  });

  test('that does not exist says so, and leads back', async () => {
    const { statusCode, body, headers: sent } = await get('/portal/nowhere<b>');
    expect(statusCode).toBe(404);
    expect(sent['content-type']).toContain('text/html');
    expect(body).toContain('没有这个页面');
    expect(body).not.toContain('nowhere');
  });

  test('leaves an address of a form alone, which shows nothing by itself', async () => {
    const { statusCode, headers: sent } = await get('/portal/notes/new/twin');
    expect([statusCode, sent.location]).toEqual([303, '/portal/notes/new']);
  });
});

describe('the display', () => {
  test('is changed by a link and kept in a cookie', async () => {
    const { statusCode, headers: sent } = await get('/portal/notes/new?view=en');
    expect([statusCode, sent.location]).toEqual([303, '/portal/notes/new']);
    expect(sent['set-cookie']).toMatch(/^zhibu_view=en; Max-Age=\d+; Path=\/portal; HttpOnly; SameSite=Lax$/);
    const { body } = await get('/portal', { cookie: 'zhibu_view=en.large.contrast' });
    expect(body).toContain('<html lang="en" data-size="large" data-contrast="high">');
    expect(body).toContain('What do you need?');
  });

  test.each(['', 'de', '"><b>', 'zh.en.zh', '__proto__', 'constructor'])(
    'takes no harm from the cookie %j',
    async (value) => {
      const { statusCode, body } = await get('/portal', { cookie: `zhibu_view=${value}` });
      expect(statusCode).toBe(200);
      expect(body).toContain('<html lang="zh-CN">');
    },
  );

  test('changes without losing or sending what was typed', async () => {
    const before = written.length;
    const key = newOpaqueId();
    const { statusCode, body, headers: sent } = await post('/portal/notes/new', { key, text: '写了一半', view: 'en' });
    expect(statusCode).toBe(200);
    expect(sent['set-cookie']).toContain('zhibu_view=en');
    expect(body).toContain('写了一半</textarea>');
    expect(body).toContain('<html lang="en">');
    expect(keyIn(body)).toBe(key);
    expect(written.length).toBe(before);
  });

  test('has a first button in the form, which Enter presses, that changes nothing', async () => {
    const { body } = await get('/portal/notes/new');
    const first = /<button[^>]*form="form"[^>]*>/.exec(body)?.[0] ?? '';
    expect(first).toContain('class="unseen"');
    expect(first).not.toContain('name=');
  });
});

describe('a form', () => {
  test('is carried out once for one key', async () => {
    const before = written.length;
    const key = keyIn((await get('/portal/notes/new')).body);
    const fields = { key, text: '只收一次' };
    const answers = await Promise.all([post('/portal/notes/new', fields), post('/portal/notes/new', fields)]);
    answers.push(await post('/portal/notes/new', fields));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(written.length).toBe(before + 1);
  });

  test('sent again with other words asks once more, under a new key', async () => {
    const key = newOpaqueId();
    await post('/portal/notes/new', { key, text: '第一件事' });
    const before = written.length;
    const { statusCode, body } = await post('/portal/notes/new', { key, text: '第二件事' });
    expect(statusCode).toBe(422);
    expect(body).toContain('上一件已经收到');
    expect(body).toContain('第二件事</textarea>');
    expect(written.length).toBe(before);
    const next = keyIn(body);
    expect(next).not.toBe(key);
    expect((await post('/portal/notes/new', { key: next, text: '第二件事' })).statusCode).toBe(200);
    expect(written.length).toBe(before + 1);
  });

  test('says beside each field what is wrong, and keeps what was typed', async () => {
    const key = newOpaqueId();
    const { statusCode, body } = await post('/portal/notes/new', {
      key,
      text: ` ${hostile.slice(0, 3)} `,
      phone: hostile,
    });
    expect(statusCode).toBe(422);
    expect(body).toContain('aria-describedby="f-text-hint f-text-wrong" aria-invalid="true"');
    expect(body).toContain('错误：至少 4 个字');
    expect(body).toContain('错误：电话只能是数字');
    expect(body).toContain('href="#f-phone"');
    expect(body).toContain('value="&lt;b&gt;Ås&quot;&#x27;ø&lt;/b&gt;"');
    expect(body).not.toContain(hostile);
    expect(keyIn(body)).toBe(key);
  });

  test.each([
    ['field', 422, '错误：电话只能是数字'],
    ['refused', 422, '今天不收'],
    ['busy', 503, '请等 2 秒再试'],
    ['fault', 500, '系统出现故障'],
  ])('refused by the command (%s) says why, with the same key', async (text, status, says) => {
    const key = newOpaqueId();
    const { statusCode, body } = await post('/portal/notes/new', { key, text: text.padEnd(5, ' '), phone: '1' });
    expect([statusCode, keyIn(body)]).toEqual([status, key]);
    expect(body).toContain(says);
    expect(body).not.toContain('broken by');
  });

  test('whose page fails as well is kept, to be sent once more as it is', async () => {
    const key = newOpaqueId();
    const { statusCode, body } = await post('/portal/notes/new/twin', { key, text: 'busy', more: hostile });
    expect(statusCode).toBe(503);
    expect(body).toContain('再试一次');
    const kept = [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(kept).toEqual([
      ['key', key],
      ['text', 'busy'],
      ['more', '&lt;b&gt;Ås&quot;&#x27;ø&lt;/b&gt;'],
    ]);
  });

  test('from another site is refused, and shows nothing of it', async () => {
    const before = written.length;
    const fields = { key: newOpaqueId(), text: '别处填好的' };
    for (const from of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
    ]) {
      const { statusCode, body } = await post('/portal/notes/new', fields, from);
      expect(statusCode).toBe(403);
      expect(body).not.toContain('别处填好的');
    }
    expect(written.length).toBe(before);
    const own = await post('/portal/notes/new', fields, {
      origin: 'http://localhost',
      'sec-fetch-site': 'same-origin',
    });
    expect(own.statusCode).toBe(200);
  });

  test('is taken as nobody’s, whoever has signed in with this browser', async () => {
    const client = await server.current.as('branch_secretary');
    const cookie = `zhibu_session=${client.session?.token}`;
    await post('/portal/notes/new', { key: newOpaqueId(), text: '匿名来信' }, { cookie });
    expect(written.at(-1)).toEqual({ text: '匿名来信', actor: 'public', phone: undefined });
  });

  test.each<[string, string, number]>([
    ['nothing', '', 422],
    ['no key', 'text=abcdef', 400],
    ['a false key', 'key=1&text=abcdef', 400],
    ['NUL', 'text=ab%00cdef', 422],
    ['half characters', 'text=%ED%A0%80', 422],
    ['bytes that are no text', 'text=%FF%FE', 422],
    ['names of the prototype', '__proto__=x&constructor=y&hasOwnProperty=z&toString=1&text=ab', 422],
    ['a thousand fields', Array.from({ length: 1_000 }, (_, at) => `f${at}=1`).join('&'), 422],
    ['far too much text', `text=${'%E5%AD%97'.repeat(20_000)}`, 422],
    ['one field many times', 'text=a&text=abcdefgh', 422],
  ])('with %s is answered by the form', async (_what, payload, status) => {
    const { statusCode, body } = await post('/portal/notes/new', payload);
    expect(statusCode).toBe(status);
    expect(body).toContain('<form id="form"');
    expect(body).not.toContain('\0');
    expect(keyIn(body)).not.toBe('');
  });

  test('larger than any form is refused with a page', async () => {
    const { statusCode, body } = await post('/portal/notes/new', `text=${'a'.repeat(300_000)}`);
    expect(statusCode).toBe(413);
    expect(body).toContain('文件或内容过大');
  });

  test.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain'])('as %s is refused', async (type) => {
    const { statusCode, headers: sent } = await post('/portal/notes/new', '{"text":"abcdef"}', {
      'content-type': type,
    });
    expect(statusCode).toBe(415);
    expect(sent['content-type']).toContain('text/html');
  });

  test('holds lines as they are written here', async () => {
    await post('/portal/notes/new', { key: newOpaqueId(), text: '一行\r\n二行\r三行' });
    expect(written.at(-1)?.text).toBe('一行\n二行\n三行');
  });
});

describe('a question that no address may hold', () => {
  test('is posted, and its answer escapes what others wrote', async () => {
    const { statusCode, body } = await post('/portal/notes/find', { word });
    expect(statusCode).toBe(200);
    expect(body).toContain('&lt;b&gt;Ås');
    expect(body).not.toContain('<b>');
  });

  test('that has no answer says so beside its field', async () => {
    const { statusCode, body } = await post('/portal/notes/find', { word: '不对' });
    expect(statusCode).toBe(422);
    expect(body).toContain('错误：没有这个暗号');
  });

  test('leaves no trace in the log, in an address, or in another page', async () => {
    const lines: string[] = [];
    const log = openLog({ level: 'trace', to: { write: (line) => void lines.push(line) } });
    const { county, entry } = server.current;
    const counties = new Map([[entry.code, county]]);
    const app = await buildApp({ counties, features: [notes], log, version: '0.0.0-test' });
    const send = (payload: string) =>
      app.inject({ method: 'POST', url: '/portal/notes/find', headers: typed, payload });
    const found = await send(`word=${word}`);
    const wrong = await send(`word=${word}x`);
    await app.inject({ method: 'POST', url: '/portal/notes/new', headers: typed, payload: `key=x&text=${word}` });
    await app.inject({
      method: 'POST',
      url: '/portal/notes/new',
      headers: typed,
      payload: `key=${newOpaqueId()}&text=fault`,
    });
    await app.close();
    expect([found.statusCode, wrong.statusCode]).toEqual([200, 422]);
    for (const { body } of [found, wrong]) expect(body).not.toMatch(new RegExp(`(href|action)="[^"]*${word}`));
    const said = lines.join('');
    expect(said).toContain('/portal/notes/find');
    expect(said).toContain('request failed');
    expect(said).not.toContain(word);
  });
});

test('a form whose endpoint demands to sign in stops the start', async () => {
  const closed = { ...writeNote, access: 'signed-in' } as const;
  const feature: Feature = {
    name: 'closed',
    routes: [route.command(closed, async () => ({ number: 1 }))],
    portal: {
      pages: [
        portal.form({
          path: '/closed',
          endpoint: closed,
          input: () => ({ body: { text: '', phone: '' } }),
          done: async () => ({ title: '', body: null }),
          again: newNote,
        }),
      ],
    },
  };
  const { county, entry } = server.current;
  const log = openLog({ level: 'silent' });
  const made = buildApp({ counties: new Map([[entry.code, county]]), features: [feature], log, version: 'x' });
  await expect(made).rejects.toThrow('nobody may call notes.write');
});
