/** What holds of the duties of any branch with any facts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorkday } from '#features/base/rules/calendar/rules.ts';
import { addDays } from '#shared/days.ts';
import { periodOf } from './periods/rules.ts';
import { dutiesOfYear, dutyKinds, owingTypes, type DutyFacts } from './rules.ts';
import { unmetState, type Viewer } from './states/rules.ts';
import { calendar, meeting } from './factory.ts';

const dayIn = fc.integer({ min: 0, max: 800 }).map((n) => addDays('2024-12-01', n));
const spanOf = fc
  .tuple(fc.option(dayIn), fc.option(dayIn))
  .map(([a, b]) => (a !== null && b !== null && b <= a ? { from: b, to: a } : { from: a, to: b }));
const kindOf = fc.constantFrom(...dutyKinds);
const someFacts: fc.Arbitrary<DutyFacts> = fc.record({
  organisationId: fc.constant('b'),
  // One type at a time: the database lets no two periods of an organisation overlap.
  types: fc.tuple(fc.constantFrom(...owingTypes), spanOf).map(([type, days]) => [{ type, ...days }]),
  groups: fc.array(
    fc.tuple(fc.constantFrom('g1', 'g2', 'g3'), spanOf).map(([id, days]) => ({ id, name: id, ...days })),
    {
      maxLength: 4,
    },
  ),
  secretaries: fc.constant([]),
  seats: fc.array(
    fc.tuple(fc.constantFrom('p1', 'p2', 'p3', 'p4'), spanOf).map(([personId, days]) => ({ personId, ...days })),
    {
      maxLength: 6,
    },
  ),
  full: fc.array(spanOf, { maxLength: 12 }),
  members: fc.array(spanOf, { maxLength: 3 }),
  meetings: fc
    .array(fc.tuple(kindOf, dayIn, fc.constantFrom('b', 'g1', 'g2', 'g3')), { maxLength: 20 })
    .chain((rows) =>
      fc
        .array(fc.subarray(['p1', 'p2', 'p3', 'p5', 'p6']), { minLength: rows.length, maxLength: rows.length })
        .map((present) =>
          rows.map(([kind, heldOn, at], n) => ({ ...meeting(kind, heldOn, at, `m${n}`), people: present[n] ?? [] })),
        ),
    ),
});
const someClock = dayIn.map((today) => ({ today, calendar }));
const viewers = fc.constantFrom<Viewer>('own', 'above');
const shuffled = <T>(rows: readonly T[], seed: number): T[] =>
  rows
    .map((row, n) => ({ row, at: Math.sin(seed + n * 7.3) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ row }) => row);

describe('whatever the facts', () => {
  test('their order says nothing', () => {
    fc.assert(
      fc.property(someFacts, someClock, viewers, fc.integer(), (facts, clock, viewer, seed) => {
        const other: DutyFacts = {
          ...facts,
          groups: shuffled(facts.groups, seed),
          seats: shuffled(facts.seats, seed + 1),
          full: shuffled(facts.full, seed + 2),
          meetings: shuffled(facts.meetings, seed + 3),
        };
        expect(dutiesOfYear(other, 2026, clock, viewer)).toEqual(dutiesOfYear(facts, 2026, clock, viewer));
      }),
      { numRuns: 60 },
    );
  });

  test('one meeting more never takes anything back, and taking it out restores what was', () => {
    fc.assert(
      fc.property(someFacts, someClock, kindOf, dayIn, (facts, clock, kind, heldOn) => {
        const before = dutiesOfYear(facts, 2026, clock, 'own');
        const more = { ...facts, meetings: [...facts.meetings, meeting(kind, heldOn, 'b', 'new')] };
        const after = dutiesOfYear(more, 2026, clock, 'own');
        for (const [place, duty] of before.entries()) {
          const now = after[place];
          if (duty.state === 'done') expect(now?.state).toBe('done');
          if (duty.kind !== kind) expect(now).toEqual(duty);
        }
        const back = { ...more, meetings: more.meetings.filter(({ id }) => id !== 'new') };
        expect(dutiesOfYear(back, 2026, clock, 'own')).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test('those above see no reminder and no warning before the branch has had it for three working days', () => {
    const rank: Record<string, number> = { ahead: 0, open: 1, due_soon: 2, missed: 3 };
    fc.assert(
      fc.property(
        dayIn,
        fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
        dayIn,
        (today, span, at) => {
          const period = periodOf(span, at);
          const above = unmetState(period, { today, calendar }, 'above');
          if (above !== 'due_soon' && above !== 'missed') return;
          let [day, left] = [today, 3];
          while (left > 0) {
            day = addDays(day, -1);
            if (isWorkday(calendar, day)) left -= 1;
          }
          expect(rank[unmetState(period, { today: day, calendar }, 'own')]).toBeGreaterThanOrEqual(rank[above] ?? 0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
