import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/days.ts';
import { education } from '../codes.ts';
import {
  ageBandOf,
  ageBands,
  ageOn,
  bandOf,
  daysOfBand,
  educationClasses,
  educationClassOf,
  joiningAgeBands,
  joiningPeriodOf,
  joiningPeriods,
  partyAgeBands,
} from './rules.ts';

describe('bands', () => {
  it.each([
    ['1995-11-24', '2026-11-23', 'to30'],
    ['1995-11-23', '2026-11-23', '31to35'],
    ['1955-11-24', '2026-11-23', '66to70'],
    ['1955-11-23', '2026-11-23', 'from71'],
  ])('born %s is on %s in %s', (birth, on, key) => expect(ageBandOf(birth, on)?.key).toBe(key));

  it.each([ageBands, joiningAgeBands, partyAgeBands].map((bands) => [bands[0]?.key, bands] as const))(
    'of %s hold every age once',
    (_key, bands) => {
      for (let age = 0; age <= 120; age++) expect(bands.filter((b) => bandOf([b], age))).toHaveLength(1);
    },
  );

  it.each(['2026-11-23', '2026-02-28', '2024-02-29', '2028-02-28', '2026-12-31'])(
    'mean the same days for a query as for a person, on %s',
    (on) => {
      for (const b of ageBands) {
        const { from, to } = daysOfBand(b, on);
        for (const edge of [from, to]) {
          if (edge === null) continue;
          for (const birth of [addDays(edge, -1), edge, addDays(edge, 1)]) {
            const isIn = (from === null || birth >= from) && (to === null || birth <= to);
            expect([birth, isIn]).toEqual([birth, bandOf([b], ageOn(birth, on)) !== undefined]);
          }
        }
      }
    },
  );

  it('of joining follow each other without a gap', () => {
    for (const [at, p] of joiningPeriods.entries())
      if (at > 0) expect(p.from).toBe(addDays(joiningPeriods[at - 1]!.to!, 1));
    expect(joiningPeriodOf('1945-09-02')?.key).toBe('p2');
    expect(joiningPeriodOf('2012-11-01')?.key).toBe('p9');
  });
});

describe('education classes', () => {
  it('hold every code once', () => {
    expect(educationClasses).toHaveLength(6);
    expect(educationClasses.flatMap((c) => c.codes).toSorted()).toEqual(education.codes.map((c) => c.code).toSorted());
  });
  it.each([
    ['11', 'postgraduate'],
    ['28', 'undergraduate'],
    ['30', 'college'],
    ['41', 'technical'],
    ['44', 'high_school'],
    ['47', 'high_school'],
    ['61', 'high_school'],
    ['71', 'junior'],
    ['90', 'junior'],
  ])('%s is %s', (code, key) => expect(educationClassOf(code)?.key).toBe(key));
});
