import { describe, expect, test } from 'vitest';
import { revealLimits, waitFor } from './rules.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const minutes = (n: number): number => now - n * 60_000;

describe('showing full values', () => {
  test('is free until the hour is full, then waits for its oldest', () => {
    const hour = Array.from({ length: revealLimits.hourly }, (_, i) => minutes(i * 2));
    expect(waitFor([], now)).toBe(0);
    expect(waitFor(hour.slice(1), now)).toBe(0);
    expect(waitFor(hour, now)).toBe((60 - (revealLimits.hourly - 1) * 2) * 60);
  });

  test('waits for the day where that is longer', () => {
    const day = Array.from({ length: revealLimits.daily }, (_, i) => minutes(61 + i));
    expect(waitFor(day, now)).toBe((24 * 60 - 60 - revealLimits.daily) * 60);
    expect(waitFor(day.slice(1), now)).toBe(0);
  });
});
