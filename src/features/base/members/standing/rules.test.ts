import { describe, expect, it } from 'vitest';
import type { MemberFile } from '../rules.ts';
import { recordAdvice, stoppedMonths, type DatedRecords } from './rules.ts';

const today = '2026-11-23';
const base: MemberFile = { category: 'full', fullOn: '2006-07-01', standing: '1', partyAgeCorrection: 0 };
const told = (file: MemberFile, records: Partial<DatedRecords> = {}): string[] =>
  recordAdvice({ ...base, ...file }, { standings: [], stays: [], ...records }, today).map(
    ({ message, params }) => `${message}:${String(params?.['due'] ?? params?.['months'])}`,
  );
const at = (standing: string, fromOn: string) => ({ standing, fromOn });

describe('stops of a membership', () => {
  it.each([
    ['none', [], 0],
    ['one that ended', [at('12', '2020-01-15'), at('11', '2022-03-14')], 25],
    ['one that lasts', [at('12', '2026-08-23')], 3],
    [
      'two, told in any order',
      [at('11', '2021-01-01'), at('12', '2020-01-01'), at('12', '2022-01-01'), at('11', '2022-03-01')],
      14,
    ],
    ['one before full membership', [at('12', '2005-01-01'), at('1', '2005-06-01')], 0],
    ['another standing', [at('10', '2020-01-01'), at('1', '2021-01-01')], 0],
  ] as const)('count %s', (_says, changes, months) => expect(stoppedMonths(base, changes, today)).toBe(months));

  it('are told until the correction takes them off', () => {
    const standings = [at('12', '2020-01-15'), at('11', '2022-03-14')];
    expect(told({}, { standings })).toEqual(['stop_not_corrected:25']);
    expect(told({ partyAgeCorrection: -24 }, { standings })).toEqual(['stop_not_corrected:25']);
    expect(told({ partyAgeCorrection: -25 }, { standings })).toEqual([]);
    expect(told({ leftOn: '2026-01-01' }, { standings })).toEqual([]);
  });
});

describe('clocks of members who are away', () => {
  it.each<[string, MemberFile, Partial<DatedRecords>, string[]]>([
    ['lost for a day less than six months', { lostSince: '2026-05-24' }, {}, []],
    ['lost for six months', { lostSince: '2026-05-23' }, {}, ['lost_stop_due:2026-11-23']],
    [
      'stopped and lost for two years',
      { lostSince: '2023-01-01', standing: '12', partyAgeCorrection: -99 },
      { standings: [at('12', '2024-11-23')] },
      ['lost_strike_due:2026-11-23'],
    ],
    [
      'stopped and lost for less',
      { lostSince: '2023-01-01', standing: '12', partyAgeCorrection: -99 },
      { standings: [at('12', '2024-11-24')] },
      [],
    ],
    [
      'five years of study',
      {},
      { stays: [{ purpose: 'study', fromOn: '2021-11-23', toOn: null }] },
      ['abroad_study_long:2026-11-23'],
    ],
    ['a study that ended', {}, { stays: [{ purpose: 'study', fromOn: '2015-01-01', toOn: '2024-01-01' }] }, []],
    ['work abroad', {}, { stays: [{ purpose: 'work', fromOn: '2015-01-01', toOn: null }] }, []],
  ])('%s', (_says, file, records, wanted) => expect(told(file, records)).toEqual(wanted));

  it('name the article', () => {
    const [advice] = recordAdvice({ ...base, lostSince: '2026-01-01' }, { standings: [], stays: [] }, today);
    expect(advice?.why).toMatchObject({ ruleId: 'lostContact.stop', article: '第二十四条', confidence: 'A' });
  });
});
