import { describe, expect, test } from 'vitest';
import { givesDown, speaking, type AreaType, type DutyLevel } from './rules.ts';

const line = (name: string, category: string, areaPath: string | null = null, areaType: AreaType | null = null) => ({
  name,
  category,
  areaPath,
  areaType,
});
const named = (lines: readonly { name: string }[]): string[] => lines.map(({ name }) => name);

describe('lines that speak of a matter', () => {
  const matter = { category: 'roads.lights', areaPath: '/1/5/c/', areaType: 'village' };

  test('stand in one order, whatever order they come in', () => {
    const wanted = [
      line('minor, place', 'roads.lights', '/1/5/c/'),
      line('minor, township', 'roads.lights', '/1/5/'),
      line('minor, kind', 'roads.lights', null, 'village'),
      line('minor', 'roads.lights'),
      line('major, place', 'roads', '/1/5/c/'),
      line('major, township', 'roads', '/1/5/'),
      line('major, kind', 'roads', null, 'village'),
      line('major', 'roads'),
    ];
    expect(named(speaking(wanted.toReversed(), matter))).toEqual(named(wanted));
  });

  test('are none of another matter, another place, another kind, or a path that only begins alike', () => {
    const others = [
      line('a', 'roads.surface'),
      line('b', 'land'),
      line('c', 'roads', '/1/5/d/'),
      line('d', 'roads', null, 'community'),
      line('e', 'roads.lights.x'),
    ];
    expect(speaking(others, matter)).toEqual([]);
    expect(speaking([line('m', 'roads.lights')], { ...matter, category: 'roads' })).toEqual([]);
  });
});

describe('the county’s task', () => {
  const to = (
    category: string,
    level: DutyLevel,
    unitType: string | null = null,
    areaPath: string | null = null,
    areaType: AreaType | null = null,
  ) => ({ category, level, unitType, areaPath, areaType });
  const department = to('roads', 'unit', 'government_department');

  test.each([
    ['the place', to('roads', 'place'), [department], false, true],
    ['the township', to('roads.lights', 'above'), [department], false, true],
    ['a village by name', to('roads', 'unit', 'village', '/1/5/c/', 'village'), [department], false, true],
    ['another department', to('roads.lights', 'unit', 'county_department'), [department], true, false],
    ['the place, of another matter', to('land', 'place'), [department], false, false],
    ['the place, marked', to('land', 'place'), [], true, true],
    [
      'the place, where a nearer line gave it there',
      to('roads', 'place', null, '/1/5/c/', 'village'),
      [department, to('roads', 'above', null, '/1/5/')],
      false,
      false,
    ],
    [
      'anywhere, where only one village has a department',
      to('roads', 'place'),
      [to('roads', 'unit', 'government_department', '/1/5/c/')],
      false,
      false,
    ],
  ] as const)('given to %s', (_what, one, lines, marked, expected) => {
    expect(givesDown(one, lines, marked)).toBe(expected);
  });
});
