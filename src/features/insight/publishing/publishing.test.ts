/** An article from its draft to the public and back, by three people. */
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as contract from './contract.ts';
import { publicArticle, publicColumn, publicFront, publicSearch } from './reading/contract.ts';
import { reviewItems } from './rules.ts';

const start = new Date('2026-11-26T04:00:00Z');
let now = start;
const server = useApp({ now: () => now });
afterEach(() => {
  now = start;
});

let writer: Client;
let reviewer: Client;
let publisher: Client;
let columns: Map<string, string>;
beforeAll(async () => {
  const { as, tree } = server.current;
  writer = await as('publisher', { at: tree.townshipA });
  reviewer = await as('reviewer', { at: tree.townshipA });
  publisher = await as('township_worker', { at: tree.townshipA });
  const { items } = await writer.call(contract.publishingColumns, {});
  columns = new Map(items.map(({ slug, id }) => [slug, id]));
});

const doc = (...lines: string[]) => ({
  type: 'doc' as const,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});
const text = (more: object = {}) => ({
  columnId: columns.get('news-county')!,
  title: `${hostile} 村务公开`,
  summary: '',
  source: '',
  body: doc(`${hostile} 浦口村公布了集体账目`),
  ...more,
});
const clear = reviewItems.map((item) => ({ item, clear: true }));

const create = async (more: object = {}, who = writer) =>
  (await who.call(contract.createArticle, { body: text(more) })).id;
const one = (id: string, who = publisher) => who.call(contract.oneArticle, { params: { id } });
type Act = 'submit' | 'approve' | 'return' | 'publish' | 'schedule' | 'withdraw' | 'save';
/** The message of the refusal, or 'ok'. */
const act = async (who: Client, id: string, what: Act, more: object = {}): Promise<string> => {
  const { version } = await one(id);
  const endpoints = {
    submit: contract.submitArticle,
    approve: contract.reviewArticle,
    return: contract.reviewArticle,
    publish: contract.publishArticle,
    schedule: contract.scheduleArticle,
    withdraw: contract.withdrawArticle,
    save: contract.saveArticle,
  } as const;
  const extra =
    what === 'approve' || what === 'return'
      ? { decision: what, checks: clear }
      : what === 'save'
        ? text()
        : what === 'withdraw'
          ? { reason: `${hostile} 数字有误` }
          : {};
  const reply = await who.raw(endpoints[what], { params: { id }, body: { version, ...extra, ...more } });
  const { error } = (reply.body ?? {}) as {
    error?: { code: string; message?: string; problems?: { message: string }[] };
  };
  return error === undefined ? 'ok' : (error.problems?.[0]?.message ?? error.message ?? error.code);
};
const publishNew = async (more: object = {}, span: object = {}): Promise<string> => {
  const id = await create(more);
  expect(await act(writer, id, 'submit')).toBe('ok');
  expect(await act(reviewer, id, 'approve')).toBe('ok');
  expect(await act(publisher, id, 'publish', span)).toBe('ok');
  return id;
};
const isPublic = async (id: string) =>
  (await server.current.nobody.outcome(publicArticle, { params: { id } })) === 'ok';
const rowsOf = async (sql: string, values: readonly unknown[] = []) => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  try {
    await client.query(`set search_path = ${server.current.entry.schema}`);
    return (await client.query(sql, [...values])).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};
const page = (url: string) => server.current.app.inject({ url: `/portal${url}`, headers: { host: 'localhost' } });

