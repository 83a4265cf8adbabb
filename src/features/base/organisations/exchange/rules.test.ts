import { describe, expect, test } from 'vitest';
import {
  parentsFirst,
  planImport,
  readHeadings,
  type ImportField,
  type KnownOrganisation,
  type SheetOrganisation,
} from './rules.ts';

const today = '2026-11-23';
const known = (id: string, facts: Partial<KnownOrganisation>): KnownOrganisation => ({
  id,
  parentId: null,
  type: 'branch',
  name: id,
  shortName: id,
  code: null,
  foundedOn: null,
  divisionCode: null,
  unitRelation: null,
  unitCode: null,
  phone: null,
  address: null,
  ...facts,
});
const tree = [
  known('county', { type: 'county_committee', name: '县委', code: '33' }),
  known('town', { type: 'township_committee', name: '镇党委', code: '3301', parentId: 'county' }),
  known('general', { type: 'general_branch', name: '总支', parentId: 'town' }),
  known('a', { name: '第一支部', code: '330101', parentId: 'town' }),
  known('twin1', { name: '同名支部', parentId: 'town' }),
  known('twin2', { name: '同名支部', parentId: 'general' }),
];
const rows = (...values: Partial<Record<ImportField, string>>[]): SheetOrganisation[] =>
  values.map((each, index) => ({ line: index + 2, values: each }));
const problems = (...values: Partial<Record<ImportField, string>>[]): string[][] =>
  planImport(rows(...values), tree, today).map((row) => row.problems.map((each) => `${each.field}:${each.message}`));

describe('headings', () => {
  test('are known by several names, starred or spaced, and others are told', () => {
    const found = readHeadings(['序号', '* 党组织全称', '上级\n组织', '组织 类别', '备注']);
    expect([...found!.columns]).toEqual([
      [1, 'name'],
      [2, 'parentName'],
      [3, 'type'],
    ]);
    expect(found!.ignored).toEqual(['备注']);
  });
  test.each([[['2026 年组织一览表']], [['姓名', '电话']], [['组织全称']]])('are not seen in %j', (texts) => {
    expect(readHeadings(texts)).toBeNull();
  });
});

describe('a row', () => {
  test('is new with its parent by code, by name, or by a row of the sheet in any order', () => {
    const plan = planImport(
      rows(
        { name: '孙支部', type: '党支部', parentName: '新总支' },
        { name: '新总支', type: '621', parentCode: '3301', foundedOn: '1992年5月1日' },
        { name: '支部二', type: 'branch', parentName: '镇党委' },
      ),
      tree,
      today,
    );
    expect(plan.map((row) => [row.action, row.type, row.parent])).toEqual([
      ['new', 'branch', { line: 3 }],
      ['new', 'general_branch', { id: 'town' }],
      ['new', 'branch', { id: 'town' }],
    ]);
    expect(plan[1]!.facts.foundedOn).toBe('1992-05-01');
    expect(parentsFirst(plan).map((row) => row.line)).toEqual([3, 2, 4]);
  });

  test('changes only what its cells say', () => {
    const [row, same] = planImport(
      rows(
        { code: '330101', name: '第一党支部', phone: '0577-1', parentName: '总支' },
        { name: '镇党委', type: '乡镇（街道）党委' },
      ),
      tree,
      today,
    );
    expect(row).toMatchObject({ action: 'changed', id: 'a' });
    expect(row!.changes).toEqual([
      { field: 'name', from: '第一支部', to: '第一党支部' },
      { field: 'phone', from: null, to: '0577-1' },
      { field: 'parentName', from: '镇党委', to: '总支' },
    ]);
    expect(same).toMatchObject({ action: 'unchanged', id: 'town' });
  });

  test.each<[string, Partial<Record<ImportField, string>>, string]>([
    ['without a name', { type: '党支部', parentCode: '3301' }, 'name:required'],
    ['without a type', { name: '新', parentCode: '3301' }, 'type:required'],
    ['without a parent', { name: '新', type: '党支部' }, 'parentName:required'],
    ['with an unknown type', { name: '新', type: '委员会', parentCode: '3301' }, 'type:import_type_unknown'],
    ['with an unknown parent', { name: '新', type: '党支部', parentName: '没有' }, 'parentName:import_parent_unknown'],
    [
      'below one of two namesakes',
      { name: '新', type: '党小组', parentName: '同名支部' },
      'parentName:import_parent_ambiguous',
    ],
    ['that may be one of two namesakes', { name: '同名支部' }, 'name:import_name_ambiguous'],
    [
      'below a type that cannot hold it',
      { name: '新', type: '党小组', parentCode: '3301' },
      'parentName:type_not_below',
    ],
    ['of another type', { code: '330101', name: '第一支部', type: '党总支' }, 'type:import_type_differs'],
    [
      'founded on no day',
      { name: '新', type: '党支部', parentCode: '3301', foundedOn: '2023-02-29' },
      'foundedOn:bad_date',
    ],
    [
      'founded tomorrow',
      { name: '新', type: '党支部', parentCode: '3301', foundedOn: '2026-11-24' },
      'foundedOn:event_future',
    ],
    [
      'with a strange division',
      { name: '新', type: '党支部', parentCode: '3301', divisionCode: '33x' },
      'divisionCode:bad_format',
    ],
  ])('%s is wrong', (_says, values, expected) => expect(problems(values)[0]).toContain(expected));

  test('that would hang below itself, or on a wrong row, is wrong', () => {
    expect(
      problems({ name: '甲', type: '单位', parentName: '乙' }, { name: '乙', type: '单位', parentName: '甲' }),
    ).toEqual(
      [['parentName:target_below'], ['parentName:target_below']].map((each, index) => [
        ...each,
        ...(index < 2 ? ['parentName:import_parent_wrong'] : []),
      ]),
    );
    expect(
      problems({ name: '丙', type: '没有', parentCode: '3301' }, { name: '丁', type: '党支部', parentName: '丙' })[1],
    ).toEqual(['parentName:import_parent_wrong']);
  });

  test('that repeats a code or an organisation is wrong', () => {
    expect(
      problems(
        { name: '新一', type: '党支部', parentCode: '3301', code: 'x' },
        { name: '新二', type: '党支部', parentCode: '3301', code: 'x' },
      ),
    ).toEqual([['code:import_code_twice'], ['code:import_code_twice']]);
    expect(problems({ name: '第一支部' }, { code: '330101', name: '第一支部' })).toEqual([
      ['name:import_row_twice'],
      ['name:import_row_twice'],
    ]);
  });

  test('finds one of two namesakes by its parent', () => {
    expect(planImport(rows({ name: '同名支部', parentName: '总支', phone: '1' }), tree, today)[0]).toMatchObject({
      action: 'changed',
      id: 'twin2',
    });
  });
});
