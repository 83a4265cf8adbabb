import type pg from 'pg';

/** How many wait, and for how many milliseconds the first of them has. */
export interface Line {
  readonly waiting: number;
  readonly waited: number;
}

export interface Doors {
  /** A connection for one statement. */
  forRead(): Promise<pg.PoolClient>;
  /** A connection for a transaction that writes, and what is to be called when it has been given back. */
  forWrite(): Promise<{ readonly client: pg.PoolClient; readonly leave: () => void }>;
  /** `reads`: all that wait for a connection; `writes`: the transactions that wait for their turn to. */
  lines(): { readonly reads: Line; readonly writes: Line };
}

/**
 * Connections that writes may hold together. A write holds its own for several round trips and until its commit is on the disk;
 * where writes stand in line, the others go on answering what is only looked up. The share is chosen.
 */
export const writersOf = (size: number): number => (size < 4 ? size : size - Math.ceil(size / 3));

const openLine = () => {
  const since = new Set<{ readonly at: number }>();
  return {
    async through<T>(work: () => Promise<T>): Promise<T> {
      const place = { at: performance.now() };
      since.add(place);
      try {
        return await work();
      } finally {
        since.delete(place);
      }
    },
    look(): Line {
      const [first] = since;
      return { waiting: since.size, waited: first === undefined ? 0 : performance.now() - first.at };
    },
  };
};

/** The two lines before a pool: whoever looks up waits for a connection, whoever writes waits for one of its share first. */
export const openDoors = (pool: pg.Pool, size: number, patience: number): Doors => {
  const [reads, writes] = [openLine(), openLine()];
  let free = writersOf(size);
  const turns = new Set<() => void>();
  const connect = (): Promise<pg.PoolClient> => reads.through(() => pool.connect());

  const leave = (): void => {
    const [next] = turns;
    if (next === undefined) {
      free += 1;
      return;
    }
    turns.delete(next);
    next();
  };

  const turn = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        turns.delete(begin);
        // Said as the pool says it: to whoever waits it is the same line.
        reject(new Error('timeout exceeded when trying to connect'));
      }, patience);
      turns.add(begin);
    });

  return {
    forRead: connect,
    async forWrite() {
      if (free > 0) free -= 1;
      else await writes.through(turn);
      try {
        return { client: await connect(), leave };
      } catch (error) {
        leave();
        throw error;
      }
    },
    lines: () => ({ reads: reads.look(), writes: writes.look() }),
  };
};
