/** Who gets a request by the catalogue of responsibilities, and who may say so. */
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { addCategory, categoryList, editCategory, sortRequest } from '../categories/contract.ts';
import { assignRequest, followRequest, oneRequest, sendRequest } from '../contract.ts';
import { askRouting, dutyList, endDuty, setDuty } from './contract.ts';

const server = useApp();

let village: Node;
let community: Node;
let traffic: Node;
let water: Node;
let county: Client;
let worker: Client;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  [village, community, traffic, water] = await write(async (tx) => [
    await plantNode(tx, 'village', tree.townshipA, '浦口村'),
    await plantNode(tx, 'community', tree.townshipA, '沿江社区'),
    await plantNode(tx, 'government_department', tree.county, '交通局'),
    await plantNode(tx, 'government_department', tree.county, '水利局'),
  ]);
  county = await as('county_officer');
  worker = await as('township_worker', { at: tree.townshipA });
  for (const at of [village, traffic, water]) await as('department_handler', { at });
});

const routeTo = (category: string, area: Node = village) =>
  server.current.nobody.call(askRouting, { query: { areaId: area.id, category } });
const set = (body: object) =>
  county.call(setDuty, { body: { category: 'roads', level: 'unit', reason: '依职责办理', ...body } as never });
const refusalOf = async (body: object): Promise<string | undefined> => {
  const reply = await county.raw(setDuty, { body: { level: 'unit', reason: '依职责办理', ...body } });
  return (reply.body as { error?: { problems?: { message: string }[] } }).error?.problems?.[0]?.message;
};

describe('a request', () => {
  test('goes where the nearest line says: minor before major, place before township before kind of place', async () => {
    const { tree } = server.current;
    expect(await routeTo('farming.water')).toMatchObject({ unitName: '浦口村', routed: 'place', reason: null });
    await set({ category: 'farming', level: 'above', reason: '农业事项由乡镇统筹' });
    expect(await routeTo('farming.water')).toMatchObject({ unitId: tree.townshipA.id, routed: 'duty' });
    await set({ category: 'farming', areaType: 'village', level: 'place', reason: '村里的事村里办' });
    expect(await routeTo('farming.water')).toMatchObject({ unitName: '浦口村', reason: '村里的事村里办' });
    expect(await routeTo('farming.water', community)).toMatchObject({ unitId: tree.townshipA.id });
    await set({ category: 'farming', areaId: tree.townshipA.id, unitId: water.id });
    expect(await routeTo('farming.water')).toMatchObject({ unitName: '水利局' });
    await set({ category: 'farming.water', level: 'above', reason: '小型水利由乡镇管护' });
    expect(await routeTo('farming.water')).toMatchObject({ unitId: tree.townshipA.id });
    expect(await routeTo('farming')).toMatchObject({ unitName: '水利局' });
  });

  test('that is sent follows the catalogue, and whoever holds its code reads why', async () => {
    await set({ category: 'roads.buses', unitId: traffic.id, reason: `${hostile} 公交归交通局` });
    const body = { kind: 'help' as const, category: 'roads.buses', areaId: village.id, text: '末班车总是不来' };
    const receipt = await server.current.nobody.call(sendRequest, { body });
    expect(receipt).toMatchObject({ unitName: '交通局', routed: 'duty', routedReason: `${hostile} 公交归交通局` });
    const followed = await server.current.nobody.call(followRequest, { query: { code: receipt.code } });
    expect(followed).toMatchObject({
      routedReason: `${hostile} 公交归交通局`,
      category: 'roads.buses',
      categoryName: { zh: '公交班车', en: 'Buses' },
    });
    const { version } = await county.call(oneRequest, { params: { id: receipt.id } });
    await county.call(assignRequest, {
      params: { id: receipt.id },
      body: { version, unitId: water.id, reason: '请水利局办' },
    });
    expect(await county.call(oneRequest, { params: { id: receipt.id } })).toMatchObject({
      routed: 'assigned',
      routedReason: null,
    });
  });

  test('is refused where the category is none or retired', async () => {
    const body = { kind: 'help', areaId: village.id, text: '路灯坏了三盏' };
    for (const category of ['nothing', 'roads.nothing'])
      expect((await server.current.nobody.raw(sendRequest, { body: { ...body, category } })).status).toBe(422);
    await county.call(addCategory, { body: { code: 'roads.old', nameZh: '旧类', nameEn: 'Old', position: 20 } });
    await county.call(editCategory, {
      params: { code: 'roads.old' },
      body: { version: 1, nameZh: '旧类', nameEn: 'Old', position: 20, retired: true },
    });
    const refused = await server.current.nobody.raw(sendRequest, { body: { ...body, category: 'roads.old' } });
    expect(JSON.stringify(refused.body)).toContain('requests.no_category');
  });

  test('is put under another category by who handles it, and the thread says so', async () => {
    const body = { kind: 'help' as const, category: 'other', areaId: community.id, text: '楼下油烟太大' };
    const { id, code } = await server.current.nobody.call(sendRequest, { body });
    const sort = (category: string, version = 1) =>
      worker.raw(sortRequest, { params: { id }, body: { version, category } });
    expect((await sort('other')).status).toBe(422);
    expect((await sort('sanitation.nowhere')).status).toBe(422);
    expect((await sort('sanitation.air')).status).toBe(200);
    expect((await sort('sanitation.noise')).status).toBe(409);
    const followed = await server.current.nobody.call(followRequest, { query: { code } });
    expect(followed.category).toBe('sanitation.air');
    expect(followed.entries.at(-1)).toMatchObject({ kind: 'sorted', text: '其他 → 油烟扬尘' });
  });
});

