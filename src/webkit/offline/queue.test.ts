import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { added, dropped, type Entry, leaving, type Merge, nextOf, type Queue, settled, standingOf } from './queue.ts';

const later: Merge = (_earlier, wanted) => wanted;
let count = 0;
const made = (at = 1_000) => {
  count += 1;
  return { id: `e${count}`, key: `k${count}`, at };
};
const queued = (queue: Queue, lane: string, slot: string | null, input: unknown, at = 1_000): Queue =>
  added(queue, { lane, kind: 'things.do', slot, input }, made(at), later).queue;
const inputs = (queue: Queue): unknown[] => queue.map((entry) => entry.input);
const first = (queue: Queue): Entry => {
  const entry = nextOf(queue);
  if (entry === null) throw new Error('nothing leaves');
  return entry;
};
const refusal = { kind: 'refused', held: { code: 'refused', details: {} } } as const;

describe('an intent', () => {
  test('takes the place of an earlier one of its slot, and keeps that place', () => {
    let queue = queued([], 'a', 'plan', 1);
    queue = queued(queue, 'a', 'record', 2);
    queue = queued(queue, 'a', 'plan', 3);
    expect(inputs(queue)).toEqual([3, 2]);
  });

  test('is not replaced over what nothing passes, nor in another lane', () => {
    let queue = queued([], 'a', 'roll', 1);
    queue = queued(queue, 'a', null, 'confirm');
    queue = queued(queue, 'b', 'roll', 2);
    queue = queued(queue, 'a', 'roll', 3);
    expect(inputs(queue)).toEqual([1, 'confirm', 2, 3]);
  });

  test('that has left is repeated as it was, whatever is done meanwhile', () => {
    let queue = queued([], 'a', 'record', 'first');
    const { id, key } = first(queue);
    queue = settled(leaving(queue, id, { body: 'first' }), id, { kind: 'unknown' });
    queue = queued(queue, 'a', 'record', 'second');
    expect(inputs(queue)).toEqual(['first', 'second']);
    expect(first(leaving(queue, id, { body: 'made anew' }))).toMatchObject({ id, key, sent: { body: 'first' } });
  });

  test('that undoes an earlier one leaves nothing', () => {
    const queue = queued([], 'a', 'roll', 'on');
    const undone = added(queue, { lane: 'a', kind: 'things.do', slot: 'roll', input: 'off' }, made(), () => null);
    expect(undone).toEqual({ queue: [], entry: null });
  });

  test('sorts after the former ones when the clock was set back', () => {
    let queue: Queue = [];
    for (const at of [5_000, 5_000, 9_000, 2_000, 2_001]) queue = queued(queue, 'a', null, at, at);
    const orders = queue.map(({ order }) => order);
    expect(orders).toEqual(orders.toSorted());
    expect(new Set(orders).size).toBe(5);
  });
});

describe('what is held up', () => {
  test('holds up its own lane and no other', () => {
    let queue = queued([], 'a', null, 1);
    queue = queued(queue, 'a', null, 2);
    queue = queued(queue, 'b', null, 3);
    queue = settled(queue, first(queue).id, refusal);
    expect(first(queue).input).toBe(3);
    expect(standingOf(queue)).toEqual({ unsent: 3, sending: false, conflicts: 0, refused: 1 });
  });

  test('goes again under a new key', () => {
    let queue = queued([], 'a', null, 1);
    const { id, key } = first(queue);
    queue = settled(leaving(queue, id, 1), id, refusal);
    expect(nextOf(queue)).toBeNull();
    queue = settled(queue, id, { kind: 'again', input: 2, key: 'fresh' });
    expect(first(queue)).toMatchObject({ id, input: 2, key: 'fresh', sent: null, held: null });
    expect(key).not.toBe('fresh');
  });

  test('is dropped alone, or with all that rests on it where it is the start of its lane', () => {
    let queue = queued([], 'a', null, 'start');
    queue = queued(queue, 'a', null, 'more');
    queue = queued(queue, 'b', null, 'other');
    const starts = (entry: Entry): boolean => entry.input === 'start';
    const [start, more] = queue;
    expect(inputs(dropped(queue, more?.id ?? '', starts))).toEqual(['start', 'other']);
    expect(inputs(dropped(queue, start?.id ?? '', starts))).toEqual(['other']);
    expect(dropped(queue, 'nobody', starts)).toBe(queue);
  });
});

/** A server as the platform is one: a key is done once, and its second coming is answered like the first. */
class Server {
  readonly done: { readonly key: string; readonly sent: unknown; readonly lane: string }[] = [];
  readonly #seen = new Map<string, string>();
  take(entry: Entry): void {
    const text = JSON.stringify(entry.sent);
    const known = this.#seen.get(entry.key);
    // The same key with another request would be refused for good.
    if (known !== undefined && known !== text) throw new Error('a key was used for another request');
    if (known === undefined) this.done.push({ key: entry.key, sent: entry.sent, lane: entry.lane });
    this.#seen.set(entry.key, text);
  }
}

const both: Merge = (earlier, wanted) => [...(earlier as number[]), ...(wanted as number[])];

type Event =
  | { readonly kind: 'do'; readonly lane: string; readonly slot: string | null }
  /** The next one leaves: it arrives or not, and its answer comes back, or the page dies waiting for it. */
  | { readonly kind: 'send'; readonly arrives: boolean; readonly answered: boolean };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('do' as const),
    lane: fc.constantFrom('a', 'b'),
    slot: fc.constantFrom('roll', 'record', null),
  }),
  fc.record({ kind: fc.constant('send' as const), arrives: fc.boolean(), answered: fc.boolean() }),
);

test('in any order of deeds, losses and dying pages every last word arrives exactly once, in its order', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const server = new Server();
      let queue: Queue = [];
      let word = 0;
      const lastWords = new Map<string, number[]>();
      const send = (arrives: boolean, answered: boolean): void => {
        const entry = nextOf(queue);
        if (entry === null) return;
        queue = leaving(queue, entry.id, { words: entry.input });
        const left = queue.find(({ id }) => id === entry.id);
        if (left === undefined) throw new Error('it left the queue');
        if (arrives) server.take(left);
        // A page that dies comes back to what it had written down: the queue as it stands.
        if (arrives && answered) queue = settled(queue, entry.id, { kind: 'sent' });
      };
      for (const one of events) {
        if (one.kind === 'send') send(one.arrives, one.answered);
        else {
          word += 1;
          lastWords.set(one.lane, [...(lastWords.get(one.lane) ?? []), word]);
          const { lane, slot } = one;
          queue = added(queue, { lane, kind: 'things.do', slot, input: [word] }, made(word), both).queue;
        }
      }
      for (let rounds = 0; nextOf(queue) !== null && rounds < 200; rounds += 1) send(true, true);
      expect(queue).toEqual([]);
      const keys = server.done.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const [lane, words] of lastWords) {
        const arrived = server.done
          .filter((one) => one.lane === lane)
          .flatMap(({ sent }) => (sent as { words: number[] }).words);
        // Nothing is lost and nothing comes twice; only words of one slot between two that nothing passes move together.
        expect(arrived.toSorted((x, y) => x - y)).toEqual(words);
      }
    }),
    { numRuns: 500 },
  );
});
