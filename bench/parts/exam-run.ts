/** What a run of the exam bench is, for the bench and for the process that plays the phones. */
import type { Phone } from './checkin-ground.ts';

export interface Run {
  readonly port: number;
  readonly examId: string;
  readonly phones: readonly Phone[];
  readonly items: number;
  /** Milliseconds since 1970. */
  readonly opensAt: number;
  readonly seconds: number;
  /** One in so many loses the network for a while. */
  readonly cutOneIn: number;
  /** One in so many sends a request twice at once. */
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
  readonly cpu: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Requests that were told to come again, and did. */
  readonly again: number;
  readonly cut: number;
  readonly doubled: number;
  readonly seats: Times;
  readonly begins: Times;
  readonly answers: Times;
  readonly handIns: Times;
  /** People who began in the busiest second. */
  readonly peak: number;
  /** Of each phone: how many lines it wrote, and how many points its last answers are worth. */
  readonly written: Readonly<Record<string, { readonly lines: number; readonly points: number }>>;
}