describe('an article', () => {
  test('is written, reviewed and signed by three people, read by all, and withdrawn', async () => {
    const { nobody } = server.current;
    const id = await create();
    expect(await one(id, writer)).toMatchObject({
      state: 'draft',
      publicationState: 'none',
      can: { save: true, submit: true, review: false, publish: false, withdraw: false },
    });
    expect(await act(writer, id, 'submit')).toBe('ok');
    expect(await act(reviewer, id, 'approve')).toBe('ok');
    expect(await isPublic(id)).toBe(false);
    expect(await one(id, publisher)).toMatchObject({ state: 'approved', can: { publish: true }, otherPerson: false });
    expect(await act(publisher, id, 'publish')).toBe('ok');

    const read = await nobody.call(publicArticle, { params: { id } });
    expect(read).toMatchObject({
      title: `${hostile} 村务公开`,
      excerpt: `${hostile} 浦口村公布了集体账目`,
      from: '2026-11-26T04:00:00Z',
    });
    const html = (await page(`/articles/${id}`)).body;
    expect(html).toContain('浦口村公布了集体账目');
    expect(html).not.toContain('<b>');

    expect(await act(publisher, id, 'withdraw')).toBe('ok');
    expect(await isPublic(id)).toBe(false);
    const { state, steps } = await one(id);
    expect(state).toBe('withdrawn');
    expect(steps.map(({ kind }) => kind)).toEqual(['propose', 'approve', 'publish', 'withdraw']);
    expect(steps.at(-1)?.note).toBe(`${hostile} 数字有误`);
    expect(steps[1]?.checks).toHaveLength(reviewItems.length);
    const events = await rowsOf('select action from audit_event where entity_id = $1 order by id', [id]);
    expect(events.map(({ action }) => action)).toEqual([
      'publishing.create',
      'publishing.submit',
      'publishing.approve',
      'publishing.publish',
      'publishing.withdraw',
    ]);
  });

  test('is reviewed and signed by nobody who has had a hand in it', async () => {
    const { as, tree } = server.current;
    const member = await server.current.member();
    const both = await as('publisher', { at: tree.townshipA, person: member });
    const id = await create({}, both);
    // Somebody else changes it and submits it: both have written it.
    expect(await act(writer, id, 'save')).toBe('ok');
    expect(await act(publisher, id, 'submit')).toBe('ok');
    expect(await act(reviewer, id, 'approve')).toBe('ok');
    for (const who of [writer, publisher, both]) {
      expect(await act(who, id, 'publish')).toBe('publishing.other_person');
      expect(await one(id, who)).toMatchObject({ can: { publish: false }, otherPerson: true });
    }
    expect(await isPublic(id)).toBe(false);
    const other = await as('publisher', { at: tree.townshipA });
    expect(await act(other, id, 'publish')).toBe('ok');
  });

  test('finds the database against one person twice, and against a publication without review', async () => {
    const id = await create();
    await act(writer, id, 'submit');
    const again = `insert into article_hand (article_id, round, holder, hand, org_path)
      select article_id, round, holder, 'review', org_path from article_hand where article_id = $1`;
    await expect(rowsOf(again, [id])).rejects.toThrow('article_hand_pkey');
    const copy = `insert into published_article (article_id, round, edition, column_id, unit_id, title, summary, source, excerpt, body, headline, from_at, words)
      select id, round, edition, column_id, unit_id, title, summary, source, '', body, false, now(), '' from article where id = $1`;
    await expect(rowsOf(copy, [id])).rejects.toThrow('published_article_review');
    await act(reviewer, id, 'approve');
    await expect(rowsOf(copy, [id])).rejects.toThrow('published_article_publish');
  });

  test('goes back with a reason where an item is not clear', async () => {
    const id = await create();
    await act(writer, id, 'submit');
    const checks = clear.map((check) =>
      check.item === 'maps' ? { ...check, clear: false, note: '地图缺岛屿' } : check,
    );
    expect(await act(reviewer, id, 'approve', { checks })).toBe('publishing.not_clear');
    expect(await act(reviewer, id, 'return', { checks })).toBe('required');
    expect(await act(reviewer, id, 'approve', { checks: clear.slice(1) })).toBe('publishing.checks');
    expect(await act(reviewer, id, 'return', { checks, note: '请换图' })).toBe('ok');
    const { state, steps, can } = await one(id, writer);
    expect([state, can.save, can.submit]).toEqual(['draft', true, true]);
    expect(steps.at(-1)).toMatchObject({ kind: 'return', note: '请换图', round: 1 });
    expect(steps.at(-1)?.checks).toContainEqual({ item: 'maps', clear: false, note: '地图缺岛屿' });
    // The next round may be reviewed by the same person.
    expect(await act(writer, id, 'submit')).toBe('ok');
    expect(await act(reviewer, id, 'approve')).toBe('ok');
  });

  test('appears and ends at its times, by the clock alone', async () => {
    const from = '2026-11-26T04:10:00Z';
    const until = '2026-11-26T12:20:00+08:00';
    const id = await publishNew({}, { from, until });
    expect([await isPublic(id), (await one(id)).publicationState]).toEqual([false, 'scheduled']);
    now = new Date('2026-11-26T04:09:59.999Z');
    expect(await isPublic(id)).toBe(false);
    now = new Date(from);
    expect([await isPublic(id), (await one(id)).publicationState]).toEqual([true, 'live']);
    now = new Date('2026-11-26T04:19:59.999Z');
    expect(await isPublic(id)).toBe(true);
    now = new Date('2026-11-26T04:20:00Z');
    expect([await isPublic(id), (await one(id)).publicationState]).toEqual([false, 'expired']);
  });

  test.each([
    [
      'ends before it begins',
      { from: '2026-11-28T00:00:00Z', until: '2026-11-27T00:00:00Z' },
      'publishing.until_before',
    ],
    ['has ended', { until: '2026-11-26T04:00:00Z' }, 'publishing.until_before'],
    ['begins years ahead', { from: '2028-01-01T00:00:00Z' }, 'publishing.too_far'],
    ['has no time', { from: 'tomorrow' }, 'bad_format'],
  ])('is not published where it %s', async (_, span, problem) => {
    const id = await create();
    await act(writer, id, 'submit');
    await act(reviewer, id, 'approve');
    expect(await act(publisher, id, 'publish', span)).toBe(problem);
  });

  test('stays public as it was while its next version is written, and keeps its day', async () => {
    const { nobody } = server.current;
    const id = await publishNew({ title: '第一版' });
    now = new Date('2026-11-26T04:05:00Z');
    expect(await act(writer, id, 'save', { title: '第二版' })).toBe('ok');
    expect((await nobody.call(publicArticle, { params: { id } })).title).toBe('第一版');
    await act(writer, id, 'submit');
    await act(reviewer, id, 'approve');
    now = new Date('2026-11-26T04:06:00Z');
    expect(await act(publisher, id, 'publish')).toBe('ok');
    const { title, from } = await nobody.call(publicArticle, { params: { id } });
    expect([title, from]).toEqual(['第二版', '2026-11-26T04:00:00Z']);
    const { items } = await writer.call(contract.articleEditions, { params: { id } });
    expect(items.map(({ edition, title: then }) => [edition, then])).toEqual([
      [2, '第二版'],
      [1, '第一版'],
    ]);
    const first = await writer.call(contract.oneEdition, { params: { id, edition: 1 } });
    expect(first.body).toEqual(text().body);
  });

  test('is not lost where two save at once', async () => {
    const id = await create();
    const { version } = await one(id);
    expect(await act(writer, id, 'save', { title: '先到' })).toBe('ok');
    const reply = await writer.raw(contract.saveArticle, {
      params: { id },
      body: { version, ...text({ title: '后到' }) },
    });
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({ error: { code: 'stale', current: { title: '先到', version: version + 1 } } });
  });

  test('is not submitted empty or with an identity number', async () => {
    const empty = await create({ body: { type: 'doc', content: [{ type: 'paragraph' }] } });
    expect(await act(writer, empty, 'submit')).toBe('publishing.empty');
    const named = await create({ body: doc('１１０１０５１９４９１２３１００２Ｘ，电话13800001234') });
    expect(await act(writer, named, 'submit')).toBe('publishing.id_number');
    expect((await one(named)).findings.map(({ kind }) => kind)).toEqual(['id_number', 'mobile']);
  });

  test('is seen by its own organisation and those above', async () => {
    const { as, tree } = server.current;
    const id = await create();
    const county = await as('county_officer');
    expect((await one(id, county)).unitName).toBeDefined();
    for (const who of [
      await as('publisher', { at: tree.townshipB }),
      await as('township_worker', { at: tree.townshipB }),
      await as('branch_secretary'),
      await as('publisher', { at: tree.county }),
    ])
      expect(await who.outcome(contract.oneArticle, { params: { id } })).toBe('not_found');
  });

  test('waits for whoever may do the next step', async () => {
    const id = await create();
    const mine = async (who: Client) => {
      const { items } = await who.call(contract.articleList, { query: { show: 'mine', limit: 100 } });
      return items.some((item) => item.id === id);
    };
    const seen = async () => [await mine(writer), await mine(reviewer), await mine(publisher)];
    expect(await seen()).toEqual([true, false, false]);
    await act(writer, id, 'submit');
    expect(await seen()).toEqual([false, true, false]);
    await act(reviewer, id, 'approve');
    expect(await seen()).toEqual([false, false, true]);
    await act(publisher, id, 'publish');
    expect(await seen()).toEqual([false, false, false]);
  });
});

