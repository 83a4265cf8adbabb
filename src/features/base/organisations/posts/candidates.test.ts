import { expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { candidates } from '../terms/contract.ts';

const app = useApp();

test('candidates are members of the reader’s range, those of the organisation first', async () => {
  const { tree } = app.current;
  const near = await app.current.member(tree.branchA1);
  const far = await app.current.member(tree.branchB1);
  const find = async (role: 'county_officer' | 'township_worker', q: string) => {
    const client = await app.current.as(role, role === 'township_worker' ? { at: tree.townshipA } : {});
    const { items } = await client.call(candidates, { params: { id: tree.townshipA.id }, query: { q } });
    return items;
  };
  const mine = await find('township_worker', near.name);
  expect(mine).toMatchObject([{ personId: near.id, name: near.name, inside: true }]);
  const apart = near.name.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/u, '　');
  expect(apart).not.toBe(near.name);
  expect(await find('township_worker', ` ${apart} `)).toMatchObject([{ personId: near.id }]);
  expect(await find('township_worker', far.name)).toEqual([]);
  expect(await find('county_officer', far.name)).toMatchObject([{ personId: far.id, inside: false }]);
  expect(await find('county_officer', '100%_')).toEqual([]);
});

test('nobody is a candidate to who does not keep the organisation', async () => {
  const { tree } = app.current;
  const worker = await app.current.as('township_worker', { at: tree.townshipA });
  expect(await worker.outcome(candidates, { params: { id: tree.townshipB.id }, query: { q: '王' } })).toBe('not_found');
  const secretary = await app.current.as('branch_secretary');
  expect(await secretary.outcome(candidates, { params: { id: tree.branchA1.id }, query: { q: '王' } })).toBe(
    'not_found',
  );
});
