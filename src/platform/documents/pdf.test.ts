import { describe, expect, test } from 'vitest';
import { pdfLines } from '#test/files/pdf.ts';
import { linesOf } from './lines.ts';
import { writePdf } from './pdf.ts';

const long = (length: number): string =>
  Array.from({ length }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 37) % 2_000))).join('');
/** Without the numbers of the pages. */
const textOf = (pages: readonly string[][]): string[][] => pages.map((lines) => lines.slice(0, -1));

describe('a page', () => {
  test('holds 22 lines of 28 characters, and the text comes out as it went in', async () => {
    const text = long(28 * 50);
    const pages = textOf(await pdfLines(await writePdf('测试', [{ kind: 'plain', text }])));
    expect(pages.map((lines) => lines.length)).toEqual([22, 22, 6]);
    expect(pages.flat().every((line) => [...line].length === 28)).toBe(true);
    expect(pages.flat().join('')).toBe(text);
  });

  test('has its number at the outer side', async () => {
    const pages = await pdfLines(await writePdf('测试', [{ kind: 'plain', text: long(28 * 30) }]));
    expect(pages.map((lines) => lines.at(-1))).toEqual(['— 1 —', '— 2 —']);
  });

  test('embeds what it uses and no more', async () => {
    const bytes = await writePdf('测试', [{ kind: 'text', text: '支部党员大会' }]);
    expect(bytes.length).toBeLessThan(30_000);
    expect(bytes.toString('latin1')).toMatch(/\/FontFile2/);
  });
});

describe('rare characters', () => {
  test('are there where the font has them', async () => {
    const lines = (await pdfLines(await writePdf('测试', [{ kind: 'plain', text: '刘䶮、㐂、龘、𫖯' }]))).flat();
    expect(lines[0]).toBe('刘䶮、㐂、龘、𫖯');
    expect(lines.join('')).not.toContain('注：');
  });

  test('are marked and named where it has not', async () => {
    const lines = (await pdfLines(await writePdf('测试', [{ kind: 'plain', text: '主持人：张𠮷😀' }]))).flat();
    expect(lines[0]).toBe('主持人：张〓〓');
    expect(lines.join('')).toContain('U+20BB7、U+1F600');
  });

  test('without a shape leave nothing behind', async () => {
    const text = '甲\u202e乙\u200b丙\u0007\ufe0f\ud800';
    expect((await pdfLines(await writePdf('测试', [{ kind: 'plain', text }]))).flat()[0]).toBe('甲乙丙');
  });
});

test('a table repeats its head on each page and splits no row', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => [String(n + 1), '张三', '', '年老体弱']);
  const head = ['序号', '姓名', '签名', '备注'];
  const pages = await pdfLines(
    await writePdf('签到表', [{ kind: 'table', widths: [1, 3, 4, 4], head, rows, tall: true }]),
  );
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.every((lines) => lines[0]?.replaceAll(' ', '') === '序号姓名签名备注')).toBe(true);
  expect(pages.flat().filter((line) => line.replaceAll(' ', '').endsWith('张三年老体弱'))).toHaveLength(40);
});

describe('lines', () => {
  const one = (): number => 1;
  const broken = (text: string, most = 4): readonly string[] => linesOf(text, one, most);
  test('break between characters, the first one later by its indent', () => {
    expect(broken('一二三四五六')).toEqual(['一二三四', '五六']);
    expect(linesOf('一二三四五六', one, 4, 2)).toEqual(['一二', '三四五六']);
    expect(broken('')).toEqual(['']);
  });
  test('let a mark hang over, and never begin with one or end with an opening one', () => {
    expect(broken('一二三四，五六')).toEqual(['一二三四，', '五六']);
    expect(broken('一二三四）五六')).toEqual(['一二三', '四）五六']);
    expect(broken('一二三（四五）六')).toEqual(['一二三', '（四五）', '六']);
    expect(broken('一二三四，”五六七')).toEqual(['一二三四', '，”五六', '七']);
  });
  test('keep words and numbers whole unless a line cannot hold them', () => {
    expect(broken('一二2026年')).toEqual(['一二', '2026', '年']);
    expect(broken('abcdefghij')).toEqual(['abcd', 'efgh', 'ij']);
  });
});
