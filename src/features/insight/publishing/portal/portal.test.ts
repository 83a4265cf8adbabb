/** What the public reads: pages, feeds, the map; kept pages that follow each change. */
import { createHash } from 'node:crypto';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { saveContact } from '../contacts/contract.ts';
import { oneArticle, withdrawArticle } from '../contract.ts';
import { bodyFrom, plantArticle } from '../factory.ts';
import { saveFoot } from '../foot/contract.ts';

let now = new Date('2026-11-26T04:00:00Z');
const server = useApp({ now: () => now });
let officer: Client;
let article: string;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  server.current.work();
  officer = await as('county_officer');
  ({ id: article } = await write((tx) =>
    plantArticle(tx, {
      unit: tree.townshipA,
      title: `${hostile} & ]]> 村务公开`,
      body: bodyFrom(['# 账目', `${hostile} ]]> &amp; 浦口村`]),
      from: '2026-11-25T04:00:00Z',
    }),
  ));
});

const get = (url: string, more: Readonly<Record<string, string>> = {}) =>
  server.current.app.inject({ url, headers: { host: 'county.example', ...more } });
const page = (path: string) => get(`/portal${path}`);
const plant = (more: Partial<Parameters<typeof plantArticle>[1]> = {}) =>
  server.current.write((tx) =>
    plantArticle(tx, { unit: server.current.tree.townshipA, from: '2026-11-26T03:00:00Z', ...more }),
  );
