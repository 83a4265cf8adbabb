import { describe, expect, it } from 'vitest';
import {
  checkIdNumber,
  checkName,
  idCheckCharacter,
  mayHaveLostDigits,
  plainLandline,
  plainMobile,
  type IdProblem,
  type NameProblem,
} from './rules.ts';

describe('citizen ID numbers', () => {
  it.each([
    ['11010519491231002X', '2', '1949-12-31'],
    ['330324198506071237', '1', '1985-06-07'],
    ['330324196511304569', '2', '1965-11-30'],
    ['11010519491231002x', '2', '1949-12-31'],
    ['11010519491231002Ｘ', '2', '1949-12-31'],
    ['11010519491231002Х', '2', '1949-12-31'],
    ['11010519491231002х', '2', '1949-12-31'],
    ['11010519491231002×', '2', '1949-12-31'],
    ['11010519491231002Χ', '2', '1949-12-31'],
    ['３３０３２４１９８５０６０７１２３７', '1', '1985-06-07'],
    [" '330324 19850607 1237 ", '1', '1985-06-07'],
    ['330324-19850607-1237', '1', '1985-06-07'],
    ['\u200B330324198506071237', '1', '1985-06-07'],
  ])('%s is one', (text, sex, birthDate) => {
    const check = checkIdNumber(text);
    expect(check).toMatchObject({ ok: true, sex, birthDate });
    expect(check.idNumber).toMatch(/^\d{17}[\dX]$/);
  });

  it.each<[string, IdProblem, string]>([
    ['', 'id_required', 'nothing'],
    ['370102199902290012', 'id_date', 'right checksum, but 29 February 1999'],
    ['330324198506071238', 'id_checksum', 'wrong last digit'],
    ['330324198513071237', 'id_date', 'month 13'],
    ['990324198506071237', 'id_area', 'no such province'],
    ['33032419850607123', 'id_length', 'seventeen'],
    ['3303241985060712371', 'id_length', 'nineteen'],
    ['330324850607123', 'id_old', 'first generation'],
    ['3.30324198506071E+17', 'id_digits_lost', 'a number cell'],
    ['330324198506071000', 'id_digits_lost', 'a number cell shown in full'],
    ['330324197503050000', 'id_digits_lost', 'four zeros that the checksum does not fit'],
    ['33032419850607X237', 'id_characters', 'X inside'],
    ['33032419850607123７甲', 'id_characters', 'a stray character'],
    ['不详', 'id_characters', 'a word'],
  ])('%s: %s (%s)', (text, problem) => expect(checkIdNumber(text)).toMatchObject({ ok: false, problem }));

  it('looks cut where it ends in three zeros or four, though the checksum fits', () => {
    for (const number of ['330324197503059000', '330324197503040000']) {
      expect(checkIdNumber(number)).toMatchObject({ ok: true, sex: '2' });
      expect(mayHaveLostDigits(number)).toBe(true);
    }
    expect(mayHaveLostDigits('330324198506071237')).toBe(false);
  });

  it('has the checksum right and the day wrong in the vector of the domain', () => {
    expect(idCheckCharacter('37010219990229001')).toBe('2');
  });

  it('refuses a birth in the future when the day is known', () => {
    const seventeen = '33032420300101001';
    const future = `${seventeen}${idCheckCharacter(seventeen)}`;
    expect(checkIdNumber(future)).toMatchObject({ ok: true });
    expect(checkIdNumber(future, '2026-11-23')).toMatchObject({ ok: false, problem: 'id_date' });
  });

  it('catches every single wrong digit and every swap of neighbours that differ', () => {
    const good = '330324198506071237';
    for (let at = 0; at < 17; at++) {
      for (const digit of '0123456789') {
        if (digit !== good[at]) expect(checkIdNumber(good.slice(0, at) + digit + good.slice(at + 1)).ok).toBe(false);
      }
      if (good[at] !== good[at + 1] && at < 16)
        expect(checkIdNumber(good.slice(0, at) + good[at + 1] + good[at] + good.slice(at + 2)).ok).toBe(false);
    }
  });
});

describe('names', () => {
  it.each([
    ['张三', '张三'],
    ['张　三', '张三'],
    [' 张 三 ', '张三'],
    ['张\n三', '张三'],
    ['买买提•吐尔逊', '买买提·吐尔逊'],
    ['买买提．吐尔逊', '买买提·吐尔逊'],
    ['买买提 · 吐尔逊', '买买提·吐尔逊'],
    ['ＡＢ', 'AB'],
    ['Anna  Maria', 'Anna Maria'],
    ['𠮷野', '𠮷野'],
    ["O'Neil", "O'Neil"],
  ])('%s is stored as %s', (text, name) => expect(checkName(text)).toEqual({ ok: true, name }));

  it.each<[string, NameProblem]>([
    ['', 'name_required'],
    ['  ', 'name_required'],
    ['张\u200B三', 'name_hidden'],
    ['张\u202E三', 'name_hidden'],
    ['张\u2066三', 'name_hidden'],
    ['\uFEFF张三', 'name_hidden'],
    ['张\u0000三', 'name_hidden'],
    ['张*', 'name_masked'],
    ['张某', 'name_masked'],
    ['张□', 'name_lost_character'],
    ['张?', 'name_lost_character'],
    ['张\uE123', 'name_lost_character'],
    ['张三2', 'name_digits'],
    ['<b>张三</b>', 'name_characters'],
    ['<script>alert(1)</script>', 'name_characters'],
    ['=张三', 'name_characters'],
    ['·张三', 'name_characters'],
    ['张'.repeat(51), 'name_too_long'],
  ])('%j: %s', (text, problem) => expect(checkName(text)).toMatchObject({ ok: false, problem }));
});

describe('phones', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['138 1234 5678', '13812345678'],
    ['+86-138-1234-5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['12812345678', undefined],
    ['1381234567', undefined],
    ['0577-67221234', undefined],
  ])('mobile %s → %s', (text, wanted) => expect(plainMobile(text)).toBe(wanted));

  it.each([
    ['0577-67221234', '0577-67221234'],
    ['057767221234', '0577-67221234'],
    ['(0577)67221234', '0577-67221234'],
    ['010-66012345转8001', '010-66012345-8001'],
    ['67221234', undefined],
    ['13812345678', undefined],
  ])('landline %s → %s', (text, wanted) => expect(plainLandline(text)).toBe(wanted));
});
