import { describe, expect, test } from 'vitest';
import { isBlank, readBool, readInt, readText } from './rules.ts';

describe('cells', () => {
  test('texts are stored composed, without padding; rare characters stay as they are', () => {
    expect(readText('  浦 一\r\n村　')).toEqual({ ok: true, text: '浦 一 村' });
    expect(readText('e\u0301')).toEqual({ ok: true, text: 'é' });
    expect(readText('䶮㛃𠅤𬭼龴')).toEqual({ ok: true, text: '䶮㛃𠅤𬭼龴' });
    expect(readText("'=1+1")).toEqual({ ok: true, text: '=1+1' });
  });

  test.each(['a\u200bb', 'a\u202eb', '\u2066a', 'a\ufeffb', 'a\u0000b', 'a\u0085b'].map((text) => [text]))(
    '%j is refused',
    (text) => {
      // \u0085 is white space to Unicode, and none to a person.
      expect(readText(text)).toEqual({ ok: false, problem: 'hidden_characters' });
    },
  );

  test('lost characters and novels are refused', () => {
    expect(readText('张\ufffd')).toEqual({ ok: false, problem: 'lost_character' });
    expect(readText('张\ue816')).toEqual({ ok: false, problem: 'lost_character' });
    expect(readText('𠅤'.repeat(200))).toMatchObject({ ok: true });
    expect(readText('𠅤'.repeat(201))).toEqual({ ok: false, problem: 'text_too_long' });
  });

  test('yes and no', () => {
    expect(['是', '√', '✓', '1', 'TRUE', 'Ｙ', ' 是 ', '有'].map(readBool)).toEqual(Array(8).fill(true));
    expect(['否', '×', '0', 'false', 'Ｎ', '无', 'x', '✗'].map(readBool)).toEqual(Array(8).fill(false));
    expect(['', '也许', '2', '是否'].map(readBool)).toEqual(Array(4).fill(undefined));
  });

  test('numbers', () => {
    expect(['12', '－3', '12个月', '24.0', ' 1 2 '].map(readInt)).toEqual([12, -3, 12, 24, 12]);
    expect(['1.5', 'x', '', '12345678'].map(readInt)).toEqual(Array(4).fill(undefined));
  });

  test('marks for nothing', () => {
    expect(['', ' ', '/', '--', '—', '无', 'N/A', '不详', '／'].every(isBlank)).toBe(true);
    expect(['无为县', '0', '-1', '否'].some(isBlank)).toBe(false);
  });
});
