import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx';
import { beforeAll, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { makeIdNumber } from '../factory.ts';
import { importById, importRows, importTemplate, mapImport, readAgain } from './contract.ts';
import { commitAll, csv, sendFile, undoAll, untilSettled } from './factory.ts';

const server = useApp();
beforeAll(() => server.current.work());

type Given = string | number | boolean | CellObject | null;

const sheetOf = (rows: readonly (readonly Given[])[], hidden: readonly number[] = []): WorkSheet => {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!rows'] = Array.from({ length: rows.length }, (_, at) => (hidden.includes(at) ? { hidden: true } : {}));
  return sheet;
};

const bookOf = (sheets: Readonly<Record<string, WorkSheet>>, bookType: 'xlsx' | 'biff8' = 'xlsx'): Buffer =>
  write({ SheetNames: Object.keys(sheets), Sheets: sheets }, { type: 'buffer', bookType }) as Buffer;

/** A day as a sheet keeps it: days since the end of 1899, with a format that shows it. */
const serial = (day: string): CellObject => ({
  t: 'n',
  v: Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569,
  z: 'yyyy-mm-dd',
});

const wide = (text: string): string =>
  text.replaceAll(/[0-9X]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));

const headings = [
  '序号',
  '*姓名',
  '公民身份号码（必填）',
  '性 别',
  '民族',
  '所属党支部',
  '党员类别',
  '入党时间',
  '转正时间',
  '是否农民工',
];

const lines = (branch: string, ids: readonly string[]): Given[][] => [
  ['永嘉县党员信息花名册'],
  ['填报说明：带*为必填项，日期格式为1975-03-12'],
  headings,
  ['示例', '张三', '330324199001011234', '男', '汉族', branch, '正式党员', '2010-07-01', '2011-07-01', '否'],
  [1, '全宽甲', wide(ids[0] ?? ''), '1_男', '01_汉族', branch, '1_正式党员', '2005.7.1', '2006年7月1日', '√'],
  [2, '日期乙', ids[1] ?? '', '男性', '汉', branch, '正式党员', serial('2005-07-01'), '20060701', '否'],
  [3, '公式丙', ids[2] ?? '', '男', '汉族', { t: 's', v: branch, f: 'A1' }, '正式党员', '2005/7/1', '2006-07-01', 1],
  [4, '藏行丁', ids[3] ?? '', '男', '汉族', branch, '正式党员', '2005-07-01', '2006-07-01', 0],
  [5, '失位戊', 330324193102071230, '男', '汉族', branch, '正式党员', '2005-07-01', '2006-07-01', ''],
  [6, '缺日己', ids[4] ?? '', '男', '汉族', branch, '正式党员', '2005-07', '2006-07-01', ''],
  ['合计', 6],
];

const numbers = (born = '1985-06-07'): string[] => Array.from({ length: 5 }, () => makeIdNumber(born, '1'));

