import { describe, expect, test } from 'vitest';
import { findHeading } from '#features/base/members/import/headings/rules.ts';
import { viewOf } from '#features/base/members/import/reading/rules.ts';
import { unreadLine } from './import.ts';
import { openTerminal } from './terminal.ts';

const sheetOf = (...texts: readonly string[]) =>
  viewOf('花名册', false, findHeading([{ line: 1, texts, kinds: 't'.repeat(texts.length) }]), undefined);

describe('a roster that cannot be read without asking', () => {
  test.each([
    ['zh', '缺少必需的列：所在党支部。'],
    ['en', 'Required columns are missing: Branch.'],
  ] as const)('names the column that is missing (%s)', (language, sentence) => {
    const sheets = [sheetOf('姓名', '公民身份号码', '血型', '民族'), sheetOf('说明', '<b>')];
    expect(unreadLine(openTerminal({ language, json: false }), sheets)).toContain(sentence);
  });

  test('says so where no row reads as headings', () => {
    const terminal = openTerminal({ language: 'zh', json: false });
    expect(unreadLine(terminal, [sheetOf('甲', '乙"', '丙')])).toContain('没有认出表头');
  });
});
