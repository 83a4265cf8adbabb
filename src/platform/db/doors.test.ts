import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useCounty } from '#test/harness/county.ts';
import { isConnectionLost } from './database.ts';
import { openDoors, writersOf } from './doors.ts';

const size = 6;
const made = useCounty({ poolSize: size });

/** So many writes that hold their connection until they are let go. */
const holding = (count: number): { readonly letGo: () => void; readonly ended: Promise<unknown> } => {
  let letGo = (): void => undefined;
  const over = new Promise<void>((done) => (letGo = done));
  return { letGo, ended: Promise.all(Array.from({ length: count }, () => made.current.write(() => over))) };
};

test.each([
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 2],
  [6, 4],
  [12, 8],
  [200, 133],
])('of %i connections writes may hold %i', (connections, writers) => {
  expect(writersOf(connections)).toBe(writers);
});

test('what is looked up is answered while every write waits, and the next write has its turn afterwards', async () => {
  const { database } = made.current.county;
  const { letGo, ended } = holding(writersOf(size) + 1);
  await expect.poll(() => database.load().writes.waiting).toBe(1);
  await expect.poll(() => database.load().busy).toBe(writersOf(size));
  await sql`select 1`.execute(made.current.read());
  expect(database.load().writes.waited).toBeGreaterThan(0);
  letGo();
  await ended;
  expect(database.load().writes).toEqual({ waiting: 0, waited: 0 });
});

test('a write whose turn does not come gives up as one that finds no connection, and takes no turn with it', async () => {
  const doors = openDoors(made.current.county.database.pool, 1, 1);
  const first = await doors.forWrite();
  const refused = await doors.forWrite().catch((error: unknown) => error);
  expect(isConnectionLost(refused)).toBe(true);
  first.client.release();
  first.leave();
  const second = await doors.forWrite();
  second.client.release();
  second.leave();
  expect(doors.lines()).toEqual({ reads: { waiting: 0, waited: 0 }, writes: { waiting: 0, waited: 0 } });
});

test('a write that fails gives its turn back', async () => {
  const fail = (): Promise<void> => made.current.write(async () => Promise.reject(new Error('no')));
  for (let n = 0; n < size * 2; n += 1) await expect(fail()).rejects.toThrow('no');
  const { letGo, ended } = holding(writersOf(size));
  await expect.poll(() => made.current.county.database.load().busy).toBe(writersOf(size));
  letGo();
  await ended;
});