test('of every mess at once is read as a person would read it', async () => {
  const officer = await server.current.as('county_officer');
  const { branchA1, branchB1 } = server.current.tree;
  const [first, second] = [numbers(), numbers('1986-06-07')];
  const batch = await sendFile(
    officer,
    '花名册.xlsx',
    bookOf({
      说明: sheetOf([['本表用于党员信息采集'], ['请勿改动表头']]),
      城区: sheetOf(lines(branchA1.name, first), [7]),
      乡镇: sheetOf(lines(branchB1.name, second)),
    }),
  );
  expect(batch).toMatchObject({ state: 'preview', error: null });
  const { sheets } = await officer.call(importById, { params: { id: batch.id } });
  expect(sheets.map(({ sheet, used, heading }) => [sheet, used, heading?.line ?? null])).toEqual([
    ['说明', false, null],
    ['城区', true, 3],
    ['乡镇', true, 3],
  ]);
  const { items } = await officer.call(importRows, { params: { id: batch.id }, query: { limit: 100 } });
  const of = (sheet: string) => items.filter((row) => row.sheet === sheet);
  for (const sheet of ['城区', '乡镇'])
    expect(of(sheet).map((row) => [row.line, row.kind, row.skippedAs, row.problems.map((p) => p.message)])).toEqual([
      [4, 'skipped', 'example', []],
      [5, 'new', null, []],
      [6, 'new', null, []],
      [7, 'new', null, []],
      [8, 'new', null, []],
      [9, 'error', null, ['id_digits_lost']],
      [10, 'error', null, ['date_needs_day']],
      [11, 'skipped', 'total', []],
    ]);
  expect(
    of('城区')
      .filter((row) => row.hidden)
      .map((row) => row.line),
  ).toEqual([8]);
  const done = await commitAll(officer, batch, true);
  expect(done).toMatchObject({ state: 'committed', counts: { new: 8, error: 4, skipped: 4 } });
  const people = await server.current.write((tx) =>
    tx
      .selectFrom('person as p')
      .innerJoin('membership as m', 'm.person_id', 'p.id')
      .select(['p.name', 'p.sex', 'p.ethnicity', 'p.birth_date', 'm.joined_on', 'm.full_on', 'm.is_migrant_worker'])
      .where('p.batch_id', '=', batch.id)
      .where('m.branch_id', '=', branchA1.id)
      .orderBy('p.id')
      .execute(),
  );
  const same = { sex: '1', ethnicity: '01', birth_date: '1985-06-07', joined_on: '2005-07-01', full_on: '2006-07-01' };
  expect(people).toEqual([
    { name: '全宽甲', ...same, is_migrant_worker: true },
    { name: '日期乙', ...same, is_migrant_worker: false },
    { name: '公式丙', ...same, is_migrant_worker: true },
    { name: '藏行丁', ...same, is_migrant_worker: false },
  ]);
});

test('in the old format of Excel gives the same rows', async () => {
  const officer = await server.current.as('county_officer');
  const rows = lines(server.current.tree.branchA1.name, numbers('1987-06-07'));
  const batch = await sendFile(officer, '花名册.xls', bookOf({ 名册: sheetOf(rows) }, 'biff8'));
  expect(batch.counts).toMatchObject({ total: 8, new: 4, error: 2, skipped: 2 });
});

test('in GB18030 keeps its names, and a heading below a notice is found', async () => {
  const officer = await server.current.as('county_officer');
  // 注意事项 / 姓名,身份证号,所在党支部,党员类别,入党时间 / 张三,,,正式党员,2005-07-01
  const gb = Buffer.from(
    'd7a2d2e2cac2cfee0ad0d5c3fb2cc9edb7ddd6a4bac52ccbf9d4dab5b3d6a7b2bf2cb5b3d4b1c0e0b1f02cc8ebb5b3cab1bce40ad5c5c8fd2c2c2cd5fdcabdb5b3d4b12c323030352d30372d30310a',
    'hex',
  );
  const batch = await sendFile(officer, '名册.csv', gb);
  const { items } = await officer.call(importRows, { params: { id: batch.id }, query: {} });
  expect(items).toMatchObject([
    { line: 3, name: '张三', kind: 'error', cells: ['张三', '', '', '正式党员', '2005-07-01'] },
  ]);
});

const joinedWhen = ['姓名', '公民身份号码', '所在党支部', '人员类别', '入党时间', '转正时间', '出生年月'];

