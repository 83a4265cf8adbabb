import { describe, expect, test } from 'vitest';
import { formatBytes, formatDay, formatDuration, formatMoment, formatRelative } from './format.ts';
import { catalogue, isFilled, placeholders, say, sayLoose } from './text.ts';

const texts = catalogue({
  plain: ['任务', 'Jobs'],
  found: ['共 {count} 项，属于{owner}', '{count} {count?job:jobs} of {owner}'],
});

describe('a text', () => {
  test('is said in its language', () => {
    expect([say('zh', texts.plain), say('en', texts.plain)]).toEqual(['任务', 'Jobs']);
  });

  test.each([
    [1, '1 job of <b>Ås"\'ø</b>'],
    [2, '2 jobs of <b>Ås"\'ø</b>'],
  ])('is filled, and counts %i in English', (count, said) => {
    expect(say('en', texts.found, { count, owner: `<b>Ås"'ø</b>` })).toBe(said);
  });

  test('keeps a placeholder that was not given, and does not fill what was filled in', () => {
    expect(sayLoose('zh', texts.found, { owner: '{count}' })).toBe('共 {count} 项，属于{count}');
  });

  test.each([
    ['2027年1月8日', '任期将于 2027年1月8日届满'],
    ['本月', '任期将于本月届满'],
    ['2027-01', '任期将于 2027-01 届满'],
  ])('sets %s among Chinese without a space between two Han characters', (day, said) => {
    expect(sayLoose('zh', ['任期将于 {day} 届满', 'ends {day}'], { day })).toBe(said);
  });

  test('keeps the spaces between two values', () => {
    expect(sayLoose('zh', ['{who} {what}', '{who} {what}'], { who: '甲', what: '乙' })).toBe('甲 乙');
  });

  test('says whether it gets all that it asks for', () => {
    expect(isFilled(texts.plain, {})).toBe(true);
    expect(isFilled(texts.found, { count: 0, owner: '' })).toBe(true);
    expect(isFilled(texts.found, { count: 1 })).toBe(false);
  });

  test('names its placeholders once', () => {
    expect(placeholders(texts.found[1])).toEqual(['count', 'owner']);
  });
});

describe('a value for people', () => {
  test.each([
    [formatDay('zh', '1975-03-01'), '1975年3月1日'],
    [formatDay('en', '1975-03-01'), '1 Mar 1975'],
    [formatDay('zh', '1975-3'), '1975-3'],
    [formatMoment('zh', '2026-01-31T16:30:00Z'), '2026年2月1日 00:30'],
    [formatBytes('zh', 0), '0 B'],
    [formatBytes('zh', 1_536), '1.5 KB'],
    [formatBytes('en', 1_073_741_824), '1 GB'],
    [formatDuration(65_000), '1:05'],
    [formatRelative('en', '2026-01-01T00:00:00Z', Date.parse('2026-01-03T00:00:00Z')), '2 days ago'],
    [formatRelative('zh', '2026-01-01T00:05:00Z', Date.parse('2026-01-01T00:00:00Z')), '5分钟后'],
  ])('reads %s', (said, wanted) => {
    expect(said).toBe(wanted);
  });
});
