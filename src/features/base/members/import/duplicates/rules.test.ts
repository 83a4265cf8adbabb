import { describe, expect, test } from 'vitest';
import { duplicateIndex, idNeighbours } from './rules.ts';

const good = '330324198506071237';

describe('numbers near a faulty one', () => {
  test('hold the right one after any wrong digit and any swap', () => {
    for (let at = 0; at < 18; at++) {
      const wrong = good.slice(0, at) + String((Number(good[at]) + 1) % 10) + good.slice(at + 1);
      expect(idNeighbours(wrong)).toContain(good);
    }
    expect(idNeighbours('330324195806071237')).toContain(good);
  });

  test('a valid number, and what is no number, have none', () => {
    expect(idNeighbours(good)).toEqual([]);
    expect(idNeighbours('3303241985060712')).toEqual([]);
    expect(idNeighbours('')).toEqual([]);
  });
});

describe('probable duplicates', () => {
  const index = duplicateIndex([
    { key: 'a', name: '张三', birthDate: '1985-06-07', idHash: 'h1', phoneHash: 'p1' },
    { key: 'b', name: '张三', birthDate: '1985-06-07', idHash: 'h2' },
    { key: 'c', name: '李四', phoneHash: 'p1' },
  ]);

  test('are found with the surest reason, each once', () => {
    expect(index.find({ key: 'x', name: '张三', birthDate: '1985-06-07', idHash: 'h1', phoneHash: 'p1' })).toEqual([
      { key: 'a', reason: 'same_id' },
      { key: 'b', reason: 'name_and_birth' },
    ]);
    expect(index.find({ key: 'x', name: '张三', nearHashes: ['h0', 'h2'] })).toEqual([{ key: 'b', reason: 'near_id' }]);
    expect(index.find({ key: 'x', name: '李四', phoneHash: 'p1' })).toEqual([{ key: 'c', reason: 'name_and_phone' }]);
  });

  test('need more than a name, a birthday or a telephone alone, and never name the person itself', () => {
    expect(index.find({ key: 'x', name: '张三' })).toEqual([]);
    expect(index.find({ key: 'x', name: '王五', birthDate: '1985-06-07', phoneHash: 'p1' })).toEqual([]);
    expect(index.find({ key: 'a', idHash: 'h1' })).toEqual([]);
  });

  test('grow with the file', () => {
    index.add({ key: '7', name: '赵六', idHash: 'h7' });
    expect(index.find({ key: '8', idHash: 'h7' })).toEqual([{ key: '7', reason: 'same_id' }]);
  });
});
