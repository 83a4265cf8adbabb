import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { write } from './documents/rules.ts';
import { distanceKm, nearestArea } from '#features/service/requests/places/rules.ts';
import { areasNamedIn, readInstant, spanOf, statusOf } from './rules.ts';

const areas = [
  { id: '1', name: '浦口村', under: '上塘街道' },
  { id: '2', name: '浦口村', under: '桥头镇' },
  { id: '3', name: '大若岩社区', under: '大若岩镇' },
];

describe('a place', () => {
  test.each([
    ['永嘉县桥头镇浦口村 3 号', ['2']],
    ['浦口村村口', ['1', '2']],
    ['大若岩卫生院旁', ['3']],
    ['别的地方', []],
    ['', []],
  ])('named in %s', (address, ids) => expect(areasNamedIn(address, areas).map(({ id }) => id)).toEqual(ids));

  test('is the nearest one, and none far away', () => {
    const placed = [
      { id: 'a', lat: 28.15, long: 120.69 },
      { id: 'b', lat: 28.2, long: 120.7 },
    ];
    expect(nearestArea({ lat: 28.151, long: 120.69 }, placed)?.id).toBe('a');
    expect(nearestArea({ lat: 28.199, long: 120.7 }, placed)?.id).toBe('b');
    expect(nearestArea({ lat: 37.76, long: -122.42 }, placed)).toBeUndefined();
    expect(nearestArea({ lat: 28.15, long: 120.69 }, [])).toBeUndefined();
  });

  test('a degree of latitude is about 111 km', () =>
    expect(distanceKm({ lat: 28, long: 120 }, { lat: 29, long: 120 })).toBeCloseTo(111.19, 1));
});

describe('an instant', () => {
  test.each(['2010-01-01T00:00:00Z', '2010-01-01T08:00:00+08:00', '2010-01-01'])('%s is read', (text) =>
    expect(readInstant(text)?.toISOString()).toBe('2010-01-01T00:00:00.000Z'),
  );
  test.each(['', 'now', '2010-13-01T00:00:00Z', '2010-01-01T00:00:00', '2010-02-31x', '1'])('%s is none', (text) =>
    expect(readInstant(text)).toBeUndefined(),
  );
});

describe('a span', () => {
  const now = new Date('2026-11-27T00:00:00Z');
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  test('is the last ninety days where nothing is said', () =>
    expect(spanOf(undefined, undefined, now)).toEqual({ since: day('2026-08-29'), until: now }));
  test('ends ninety days after its beginning, or now', () => {
    expect(spanOf(day('2026-01-01'), undefined, now)?.until).toEqual(day('2026-04-01'));
    expect(spanOf(day('2026-11-01'), undefined, now)?.until).toEqual(now);
  });
  test('is neither longer nor reversed', () => {
    expect(spanOf(day('2026-01-01'), day('2026-04-02'), now)).toBeUndefined();
    expect(spanOf(day('2026-02-01'), day('2026-01-01'), now)).toBeUndefined();
  });
});

test('what was answered is open until it is accepted', () => {
  expect(statusOf('answered')).toBe('open');
  expect(statusOf('closed')).toBe('closed');
  expect(statusOf('refused')).toBe('closed');
});

test('no text breaks the XML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const xml = write.xml('errors', [{ code: 400, description: text }]);
      const inner = /<description>([\s\S]*)<\/description>/.exec(xml)?.[1] ?? '';
      return !/[<\0]/.test(inner) && !/&(?!(lt|gt|amp|quot|apos|#)\b)/.test(inner);
    }),
  );
});
