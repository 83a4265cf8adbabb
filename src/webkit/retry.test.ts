import { describe, expect, test, vi } from 'vitest';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { Intent } from './intent.ts';
import { pauseBefore, withRetries } from './retry.ts';

describe('a failed attempt', () => {
  test.each<[string, unknown, number, number | null]>([
    ['without an answer is repeated', new Unreachable('network'), 0, 500],
    ['is repeated later and later', new Unreachable('network'), 2, 4_000],
    ['is not repeated for ever', new Unreachable('network'), 3, null],
    ['waits as long as the server asks', new AppError('overloaded', { retryAfter: 3 }), 0, 3_000],
    ['does not wait for minutes', new AppError('overloaded', { retryAfter: 60 }), 0, null],
    ['waits for its twin', new AppError('in_flight'), 0, 500],
    ['that is a fault of ours is not repeated', new TypeError('x'), 0, null],
    ...(['invalid', 'stale', 'forbidden', 'internal'] satisfies ErrorCode[]).map(
      (code): [string, unknown, number, number | null] => [
        `refused as ${code} is not repeated`,
        new AppError(code),
        0,
        null,
      ],
    ),
  ])('%s', (_, error, attempt, pause) => {
    expect(pauseBefore(error, attempt)).toBe(pause);
  });

  test('is repeated until it succeeds', async () => {
    vi.useFakeTimers();
    let count = 0;
    const running = withRetries(async () => {
      count += 1;
      if (count < 3) throw new Unreachable('network');
      return count;
    });
    await vi.runAllTimersAsync();
    await expect(running).resolves.toBe(3);
    vi.useRealTimers();
  });
});

describe('an intent', () => {
  test('keeps its key until it is settled', () => {
    const intent = new Intent();
    const key = intent.keyFor({ body: { a: 1 } });
    expect(intent.keyFor({ body: { a: 1 } })).toBe(key);
    intent.settle();
    expect(intent.keyFor({ body: { a: 1 } })).not.toBe(key);
  });

  test('is another one with other input', () => {
    const intent = new Intent();
    const key = intent.keyFor({ body: { a: 1 } });
    expect(intent.keyFor({ body: { a: 2 } })).not.toBe(key);
  });
});