describe('the list', () => {
  test('turns its pages over each article once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await create({ title: `翻页 ${n}` }));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const reply = await writer.call(contract.articleList, {
        query: { words: '翻页', limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      });
      expect(reply.total).toBe(5);
      found.push(...reply.items.map(({ id }) => id));
      cursor = reply.next ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(ids.toReversed());
  });
});

describe('the public', () => {
  test('reads headlines, columns with those below, and finds words', async () => {
    const { nobody } = server.current;
    const id = await publishNew({ title: '枇杷采摘节开幕', columnId: columns.get('news-higher') }, { headline: true });
    const { headlines, news } = await nobody.call(publicFront, {});
    expect(headlines.map((line) => line.id)).toContain(id);
    expect(news.map((line) => line.id)).not.toContain(id);
    const column = await nobody.call(publicColumn, { params: { slug: 'news' }, query: {} });
    expect(column.items.map((line) => line.id)).toContain(id);
    expect(column.below.map(({ slug }) => slug)).toContain('news-higher');
    const found = await nobody.call(publicSearch, { query: { words: '枇杷 采摘' } });
    expect(found.items.map((line) => line.id)).toEqual([id]);
    expect(await nobody.call(publicSearch, { query: { words: "'枇杷\\ & | !" } })).toMatchObject({ total: 1 });
    await act(publisher, id, 'withdraw');
    expect(await nobody.call(publicSearch, { query: { words: '枇杷' } })).toMatchObject({ total: 0 });
    expect(await nobody.outcome(publicColumn, { params: { slug: 'learning' }, query: {} })).toBe('not_found');
  });
});
