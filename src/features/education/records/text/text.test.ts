import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptText, toldText } from '../statements/rules.ts';
import { membersOf, partsOf, repeatedName, writeObject } from './rules.ts';

const value = fc.jsonValue({ maxDepth: 5 });
/** The same JSON with blanks wherever they may stand. */
const spread = (held: unknown): string => JSON.stringify(held, null, '\t ');

describe('texts', () => {
  test('are cut into the elements of an array, each to the letter', () => {
    fc.assert(
      fc.property(fc.array(value), (list) => {
        expect(partsOf(spread(list)).map((part) => JSON.parse(part) as unknown)).toEqual(
          JSON.parse(JSON.stringify(list)),
        );
      }),
    );
    expect(partsOf('[ 1.0 , "a,]\\"" ,{"b":[2]}]')).toEqual(['1.0', '"a,]\\""', '{"b":[2]}']);
    expect(partsOf('[ ]')).toEqual([]);
  });

  test('are cut into the members of an object, and made one again', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (held) => {
        expect(JSON.parse(writeObject(membersOf(spread(held))))).toEqual(JSON.parse(JSON.stringify(held)));
      }),
    );
  });

  test.each([
    ['{"a":1,"a":2}', 'a'],
    ['[{"x":{"b":1,"\\u0062":2}}]', 'b'],
    ['{"a":{"a":1},"b":"a"}', undefined],
    ['"a"', undefined],
  ])('%s names twice: %s', (text, name) => expect(repeatedName(text)).toBe(name));
});

describe('a kept statement', () => {
  const id = 'b7e6f1c2-0a51-4c39-9a3e-0b6d1f6f6c21';
  const said = { stored: '2026-11-27T08:00:00.000Z', authority: '{"mbox":"mailto:a@example.com"}' };

  test('has its id and version, and nothing of what the store says itself', () => {
    const kept = keptText('{"stored":"x","verb":{"id":"v:1"},"authority":{"a":[1,{"b":"}"}]},"n":1.50}', id);
    expect(kept).toBe(`{"id":"${id}","verb":{"id":"v:1"},"n":1.50,"version":"1.0.0"}`);
  });

  test('has its context activities as lists, within a sub-statement too', () => {
    const context = '{"contextActivities":{"parent":{"id":"a:1"},"other":[{"id":"a:2"}]}}';
    const lists = '{"contextActivities":{"parent":[{"id":"a:1"}],"other":[{"id":"a:2"}]}}';
    const kept = keptText(`{"context":${context},"object":{"objectType":"SubStatement","context":${context}}}`, id);
    expect(kept).toContain(`"context":${lists},"object":{"objectType":"SubStatement","context":${lists}}`);
  });

  test('is told with its time, or that of its storing, and by whom', () => {
    expect(JSON.parse(toldText(keptText('{"x":{"timestamp":"no"}}', id), said))).toMatchObject({
      timestamp: said.stored,
      stored: said.stored,
    });
    expect(JSON.parse(toldText(keptText('{"timestamp":"2020-01-01T00:00:00Z"}', id), said))).toEqual({
      id,
      timestamp: '2020-01-01T00:00:00Z',
      version: '1.0.0',
      stored: said.stored,
      authority: { mbox: 'mailto:a@example.com' },
    });
  });
});
