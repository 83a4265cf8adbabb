import { expect, test, vi } from 'vitest';
import { holdExam } from './one-writer.ts';

/** As a browser does it, for one name: whoever waits is served in turn, and who is robbed is told. */
const locksOf = (): Pick<LockManager, 'request'> => {
  let held: { readonly rob: (why: Error) => void } | null = null;
  const waiting: (() => void)[] = [];
  const request = (_name: string, options: LockOptions, run: () => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const take = (): void => {
        const mine = { rob: reject };
        held = mine;
        run().then(() => {
          if (held === mine) {
            held = null;
            waiting.shift()?.();
          }
          resolve();
        }, reject);
      };
      if (options.steal === true) held?.rob(new Error('stolen'));
      if (held === null || options.steal === true) return take();
      waiting.push(take);
      options.signal?.addEventListener('abort', () => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(new Error('waited'));
      });
      return undefined;
    });
  return { request: request as LockManager['request'] };
};

test('one page holds an exam, another waits shortly or takes it away, and the first is told', async () => {
  const locks = locksOf();
  const [lost, never] = [vi.fn(), vi.fn()];
  const first = await holdExam('a', { isTaking: false, onLost: lost }, locks);
  expect(first).not.toBeNull();
  expect(await holdExam('a', { isTaking: false, onLost: never }, locks)).toBeNull();
  expect(lost).not.toHaveBeenCalled();
  const second = await holdExam('a', { isTaking: true, onLost: never }, locks);
  expect(second).not.toBeNull();
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
  // A page that goes makes room for one that has just begun to wait.
  const third = holdExam('a', { isTaking: false, onLost: never }, locks);
  second?.();
  expect(await third).not.toBeNull();
  expect(never).not.toHaveBeenCalled();
});
