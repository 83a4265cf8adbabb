/** What a machine did beside a run: the work of others on its cores, and how long its disk took to keep what it was given. */
import { open, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from './load.ts';

const ticksPerSecond = 100;

/** CPU seconds of all cores since the machine started: worked, and kept back by the host. */
const coresUsed = (): { readonly worked: number; readonly stolen: number } => {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, stolen = 0] = line.split(/\s+/).slice(1).map(Number);
  return { worked: (user + nice + system + irq + softIrq) / ticksPerSecond, stolen: stolen / ticksPerSecond };
};

export interface Watched {
  /** CPU seconds of everything, this run's processes included. */
  readonly worked: number;
  readonly stolen: number;
  /** Milliseconds until a page of the database's size was on the disk. */
  readonly disk: { readonly p50: number; readonly p99: number; readonly most: number };
}

export interface Watch {
  end(): Promise<Watched>;
}

const page = Buffer.alloc(8_192, 1);
const everyMs = 100;

/** Writes a page ten times a second into `folder`, which lies on the disk in question. */
export const watchMachine = async (folder: string): Promise<Watch> => {
  const path = join(folder, 'disk-probe');
  const file = await open(path, 'w');
  const times: number[] = [];
  const before = coresUsed();
  let over = false;
  const probing = (async () => {
    while (!over) {
      const begin = performance.now();
      await file.write(page, 0, page.length, 0);
      await file.datasync();
      const took = performance.now() - begin;
      times.push(took);
      await new Promise((done) => setTimeout(done, Math.max(0, everyMs - took)));
    }
  })();
  return {
    async end() {
      over = true;
      await probing;
      await file.close();
      await rm(path, { force: true });
      const after = coresUsed();
      const sorted = times.toSorted((a, b) => a - b);
      const [p50, p99, most] = [0.5, 0.99, 1].map((part) => percentile(sorted, part)) as [number, number, number];
      return {
        worked: after.worked - before.worked,
        stolen: after.stolen - before.stolen,
        disk: { p50, p99, most },
      };
    },
  };
};
