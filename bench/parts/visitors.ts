/**
 * Other people at work while something heavy runs: requests that begin on a fixed beat, whether or not the ones before
 * have been answered, and that are timed from the beat. A load that waited for its answers would spare a server that stalls.
 */
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from './load.ts';

export interface Visit {
  readonly path: string;
  readonly cookie: string;
}

export interface Felt {
  readonly requests: number;
  readonly failures: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Visitors {
  /** Ends the visits and answers what they felt. */
  leave(): Promise<Felt>;
}

const askOnce = (agent: Agent, port: number, { path, cookie }: Visit): Promise<boolean> =>
  new Promise((resolve) => {
    const sent = request({ agent, port, host: '127.0.0.1', path, headers: { cookie } }, (reply) => {
      reply.on('end', () => resolve(reply.statusCode === 200));
      reply.on('error', () => resolve(false));
      reply.resume();
    });
    sent.on('error', () => resolve(false));
    sent.end();
  });

/** Visits `perSecond` times a second, in turn. */
export const visit = (port: number, visits: readonly Visit[], perSecond: number): Visitors => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const times: number[] = [];
  let open = 0;
  let failures = 0;
  let n = 0;
  const begun = performance.now();
  const look = async (one: Visit, beat: number): Promise<void> => {
    open += 1;
    if (!(await askOnce(agent, port, one))) failures += 1;
    open -= 1;
    times.push(performance.now() - beat);
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) * perSecond) / 1_000);
    for (; n < due; n += 1) {
      const one = visits[n % visits.length];
      if (one === undefined) return;
      // A beat that this process itself was late for is not the server's.
      look(one, performance.now()).catch(() => undefined);
    }
  }, 1_000 / perSecond);
  return {
    async leave() {
      clearInterval(timer);
      while (open > 0) await pause(5);
      agent.destroy();
      const sorted = times.toSorted((a, b) => a - b);
      return { requests: n, failures, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
    },
  };
};
