import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fieldOfHeading,
  findHeading,
  importFields,
  importLabel,
  lackingFields,
  mapColumn,
  plainHeading,
  rememberedOf,
  type SourceRow,
} from './rules.ts';

const row = (line: number, texts: readonly string[], kinds?: string): SourceRow => ({
  line,
  texts,
  kinds: kinds ?? texts.map((t) => (t ? 't' : '-')).join(''),
});
const fieldsOf = (header: string): Record<string, string> => {
  const plan = findHeading([row(1, header.split(' '))]);
  return Object.fromEntries((plan?.columns ?? []).map((c) => [c.heading, c.field ?? c.how]));
};

describe('the five real shapes', () => {
  test('export of the national system', () => {
    const header =
      '序号 姓名 性别 公民身份号码 民族 出生日期 学历 人员类别 学位 所在党支部 手机号码 入党日期 转正日期 党龄 党龄校正值 新社会阶层类型 工作岗位 从事专业技术职务 是否农民工 现居住地 户籍所在地 是否失联党员 是否流动党员 入党类型 转正情况 入党时所在支部 延长预备期时间';
    expect(fieldsOf(header)).toEqual({
      序号: 'left_out',
      姓名: 'name',
      性别: 'sex',
      公民身份号码: 'idNumber',
      民族: 'ethnicity',
      出生日期: 'birthDate',
      学历: 'education',
      人员类别: 'category',
      学位: 'degree',
      所在党支部: 'branchId',
      手机号码: 'phone',
      入党日期: 'joinedOn',
      转正日期: 'fullOn',
      党龄: 'left_out',
      党龄校正值: 'partyAgeCorrection',
      新社会阶层类型: 'newStratum',
      工作岗位: 'jobPost',
      从事专业技术职务: 'technicalPost',
      是否农民工: 'isMigrantWorker',
      现居住地: 'address',
      户籍所在地: 'householdPlace',
      是否失联党员: 'isLost',
      是否流动党员: 'isOutflow',
      入党类型: 'joinKind',
      转正情况: 'conversion',
      入党时所在支部: 'joinBranch',
      延长预备期时间: 'probationUntil',
    });
  });

  test('template of an enterprise, with stars and brackets', () => {
    const header =
      '姓名* 员工工号* 身份证号* 性别 出生日期 最高学历 所属党组织名称* 企业行政部门 岗位职务 政治面貌* 党内职务 党龄(年) 接收预备党员日期 正式转正日期 全国党员编码 生产经营一线(是/否) 数字技术骨干(是/否) 双培养对象(是/否)';
    expect(fieldsOf(header)).toMatchObject({
      '姓名*': 'name',
      '员工工号*': 'unknown',
      '身份证号*': 'idNumber',
      最高学历: 'education',
      '所属党组织名称*': 'branchId',
      企业行政部门: 'unknown',
      '政治面貌*': 'category',
      党内职务: 'partyPost',
      '党龄(年)': 'left_out',
      接收预备党员日期: 'joinedOn',
      正式转正日期: 'fullOn',
      全国党员编码: 'unknown',
      '生产经营一线(是/否)': 'isFrontLine',
      '数字技术骨干(是/否)': 'unknown',
      '双培养对象(是/否)': 'unknown',
    });
  });

  test('coded rows name one date twice', () => {
    expect(
      fieldsOf(
        '序号 姓名 党员类别 所在组织 性别 出生年月 民族 联系电话 档案管理单位 党籍状态 加入党组织日期 身份证 入党时间',
      ),
    ).toMatchObject({
      党员类别: 'category',
      所在组织: 'branchId',
      出生年月: 'birthDate',
      联系电话: 'phone',
      档案管理单位: 'archiveUnit',
      党籍状态: 'standing',
      加入党组织日期: 'joinedOn',
      身份证: 'idNumber',
      入党时间: 'joinedOn',
    });
  });

  test('village table without names: found, and the name is missing', () => {
    const header =
      '身份证号码 性别 民族 出生日期 学历 人员类别 所在党支部 加入党组织日期 转为正式党员日期 工作岗位 家庭住址 联系电话 固定电话 外出流向';
    const plan = findHeading([row(1, header.split(' '))]);
    expect(plan?.columns.every((c) => c.field)).toBe(true);
    expect(plan?.columns.at(-1)).toMatchObject({ field: 'outflowPlace', how: 'known' });
    expect(plan?.missing).toEqual(['name']);
  });

  test.each([
    ['name', '姓名 村民姓名 人员姓名 名字'],
    ['idNumber', '身份证号 身份证号码 公民身份号码 公民身份证号码 证件号码'],
    ['birthDate', '出生日期 出生年月 生日'],
    ['education', '学历 文化程度'],
    ['phone', '联系电话 手机号码 手机号 联系电话手机号 电话 联系方式'],
    ['branchId', '所属党支部 党支部 所属党组织 党组织'],
    ['joinedOn', '加入党组织日期 入党日期 入党时间 加入党组织时间'],
    ['fullOn', '转为正式党员日期 转正日期 转正时间'],
    ['category', '党员阶段 党员类型 发展阶段'],
    ['partyPost', '党内职务 党内岗位 职务'],
  ])('aliases of a village tool: %s', (field, aliases) => {
    expect(aliases.split(' ').map(fieldOfHeading)).toEqual(aliases.split(' ').map(() => field));
  });
});