describe('a line', () => {
  test('is refused where it gives the county’s task to a township or village', async () => {
    await set({ category: 'health', unitId: water.id });
    for (const body of [
      { category: 'health', level: 'place' },
      { category: 'health.clinics', level: 'above' },
      { category: 'health', areaId: village.id, unitId: village.id },
      { category: 'health', areaType: 'community', unitId: server.current.tree.townshipA.id },
    ])
      expect(await refusalOf(body)).toBe('requests.duty_pushed_down');
    // Another department may have it.
    expect(await refusalOf({ category: 'health.clinics', unitId: traffic.id })).toBeUndefined();
    await county.call(editCategory, {
      params: { code: 'consumers' },
      body: { version: 1, nameZh: '消费', nameEn: 'Consumers', position: 12, countyTask: true, retired: false },
    });
    expect(await refusalOf({ category: 'consumers.food', level: 'place' })).toBe('requests.duty_pushed_down');
    await set({ category: 'party.openness', level: 'place', reason: '村务由村里公开' });
    const marked = await county.raw(editCategory, {
      params: { code: 'party' },
      body: { version: 1, nameZh: '党务村务', nameEn: 'Party', position: 10, countyTask: true, retired: false },
    });
    expect(JSON.stringify(marked.body)).toContain('requests.duty_pushed_down');
  });

  test('names a unit where somebody handles requests, a category in use, an area or a type', async () => {
    const { tree, write } = server.current;
    const empty = await write((tx) => plantNode(tx, 'government_department', tree.county, '空编局'));
    expect(await refusalOf({ category: 'work', unitId: empty.id })).toBe('requests.no_unit');
    expect(await refusalOf({ category: 'work' })).toBe('requests.no_unit');
    expect(await refusalOf({ category: 'work', level: 'place', unitId: water.id })).toBe('requests.no_unit');
    expect(await refusalOf({ category: 'work.nothing', unitId: water.id })).toBe('requests.no_category');
    expect(await refusalOf({ category: 'work', unitId: water.id, areaId: village.id, areaType: 'village' })).toBe(
      'requests.area_or_type',
    );
  });

  test('takes the place of the former one; ended, the next counts', async () => {
    const former = await set({ category: 'safety', unitId: water.id });
    const line = await set({ category: 'safety', unitId: traffic.id });
    const { items } = await server.current.nobody.call(dutyList, {});
    expect(items.filter(({ category }) => category === 'safety')).toMatchObject([
      { id: line.id, unitName: '交通局', staffed: true },
    ]);
    const end = (id: string) => county.raw(endDuty, { params: { id }, body: { version: 1, reason: '职责已划转' } });
    expect((await end(former.id)).status).toBe(409);
    expect((await end(line.id)).status).toBe(200);
    expect((await end(line.id)).status).toBe(409);
    expect(await routeTo('safety.gas')).toMatchObject({ routed: 'place' });
  });

  test('set twice at once stands once', async () => {
    const body = { category: 'education', level: 'unit', unitId: water.id, reason: '依职责办理' };
    const replies = await Promise.all([1, 2, 3, 4].map(() => county.raw(setDuty, { body })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { items } = await server.current.nobody.call(dutyList, {});
    expect(items.filter(({ category }) => category === 'education').length).toBe(1);
  });
});

test('categories come each major one with its minor ones, and a code is taken once', async () => {
  const { items } = await server.current.nobody.call(categoryList, {});
  expect(items.filter(({ parent }) => parent === null).length).toBe(14);
  expect(items.filter(({ parent, code }) => parent !== null && !code.startsWith(`${parent}.`))).toEqual([]);
  const add = (code: string) =>
    county.raw(addCategory, { body: { code, nameZh: '桥', nameEn: 'Bridges', position: 1 } });
  expect((await add('roads')).status).toBe(422);
  expect((await add('nobody.bridge')).status).toBe(422);
  expect((await add('Roads.x')).status).toBe(422);
  const retire = (code: string) =>
    county.raw(editCategory, {
      params: { code },
      body: { version: 1, nameZh: '甲', nameEn: 'A', position: 1, retired: true },
    });
  expect((await retire('other')).status).toBe(422);
  expect((await retire('land')).status).toBe(422);
});
