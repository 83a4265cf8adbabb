import { expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { endMembership } from '../contract.ts';
import { makeMember } from '../factory.ts';
import { membersAlike } from './contract.ts';

const server = useApp();

test('whoever is entered by hand is held against the files of the range, by name with birth date or phone', async () => {
  const { branchA1, branchB1 } = server.current.tree;
  const make = (branch: typeof branchA1, fields: object) =>
    server.current.write((tx) => makeMember(tx, server.current.county, { branch, fields }));
  const born = await make(branchA1, { name: '慕容·垂', birthDate: '1970-01-02' });
  const called = await make(branchA1, { name: '慕容·垂', phone: '13700001111', birthDate: '1971-01-02' });
  const elsewhere = await make(branchB1, { name: '慕容·垂', birthDate: '1970-01-02' });
  await make(branchA1, { name: '慕容恪', birthDate: '1970-01-02', phone: '13700001111' });
  const secretary = await server.current.as('branch_secretary');
  // A name typed with another middle dot, a phone typed in groups.
  const query = { name: ' 慕容•垂', birthDate: '1970-01-02', phone: '137 0000 1111' };
  expect((await secretary.call(membersAlike, { query })).items).toEqual([
    {
      id: born.id,
      name: '慕容·垂',
      birthDate: '1970-01-02',
      branchName: expect.anything(),
      ended: false,
      reason: 'name_and_birth',
    },
    {
      id: called.id,
      name: '慕容·垂',
      birthDate: '1971-01-02',
      branchName: expect.anything(),
      ended: false,
      reason: 'name_and_phone',
    },
  ]);
  const officer = await server.current.as('county_officer');
  const all = (await officer.call(membersAlike, { query })).items.map(({ id }) => id);
  expect(all.toSorted()).toEqual([born.id, called.id, elsewhere.id].toSorted());
  expect((await secretary.call(membersAlike, { query: { name: '慕容·垂' } })).items).toEqual([]);
  // Who has left is found as well: taken in again, not entered anew.
  const leaving = { version: 1, kind: 'transferred_out', on: '2026-01-31', reason: '转出' };
  await officer.call(endMembership, { params: { id: born.id }, body: leaving });
  const { items } = await secretary.call(membersAlike, { query: { name: '慕容·垂', birthDate: '1970-01-02' } });
  expect(items).toMatchObject([{ id: born.id, ended: true }]);
});
