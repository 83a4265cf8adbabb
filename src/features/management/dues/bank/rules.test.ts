import { describe, expect, test } from 'vitest';
import { linesOf, suggestionsFor } from './rules.ts';

describe('a bank’s file', () => {
  test('is read whatever the bank calls its columns', () => {
    const inAndOut = [
      ['账号', '33032400000'],
      ['\u{feff}交易日期', '收入金额(元)', '支出金额(元)', '对方户名', '摘要'],
      ['20260105', '1,090.00', '', '王五', '党费'],
      ['2026/1/6', '', '20.5', '永嘉书店', '购书'],
      ['合计', '1090.00', '', '', ''],
    ];
    expect(linesOf(inAndOut)).toEqual({
      lines: [
        { bookedOn: '2026-01-05', amountFen: 109_000, payer: '王五', note: '党费' },
        { bookedOn: '2026-01-06', amountFen: -2_050, payer: '永嘉书店', note: '购书' },
      ],
      skipped: 1,
    });
    const signed = [
      ['交易时间', '金额', '附言'],
      ['2026-01-05 10:20:00', '-0.01', ''],
      ['2026-02-30', '5', ''],
    ];
    expect(linesOf(signed)).toEqual({
      lines: [{ bookedOn: '2026-01-05', amountFen: -1, payer: '', note: '' }],
      skipped: 1,
    });
  });

  test('without such columns is none', () => {
    expect(
      linesOf([
        ['姓名', '金额'],
        ['王五', '1'],
      ]),
    ).toBeNull();
    expect(linesOf([])).toBeNull();
  });
});

test('a line is likened by amount within a month, first by name, then by day', () => {
  const line = { bookedOn: '2026-03-10', amountFen: 2_700, payer: '', note: '王五一季度党费' };
  const entry = (id: string, bookedOn: string, payer: string, amountFen = 2_700) => ({
    id,
    bookedOn,
    payer,
    amountFen,
  });
  const booked = [
    entry('day', '2026-03-10', '李四'),
    entry('name', '2026-03-01', '王五'),
    entry('amount', '2026-03-20', ''),
    entry('other', '2026-03-10', '王五', 2_701),
    entry('out', '2026-03-10', '王五', -2_700),
    entry('late', '2026-04-20', '王五'),
  ];
  expect(suggestionsFor(line, booked).map(({ id, by }) => [id, by])).toEqual([
    ['name', 'name'],
    ['day', 'day'],
    ['amount', 'amount'],
  ]);
});
