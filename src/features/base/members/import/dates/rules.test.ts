import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agree, readDate } from './rules.ts';

const years = [1931, 2026] as const;
const read = (text: string, shortened = false): string => {
  const result = readDate(text, { years, shortened });
  return result.ok ? result.date.value : result.problem;
};

describe('dates of rosters', () => {
  test.each([
    ['1975-03-05', '1975-03-05'],
    ['1975/3/5', '1975-03-05'],
    ['1975.3.5', '1975-03-05'],
    ['1975、3、5', '1975-03-05'],
    ['1975—3—5', '1975-03-05'],
    ['1975年3月5日', '1975-03-05'],
    ['1975 年 03 月 05 号', '1975-03-05'],
    ['１９７５．３．５', '1975-03-05'],
    ['19750305', '1975-03-05'],
    ['1975-03-05 00:00:00', '1975-03-05'],
    ['1975-03-05T00:00:00.000Z', '1975-03-05'],
    ['1975/3/5 9:30', '1975-03-05'],
    ['一九七五年三月五日', '1975-03-05'],
    ['二〇〇一年十月二十三日', '2001-10-23'],
    ['二零零一年十二月', '2001-12'],
    ['27463', '1975-03-10'],
    ['13/5/1975', '1975-05-13'],
    ['5/13/1975', '1975-05-13'],
    ['5/5/1975', '1975-05-05'],
    ['1975.3', '1975-03'],
    ['1975.03', '1975-03'],
    ['1975.10', '1975-10'],
    ['1975.1', '1975-01'],
    ['1975-03', '1975-03'],
    ['197503', '1975-03'],
    ['1975年3月', '1975-03'],
    ['1975.03.00', '1975-03'],
    ['19750300', '1975-03'],
    ['75年3月', '1975-03'],
    ['75.3.5', '1975-03-05'],
    ['05年3月', '2005-03'],
    ['1975', '1975'],
    ['1975年', '1975'],
  ])('%s is %s', (text, date) => expect(read(text)).toBe(date));

  test.each([
    ['', 'bad_date'],
    ['不详', 'bad_date'],
    ['1975-02-29', 'bad_date'],
    ['1975-13-01', 'bad_date'],
    ['1975-00-05', 'bad_date'],
    ['1975-03-05-01', 'bad_date'],
    ['175-3-5', 'bad_date'],
    ['1975-123', 'bad_date'],
    ['99999', 'bad_date'],
    ['1975303', 'bad_date'],
    ['3/5/1975', 'date_order_unclear'],
    ['28年3月', 'date_century_unclear'],
    ['1875-03-05', 'date_out_of_range'],
    ['2175-03-05', 'date_out_of_range'],
  ])('%j: %s', (text, problem) => expect(read(text)).toBe(problem));

  test('a number cell may have lost the zero of October', () => {
    expect(read('1975.1', true)).toBe('date_month_unclear');
    expect(read('75.1', true)).toBe('date_month_unclear');
    expect(read('1975.10', true)).toBe('1975-10');
    expect(read('1975.01', true)).toBe('1975-01');
    expect(read('1975.11', true)).toBe('1975-11');
    expect(read('1975.1.5', true)).toBe('1975-01-05');
    expect(read('1975年1月', true)).toBe('1975-01');
  });

  test('the century comes from the range of the field alone', () => {
    const birth = (text: string): unknown => readDate(text, { years: [1916, 2009] });
    expect(birth('09年3月')).toMatchObject({ date: { value: '2009-03' } });
    expect(birth('16年3月')).toMatchObject({ date: { value: '1916-03' } });
    expect(birth('12年3月')).toEqual({ ok: false, problem: 'date_century_unclear' });
  });

  test('every day is read in every way of writing it', () => {
    const day = fc.date({
      min: new Date('1931-01-01T00:00:00Z'),
      max: new Date('2026-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (moment) => {
        const iso = moment.toISOString().slice(0, 10);
        const [y, m, d] = iso.split('-').map(Number);
        const serial = Math.floor(moment.getTime() / 86_400_000) + 25_569;
        const ways = [
          iso,
          iso.replaceAll('-', ''),
          `${y}.${m}.${d}`,
          `${y}/${m}/${d}`,
          `${y}年${m}月${d}日`,
          ` ${iso} 00:00:00`,
          String(serial),
        ];
        expect(ways.map((way) => read(way))).toEqual(ways.map(() => iso));
        expect([`${y}年${m}月`, iso.slice(0, 7), iso.slice(0, 7).replace('-', '')].map((way) => read(way))).toEqual(
          Array(3).fill(iso.slice(0, 7)),
        );
      }),
    );
  });

  test('no text makes it throw, and what is read is an existing date in the range', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789./-年月日十一二 T:')) }),
    );
    fc.assert(
      fc.property(text, (written) => {
        const result = readDate(written, { years });
        if (!result.ok) return;
        const { value, precision } = result.date;
        expect(value).toHaveLength({ year: 4, month: 7, day: 10 }[precision]);
        expect(new Date(value).toISOString().slice(0, value.length)).toBe(value);
        expect(Number(value.slice(0, 4))).toBeGreaterThanOrEqual(1931);
      }),
      { numRuns: 2000 },
    );
  });

  test('a month agrees with its days', () => {
    expect([agree('1975-03', '1975-03-05'), agree('1975-03-05', '1975-03'), agree('1975-03', '1975-04-05')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
