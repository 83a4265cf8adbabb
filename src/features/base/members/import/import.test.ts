import { beforeAll, describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { makeOrganisation } from '#features/base/organisations/factory.ts';
import { enterPerson } from '../admitting/commands.ts';
import { editMember, memberCounts, memberFile, memberHistory, memberList } from '../contract.ts';
import { makeIdNumber } from '../factory.ts';
import { tallyDifferences } from '../tallies/commands.ts';
import { confirmBranches, importBranches } from './branches/contract.ts';
import {
  cancelImport,
  commitImport,
  decideRows,
  importById,
  importErrors,
  importRows,
  mendRow,
  readAgain,
  type ImportBatch,
} from './contract.ts';
import { commitAll, csv, sendFile, undoAll, untilSettled } from './factory.ts';

const server = useApp();
beforeAll(() => server.current.work());

const headings = ['姓名', '公民身份号码', '所在党支部', '人员类别', '入党日期', '转正日期', '手机号码', '籍贯'];
interface Line {
  readonly name: string;
  readonly id: string;
  readonly branch?: string;
  readonly phone?: string;
  readonly place?: string;
}
const cells = ({ name, id, branch, phone = '13957712345', place = hostile }: Line): string[] => [
  name,
  id,
  branch ?? server.current.tree.branchA1.name,
  '正式党员',
  '2005-07-01',
  '2006-07-01',
  phone,
  place,
];
const send = (client: Client, lines: readonly Line[]): Promise<ImportBatch> =>
  sendFile(client, '花名册.csv', csv(headings, lines.map(cells)));

const differences = (): Promise<number> => server.current.write((tx) => tallyDifferences(tx));
const find = async (client: Client, q: string) => (await client.call(memberList, { query: { q } })).items;
const members = async (client: Client) => (await client.call(memberCounts, { query: {} })).members;
/** A number that differs from a right one in its last but one digit, and is not right itself. */
const near = (id: string): string => `${id.slice(0, 16)}${(Number(id[16]) + 1) % 10}${id.slice(17)}`;

describe('a roster', () => {
  test('is previewed, committed and undone, and nothing is written before the commit', async () => {
    const officer = await server.current.as('county_officer');
    const people = Array.from({ length: 40 }, (_, n) => ({
      name: `王${String.fromCodePoint(0x4e00 + n)}`,
      id: makeIdNumber(`19${60 + (n % 20)}-03-0${1 + (n % 9)}`, n % 2 ? '1' : '2'),
    }));
    const before = await members(officer);
    const preview = await send(officer, people);
    expect(preview.error).toBeNull();
    expect(preview).toMatchObject({ state: 'preview', counts: { new: 40, error: 0, total: 40 } });
    expect(await members(officer)).toBe(before);
    const committed = await commitAll(officer, preview);
    expect(committed).toMatchObject({ state: 'committed', error: null });
    expect(await members(officer)).toBe(before + 40);
    expect(await differences()).toBe(0);
    const [first] = await find(officer, people[0]?.id ?? '');
    expect(first).toMatchObject({ name: people[0]?.name, phone: '139****2345' });
    expect((await send(officer, people)).counts).toMatchObject({ unchanged: 40, new: 0, changed: 0 });
    expect(await undoAll(officer, committed)).toMatchObject({ state: 'undone', kept: 0 });
    expect(await members(officer)).toBe(before);
    expect(await differences()).toBe(0);
    expect(await find(officer, people[0]?.id ?? '')).toEqual([]);
    // The voided rows have left every constraint: the same people can come again.
    const again = await commitAll(officer, await send(officer, people));
    expect(again).toMatchObject({ state: 'committed', counts: { new: 40 } });
    await undoAll(officer, again);
  });

  test('leaves an event per member, with every value of a new file and sensitive ones masked', async () => {
    const officer = await server.current.as('county_officer');
    const id = makeIdNumber('1966-01-02', '1');
    const batch = await commitAll(officer, await send(officer, [{ name: '何史', id }]));
    const [member] = await find(officer, id);
    const { items } = await officer.call(memberHistory, { params: { id: member?.id ?? '' }, query: {} });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ action: 'members.import', source: `import:${batch.id}`, reason: '年度核对' });
    expect(items[0]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'name', from: null, to: '何史' },
        { field: 'phone', from: null, to: '139****2345' },
        { field: 'birthDate', from: null, to: '1966-01-02' },
      ]),
    );
    expect(JSON.stringify(items)).not.toContain(id);
    await undoAll(officer, batch);
  });

  test('changes field by field; an undo keeps what others changed since and names it', async () => {
    const officer = await server.current.as('county_officer');
    const [a, b] = [makeIdNumber('1971-02-03', '1'), makeIdNumber('1972-02-03', '2')];
    const both = [
      { name: '赵一', id: a },
      { name: '钱二', id: b },
    ];
    await commitAll(officer, await send(officer, both));
    const moved = both.map((line) => ({ ...line, phone: '13800001111', place: '浙江永嘉' }));
    const second = await send(officer, moved);
    expect(second.counts).toMatchObject({ changed: 2 });
    const { items } = await officer.call(importRows, { params: { id: second.id }, query: { kind: 'changed' } });
    expect(items[0]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'phone', from: '139****2345', to: '138****1111' },
        { field: 'nativePlace', from: hostile, to: '浙江永嘉' },
      ]),
    );
    const done = await commitAll(officer, second);
    const one = await officer.call(memberFile, { params: { id: (await find(officer, a))[0]?.id ?? '' } });
    await officer.call(editMember, {
      params: { id: one.id },
      body: { version: one.version, fields: { nativePlace: '浙江乐清', name: '赵壹' } },
    });
    expect(await undoAll(officer, done)).toMatchObject({ state: 'undone', kept: 1 });
    const after = await officer.call(memberFile, { params: { id: one.id } });
    expect(after.fields).toMatchObject({ phone: '139****2345', nativePlace: '浙江乐清', name: '赵壹' });
    const other = await officer.call(memberFile, { params: { id: (await find(officer, b))[0]?.id ?? '' } });
    expect(other.fields).toMatchObject({ phone: '139****2345', nativePlace: hostile });
    // The restored number is found again, the imported one no longer.
    expect((await find(officer, '13800001111')).map((m) => m.id)).not.toContain(one.id);
    const kept = await officer.call(importRows, { params: { id: done.id }, query: { kept: 'true' } });
    expect(kept.items.map((r) => r.kept)).toEqual([['nativePlace']]);
  });

  test('keeps a new file whole that somebody has worked on since', async () => {
    const officer = await server.current.as('county_officer');
    const [a, b] = [makeIdNumber('1973-02-03', '1'), makeIdNumber('1974-02-03', '2')];
    const batch = await commitAll(
      officer,
      await send(officer, [
        { name: '冯七', id: a },
        { name: '陈八', id: b },
      ]),
    );
    const file = await officer.call(memberFile, { params: { id: (await find(officer, a))[0]?.id ?? '' } });
    await officer.call(editMember, {
      params: { id: file.id },
      body: { version: file.version, fields: { nativePlace: '浙江乐清' } },
    });
    expect(await undoAll(officer, batch)).toMatchObject({ state: 'undone', kept: 1 });
    expect(await find(officer, a)).toHaveLength(1);
    expect(await find(officer, b)).toEqual([]);
    expect(await differences()).toBe(0);
  });

  test('shows errors, asks about branches and duplicates, and keeps what was mended when it is read again', async () => {
    const officer = await server.current.as('county_officer');
    const { branchA1 } = server.current.tree;
    const good = makeIdNumber('1980-05-06', '1');
    let batch = await send(officer, [
      { name: '孙三', id: near(makeIdNumber('1980-01-01', '1')) },
      { name: '李四', id: makeIdNumber('1981-05-06', '1'), branch: '没有这个支部' },
      { name: '周五', id: good },
      { name: '周五', id: good, phone: '13700000000' },
      { name: '周五', id: good },
    ]);
    expect(batch.counts).toMatchObject({ error: 2, new: 1, duplicate: 1, skipped: 1 });
    const params = { id: batch.id };
    const skipped = await officer.call(importRows, { params, query: { kind: 'skipped' } });
    expect(skipped.items).toMatchObject([{ seq: 5, skippedAs: 'repeated' }]);
    const body = { version: batch.version, reason: '试一试' };
    expect(await officer.outcome(commitImport, { params, body })).toBe('refused');
    const mended = await officer.call(mendRow, {
      params: { ...params, seq: 1 },
      body: { version: 1, cells: [{ column: 1, text: makeIdNumber('1980-07-08', '1') }] },
    });
    expect(mended.row).toMatchObject({ kind: 'new', mended: [1] });
    await officer.call(decideRows, { params, body: { rows: [{ seq: 4, decision: 'skip' }] } });
    const { items } = await officer.call(importBranches, { params });
    expect(items).toMatchObject([{ text: '没有这个支部', rows: 1, chosen: null }]);
    batch = await officer.call(importById, { params });
    const choices = [{ text: '没有这个支部', branchId: branchA1.id }];
    await officer.call(confirmBranches, { params, body: { version: batch.version, choices } });
    batch = await untilSettled(officer, batch.id);
    expect(batch).toMatchObject({ openBranches: 0, counts: { new: 3, error: 0, duplicate: 0, skipped: 2 } });
    const rows = await officer.call(importRows, { params, query: { kind: 'new' } });
    expect(rows.items[0]).toMatchObject({ seq: 1, mended: [1] });
    await officer.call(cancelImport, { params, body: { version: batch.version } });
    expect(await officer.call(importById, { params })).toMatchObject({ state: 'cancelled' });
    // What was confirmed is remembered for the next file.
    const next = await send(officer, [{ name: '李四', id: makeIdNumber('1981-05-07', '1'), branch: '没有这个支部' }]);
    expect(next.counts).toMatchObject({ new: 1, error: 0 });
  });

  test('asks about a name that several branches have, and marks what it takes over from an earlier file', async () => {
    const { write, tree, as } = server.current;
    const officer = await as('county_officer');
    for (const name of ['内档村第一党支部', '甲村第一党支部', '外塘口村第一党支部'])
      await write((tx) => makeOrganisation(tx, { parent: tree.townshipA, type: 'branch', name }));
    const rows = (): Line[] => [
      { name: '孔问', id: makeIdNumber('1982-05-06', '1'), branch: '第一党支部' },
      { name: '孟问', id: makeIdNumber('1982-05-07', '1'), branch: '甲村第一支部' },
    ];
    const questions = async ({ id }: ImportBatch) => (await officer.call(importBranches, { params: { id } })).items;
    const first = await send(officer, rows());
    expect(first).toMatchObject({ openBranches: 2, rememberedBranches: 0, counts: { error: 2 } });
    const asked = await questions(first);
    const [unclear, clear] = ['第一党支部', '甲村第一支部'].map((text) => asked.find((one) => one.text === text));
    expect(unclear).toMatchObject({ first: null, chosen: null, remembered: false });
    expect(unclear?.candidates.length).toBeGreaterThan(1);
    expect(clear?.candidates.find(({ id }) => id === clear.first)?.name).toBe('甲村第一党支部');
    const branchId = unclear?.candidates.find(({ name }) => name === '内档村第一党支部')?.id ?? null;
    const choices = [{ text: '第一党支部', branchId }];
    await officer.call(confirmBranches, { params: { id: first.id }, body: { version: first.version, choices } });
    // What was said about this very file is no memory; what is open comes first.
    expect(await untilSettled(officer, first.id)).toMatchObject({ openBranches: 1, rememberedBranches: 0 });
    expect((await questions(first)).map(({ text }) => text)).toEqual(['甲村第一支部', '第一党支部']);
    const next = await send(officer, rows());
    expect(next).toMatchObject({ openBranches: 1, rememberedBranches: 1 });
    expect(await questions(next)).toContainEqual(
      expect.objectContaining({ text: '第一党支部', first: null, chosen: branchId, remembered: true }),
    );
    const taken = [{ text: '第一党支部', branchId: null }];
    await officer.call(confirmBranches, { params: { id: next.id }, body: { version: next.version, choices: taken } });
    expect(await untilSettled(officer, next.id)).toMatchObject({ openBranches: 2, rememberedBranches: 0 });
  });

  test('finds whom a wrong digit, or a name with its birthday, may mean; a person decides', async () => {
    const officer = await server.current.as('county_officer');
    const [a, b] = [makeIdNumber('1976-02-03', '1'), makeIdNumber('1977-02-03', '1')];
    await commitAll(
      officer,
      await send(officer, [
        { name: '褚九', id: a, phone: '13700000001' },
        { name: '卫十', id: b, phone: '13700000002' },
      ]),
    );
    const namesake = makeIdNumber('1977-02-03', '1');
    const batch = await send(officer, [
      { name: '褚九', id: near(a), phone: '13700000009' },
      { name: '卫十', id: namesake, phone: '13700000003' },
    ]);
    expect(batch.counts).toMatchObject({ duplicate: 2, error: 0 });
    const params = { id: batch.id };
    const { items } = await officer.call(importRows, { params, query: { kind: 'duplicate' } });
    expect(items.map((row) => row.duplicates[0]?.reason)).toEqual(['near_id', 'name_and_birth']);
    const [first, second] = items.map((row) => row.duplicates[0]?.personId ?? '');
    const link = (seq: number, personId: string) => ({ rows: [{ seq, decision: 'link' as const, personId }] });
    expect(await officer.outcome(decideRows, { params, body: link(2, second ?? '') })).toBe('invalid');
    await officer.call(decideRows, { params, body: link(1, first ?? '') });
    const decided = await officer.call(decideRows, { params, body: { rows: [{ seq: 2, decision: 'new' }] } });
    expect(decided.counts).toMatchObject({ changed: 1, new: 1, duplicate: 0 });
    const done = await commitAll(officer, decided);
    expect(done.state).toBe('committed');
    // The register's number stays; only the phone of the linked person has changed.
    expect(await find(officer, a)).toMatchObject([{ phone: '137****0009' }]);
    expect(await find(officer, namesake)).toHaveLength(1);
  });

  test('whose number ends in three zeros is an error until somebody confirms it, card in hand', async () => {
    const officer = await server.current.as('county_officer');
    const batch = await send(officer, [{ name: '沈零', id: '330324197503059000' }]);
    expect(batch.counts).toMatchObject({ error: 1, new: 0 });
    const params = { id: batch.id };
    const [row] = (await officer.call(importRows, { params, query: {} })).items;
    expect(row?.problems.map((p) => p.message)).toEqual(['id_digits_lost']);
    const mended = await officer.call(mendRow, {
      params: { id: batch.id, seq: row?.seq ?? 0 },
      body: { version: row?.version ?? 0, cells: [{ column: 1, text: '330324197503059000' }] },
    });
    expect(mended.row).toMatchObject({ kind: 'new', problems: [] });
    // Comparing the file anew keeps what the person has said.
    await officer.call(readAgain, { params, body: { version: mended.batch.version } });
    expect((await untilSettled(officer, batch.id)).counts).toMatchObject({ error: 0, new: 1 });
  });

  test('of another township is an error, and a stranger sees nothing of it', async () => {
    const { townshipA, townshipB, branchB1 } = server.current.tree;
    const worker = await server.current.as('township_worker', { at: townshipA });
    const batch = await send(worker, [{ name: '吴六', id: makeIdNumber('1979-05-06', '1'), branch: branchB1.name }]);
    expect(batch.counts).toMatchObject({ error: 1, new: 0 });
    const { items } = await worker.call(importRows, { params: { id: batch.id }, query: {} });
    expect(items[0]?.problems.map((p) => p.message)).toContain('branch_outside');
    const neighbour = await server.current.as('township_worker', { at: townshipB });
    expect(await neighbour.outcome(importById, { params: { id: batch.id } })).toBe('not_found');
    const secretary = await server.current.as('branch_secretary');
    expect(await secretary.outcome(importById, { params: { id: batch.id } })).toBe('not_found');
  });

  test('names nobody outside the range whose number a row has', async () => {
    const { townshipA, townshipB, branchB1 } = server.current.tree;
    const theirs = await server.current.as('township_worker', { at: townshipB });
    const id = makeIdNumber('1969-05-06', '1');
    await commitAll(theirs, await send(theirs, [{ name: '郑外', id, branch: branchB1.name }]));
    const worker = await server.current.as('township_worker', { at: townshipA });
    const batch = await send(worker, [{ name: '郑外', id }]);
    const { items } = await worker.call(importRows, { params: { id: batch.id }, query: {} });
    expect(items[0]).toMatchObject({ kind: 'error', personId: null, duplicates: [] });
    expect(items[0]?.problems.map((p) => p.message)).toEqual(['id_number_taken']);
  });

  test('attaches the membership to an applicant of the same number, once somebody has said so, and takes it back', async () => {
    const { branchA1 } = server.current.tree;
    const { county, entry, write } = server.current;
    const officer = await server.current.as('county_officer');
    const id = makeIdNumber('1981-02-04', '2');
    const entered = await write((tx) =>
      enterPerson(tx, systemScope(entry.code, 'test'), county, {
        branchId: branchA1.id,
        person: { name: '庄入门', idNumber: id },
      }),
    );
    const wrong = await send(officer, [{ name: '庄出门', id }]);
    expect(wrong.counts).toMatchObject({ error: 1, new: 0 });
    const batch = await send(officer, [{ name: '庄入门', id }]);
    expect(batch.counts).toMatchObject({ duplicate: 1, new: 0 });
    const { items } = await officer.call(importRows, { params: { id: batch.id }, query: {} });
    expect(items[0]?.duplicates).toMatchObject([{ reason: 'applicant', personId: entered.id }]);
    const rows = [{ seq: items[0]?.seq ?? 0, decision: 'link' as const, personId: entered.id }];
    await officer.call(decideRows, { params: { id: batch.id }, body: { rows } });
    const decided = await officer.call(importById, { params: { id: batch.id } });
    expect(decided.counts).toMatchObject({ duplicate: 0, new: 1 });
    const done = await commitAll(officer, decided);
    expect(done).toMatchObject({ state: 'committed', error: null });
    expect((await find(officer, id)).map((row) => row.id)).toEqual([entered.id]);
    expect(await write((tx) => tallyDifferences(tx))).toBe(0);
    await undoAll(officer, done);
    expect(await find(officer, id)).toEqual([]);
    expect(await write((tx) => tallyDifferences(tx))).toBe(0);
    // The applicant is one still.
    const again = await send(officer, [{ name: '庄入门', id }]);
    expect(again.counts).toMatchObject({ duplicate: 1, new: 0 });
  });

  test('hands out the rows with errors as they stand, with the reasons, and no formula', async () => {
    const officer = await server.current.as('county_officer');
    const batch = await send(officer, [{ name: '蒋错', id: '=1+1', place: '=HYPERLINK("x")' }]);
    const errors = await officer.raw(importErrors, { params: { id: batch.id } });
    expect(errors.status).toBe(200);
    const back = await sendFile(officer, '错误行.xlsx', errors.bytes);
    const { items } = await officer.call(importRows, { params: { id: back.id }, query: {} });
    expect(items[0]?.cells[0]).toBe('蒋错');
    expect(items[0]?.cells.at(-1)).toContain('公民身份号码');
    expect(items[0]?.cells[7]).toMatch(/HYPERLINK/);
    expect(items[0]?.kind).toBe('error');
  });

  test('says of a bare yes that it is not recorded, unless the file says it already', async () => {
    const officer = await server.current.as('county_officer');
    const id = makeIdNumber('1967-05-06', '1');
    const wide = [...headings, '是否流动党员', '外出流向', '外出日期', '是否失联党员', '失联日期'];
    const row = (more: readonly string[]) => csv(wide, [[...cells({ name: '严流', id }), ...more]]);
    const warnings = async (batch: ImportBatch): Promise<string[]> => {
      const { items } = await officer.call(importRows, { params: { id: batch.id }, query: {} });
      return items.flatMap(({ problems }) => problems.map((p) => `${p.level} ${p.message}`));
    };
    const bare = await sendFile(officer, '流动.csv', row(['是', '', '', '是', '']));
    expect(bare.counts).toMatchObject({ new: 1, error: 0 });
    expect(await warnings(bare)).toEqual(['warning lost_not_taken', 'warning outflow_not_taken']);
    const told = await sendFile(officer, '流动.csv', row(['是', '', '2024-03-01', '是', '2025-01-02']));
    expect(await warnings(told)).toEqual(['warning outflow_without_place']);
    expect(await warnings(await sendFile(officer, '流动.csv', row(['否', '', '2024-03-01', '', ''])))).toEqual([
      'error outflow_contradiction',
    ]);
    const done = await commitAll(officer, told);
    const file = await officer.call(memberFile, { params: { id: (await find(officer, id))[0]?.id ?? '' } });
    expect(file.fields).toMatchObject({ outflowSince: '2024-03-01', lostSince: '2025-01-02' });
    const later = await sendFile(officer, '流动.csv', row(['是', '', '', '是', '']));
    expect(later.counts).toMatchObject({ unchanged: 1 });
    expect(await warnings(later)).toEqual([]);
    await undoAll(officer, done);
  });

  test('can be read again after the register has changed', async () => {
    const officer = await server.current.as('county_officer');
    const id = makeIdNumber('1968-05-06', '1');
    const early = await send(officer, [{ name: '沈早', id }]);
    await commitAll(officer, await send(officer, [{ name: '沈早', id }]));
    const late = await commitAll(officer, early);
    expect(late).toMatchObject({ state: 'preview', error: { message: 'import_stale', params: { names: '沈早' } } });
    await officer.call(readAgain, { params: { id: late.id }, body: { version: late.version } });
    expect(await untilSettled(officer, late.id)).toMatchObject({ state: 'preview', counts: { unchanged: 1, new: 0 } });
  });
});
