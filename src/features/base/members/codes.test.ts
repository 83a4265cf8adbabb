import { describe, expect, it } from 'vitest';
import {
  codeOf,
  codeTables,
  education,
  ethnicity,
  jobPost,
  labelOf,
  memberCategory,
  sanctionKind,
  sex,
  standing,
  lostContactKind,
  type CodeTable,
} from './codes.ts';

describe('code tables', () => {
  it.each(Object.values(codeTables).map((t): [string, CodeTable] => [t.key, t]))(
    '%s: codes are unique and every code and label finds itself',
    (_key, t) => {
      expect(new Set(t.codes.map((c) => c.code)).size).toBe(t.codes.length);
      for (const c of t.codes) {
        expect(codeOf(t, c.code)).toBe(c.code);
        expect(codeOf(t, c.label.zh)).toBe(c.code);
        expect(codeOf(t, `${c.code}_${c.label.zh}`)).toBe(c.code);
        expect(labelOf(t, c.code)).toBe(c.label.zh);
      }
    },
  );

  it.each(Object.values(codeTables).map((t): [string, CodeTable] => [t.key, t]))(
    '%s: no spelling means two things',
    (_key, t) => {
      const spellings = t.codes.flatMap((c) => [...new Set([c.code, c.label.zh, ...(c.also ?? [])])]);
      expect(spellings.filter((text, at) => spellings.indexOf(text) !== at)).toEqual([]);
    },
  );

  it('holds the 56 peoples in the order of the standard', () => {
    expect(ethnicity.codes.filter((c) => Number(c.code) <= 56)).toHaveLength(56);
    expect(['01', '22', '43', '56'].map((c) => labelOf(ethnicity, c))).toEqual([
      '汉族',
      '畲族',
      '乌孜别克族',
      '基诺族',
    ]);
  });

  it.each<[CodeTable, string, string | undefined]>([
    [sex, '男', '1'],
    [sex, '1_男', '1'],
    [sex, '１', '1'],
    [sex, ' 女 ', '2'],
    [sex, 'Female', '2'],
    [sex, '2_男', undefined],
    [sex, '', undefined],
    [sex, '不详', undefined],
    [ethnicity, '汉', '01'],
    [ethnicity, '1', '01'],
    [ethnicity, '01_汉族', '01'],
    [ethnicity, '畲', '22'],
    [ethnicity, '京族', '49'],
    [education, '大专', '30'],
    [education, '本科', '20'],
    [education, '大学本科毕业', '21'],
    [education, '中专', '41'],
    [education, '初中', '70'],
    [education, '博士研究生', '11'],
    [memberCategory, '1_正式党员', 'full'],
    [memberCategory, '预备', 'probationary'],
    [memberCategory, '01—正式党员', 'full'],
    [memberCategory, '积极分子', undefined],
    [standing, '1_正常', '1'],
    [standing, '停止党籍', '12'],
    [jobPost, '0110', '011'],
    [jobPost, '110', '011'],
    [jobPost, '164', '0164'],
    [jobPost, '3000', '3'],
    [jobPost, '1130', '113'],
    [jobPost, '9999', undefined],
    [jobPost, '离退休', '4'],
    [sanctionKind, '党内警告', 'warning'],
    [lostContactKind, '出国（境）', '5'],
  ])('%#: %o reads %o as %o', (t, text, code) => {
    expect(codeOf(t, text)).toBe(code);
  });

  it('shows an unknown code as it is', () => {
    expect(labelOf(sex, '7')).toBe('7');
    expect(labelOf(sex, '1', 'en')).toBe('Male');
  });
});
