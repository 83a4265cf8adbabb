/** A resident without script finds the village on the schematic map and points at the place. */
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { followRequest, oneRequest, requestList, sendRequest } from '../contract.ts';
import { requestPlaces } from '../places/contract.ts';
import { shortId } from './choices.ts';

const server = useApp();
let villages: readonly Node[];
let worker: Client;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  villages = await write(async (tx) => {
    const made: Node[] = [];
    for (const [n, name] of [`浦口村${hostile}`, '渡头村', '没有位置村'].entries()) {
      const node = await plantNode(tx, 'village', tree.townshipA, name);
      made.push(node);
      if (n < 2)
        await tx
          .insertInto('area_location')
          .values({ organisation_id: node.id, lat: 28.15 + n * 0.01, long: 120.69 })
          .execute();
    }
    return made;
  });
  worker = await as('township_worker', { at: tree.townshipA });
});

type Fields = Readonly<Record<string, string>>;
const post = async (fields: Fields) => {
  const reply = await server.current.app.inject({
    method: 'POST',
    url: '/portal/requests/new',
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: reply.statusCode, body: reply.body };
};
/** What the buttons and boxes of a name stand for, with what they are called where they have no words. */
const controls = (page: string, name: string): { value: string; label: string }[] =>
  [...page.matchAll(/<(?:button|input) [^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(` name="${name}"`))
    .map((tag) => ({
      value: / value="([^"]*)"/.exec(tag)?.[1] ?? '',
      label: / aria-label="([^"]*)"/.exec(tag)?.[1] ?? '',
    }));
const idAt = (n: number): string => shortId(villages[n]?.id ?? '');
const written = `${hostile} 第一行\n桥栏杆断了`;
const typed = (more: Fields = {}): Fields => ({
  key: newOpaqueId(),
  kind: 'help',
  category: 'roads',
  text: written,
  name: '林某某',
  phone: '',
  areaId: '',
  ...more,
});
const total = async () => (await worker.call(requestList, { query: { show: 'all' } })).total;

describe('the map', () => {
  test('shows the villages whose place is known, keeps what was typed, and sends nothing', async () => {
    const before = await total();
    const { status, body } = await post(typed({ show: 'map' }));
    expect(status).toBe(200);
    expect(
      controls(body, 'pickArea')
        .map(({ value }) => value)
        .toSorted(),
    ).toEqual([idAt(0), idAt(1)].toSorted());
    expect(body).not.toContain(idAt(2));
    expect(body).toContain('第一行\n桥栏杆断了');
    expect(body).not.toContain(hostile);
    const back = await post(typed({ step: 'map', pickArea: idAt(1) }));
    expect(back.body).toContain(`<option value="${idAt(1)}" selected="">`);
    expect(back.body).toContain('桥栏杆断了</textarea>');
    for (const box of ['hideName', 'petition']) {
      const through = await post(typed({ show: 'map', [box]: 'yes' }));
      expect(controls(through.body, box)).toMatchObject([{ value: 'yes' }]);
      const shown = await post(typed({ step: 'map', [box]: 'yes', pickArea: idAt(1) }));
      expect(shown.body).toMatch(new RegExp(`<input type="checkbox"[^>]* name="${box}"[^>]* checked=""`));
    }
    // Enter, or the way back, brings the form and nothing else.
    expect((await post(typed({ step: 'map' }))).body).toContain('桥栏杆断了</textarea>');
    expect(await total()).toBe(before);
  });

  test('is pointed at in two steps; another village forgets the point', async () => {
    const grid = await post(typed({ show: 'map', areaId: idAt(1) }));
    const cells = controls(grid.body, 'pickAt');
    expect(cells).toHaveLength(49);
    expect(cells[0]?.label).toBe('渡头村西北约 1.7 公里');
    const at = cells[0]?.value ?? '';
    const form = await post(typed({ step: 'map', areaId: idAt(1), pickAt: at }));
    expect(controls(form.body, 'at')).toMatchObject([{ value: at }]);
    expect(form.body).toContain('附上地图上的位置：渡头村西北约 1.7 公里');
    const finer = await post(typed({ show: 'map', areaId: idAt(1), at }));
    expect(finer.body).toContain('每格约 60 米见方');
    const other = await post(typed({ step: 'map', areaId: idAt(1), at, pickArea: idAt(0) }));
    expect(controls(other.body, 'at')).toEqual([]);
  });
});

describe('a point', () => {
  const send = (more: Fields) => post(typed({ sure: 'yes', areaId: idAt(1), ...more }));

  test('is seen by those who handle it, by nobody who has the code, and lies sealed', async () => {
    const { body } = await send({ at: '28.1634,120.6912' });
    const code = /<p class="code">([^<]+)<\/p>/.exec(body)?.[1] ?? '';
    expect(code).not.toBe('');
    const { items } = await worker.call(requestList, { query: { show: 'all' } });
    const id =
      items
        .map((item) => item.id)
        .toSorted()
        .at(-1) ?? '';
    expect(await worker.call(oneRequest, { params: { id } })).toMatchObject({
      point: { lat: 28.1634, long: 120.6912 },
    });
    expect(JSON.stringify(await server.current.nobody.call(followRequest, { query: { code } }))).not.toContain(
      '120.69',
    );
    const admin = new pg.Client({ ...server.current.admin });
    await admin.connect();
    const { rows } = await admin.query<{ row: string }>(
      `select r::text as row from ${server.current.entry.schema}.service_request r where id = $1`,
      [id],
    );
    await admin.end();
    expect(rows[0]?.row).toContain(id);
    expect(rows[0]?.row).not.toContain('28.1634');
    expect(rows[0]?.row).not.toContain(Buffer.from('28.1634').toString('hex'));
  });

  test('is left out where none was given, or what was given is none', async () => {
    for (const more of [{}, { at: hostile }, { at: '999,999' }]) {
      expect((await send(more)).body).toContain('<p class="code">');
      const { items } = await worker.call(requestList, { query: { show: 'all' } });
      const id =
        items
          .map((item) => item.id)
          .toSorted()
          .at(-1) ?? '';
      expect((await worker.call(oneRequest, { params: { id } })).point).toBeNull();
    }
  });

  test('far from the village is refused beside it, and nothing is kept', async () => {
    const before = await total();
    const { status, body } = await send({ at: '28.9,120.69' });
    expect(status).toBe(422);
    expect(body).toContain('地图上的位置离所选的村（社区）太远');
    expect(controls(body, 'at')).toMatchObject([{ value: '28.9,120.69' }]);
    const { nobody } = server.current;
    const bare = { kind: 'help', category: 'roads', areaId: villages[1]?.id ?? '', text: '桥栏杆断了' };
    const wrong = await nobody.raw(sendRequest, { body: { ...bare, point: { lat: 91, long: 0 } } });
    expect(wrong.status).toBe(422);
    expect(await total()).toBe(before);
  });
});

test('places of the map are told to anybody', async () => {
  const { items } = await server.current.nobody.call(requestPlaces, {});
  expect(items.map(({ id }) => id).toSorted()).toEqual(
    villages
      .slice(0, 2)
      .map(({ id }) => id)
      .toSorted(),
  );
});
