import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinSquares, linesOf, listOf, readUnit, squaresOf, writeUnit, type UnitMember } from './rules.ts';

const member: UnitMember = {
  name: '林晓燕',
  idNumber: '330324199004050022',
  category: 'full',
  joinedOn: '2012-07-01',
  fullOn: '2013-07-01',
};

describe('the squares of a letter', () => {
  test('carry any text, in whatever order they are scanned, and twice', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,6000}$/), fc.infiniteStream(fc.nat()), (text, order) => {
        const squares = squaresOf(text, 'abcd1234');
        const shuffled = squares
          .map((square) => ({ square, at: order.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ square }) => square);
        expect(joinSquares([...shuffled, squares[0]].join('\n'))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  test('are read only when all are there, and of one letter', () => {
    const [first = '', second = ''] = squaresOf('x'.repeat(2_000), 'aaaa');
    expect(second).not.toBe('');
    expect(joinSquares(first)).toBeUndefined();
    expect(joinSquares(`${first}\n${second.replace('aaaa', 'bbbb')}`)).toBeUndefined();
    expect(joinSquares('nonsense')).toBeUndefined();
  });
});

test('a typed list reads as it is written out, and says which lines are not complete', () => {
  expect(listOf(linesOf([member])).members).toEqual([member]);
  expect(listOf('王芳 330324199004050022 预备党员 2026-01-05\n\n李强 无')).toEqual({
    members: [{ name: '王芳', idNumber: '330324199004050022', category: 'probationary', joinedOn: '2026-01-05' }],
    wrong: [3],
  });
});

test('a file of another kind is no letter of a unit', () => {
  const text = JSON.stringify({ letterNo: '1' });
  expect(readUnit(writeUnit({ text, publicKey: 'k', signature: 's' }))).toBeUndefined();
  expect(readUnit('{}')).toBeUndefined();
});
