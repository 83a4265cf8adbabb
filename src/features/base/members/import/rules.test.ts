import { describe, expect, test } from 'vitest';
import { placeholders } from '#shared/text.ts';
import { idCheckCharacter } from '../identity/rules.ts';
import { findHeading, type SourceRow } from './headings/rules.ts';
import { importProblems, skippedRows } from './messages.ts';
import { rowReader, type ImportedRow, type RowContext } from './rules.ts';

const today = '2026-11-23';
const heading =
  '序号|姓名|性别|身份证号|民族|出生日期|学历|人员类别|所在党支部|联系电话|固定电话|加入党组织日期|转正日期|入党时间|是否失联党员|失联日期|是否农民工|党龄校正值|家庭住址|党内职务'.split(
    '|',
  );
const plan = findHeading([{ line: 2, texts: heading, kinds: 't'.repeat(heading.length) }])!;

interface Cell {
  readonly text: string;
  readonly kind: string;
}
const good: Readonly<Record<string, string>> = {
  姓名: '张三',
  身份证号: '330324198506071237',
  所在党支部: '浦一村党支部',
};
const rowOf = (cells: Readonly<Record<string, string | Cell>>): SourceRow => {
  const all = heading.map((name) => cells[name] ?? good[name] ?? '');
  return {
    line: 9,
    texts: all.map((c) => (typeof c === 'string' ? c : c.text)),
    kinds: all.map((c) => (typeof c === 'string' ? (c ? 't' : '-') : c.kind)).join(''),
  };
};
const read = (cells: Readonly<Record<string, string | Cell>>, more: Partial<RowContext> = {}): ImportedRow => {
  const row = rowReader({ sheet: '名册', plan, today, ...more })(rowOf(cells));
  if (row.kind !== 'row') throw new Error(`skipped as ${row.why}`);
  return row;
};
const problems = (cells: Readonly<Record<string, string | Cell>>, more?: Partial<RowContext>): string[] =>
  read(cells, more).problems.map((p) => `${p.field}: ${p.message}`);
const n = (text: string): Cell => ({ text, kind: 'n' });
const idNumberOf = (birthDate: string): string => {
  const seventeen = `330324${birthDate.replaceAll('-', '')}123`;
  return seventeen + idCheckCharacter(seventeen);
};

