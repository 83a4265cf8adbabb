/** Starts something and returns the way to stop it. */
type Begin = () => () => void;

const leaseFor = 6_000;
const renewEvery = 2_000;

interface Lease {
  readonly holder: string;
  readonly until: number;
}

const readLease = (place: string): Lease | null => {
  const text = localStorage.getItem(place);
  return text ? (JSON.parse(text) as Lease) : null;
};

/** Without locks (plain http) a lease in the shared storage decides; a second holder for some seconds does no harm. */
const byLease = (name: string, begin: Begin): (() => void) => {
  const place = `lease:${name}`;
  const holder = Math.random().toString(36).slice(2);
  let stop: (() => void) | null = null;
  const turn = (): void => {
    const lease = readLease(place);
    const mine = lease?.holder === holder;
    if (lease && !mine && lease.until > Date.now()) {
      stop?.();
      stop = null;
      return;
    }
    localStorage.setItem(place, JSON.stringify({ holder, until: Date.now() + leaseFor }));
    if (mine) stop ??= begin();
  };
  turn();
  const timer = setInterval(turn, renewEvery);
  const resign = (): void => {
    clearInterval(timer);
    stop?.();
    if (readLease(place)?.holder === holder) localStorage.removeItem(place);
  };
  addEventListener('pagehide', resign, { once: true });
  return resign;
};

const byLock = (name: string, begin: Begin): (() => void) => {
  const ended = new AbortController();
  const hold = (): Promise<void> => {
    if (ended.signal.aborted) return Promise.resolve();
    const stop = begin();
    return new Promise((resolve) => {
      ended.signal.addEventListener('abort', () => {
        stop();
        resolve();
      });
    });
  };
  // Giving up while still waiting for the lock rejects, which is what was asked for.
  navigator.locks.request(`zhibu-${name}`, { signal: ended.signal }, hold).catch(() => undefined);
  return () => ended.abort();
};

/**
 * Runs `begin` in one tab of this browser at a time; when that tab goes away another one takes over.
 * Returns the way to step down.
 */
export const becomeLeader = (name: string, begin: Begin): (() => void) =>
  'locks' in navigator ? byLock(name, begin) : byLease(name, begin);
