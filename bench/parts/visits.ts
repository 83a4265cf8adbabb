/** People who open a page: its reads go out side by side over the few connections that a browser holds to one address. */
import { Connection, percentile, serialise } from './load.ts';

/** Connections of a browser to one address over HTTP/1.1. */
const perBrowser = 6;

export interface Visitor {
  /** The cookie. */
  readonly token: string;
  /** Waves of addresses: each begins when the former has been answered. */
  readonly waves: readonly (readonly string[])[];
}

export interface VisitResult {
  readonly pages: number;
  readonly failures: number;
  readonly perSecond: number;
  /** Milliseconds from the first request of a page to its last answer. */
  readonly p50: number;
  readonly p95: number;
  /** By address: the p95 of its own answers. */
  readonly reads: Readonly<Record<string, number>>;
}

export interface VisitOptions {
  readonly port: number;
  readonly visitors: readonly Visitor[];
  readonly seconds: number;
  /** Milliseconds that somebody looks at the page before opening it again; none where left out. */
  readonly pause?: number;
}

const sorted = (times: readonly number[]): number[] => times.toSorted((a, b) => a - b);
const rest = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Opens the page again and again for a while. */
export const visit = async ({ port, visitors, seconds, pause = 0 }: VisitOptions): Promise<VisitResult> => {
  const pages: number[] = [];
  const reads = new Map<string, number[]>();
  let failures = 0;
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  const browse = async ({ token, waves }: Visitor): Promise<void> => {
    const connections = Array.from({ length: perBrowser }, () => new Connection(port));
    const headers = { cookie: `zhibu_session=${token}` };
    // Not all at the same instant: people do not.
    await rest(Math.random() * pause);
    while (performance.now() < end) {
      const opened = performance.now();
      for (const wave of waves) {
        const left = [...wave];
        const follow = async (connection: Connection): Promise<void> => {
          for (let path = left.shift(); path !== undefined; path = left.shift()) {
            const start = performance.now();
            const { status } = await connection.send(serialise(`127.0.0.1:${port}`, { method: 'GET', path, headers }));
            // A browser counts the wait for a free connection as well.
            reads.set(path, [...(reads.get(path) ?? []), performance.now() - start]);
            if (status !== 200) failures += 1;
          }
        };
        await Promise.all(connections.map(follow));
      }
      pages.push(performance.now() - opened);
      if (pause > 0) await rest(pause * (0.5 + Math.random()));
    }
    for (const connection of connections) connection.close();
  };
  await Promise.all(visitors.map(browse));
  const times = sorted(pages);
  return {
    pages: pages.length,
    failures,
    perSecond: pages.length / ((performance.now() - begin) / 1_000),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    reads: Object.fromEntries([...reads].map(([path, each]) => [path, percentile(sorted(each), 0.95)])),
  };
};
