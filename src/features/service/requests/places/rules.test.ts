import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  distanceKm,
  gridAround,
  gridCells,
  gridSteps,
  layOut,
  middleOf,
  readPoint,
  whereabouts,
  windowOn,
  writePoint,
} from './rules.ts';

const village = { lat: 28.15, long: 120.69 };
const inCounty = fc.record({
  lat: fc.double({ min: 28, max: 28.6, noNaN: true }),
  long: fc.double({ min: 120.3, max: 120.9, noNaN: true }),
});

describe('a point', () => {
  test('is written and read with four decimals, and nothing else is one', () => {
    fc.assert(
      fc.property(inCounty, (point) => {
        const read = readPoint(writePoint(point));
        expect(read).toBeDefined();
        expect(distanceKm(point, read ?? village)).toBeLessThan(0.01);
      }),
    );
    for (const wrong of [undefined, '', '28', '28.1,', 'x,y', '91,120', '28.1,181', '28.1, 120.6', '28.1,120.6,3'])
      expect(readPoint(wrong)).toBeUndefined();
  });

  test.each([
    [28.16, 120.69, 'n', 1_100],
    [28.15, 120.7, 'e', 980],
    [28.145, 120.685, 'sw', 740],
    [28.15, 120.69, null, 0],
  ] as const)('%d, %d lies where it is said to lie', (lat, long, direction, metres) =>
    expect(whereabouts(village, { lat, long })).toEqual({ direction, metres }),
  );

  test.each(['coarse', 'fine'] as const)(
    'of the %s grid is a cell from its neighbours, its middle the village',
    (step) => {
      const cells = gridAround(village, step);
      expect(cells).toHaveLength(gridCells ** 2);
      expect(writePoint(cells[(cells.length - 1) / 2] ?? { lat: 0, long: 0 })).toBe(writePoint(village));
      const [one, beside, below] = [cells[0], cells[1], cells[gridCells]].map((cell) => cell ?? village);
      expect(distanceKm(one ?? village, beside ?? village) * 1_000).toBeCloseTo(gridSteps[step], 0);
      expect(distanceKm(one ?? village, below ?? village) * 1_000).toBeCloseTo(gridSteps[step], 0);
    },
  );

  test('stands in the middle of its own window, and farther ones by their distance', () => {
    const on = windowOn(village, 1_000, 360);
    expect(on(village)).toEqual({ x: 180, y: 180 });
    const north = on({ lat: village.lat + 500 / 111_195, long: village.long });
    expect([north.x, Math.round(north.y)]).toEqual([180, 90]);
  });
});

describe('names on a map', () => {
  const places = fc.array(fc.tuple(inCounty, fc.stringMatching(/^[一-龥a-z]{2,12}$/u)), {
    minLength: 1,
    maxLength: 30,
  });

  test('cover none of each other and leave no frame, however close the places lie', () => {
    fc.assert(
      fc.property(places, fc.boolean(), (all, close) => {
        const named = all.map(([point, name]) => ({ name, ...(close ? village : point) }));
        const { width, height, items } = layOut(named, { width: 360, letter: 15, line: 30 });
        expect(items).toHaveLength(named.length);
        for (const [at, { box, dot }] of items.entries()) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
          expect(dot.y).toBeLessThanOrEqual(height);
          for (const { dot: any } of items)
            expect(any.x > box.x && any.x < box.x + box.width && any.y > box.y && any.y < box.y + box.height).toBe(
              false,
            );
          for (const { box: other } of items.slice(at + 1))
            expect(
              box.x >= other.x + other.width ||
                other.x >= box.x + box.width ||
                box.y >= other.y + other.height ||
                other.y >= box.y + box.height,
            ).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('stand north above south and west beside east', () => {
    const named = [
      { name: '南村', lat: 28.1, long: 120.6 },
      { name: '北村', lat: 28.2, long: 120.5 },
    ];
    const { items } = layOut(named, { width: 360, letter: 15, line: 30 });
    const [north, south] = items;
    expect(items.map(({ place }) => place.name)).toEqual(['北村', '南村']);
    expect((north?.dot.y ?? 0) < (south?.dot.y ?? 0) && (north?.dot.x ?? 0) < (south?.dot.x ?? 0)).toBe(true);
    expect(middleOf(named).lat).toBeCloseTo(28.15);
  });
});
