import { beforeAll, expect, test } from 'vitest';
import { approvalById, decideApproval } from '#features/base/approvals/contract.ts';
import { useApp } from '#test/harness/app.ts';
import { makeIdNumber } from '../../factory.ts';
import { approvalAbove } from '../access.ts';
import { commitImport, importById, importRows } from '../contract.ts';
import { commitAll, csv, sendFile, untilSettled } from '../factory.ts';

const server = useApp();
beforeAll(() => server.current.work());

const headings = ['姓名', '公民身份号码', '所在党支部', '人员类别', '入党日期', '转正日期', '手机号码', '籍贯'];
const people = Array.from({ length: approvalAbove + 2 }, (_, n) => ({
  name: `周${String.fromCodePoint(0x4e00 + n)}`,
  id: makeIdNumber(`19${60 + (n % 20)}-04-1${n % 10}`, n % 2 ? '1' : '2'),
}));

test('an import that changes many is put before a second person with its difference, and opened by that person', async () => {
  const { townshipA, townshipB, branchA1 } = server.current.tree;
  const [asker, second] = [
    await server.current.as('township_worker', { at: townshipA }),
    await server.current.as('township_worker', { at: townshipA }),
  ];
  const roster = (place: string, phone: string) =>
    csv(
      headings,
      people.map(({ name, id }, n) => {
        const cells = [name, id, branchA1.name, '正式党员', '2005-07-01', '2006-07-01'];
        return [...cells, n === 0 ? phone : '13957712345', place];
      }),
    );
  await commitAll(asker, await sendFile(asker, '花名册.csv', roster('浙江永嘉', '13957712345')));
  const batch = await sendFile(asker, '更正.csv', roster('浙江温州', '13957700000'));
  expect(batch).toMatchObject({ needsApproval: true, counts: { changed: people.length } });
  const params = { id: batch.id };
  const commit = async () => {
    const { version } = await asker.call(importById, { params });
    return asker.call(commitImport, { params, body: { version, leaveOut: false, reason: '年度核对' } });
  };
  const { approvalId } = await commit();
  const { summary, link } = await second.call(approvalById, { params: { id: approvalId ?? '' } });
  expect(summary).toMatchObject([
    { message: 'members.import.rows', params: { new: 0, changed: people.length } },
    { message: 'members.import.file', params: { name: '更正.csv' } },
    { message: 'members.import.field', params: { field: { zh: '籍贯', en: 'Native place' }, people: people.length } },
    { message: 'members.import.field', params: { field: { zh: '手机号码' }, people: 1 } },
    {
      message: 'members.import.someNames',
      params: { names: { zh: expect.stringContaining(people[0]?.name ?? '?') }, people: people.length },
    },
  ]);
  // Counts and names, and no value: what changes in an encrypted field stands in the preview alone, masked.
  expect(JSON.stringify(summary)).not.toContain('139577');
  expect(link).toBe(`/members/imports/${batch.id}`);
  const { items } = await second.call(importRows, { params, query: { kind: 'changed' } });
  expect(items[0]?.changes).toEqual(
    expect.arrayContaining([expect.objectContaining({ field: 'nativePlace', to: '浙江温州' })]),
  );
  const neighbour = await server.current.as('township_worker', { at: townshipB });
  expect(await neighbour.outcome(approvalById, { params: { id: approvalId ?? '' } })).toBe('not_found');
  await second.call(decideApproval, { params: { id: approvalId ?? '' }, body: { approve: true } });
  await commit();
  expect(await untilSettled(asker, batch.id)).toMatchObject({ state: 'committed', error: null });
});
