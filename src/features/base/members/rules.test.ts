import { describe, expect, it } from 'vitest';
import { isPartOfNumber } from './filters/rules.ts';
import { placeholders } from '#shared/text.ts';
import { problemTexts } from '#shared/messages.ts';
import { fileAdvisoryTexts, fileProblemTexts } from './messages.ts';
import { checkFile, completeness, filledFromId, medalOn, partyAge, probationEnd, type MemberFile } from './rules.ts';

const today = '2026-11-23';
/** A file without a flaw; each row of the tables changes one thing. */
const whole: MemberFile = {
  name: '章永嘉',
  sex: '1',
  ethnicity: '01',
  idNumber: '330324198506071237',
  birthDate: '1985-06-07',
  education: '20',
  category: 'full',
  branchId: '019abc00-0000-7000-8000-000000000001',
  joinedOn: '2010-06-28',
  fullOn: '2011-06-28',
  jobPost: '012',
  phone: '13812345678',
  landline: '0577-67221234',
  address: '永嘉县上塘镇浦口村12号',
  standing: '1',
};
const check = (change: MemberFile) => checkFile({ ...whole, ...change }, { today });
const messages = (change: MemberFile): string[] => check(change).problems.map((p) => `${p.path}:${p.message}`);
const advice = (change: MemberFile): string[] => check(change).advisories.map((p) => `${p.path}:${p.message}`);

