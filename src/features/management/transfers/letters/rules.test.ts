import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostile } from '#test/harness/hostile.ts';
import { fieldOf, isFieldKey, receivers } from '#features/base/members/catalogue.ts';
import { readFile, SignedLetter, textOf, writeFile } from './rules.ts';

const letter: SignedLetter = {
  letterNo: '2026-00001',
  issuedOn: '2026-11-01',
  validUntil: '2026-12-01',
  county: '永嘉县',
  from: `枫林镇孝思村党支部${hostile}`,
  to: hostile,
  duesPaidTo: '2026-10',
  name: '汤小满',
  idNumber: '330324198005170011',
  category: 'full',
  joinedOn: '2005-07-01',
  fullOn: null,
  ethnicity: null,
  phone: '',
};

test('a letter is read back from its file as it was written', () => {
  const text = textOf(letter);
  expect(readFile(writeFile({ text, publicKey: 'k', signature: 's' }))).toEqual({
    file: { format: 'zhibu-letter/1', text, publicKey: 'k', signature: 's' },
    letter,
  });
});

test('whatever is no letter is read as none', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (source) => readFile(source) === undefined));
  const short = textOf(letter).replace('"2026-00001",', '');
  expect(readFile(writeFile({ text: short, publicKey: 'k', signature: 's' }))).toBeUndefined();
});

test('a letter carries of a file only what the catalogue lets go to the committee that receives it', () => {
  const told = Object.keys(SignedLetter.shape).filter(isFieldKey);
  expect(told.toSorted()).toEqual(['category', 'ethnicity', 'fullOn', 'idNumber', 'joinedOn', 'name', 'phone']);
  for (const key of told) expect([key, ...fieldOf(key).recipients]).toContain('transfer');
  expect(receivers.transfer.en).toContain('letter');
});
