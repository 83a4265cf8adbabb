/** What a checkin run is, for the bench and for the process that plays the phones. */
import type { Phone, Screen } from './checkin-ground.ts';

export interface Run {
  readonly port: number;
  readonly phones: readonly Phone[];
  readonly screens: readonly Screen[];
  /** From the first who comes to the last. */
  readonly seconds: number;
  /** One in so many sends a code of two slots ago first. */
  readonly slowOneIn: number;
  /** One in so many sends the same request twice at once. */
  readonly doubleOneIn: number;
}

interface Times {
  readonly count: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface Felt {
  readonly seconds: number;
  /** CPU seconds of the process that played the phones. */
  readonly cpu: number;
  readonly errors: Readonly<Record<string, number>>;
  /** People who came in the busiest second. */
  readonly peak: number;
  /** Sign-ins with the code of the slot before. */
  readonly old: number;
  readonly slow: number;
  readonly doubled: number;
  /** Requests that were told to come again a second later, and did. */
  readonly again: number;
  /** Sign-ins whose code ran out while they waited, so that the new one was read from the screen. */
  readonly reread: number;
  /** Codes that the screens asked for. */
  readonly asked: number;
  readonly signIns: Times;
  readonly pages: Times;
  readonly codes: Times;
}

/** Share of the time in which the stream of people swells, and the length of its ebb. */
const [swell, ebb] = [0.2, 0.5];

/**
 * Seconds at which people come, in order: more and more during the first fifth of the time, then fewer and fewer, so that the
 * busiest second has twice as many as the mean. Those who came the same second come spread over it.
 */
export const arrivals = (people: number, seconds: number): readonly number[] => {
  const rising = swell / 2;
  const falling = ebb * (1 - Math.exp(-(1 - swell) / ebb));
  const whole = rising + falling;
  return Array.from({ length: people }, (_, n) => {
    const share = ((n + 0.5) / people) * whole;
    const at =
      share <= rising
        ? Math.sqrt(share * 2 * swell)
        : swell - ebb * Math.log(Math.max(1 - (share - rising) / ebb, 1e-9));
    return Math.min(at, 1) * seconds;
  });
};
