import { expect, test } from 'vitest';
import { together } from './together.ts';

/** A read that ends when it is told to, and says as the how-many-th it began. */
const reads = () => {
  const ends: ((failure?: Error) => void)[] = [];
  const work = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const place = ends.push((failure) => (failure ? reject(failure) : resolve(place)));
    });
  return { ends, work };
};
const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 1));

test('who asks while a read is under way shares the next one, and gets nothing older than the question', async () => {
  const { ends, work } = reads();
  const ask = together<number>();
  const first = ask('a', work);
  const others = [ask('a', work), ask('a', work)];
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  expect(await first).toBe(1);
  await turn();
  const late = ask('a', work);
  ends[1]?.();
  expect(await Promise.all(others)).toEqual([2, 2]);
  await turn();
  ends[2]?.();
  expect(await late).toBe(3);
  const alone = ask('a', work);
  ends[3]?.();
  expect(await alone).toBe(4);
});

test('keys do not wait for each other, and a failure ends with those that shared it', async () => {
  const { ends, work } = reads();
  const ask = together<number>();
  const failing = ask('a', work);
  const after = ask('a', work);
  const other = ask('b', work);
  ends[1]?.();
  expect(await other).toBe(2);
  ends[0]?.(new Error('no'));
  await expect(failing).rejects.toThrow('no');
  await turn();
  ends[2]?.();
  expect(await after).toBe(3);
});
