import { describe, expect, test } from 'vitest';
import { useCounty } from '#test/harness/county.ts';
import { isEmpty } from './is-empty.ts';
import { writeDemoCounty } from './write.ts';

const members = 4_500;

describe('a writing that is cut off', () => {
  const cut = useCounty();
  test('leaves the county empty, so that it can be written again', async () => {
    const { county } = cut.current;
    const onProgress = (done: number): void => {
      if (done >= 1_000) throw new Error('cut off');
    };
    await expect(writeDemoCounty(county, { members, onProgress })).rejects.toThrow('cut off');
    expect(await isEmpty(county)).toBe(true);
  });
});