describe('a row', () => {
  test('gives values as they are stored', () => {
    const row = read({
      民族: '22_畲族',
      学历: '大专',
      人员类别: '中共预备党员',
      联系电话: '１３８ ０５７７ １２３４',
      固定电话: '(0577)67221234',
      加入党组织日期: '2006年7月1日',
      转正日期: n('39264'),
      是否失联党员: '否',
      是否农民工: '√',
      党龄校正值: '12个月',
      家庭住址: '永嘉县瓯北街道 浦一村',
      党内职务: '支部书记',
    });
    expect(row.problems).toEqual([]);
    expect(row).toMatchObject({ sheet: '名册', line: 9, hidden: false });
    expect(row.fields).toEqual({
      name: '张三',
      sex: '1',
      idNumber: '330324198506071237',
      birthDate: '1985-06-07',
      ethnicity: '22',
      education: '30',
      category: 'probationary',
      branchId: '浦一村党支部',
      phone: '13805771234',
      landline: '0577-67221234',
      joinedOn: '2006-07-01',
      fullOn: '2007-07-01',
      isLost: 'false',
      isMigrantWorker: 'true',
      partyAgeCorrection: '12',
      address: '永嘉县瓯北街道 浦一村',
      partyPost: '支部书记',
    });
  });

  test('an ID number in a number cell has lost digits, whatever its checksum says', () => {
    expect(problems({ 身份证号: n('330324198506071237') })).toEqual(['idNumber: id_digits_lost']);
    expect(problems({ 身份证号: '3.30324198506071E+17' })).toEqual(['idNumber: id_digits_lost']);
    expect(problems({ 身份证号: '330324198506071238' })).toEqual(['idNumber: id_checksum']);
    expect(read({ 身份证号: n('330324198506071237') }).fields.idNumber).toBeUndefined();
  });

  test('an ID number that ends in three zeros has lost digits, in whatever cell and of whatever sex', () => {
    // Its checksum fits, and 0 is a woman's digit: neither hides the cut, and a man is not told that his sex is wrong.
    for (const sex of ['女', '男'])
      expect(problems({ 身份证号: '330324197503040000', 性别: sex, 出生日期: '1975-03-04' })).toEqual([
        'idNumber: id_digits_lost',
      ]);
    // Hundreds, and the order 000: typed in the preview both stand.
    for (const text of ['330324197503059000', '330324197503040000']) {
      const of = { 性别: '女', 出生日期: `1975-03-${text.slice(12, 14)}` };
      expect(problems({ 身份证号: text, ...of })).toEqual(['idNumber: id_digits_lost']);
      expect(problems({ 身份证号: { text, kind: 'p' }, ...of })).toEqual([]);
    }
  });

  test('sex and birth date are held against the ID number, and filled from it', () => {
    expect(problems({ 性别: '女' })).toEqual(['sex: sex_mismatch']);
    expect(problems({ 出生日期: '1985-06-08' })).toEqual(['birthDate: birth_mismatch']);
    expect(read({ 出生日期: '1985.6' })).toMatchObject({ problems: [], fields: { birthDate: '1985-06-07' } });
    expect(problems({ 出生日期: n('1985.1') })).toEqual(['birthDate: date_month_unclear']);
    for (const [text, birthDate] of [
      ['1985.1', '1985-10-07'],
      ['85.1', '1985-10-07'],
      ['1985.1', '1985-01-07'],
    ] as const)
      expect(read({ 身份证号: idNumberOf(birthDate), 性别: '', 出生日期: n(text) }), birthDate).toMatchObject({
        problems: [],
        fields: { birthDate },
      });
    expect(problems({ 身份证号: idNumberOf('1984-10-07'), 性别: '', 出生日期: n('1985.1') })).toEqual([
      'birthDate: date_month_unclear',
    ]);
    expect(problems({ 身份证号: '330324198506071238', 出生日期: '1985.6' })).toEqual([
      'idNumber: id_checksum',
      'birthDate: date_needs_day',
    ]);
  });

  test('a date must name its day where the file needs the day, and a month is enough where it does not', () => {
    expect(problems({ 加入党组织日期: '2006.7' })).toEqual(['joinedOn: date_needs_day']);
    expect(read({ 是否失联党员: '是', 失联日期: '2024年3月' })).toMatchObject({
      problems: [],
      fields: { lostSince: '2024-03' },
    });
    expect(problems({ 加入党组织日期: '2026-12-01' })).toEqual(['joinedOn: date_in_future']);
    expect(problems({ 失联日期: '2024.1' }, { untyped: true })).toEqual(['lostSince: date_month_unclear']);
  });

  test('two columns for one field are one value, or a question', () => {
    expect(read({ 加入党组织日期: '2006-07-01', 入党时间: '2006.7' }).problems.map((p) => p.message)).toEqual([
      'date_needs_day',
    ]);
    expect(read({ 加入党组织日期: '2006-07-01', 入党时间: '20060701' })).toMatchObject({
      problems: [],
      fields: { joinedOn: '2006-07-01' },
    });
    const row = read({ 加入党组织日期: '2006-07-01', 入党时间: '2007-07-01' });
    expect(row.problems).toEqual([
      {
        column: 11,
        field: 'joinedOn',
        level: 'error',
        message: 'columns_disagree',
        params: { first: '加入党组织日期', second: '入党时间' },
      },
    ]);
    expect(row.fields.joinedOn).toBeUndefined();
  });

  test('a landline in the column of telephones becomes the landline', () => {
    expect(read({ 联系电话: '0577-67221234' }).fields).toMatchObject({ landline: '0577-67221234' });
    expect(problems({ 联系电话: '138****1234' })).toEqual(['phone: phone_masked']);
    expect(problems({ 联系电话: '12345' })).toEqual(['phone: phone_format']);
    expect(read({ 联系电话: n('13805771234') }).fields.phone).toBe('13805771234');
  });

  test('what is not known is said with its column, never guessed', () => {
    expect(read({ 民族: '羊族' }).problems).toEqual([
      { column: 4, field: 'ethnicity', level: 'error', message: 'unknown_value', params: { value: '羊族' } },
    ]);
    expect(problems({ 人员类别: '群众' })).toEqual(['category: unknown_value']);
    expect(problems({ 是否农民工: '也许' })).toEqual(['isMigrantWorker: not_yes_or_no']);
    expect(problems({ 民族: { text: '#N/A', kind: 'e' } })).toEqual(['ethnicity: cell_error']);
    expect(problems({ 家庭住址: '永嘉\u202e县' })).toEqual(['address: hidden_characters']);
    expect(problems({ 姓名: '张\u200b三' })).toEqual(['name: name_hidden']);
    expect(problems({ 党龄校正值: '一年' })).toEqual(['partyAgeCorrection: not_a_number']);
  });

  test('required fields are asked for, once', () => {
    expect(problems({ 姓名: '', 身份证号: '/', 所在党支部: ' ', 民族: '汉族' })).toEqual([
      'name: required',
      'idNumber: required',
      'branchId: required',
    ]);
    expect(read({ 所在党支部: '' }, { defaults: { branchId: '浦一村党支部' } })).toMatchObject({
      problems: [],
      fields: { branchId: '浦一村党支部' },
    });
  });

  test('marks for nothing are nothing', () => {
    expect(read({ 民族: '/', 转正日期: '无', 联系电话: '—', 党内职务: '无', 失联日期: '-' }).problems).toEqual([]);
    expect(read({ 学历: '无' }).fields.education).toBe('90');
  });

  test('flags and their facts belong together', () => {
    expect(read({ 是否失联党员: '是' }).problems).toMatchObject([
      { field: 'isLost', level: 'warning', message: 'lost_not_taken' },
    ]);
    expect(problems({ 是否失联党员: '否', 失联日期: '2024-03' })).toEqual(['isLost: lost_contradiction']);
  });

  test('rare names stay, middle dots are folded', () => {
    expect(read({ 姓名: '龴䶮㛃𠅤𬭼' }).fields.name).toBe('龴䶮㛃𠅤𬭼');
    expect(read({ 姓名: '阿依古丽•买买提' }).fields.name).toBe('阿依古丽·买买提');
  });
});

describe('rows that are no person', () => {
  const why = (texts: readonly string[]): string => {
    const row = rowReader({ sheet: 'S', plan, today })({ line: 5, texts, kinds: 't'.repeat(texts.length) });
    return row.kind === 'skipped' ? row.why : 'read';
  };
  test.each([
    [['示例', '张三'], 'example'],
    [['（示例）', '张三'], 'example'],
    [['1', '示例：张三'], 'example'],
    [['合计', '', '12'], 'total'],
    [['', '总计：12人'], 'total'],
    [['共12人'], 'total'],
    [['注：本表一式两份'], 'note'],
    [['填表人：', '李四', '2026年1月'], 'note'],
    [['17'], 'blank'],
    [['', '', ''], 'blank'],
    [heading, 'heading'],
    [['1', '张三'], 'read'],
    [['1', '总队长'], 'read'],
    [['1', '', '男'], 'read'],
  ])('%j: %s', (texts, expected) => expect(why(texts)).toBe(expected));
});

test('texts of both languages name the same values', () => {
  for (const [zh, en] of [...Object.values(importProblems), ...Object.values(skippedRows)])
    expect(placeholders(zh)).toEqual(placeholders(en));
});
