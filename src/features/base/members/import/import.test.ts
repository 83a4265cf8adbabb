import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { memberFile, memberList, memberCounts, editMember } from '../contract.ts';
import { makeIdNumber } from '../factory.ts';
import { tallyDifferences } from '../tallies/commands.ts';
import type { ImportBatch } from './contract.ts';
import {
  cancelImport,
  commitImport,
  confirmBranches,
  decideRows,
  importBranches,
  importById,
  importRows,
  mendRow,
  undoImport,
  uploadImport,
} from './contract.ts';

const server = useApp();
beforeAll(() => server.current.work());

const untilSettled = async (client: Client, id: string): Promise<ImportBatch> => {
  for (let n = 0; n < 300; n += 1) {
    const batch = await client.call(importById, { params: { id } });
    if (!['uploaded', 'reading', 'committing', 'undoing'].includes(batch.state)) return batch;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error('the import does not come to rest');
};

const heading = '姓名,公民身份号码,所在党支部,人员类别,入党日期,转正日期,手机号码,籍贯';
const line = (name: string, idNumber: string, branch: string, phone = '13957712345', place = hostile): string =>
  [name, idNumber, branch, '正式党员', '2005-07-01', '2006-07-01', phone, `"${place.replaceAll('"', '""')}"`].join(',');

const send = async (client: Client, rows: readonly string[], name = '花名册.csv'): Promise<ImportBatch> => {
  const content = ['永嘉县党员花名册', heading, ...rows].join('\r\n');
  const { id } = await client.upload(uploadImport, {}, { name, content: Buffer.from(content) });
  return untilSettled(client, id);
};

const differences = (): Promise<number> => server.current.write((tx) => tallyDifferences(tx));

describe('a roster', () => {
  test('is previewed, committed and undone, and nothing is written before the commit', async () => {
    const officer = await server.current.as('county_officer');
    const { branchA1 } = server.current.tree;
    const people = Array.from({ length: 40 }, (_, n) => ({
      name: `王${String.fromCodePoint(0x4e00 + n)}`,
      idNumber: makeIdNumber(`19${60 + (n % 20)}-03-0${1 + (n % 9)}`, n % 2 ? '1' : '2'),
    }));
    const before = await officer.call(memberCounts, { query: {} });
    const preview = await send(
      officer,
      people.map((p) => line(p.name, p.idNumber, branchA1.name)),
    );
    expect(preview.error).toBeNull();
    expect(preview).toMatchObject({ state: 'preview', counts: { new: 40, error: 0, total: 40 } });
    expect(await officer.call(memberCounts, { query: {} })).toEqual(before);
    await officer.call(commitImport, {
      params: { id: preview.id },
      body: { version: preview.version, reason: '年度核对' },
    });
    const committed = await untilSettled(officer, preview.id);
    expect(committed).toMatchObject({ state: 'committed', error: null });
    expect((await officer.call(memberCounts, { query: {} })).members).toBe(before.members + 40);
    expect(await differences()).toBe(0);
    const [first] = (await officer.call(memberList, { query: { q: people[0]?.idNumber ?? '' } })).items;
    expect(first).toMatchObject({ name: people[0]?.name, branchId: branchA1.id, phone: '139****2345' });
    const again = await send(
      officer,
      people.map((p) => line(p.name, p.idNumber, branchA1.name)),
    );
    expect(again.counts).toMatchObject({ unchanged: 40, new: 0, changed: 0 });
    await officer.call(undoImport, {
      params: { id: committed.id },
      body: { version: committed.version, reason: '传错了文件' },
    });
    expect(await untilSettled(officer, committed.id)).toMatchObject({ state: 'undone', kept: 0 });
    expect(await officer.call(memberCounts, { query: {} })).toEqual(before);
    expect(await differences()).toBe(0);
    expect((await officer.call(memberList, { query: { q: people[0]?.idNumber ?? '' } })).items).toEqual([]);
  });

  test('changes field by field; an undo keeps what others changed since and names it', async () => {
    const officer = await server.current.as('county_officer');
    const { branchA1 } = server.current.tree;
    const [a, b] = [makeIdNumber('1971-02-03', '1'), makeIdNumber('1972-02-03', '2')];
    const first = await send(officer, [line('赵一', a, branchA1.name), line('钱二', b, branchA1.name)]);
    await officer.call(commitImport, {
      params: { id: first.id },
      body: { version: first.version, reason: '首次录入' },
    });
    await untilSettled(officer, first.id);
    const second = await send(officer, [
      line('赵一', a, branchA1.name, '13800001111', '浙江永嘉'),
      line('钱二', b, branchA1.name, '13800002222', '浙江永嘉'),
    ]);
    expect(second.counts).toMatchObject({ changed: 2 });
    const { items } = await officer.call(importRows, { params: { id: second.id }, query: { kind: 'changed' } });
    expect(items[0]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'phone', from: '139****2345', to: '138****1111' },
        { field: 'nativePlace', from: hostile, to: '浙江永嘉' },
      ]),
    );
    await officer.call(commitImport, {
      params: { id: second.id },
      body: { version: second.version, reason: '更新电话' },
    });
    const done = await untilSettled(officer, second.id);
    const idOf = async (q: string): Promise<string> =>
      (await officer.call(memberList, { query: { q } })).items[0]?.id ?? '';
    const one = await officer.call(memberFile, { params: { id: await idOf(a) } });
    await officer.call(editMember, {
      params: { id: one.id },
      body: { version: one.version, fields: { nativePlace: '浙江乐清' } },
    });
    await officer.call(undoImport, { params: { id: done.id }, body: { version: done.version, reason: '退回' } });
    expect(await untilSettled(officer, done.id)).toMatchObject({ state: 'undone', kept: 1 });
    const after = await officer.call(memberFile, { params: { id: one.id } });
    expect(after.fields).toMatchObject({ phone: '139****2345', nativePlace: '浙江乐清' });
    const other = await officer.call(memberFile, { params: { id: await idOf(b) } });
    expect(other.fields).toMatchObject({ phone: '139****2345', nativePlace: hostile });
    const kept = await officer.call(importRows, { params: { id: done.id }, query: { kept: 'true' } });
    expect(kept.items.map((r) => r.kept)).toEqual([['native_place']]);
  });

  test('shows errors, asks about branches and duplicates, and lets a row be mended', async () => {
    const officer = await server.current.as('county_officer');
    const { branchA1 } = server.current.tree;
    const good = makeIdNumber('1980-05-06', '1');
    const rows = [
      line('孙三', `${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`, branchA1.name),
      line('李四', makeIdNumber('1981-05-06', '1'), '没有这个支部'),
      line('周五', good, branchA1.name),
      line('周五', good, branchA1.name),
    ];
    let batch = await send(officer, rows);
    expect(batch.counts).toMatchObject({ error: 2, new: 1, duplicate: 1 });
    expect(
      await officer.outcome(commitImport, {
        params: { id: batch.id },
        body: { version: batch.version, reason: '试一试' },
      }),
    ).toBe('refused');
    const params = { id: batch.id };
    const mended = await officer.call(mendRow, {
      params: { ...params, seq: 1 },
      body: { version: 1, cells: [{ column: 1, text: makeIdNumber('1980-07-08', '1') }] },
    });
    expect(mended.row).toMatchObject({ kind: 'new', mended: [1] });
    await officer.call(decideRows, { params, body: { rows: [{ seq: 4, decision: 'skip' }] } });
    const { items } = await officer.call(importBranches, { params });
    expect(items).toMatchObject([{ text: '没有这个支部', rows: 1, chosen: null }]);
    batch = await officer.call(importById, { params });
    await officer.call(confirmBranches, {
      params,
      body: { version: batch.version, choices: [{ text: '没有这个支部', branchId: branchA1.id }] },
    });
    batch = await untilSettled(officer, batch.id);
    expect(batch.openBranches).toBe(0);
    expect(batch.counts).toMatchObject({ duplicate: 0, skipped: 1 });
    await officer.call(cancelImport, { params, body: { version: batch.version } });
    expect(await officer.call(importById, { params })).toMatchObject({ state: 'cancelled' });
  });

  test('of another township is an error, and a stranger sees nothing of it', async () => {
    const worker = await server.current.as('township_worker', { at: server.current.tree.townshipA });
    const batch = await send(worker, [
      line('吴六', makeIdNumber('1979-05-06', '1'), server.current.tree.branchB1.name),
    ]);
    expect(batch.counts).toMatchObject({ error: 1, new: 0 });
    const neighbour = await server.current.as('township_worker', { at: server.current.tree.townshipB });
    expect(await neighbour.outcome(importById, { params: { id: batch.id } })).toBe('not_found');
    const secretary = await server.current.as('branch_secretary');
    expect(await secretary.outcome(importById, { params: { id: batch.id } })).toBe('not_found');
  });

  test('that is no sheet ends as a failed import with a reason', async () => {
    const officer = await server.current.as('county_officer');
    const { id } = await officer.upload(uploadImport, {}, { name: 'x.xlsx', content: 'not a zip' });
    expect(await untilSettled(officer, id)).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('sheets.') as string },
    });
  });
});
