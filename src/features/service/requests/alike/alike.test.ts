/** Whoever is about to send hears how many of the like are open, and of few nothing. */
import { beforeAll, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { plantRequest } from '../factory.ts';
import { openAlike } from './contract.ts';

const server = useApp();
let village: Node;
let other: Node;
const plant = (area: Node, category: string, state: 'received' | 'closed' = 'received') =>
  server.current.write((tx) =>
    plantRequest(tx, server.current.county, { unit: server.current.tree.townshipA, area, category, state }),
  );
beforeAll(async () => {
  const { tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  other = await write((tx) => plantNode(tx, 'village', tree.townshipB, '桥下村'));
});
const ask = async (area: Node, category: string): Promise<number | null> =>
  (await server.current.nobody.call(openAlike, { query: { areaId: area.id, category } })).open;

test('four are nobody’s business, five are told; those of elsewhere, of other matters and those ended are not among them, and the page says so first', async () => {
  for (const category of ['roads', 'roads.lights', 'roads.surface', 'roads.lights']) await plant(village, category);
  await plant(village, 'roads', 'closed');
  await plant(other, 'roads');
  await plant(village, 'land');
  expect(await ask(village, 'roads.lights')).toBeNull();
  await plant(village, 'roads.parking');
  expect(await ask(village, 'roads.lights')).toBe(5);
  expect(await ask(village, 'roads')).toBe(5);
  expect(await ask(village, 'land')).toBeNull();
  expect(await ask(other, 'roads')).toBeNull();
  // The page says so before anything is sent, and sends all the same.
  const fields = {
    key: 'b7e6f1c2-0a51-4c39-9a3e-0b6d1f6f6c21',
    kind: 'help',
    category: 'roads.lights',
    areaId: village.id,
    text: '又有一盏路灯坏了',
  };
  const post = (more: object = {}) =>
    server.current.app.inject({
      method: 'POST',
      url: '/portal/requests/new',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost', host: 'localhost' },
      payload: new URLSearchParams({ ...fields, ...more }).toString(),
    });
  const first = (await post()).body;
  expect(first).toContain('5 件正在办理');
  expect(first).toContain('又有一盏路灯坏了');
  expect(await ask(village, 'roads')).toBe(5);
  expect((await post({ sure: 'yes' })).statusCode).toBe(200);
  expect(await ask(village, 'roads')).toBe(6);
});