describe('checking a file', () => {
  it('finds nothing in a right one', () => expect(check({})).toEqual({ problems: [], advisories: [] }));

  it.each<[string, MemberFile, string[]]>([
    ['sex against the ID number', { sex: '2' }, ['sex:sex_mismatch']],
    [
      'three zeros before the sex',
      { idNumber: '330324197503040000', birthDate: '1975-03-04' },
      ['idNumber:id_digits_lost'],
    ],
    ['unknown sex says nothing against it', { sex: '0' }, []],
    ['birth against the ID number', { birthDate: '1985-06-08' }, ['birthDate:birth_mismatch']],
    ['wrong last digit', { idNumber: '330324198506071238' }, ['idNumber:id_checksum']],
    ['a day that does not exist in the ID number', { idNumber: '370102199902290012', sex: '1' }, ['idNumber:id_date']],
    ['a day that does not exist', { joinedOn: '2010-02-30' }, ['joinedOn:bad_date']],
    ['a day to come', { joinedOn: '2027-06-28', fullOn: null, category: 'probationary' }, ['joinedOn:date_future']],
    ['a code that is in no table', { education: '55' }, ['education:unknown_code']],
    ['a label where a code belongs', { standing: '正常' }, ['standing:unknown_code']],
    ['seventeen at joining', { joinedOn: '2003-06-06', fullOn: '2004-06-06' }, ['joinedOn:joined_under_age']],
    ['eighteen on the day of joining', { joinedOn: '2003-06-07', fullOn: '2004-06-07' }, []],
    ['joined before birth', { joinedOn: '1980-01-01', fullOn: '1981-01-01' }, ['joinedOn:joined_before_birth']],
    ['full before joining', { fullOn: '2010-06-27' }, ['fullOn:full_before_joined']],
    [
      'probationary with a past day of full membership',
      { category: 'probationary' },
      ['fullOn:probationary_with_full_date'],
    ],
    ['full but not converted', { conversion: 'pending' }, ['conversion:conversion_category']],
    ['full and converted late', { conversion: 'after_extension' }, []],
    ['a way of leaving without its day', { leaveKind: 'died' }, ['leftOn:leave_incomplete']],
    ['a day of leaving without its way', { leftOn: '2025-01-01' }, ['leaveKind:leave_incomplete']],
    ['left before joining', { leftOn: '2009-01-01', leaveKind: 'died' }, ['leftOn:left_before_joined']],
    ['work before birth', { workStartedOn: '1980-01-01' }, ['workStartedOn:work_before_birth']],
    ['a landline as mobile phone', { phone: '0577-67221234' }, ['phone:phone_format']],
    ['a landline without area code', { landline: '67221234' }, ['landline:landline_format']],
    ['a hidden mark in the name', { name: '章\u200B永嘉' }, ['name:name_hidden']],
    ['no name', { name: null }, ['name:name_required']],
    ['no branch and no category', { branchId: null, category: null }, ['category:required', 'branchId:required']],
    ['half a month of correction', { partyAgeCorrection: 0.5 }, ['partyAgeCorrection:bad_number']],
  ])('%s', (_says, change, wanted) => expect(messages(change)).toEqual(wanted));

  it('tells everything at once', () => {
    expect(
      messages({
        name: '',
        sex: '2',
        idNumber: '330324198506071237',
        education: '55',
        phone: '1',
        fullOn: '2009-01-01',
      }),
    ).toEqual([
      'name:name_required',
      'sex:sex_mismatch',
      'education:unknown_code',
      'phone:phone_format',
      'fullOn:full_before_joined',
    ]);
  });

  it('takes the birth from the ID number where the file has none', () => {
    expect(messages({ birthDate: null, joinedOn: '2003-06-06', fullOn: '2004-06-06' })).toEqual([
      'joinedOn:joined_under_age',
    ]);
  });

  it('names the article', () => {
    expect(
      check({ joinedOn: '2020-01-01', fullOn: '2021-01-01', birthDate: '2005-01-01', idNumber: null }).problems,
    ).toEqual([{ path: 'joinedOn', message: 'joined_under_age', params: { age: 15, article: '条号未核' } }]);
  });

  it.each<[string, MemberFile, string[]]>([
    ['a probation of eleven months', { fullOn: '2011-05-28' }, ['fullOn:probation_short']],
    [
      'no probation where the charter of the day knew none',
      { birthDate: '1953-03-08', idNumber: null, joinedOn: '1976-12-21', fullOn: '1976-12-21' },
      [],
    ],
    ['no day of full membership', { fullOn: null }, ['fullOn:full_date_missing']],
    ['three years to full membership', { fullOn: '2013-06-28' }, ['fullOn:probation_long']],
    [
      'a probation that is over',
      { category: 'probationary', joinedOn: '2025-11-22', fullOn: null },
      ['fullOn:probation_overdue'],
    ],
    ['a probation that ends today', { category: 'probationary', joinedOn: '2025-11-23', fullOn: null }, []],
    [
      'an extension that still runs',
      { category: 'probationary', joinedOn: '2025-06-01', fullOn: null, probationUntil: '2026-12-01' },
      [],
    ],
    [
      'an extension of five months',
      { category: 'probationary', joinedOn: '2025-11-01', fullOn: null, probationUntil: '2027-04-01' },
      ['probationUntil:extension_short'],
    ],
    [
      'an extension of two years',
      { category: 'probationary', joinedOn: '2025-11-01', fullOn: null, probationUntil: '2028-11-01' },
      ['probationUntil:extension_long'],
    ],
    [
      'joined at sixteen before the rules',
      { birthDate: '1933-01-01', idNumber: null, joinedOn: '1949-03-01', fullOn: '1950-03-01' },
      ['joinedOn:joined_young'],
    ],
  ])('advises: %s', (_says, change, wanted) => {
    expect(messages(change)).toEqual([]);
    expect(advice(change)).toEqual(wanted);
  });

  it('gives the reason of an advice', () => {
    expect(check({ fullOn: '2011-05-28' }).advisories[0]).toMatchObject({
      params: { due: '2011-06-28', article: '条号未核' },
      why: { ruleId: 'probation.length' },
    });
  });

  it('has a text for each message, with the same arguments in both languages', () => {
    const flawed: MemberFile[] = [
      { sex: '2' },
      { birthDate: '1985-06-08' },
      { education: '55' },
      { fullOn: '2010-06-27' },
      { fullOn: '2011-05-28' },
      { joinedOn: '2003-06-06', fullOn: '2004-06-06' },
    ];
    for (const found of flawed.flatMap((f) => [...check(f).problems, ...check(f).advisories])) {
      const text = (
        { ...problemTexts, ...fileProblemTexts, ...fileAdvisoryTexts } as Record<string, readonly [string, string]>
      )[found.message];
      expect(text).toBeDefined();
      for (const name of placeholders(text![0])) expect(Object.keys(found.params ?? {})).toContain(name);
    }
    for (const [zh, en] of Object.values({ ...fileProblemTexts, ...fileAdvisoryTexts }))
      expect(placeholders(en).filter((p) => !placeholders(zh).includes(p))).toEqual([]);
  });
});