describe('finding the heading', () => {
  const header = ['姓名', '性别', '身份证号', '所在党支部'];
  const person = ['张三', '男', '330324198506071237', '浦一村党支部'];

  test('below a title and a notice, at any of fifteen rows', () => {
    const above = Array.from({ length: 14 }, (_, i) =>
      row(i + 1, [i === 0 ? '党员花名册' : '说明：请填写姓名、性别、身份证号、民族']),
    );
    expect(findHeading([...above, row(15, header), row(16, person)])?.line).toBe(15);
    expect(findHeading([...above, row(15, ['填表人']), row(16, header)])).toBeUndefined();
  });

  test('over two rows, whether the merged heading is repeated or blank below', () => {
    const top = ['姓名', '身份证号', '联系方式', '', '所在支部'];
    for (const below of [
      ['姓名', '身份证号', '手机', '固话', '所在支部'],
      ['', '', '手机', '固话'],
    ]) {
      const plan = findHeading([row(1, ['花名册']), row(2, top), row(3, below), row(4, ['张三'])]);
      expect(plan).toMatchObject({ line: 3, missing: [] });
      expect(plan?.columns.map((c) => c.field)).toEqual(['name', 'idNumber', 'phone', 'landline', 'branchId']);
    }
  });

  test('a row of data, a dictionary and an empty sheet have none', () => {
    expect(findHeading([row(1, person), row(2, person)])).toBeUndefined();
    expect(findHeading([row(1, ['代码', '名称']), row(2, ['1', '男'])])).toBeUndefined();
    expect(findHeading([])).toBeUndefined();
  });

  test('stars, spaces, line breaks, widths and marks make no difference', () => {
    for (const heading of [
      '姓 名',
      '* 姓名',
      '姓名（必填）',
      '姓\n名*',
      '【必填】姓名',
      '姓名：',
      '姓名＊',
      '必填 姓名',
    ])
      expect(fieldOfHeading(heading)).toBe('name');
    expect(fieldOfHeading('出生日期（格式：1985-06-07）')).toBe('birthDate');
    expect(plainHeading('Ｎｏ．')).toBe('no.');
  });

  test('random blanks and unknown columns around do not hide it', () => {
    const cell = fc.constantFrom('', '备注', '工号', '网格');
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...header], { minLength: 3 }),
        fc.array(fc.tuple(cell, fc.nat(6)), { maxLength: 8 }),
        fc.nat(13),
        (known, noise, at) => {
          const texts = [...known];
          for (const [text, position] of noise) texts.splice(position, 0, text);
          const rows = [
            ...Array.from({ length: at }, (_, i) => row(i + 1, ['标题'])),
            row(at + 1, texts),
            row(at + 2, person),
          ];
          const plan = findHeading(rows);
          expect(plan?.line).toBe(at + 1);
          expect(plan?.columns.filter((c) => c.field).map((c) => c.heading)).toEqual(known);
        },
      ),
    );
  });
});

describe('mapping', () => {
  const plan = findHeading([row(1, ['姓名', '党员身份证号（18位）', '性别', '民族', '网格'])])!;

  test('an unknown heading is offered with what it looks like, never taken', () => {
    expect(plan.columns[1]).toEqual({
      column: 1,
      heading: '党员身份证号（18位）',
      how: 'unknown',
      suggestion: 'idNumber',
    });
    expect(plan.columns[4]).toEqual({ column: 4, heading: '网格', how: 'unknown' });
    expect(plan.missing).toEqual(['idNumber', 'branchId']);
  });

  test('a correction is remembered for the next file', () => {
    const corrected = mapColumn(mapColumn(mapColumn(plan, 1, 'idNumber'), 4, 'branchId'), 3, undefined);
    expect(corrected.missing).toEqual([]);
    const again = findHeading(
      [row(7, ['网格*', '姓名', '党员身份证号（18位）', '性别', '民族'])],
      rememberedOf(corrected),
    );
    expect(again?.columns.map((c) => [c.field, c.how])).toEqual([
      ['branchId', 'remembered'],
      ['name', 'known'],
      ['idNumber', 'remembered'],
      ['sex', 'known'],
      [undefined, 'left_out'],
    ]);
  });

  test('every field has a label in both languages, and its own label leads to it', () => {
    for (const field of importFields) {
      const { zh, en } = importLabel(field);
      expect(fieldOfHeading(zh)).toBe(field);
      expect(en).toMatch(/[A-Za-z]/);
    }
  });
});

test('names the needed fields that no heading is read as', () => {
  const lacking = (header: string, hasBranch = false) => {
    const columns = findHeading([row(1, header.split(' '))])?.columns ?? [];
    return lackingFields(
      columns.map(({ field = null }) => field),
      hasBranch,
    );
  };
  expect(lacking('姓名 身份证号 支部 人员类型')).toEqual([]);
  expect(lacking('姓名 身份证号 支部 身份')).toEqual(['category']);
  expect(lacking('姓名 身份证号 性别')).toEqual(['branchId', 'category']);
  expect(lacking('姓名 身份证号 性别', true)).toEqual(['category']);
});
