import { expect, test } from 'vitest';
import { askCorrection, correctionList, decideCorrection } from '#features/base/members/corrections/contract.ts';
import { useApp } from '#test/harness/app.ts';
import { next } from '#test/harness/hostile.ts';
import { noticeList } from './contract.ts';

const server = useApp();

test('a member is told what became of a correction, once', async () => {
  const app = server.current;
  app.work();
  const [member, secretary] = [await app.as('member'), await app.as('branch_secretary')];
  for (const accept of [true, false])
    await member.call(askCorrection, {
      body: { field: accept ? 'nativePlace' : 'formerName', wanted: next('温州'), reason: next('有误') },
    });
  const { items } = await secretary.call(correctionList, { query: {} });
  for (const { id, version, field } of items)
    await secretary.call(decideCorrection, {
      params: { id },
      body: { version, accept: field === 'nativePlace', answer: '核对过' },
    });
  await expect
    .poll(async () => (await member.call(noticeList, { query: {} })).items.map(({ kind }) => kind).toSorted())
    .toEqual(['corrections.accepted', 'corrections.refused']);
  expect((await member.call(noticeList, { query: {} })).items[0]).toMatchObject({
    link: '/m/file/corrections',
    params: {},
  });
});