describe('completeness', () => {
  it('counts the national items', () => {
    expect(completeness(whole)).toEqual({ percent: 100, missing: [] });
    expect(completeness({ ...whole, phone: '', address: null })).toEqual({
      percent: 85,
      missing: ['phone', 'address'],
    });
    expect(completeness({}).percent).toBe(0);
  });

  it('asks the day of full membership of full members only', () => {
    expect(completeness({ ...whole, fullOn: null }).missing).toEqual(['fullOn']);
    expect(completeness({ ...whole, category: 'probationary', fullOn: null })).toEqual({ percent: 100, missing: [] });
  });
});

describe('party age', () => {
  it.each<[string, MemberFile, string, [number, number] | undefined]>([
    ['from the day of full membership, not of joining', {}, '2026-06-27', [14, 11]],
    ['the anniversary completes the year', {}, '2026-06-28', [15, 0]],
    ['a correction adds', { partyAgeCorrection: 7 }, '2026-06-28', [15, 7]],
    ['a correction takes away', { partyAgeCorrection: -14 }, '2026-06-28', [13, 10]],
    ['never below nothing', { partyAgeCorrection: -1000 }, '2026-06-28', [0, 0]],
    ['ends on the day of leaving', { leftOn: '2020-06-28', leaveKind: 'died' }, '2026-06-28', [9, 0]],
    ['probationary members have none', { category: 'probationary', fullOn: null }, '2026-06-28', undefined],
    ['unknown without the day', { fullOn: null }, '2026-06-28', undefined],
    ['not before the day itself', {}, '2011-06-27', undefined],
  ])('%s', (_says, change, on, wanted) => {
    const age = partyAge({ ...whole, ...change }, on);
    expect(age && [age.value.years, age.value.months]).toEqual(wanted);
  });

  it('says why', () => {
    const why = partyAge({ ...whole, partyAgeCorrection: 7 }, '2026-06-28')?.why;
    expect(why).toMatchObject({
      ruleId: 'partyAge.start',
      article: '第三十三条',
      inputs: { fullOn: '2011-06-28', correction: 7 },
    });
    expect(why?.steps.map((s) => s.zh)).toEqual([
      '2011-06-28 转为正式党员，至 2026-06-28 满 180 个月',
      '校正 7 个月，计 187 个月',
    ]);
  });

  it('knows the day of the medal and the end of a probation', () => {
    expect(medalOn({ ...whole, fullOn: '1976-07-01' })).toBe('2026-07-01');
    expect(medalOn({ ...whole, fullOn: '1976-07-01', partyAgeCorrection: -2 })).toBe('2026-09-01');
    expect(probationEnd({ ...whole, joinedOn: '2026-07-01' })?.value).toBe('2027-07-01');
    expect(probationEnd({ ...whole, joinedOn: '2026-07-01', probationUntil: '2028-01-01' })?.value).toBe('2028-01-01');
    expect(probationEnd({})).toBeUndefined();
  });
});

describe('filling from the ID number', () => {
  it('fills what is open and keeps what is there', () => {
    expect(filledFromId({ idNumber: '11010519491231002x' })).toEqual({
      idNumber: '11010519491231002X',
      sex: '2',
      birthDate: '1949-12-31',
    });
    expect(filledFromId({ idNumber: '330324198506071237', sex: '2' })).toMatchObject({
      sex: '2',
      birthDate: '1985-06-07',
    });
    expect(filledFromId({ idNumber: 'x' })).toEqual({ idNumber: 'x' });
  });
});

describe('digits to search by', () => {
  it.each(['12345', '138 1234', '１２３４５６', '330324', '12'])('%s is no number that can be found', (q) =>
    expect(isPartOfNumber(q)).toBe(true),
  );
  it.each(['1234', '123x', '138-1234-5678', '110101 19900307 7774', '王5', ''])('%s may find somebody', (q) =>
    expect(isPartOfNumber(q)).toBe(false),
  );
});
