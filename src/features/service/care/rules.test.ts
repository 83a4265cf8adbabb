import { describe, expect, test } from 'vitest';
import { ageOf, partyYearsOf, reasonsOf, type CareFacts } from './rules.ts';

const facts = (more: Partial<CareFacts> = {}): CareFacts => ({
  birthDate: null,
  fullOn: null,
  correction: 0,
  hardship: false,
  ...more,
});
const today = '2026-11-26';

describe('what the file says', () => {
  test.each([
    ['on the eightieth birthday', { birthDate: '1946-11-26' }, ['aged']],
    ['the day before', { birthDate: '1946-11-27' }, []],
    ['fifty years a full member', { fullOn: '1976-11-26' }, ['veteran']],
    ['fifty years with a correction', { fullOn: '1977-05-26', correction: 6 }, ['veteran']],
    ['less by a correction', { fullOn: '1976-11-26', correction: -1 }, []],
    ['in hardship', { hardship: true }, ['hardship']],
    ['nothing at all', {}, []],
    ['a birth to come', { birthDate: '2046-01-01' }, []],
  ])('%s', (_name, more, reasons) => {
    expect(reasonsOf(facts(more), today)).toEqual(reasons);
  });

  test('counts whole years', () => {
    expect(ageOf(facts({ birthDate: '1944-03-15' }), '2026-03-14')).toBe(81);
    expect(ageOf(facts({ birthDate: '1944-03-15' }), '2026-03-15')).toBe(82);
    expect(partyYearsOf(facts({ fullOn: '2026-11-27' }), today)).toBeNull();
  });
});