const withdraw = async (id: string): Promise<void> => {
  const { version } = await officer.call(oneArticle, { params: { id } });
  await officer.call(withdrawArticle, { params: { id }, body: { version, reason: '有误' } });
};
/** How long until it holds, in ms; fails after two seconds. */
const until = async (holds: () => Promise<boolean>): Promise<number> => {
  const begun = performance.now();
  while (performance.now() - begun < 2_000) {
    if (await holds()) return performance.now() - begun;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('not within two seconds');
};

describe('pages', () => {
  test.each(['', '/columns', '/columns/news', '/search', '/organisations', '/sitemap', '/accessibility', '/privacy'])(
    'the portal has %s, small and without script',
    async (path) => {
      const { statusCode, body, headers } = await page(path);
      expect(statusCode).toBe(200);
      expect(Buffer.byteLength(body)).toBeLessThan(60_000);
      expect(body).not.toMatch(/<script|javascript:|<b>/i);
      expect(headers['content-security-policy']).not.toContain('script-src');
      expect(body).toContain('网站地图');
    },
  );

  test('an article is escaped, and its only script is named by the policy', async () => {
    const { body, headers } = await page(`/articles/${article}`);
    expect(body).not.toContain('<b>');
    expect(body).toContain('&lt;b&gt;Ås&quot;&#39;ø&lt;/b&gt; ]]&gt; &amp;amp; 浦口村');
    const scripts = [...body.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? '');
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256').update(scripts[0]!).digest('base64');
    expect(headers['content-security-policy']).toContain(`script-src 'sha256-${hash}'`);
    expect(body).toContain('<h2>账目</h2>');
  });

  test.each(['/articles/x', '/articles/0194a1b2-0000-7000-8000-0000000000aa', '/columns/none', '/organisations/x'])(
    '%s is a page that is not there',
    async (path) => {
      const { statusCode, body } = await page(path);
      expect(statusCode).toBe(404);
      expect(body).toContain('没有这个页面');
    },
  );

  test('a switch of the display leads back to the same page of a list', async () => {
    const { body } = await page('/columns/news');
    expect(body).toContain('href="/portal/columns/news?view=large"');
    const found = await page('/search?q=%E6%B5%A6%E5%8F%A3');
    expect(found.body).toContain('共找到 1 篇');
    expect(found.body).toContain('href="/portal/search?q=%E6%B5%A6%E5%8F%A3&amp;view=large"');
    const led = await page('/search?q=a&view=large');
    expect([led.statusCode, led.headers.location]).toEqual([303, '/portal/search?q=a']);
    const large = await get('/portal/columns/news', { cookie: 'zhibu_view=zh.large' });
    expect(large.body).toContain('data-size="large"');
    expect((await page('/columns/news')).body).not.toContain('data-size="large"');
  });

  test('organisations tell how they are reached, once that was entered', async () => {
    const { tree } = server.current;
    const params = { id: tree.townshipA.id };
    const body = { version: 0, phone: '0577-6700 0000 转 2', address: `${hostile} 人民路`, hours: '' };
    await officer.call(saveContact, { params, body });
    await until(async () => (await page('/organisations')).body.includes('tel:057767000000'));
    await officer.call(saveContact, { params: { id: tree.branchA1.id }, body: { ...body, phone: '12345' } });
    const below = await page(`/organisations/${tree.townshipA.id}`);
    expect(below.body).toContain('tel:12345');
    expect(await officer.outcome(saveContact, { params, body })).toBe('stale');
    const other = await server.current.as('township_worker', { at: tree.townshipB });
    expect(await other.outcome(saveContact, { params, body: { ...body, version: 1 } })).toBe('not_found');
  });
});

describe('kept pages', () => {
  test('forget an article within two seconds of its withdrawal, everywhere', async () => {
    const { id } = await plant({ title: '即将撤下', headline: true });
    const places = ['', '/columns', '/columns/news-county', `/articles/${id}`, '/search?q=%E6%92%A4%E4%B8%8B'];
    const feeds = ['/feeds/all.rss', '/feeds/news.atom', '/feeds/news-county.json', '/sitemap.xml'];
    const shows = async (path: string) => (await page(path)).body.includes(path.endsWith('.xml') ? id : '即将撤下');
    await until(async () => shows(''));
    // Asked twice: the second time from the shelf.
    for (const path of [...places.slice(0, 1), ...places.slice(2), ...places.slice(2), ...feeds])
      expect([path, await shows(path)]).toEqual([path, true]);
    await withdraw(id);
    await until(async () => {
      const shown = await Promise.all([...places, ...feeds].map(shows));
      return !shown.some(Boolean);
    });
    expect((await page(`/articles/${id}`)).statusCode).toBe(404);
  });

  test('follow the clock', async () => {
    const { id } = await plant({ title: '定时公告', from: '2026-11-26T04:10:00Z', until: '2026-11-26T04:20:00Z' });
    const shows = async () => (await page('')).body.includes('定时公告');
    const opens = async () => (await page(`/articles/${id}`)).statusCode === 200;
    expect([await shows(), await opens()]).toEqual([false, false]);
    now = new Date('2026-11-26T04:10:00Z');
    await until(async () => (await shows()) && opens());
    now = new Date('2026-11-26T04:20:00Z');
    await until(async () => !(await shows()) && !(await opens()));
  });

  test('follow the foot', async () => {
    const empty = { sponsor: '', police: '', siteCode: '', phone: '' };
    await page('/privacy');
    await officer.call(saveFoot, { body: { version: 1, icp: `浙ICP备${hostile}号`, ...empty } });
    await until(async () => (await page('/privacy')).body.includes('浙ICP备&lt;b&gt;'));
  });
});

describe('programs', () => {
  const parse = (xml: string) => {
    expect(XMLValidator.validate(xml)).toBe(true);
    return new XMLParser({ ignoreAttributes: false, cdataPropName: '#cdata' }).parse(xml) as Record<string, never>;
  };

  test.each(['rss', 'atom', 'json'])('read a feed as %s', async (kind) => {
    const { body, headers, statusCode } = await page(`/feeds/all.${kind}`);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain(kind === 'json' ? 'application/feed+json' : `application/${kind}+xml`);
    expect(body).toContain(`http://county.example/portal/articles/${article}`);
    if (kind === 'json') {
      const { items } = JSON.parse(body) as { items: { id: string; title: string; content_html: string }[] };
      const found = items.find(({ id }) => id === `urn:uuid:${article}`);
      expect(found?.title).toBe(`${hostile} & ]]> 村务公开`);
      expect(found?.content_html).not.toContain('<b>');
    } else {
      const parsed = JSON.stringify(parse(body));
      expect(parsed).toContain('村务公开');
    }
  });

  test('are told of no feed that is not there', async () => {
    for (const file of ['none.rss', 'all.xml', 'all', 'all.rss.json', 'constructor.rss', 'all.toString'])
      expect((await page(`/feeds/${file}`)).statusCode).toBe(404);
  });

  test('find every page by the map', async () => {
    const { body } = await page('/sitemap.xml');
    parse(body);
    const places = [...body.matchAll(/<loc>http:\/\/county\.example([^<]*)<\/loc>/g)].map(([, path]) => path!);
    expect(places).toContain(`/portal/articles/${article}`);
    for (const place of places) expect([place, (await get(place)).statusCode]).toEqual([place, 200]);
    expect((await get('/robots.txt')).body).toContain('Sitemap: http://county.example/portal/sitemap.xml');
  });
});