test('with months alone is asked about once for a column, and the answer is for this file only', async () => {
  const officer = await server.current.as('county_officer');
  const branch = server.current.tree.branchA1.name;
  const [a = '', b = ''] = numbers('1970-06-07');
  const roster = (joined: string): string =>
    csv(joinedWhen, [
      ['史月甲', a, branch, '正式党员', joined, '1994-11-05', '1970.6'],
      ['史月乙', b, branch, '正式党员', '09年5月', '2010', '1970.6'],
    ]);
  const said = async (id: string) => {
    const { items } = await officer.call(importRows, { params: { id }, query: {} });
    return items.map(({ problems }) => problems.map((p) => `${p.field} ${p.level} ${p.message}`));
  };
  const sent = await sendFile(officer, '年月.csv', roster('1993.11'));
  const params = { id: sent.id };
  const strict = ['joinedOn error date_needs_day', 'fullOn error date_needs_day'];
  expect(await said(sent.id)).toEqual([strict.slice(0, 1), strict]);
  const { sheets } = await officer.call(importById, { params });
  expect(sheets[0]?.columns.map((c) => c.monthsAsFirst)).not.toContain(true);
  const mapped = sheets.map(({ sheet, used, branchId, columns }) => ({
    sheet,
    used,
    branchId,
    // A birth month is never made a day, whatever is asked.
    columns: columns.map(({ column, field }) => ({ column, field, monthsAsFirst: field !== 'fullOn' })),
  }));
  await officer.call(mapImport, { params, body: { version: sent.version, sheets: mapped } });
  const first = 'joinedOn warning month_as_first';
  const read = await untilSettled(officer, sent.id);
  expect(await said(sent.id)).toEqual([[first], [first, 'fullOn error date_needs_day']]);
  await officer.call(readAgain, { params, body: { version: read.version } });
  const again = await untilSettled(officer, sent.id);
  expect(await said(sent.id)).toEqual([[first], [first, 'fullOn error date_needs_day']]);
  const { items } = await officer.call(importRows, { params, query: {} });
  expect(items[1]?.cells[4]).toBe('09年5月');
  expect(items[1]?.problems[0]?.params).toEqual({ value: '09年5月' });
  const marked = (await officer.call(importById, { params })).sheets[0]?.columns.filter((c) => c.monthsAsFirst);
  expect(marked?.map((c) => c.field)).toEqual(['joinedOn']);
  // The next file is asked again.
  const exact = await sendFile(officer, '年月.csv', roster('1993-11-20'));
  expect(await said(exact.id)).toEqual([[], strict]);
  // The day that the register knows is not overwritten by a month.
  const done = await commitAll(officer, exact, true);
  await officer.call(readAgain, { params, body: { version: again.version } });
  expect(await untilSettled(officer, sent.id)).toMatchObject({ counts: { unchanged: 1, changed: 0, error: 1 } });
  await undoAll(officer, done);
});

test('says at once everything that is wrong with a row', async () => {
  const officer = await server.current.as('county_officer');
  const [a = '', b = '', c = '', d = ''] = numbers('1969-06-07');
  const branch = server.current.tree.branchA1.name;
  const sent = await sendFile(
    officer,
    '层层.csv',
    csv(
      ['姓名', '公民身份号码', '所在党支部', '人员类型', '入党时间', '转正时间'],
      [
        ['层一', a, branch, '', '1993.11', '1994-11-05'],
        ['层二', b, '没有这个支部的', '', '1993-11-05', '1992-11-05'],
        ['层三', c, branch, '甲类', '1993.11', ''],
        ['<script>', d, branch, '', '', ''],
      ],
    ),
  );
  const { items } = await officer.call(importRows, { params: { id: sent.id }, query: {} });
  expect(items.map(({ problems }) => problems.map((p) => `${p.field} ${p.message}`))).toEqual([
    ['joinedOn date_needs_day', 'category required'],
    ['branchId branch_unknown', 'category required', 'fullOn full_before_joined'],
    ['category unknown_value', 'joinedOn date_needs_day'],
    ['name name_characters', 'category required'],
  ]);
});

test('a roster may be the form that is handed out: its example row is nobody', async () => {
  const officer = await server.current.as('county_officer');
  const form = await officer.raw(importTemplate, {});
  const batch = await sendFile(officer, '模板.xlsx', form.bytes);
  expect(batch.counts).toMatchObject({ new: 0, error: 0 });
});

test('a file that is no sheet ends as a failed import with a reason', async () => {
  const officer = await server.current.as('county_officer');
  const batch = await sendFile(officer, 'x.xlsx', 'not a zip');
  expect(batch).toMatchObject({
    state: 'failed',
    error: { message: expect.stringContaining('sheets.') as string },
  });
});
