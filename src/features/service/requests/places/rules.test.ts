import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  distanceKm,
  gridAround,
  gridCells,
  gridSteps,
  layOut,
  middleOf,
  nameBoxes,
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

describe('names in a window', () => {
  test('cover no dot and no other name, and stay within', () => {
    const dots = fc.array(
      fc.record({
        place: fc.record({ name: fc.stringMatching(/^[一-龥a-z]{2,12}$/u) }),
        spot: fc.record({ x: fc.integer({ min: 0, max: 360 }), y: fc.integer({ min: 0, max: 360 }) }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(dots, fc.constantFrom(14, 16, 21), (seen, letter) => {
        const laid = nameBoxes(seen, { width: 360, letter });
        expect(laid.map(({ place, spot }) => ({ place, spot }))).toEqual(seen);
        const boxes = laid.flatMap(({ box }) => box ?? []);
        for (const [at, box] of boxes.entries()) {
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(360);
          for (const { spot } of seen)
            expect(spot.x > box.x && spot.x < box.x + box.width && spot.y > box.y && spot.y < box.y + box.height).toBe(
              false,
            );
          for (const other of boxes.slice(at + 1))
            expect(
              box.x >= other.x + other.width ||
                other.x >= box.x + box.width ||
                box.y >= other.y + other.height ||
                other.y >= box.y + box.height,
            ).toBe(true);
        }
      }),
    );
  });

  test('stand right of the dot, left of it at the edge, and are left out where there is no room', () => {
    const at = (name: string, x: number, y: number) => ({ place: { name }, spot: { x, y } });
    const [free, edge, , beside] = nameBoxes(
      [at('浦口村', 100, 100), at('渡头村', 350, 200), at('上村', 100, 300), at('中村', 100, 300)],
      { width: 360, letter: 16 },
    );
    expect(free?.box).toMatchObject({ x: 109, y: 92 });
    expect((edge?.box?.x ?? 0) + (edge?.box?.width ?? 0)).toBe(341);
    expect((beside?.box?.x ?? 0) + (beside?.box?.width ?? 0)).toBe(91);
    const crowd = [...Array(9).keys()].map((n) => at(`村${n}`, 100 + (n % 3) * 12, 100 + Math.floor(n / 3) * 12));
    expect(nameBoxes(crowd, { width: 360, letter: 16 })[4]?.box).toBeNull();
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
          for (const { dot: one } of items)
            expect(one.x > box.x && one.x < box.x + box.width && one.y > box.y && one.y < box.y + box.height).toBe(
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
