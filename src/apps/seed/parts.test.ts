import { describe, expect, it } from 'vitest';
import { addYears, ageOn, civil, dayNumber, dayText, parseDay } from './calendar.ts';
import { readTownships } from './divisions.ts';
import { identityRegister, mobileNumber } from './identity.ts';
import { apportion, apportionAround, branchSizes, sizingFor } from './quotas.ts';
import { mix, random, weighted } from './random.ts';
import { chineseNumber } from './units.ts';

describe('days as numbers', () => {
  it('agree with the calendar of the platform over a century and a half', () => {
    for (let day = dayNumber(1900, 1, 1); day < dayNumber(2050, 1, 1); day += 17) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(dayText(day)).toBe(text);
      expect(parseDay(text)).toBe(day);
    }
  });

  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2023-11-23', -5, '2018-11-23'],
  ])('%s and %i years is %s', (from, count, to) => {
    expect(dayText(addYears(parseDay(from), count))).toBe(to);
  });

  it('count an age on the birthday itself', () => {
    expect(ageOn(parseDay('2000-06-15'), parseDay('2018-06-14'))).toBe(17);
    expect(ageOn(parseDay('2000-06-15'), parseDay('2018-06-15'))).toBe(18);
    expect(civil(parseDay('2000-06-15'))).toEqual({ year: 2000, month: 6, day: 15 });
  });
});

describe('splitting a whole', () => {
  it('loses nobody and keeps the least', () => {
    const chance = random(7);
    for (let round = 0; round < 200; round += 1) {
      const weights = Array.from({ length: chance.whole(1, 60) }, () => chance.next() * 10);
      const total = weights.length * 3 + chance.whole(0, 500);
      const parts = apportion(total, weights, 3);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(3);
    }
  });

  it('respects fixed parts and refuses the impossible', () => {
    expect(apportionAround(30, [1, 1, 1], new Map([[1, 20]]))).toEqual([5, 20, 5]);
    expect(() => apportion(5, [1, 1], 3)).toThrow(RangeError);
  });

  it('divides a unit above fifty members into branches at full size', () => {
    expect(branchSizes(50, sizingFor(50_000), random(1))).toEqual([50]);
    expect(branchSizes(51, sizingFor(50_000), random(1)).length).toBe(2);
  });
});

describe('chance', () => {
  it('repeats itself and follows weights', () => {
    expect([random(5).next(), random(5).next()]).toEqual([random(5).next(), random(5).next()]);
    const draw = weighted([
      ['a', 9],
      ['b', 1],
    ]);
    const chance = random(mix(1, 2));
    const hits = Array.from({ length: 10_000 }, () => draw(chance)).filter((item) => item === 'a').length;
    expect(hits).toBeGreaterThan(8800);
    expect(hits).toBeLessThan(9200);
    expect(() => weighted([])).toThrow(RangeError);
  });
});

describe('identity numbers', () => {
  it('are up to 500 a day and sex, none with three zeros at its end, then refused', () => {
    const register = identityRegister(1);
    const born = parseDay('1980-01-31');
    const issued = new Set<string>();
    const all = (): void => {
      for (;;) issued.add(register.issue('330324', born, '2'));
    };
    expect(all).toThrow(RangeError);
    expect(issued.size).toBeGreaterThanOrEqual(499);
    expect([...issued].filter((number) => number.endsWith('000'))).toEqual([]);
    expect(() => register.issue('330324', born, '2')).toThrow(RangeError);
    expect(register.issue('330324', born, '1').slice(0, 14)).toBe('33032419800131');
  });

  it('go with phones that do not repeat', () => {
    const step = 37;
    const phones = Array.from({ length: 100_000 }, (_, index) => mobileNumber(index * step));
    expect(new Set(phones).size).toBe(phones.length);
  });
});

describe('divisions', () => {
  it('are 25 with 547 places, named as people name them', () => {
    const townships = readTownships();
    const places = townships.flatMap((township) => township.places);
    expect(townships).toHaveLength(25);
    expect(places).toHaveLength(547);
    expect(townships.filter((township) => township.isFarm)).toHaveLength(3);
    const name = (code: string): string | undefined => places.find((place) => place.code === code)?.name;
    expect(name('330324001203')).toBe('敬仁村');
    expect(name('330324102226')).toBe('梨村');
    expect(name('330324007001')).toBe('金园社区');
    expect(name('330324107001')).toBe('沿溪社区');
    expect(places.filter((place) => !/(村|社区|生活区)$/.test(place.name))).toEqual([]);
  });
});

describe('Chinese numerals', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [46, '四十六'],
    [105, '一百零五'],
    [110, '一百一十'],
    [215, '二百一十五'],
  ])('%i is %s', (value, text) => {
    expect(chineseNumber(value)).toBe(text);
  });
});
