/**
 * The journal of one sitting: each answer is a line, signed over the line before, written down on the device and then sent, as often as
 * it takes. Knows neither the page nor the network, so that the proof runs this very code.
 */
import { Paper } from '../seat/contract.ts';
import { type Line, macLength, mostLines, signedText } from '../rules.ts';

export interface JournalStore {
  readonly lines: () => Promise<readonly Line[]>;
  readonly append: (line: Line) => Promise<void>;
  /** How far lines have been confirmed since the journal began: sent once more by a page that is opened again, and not counted. */
  readonly confirmed?: () => Promise<number>;
  readonly confirm?: (seq: number) => Promise<void>;
}

export interface Sent {
  readonly lastSeq: number;
  readonly head: string;
}

export interface JournalStart {
  /** In base64: the key of this sitting. */
  readonly key: string;
  /** How far the server has it. */
  readonly lastSeq: number;
  readonly head: string;
  readonly store: JournalStore;
  /** The server's time as the device reckons it. */
  readonly now: () => number;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const signerOf = async (key: string): Promise<(text: string) => Promise<string>> => {
  const imported = await crypto.subtle.importKey('raw', bytesOf(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return async (text) =>
    hex(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text))).slice(0, macLength);
};

export class Journal {
  readonly #store: JournalStore;
  readonly #now: () => number;
  readonly #sign: (text: string) => Promise<string>;
  #lines: Line[];
  #sent: number;
  readonly #confirmed: number;
  #last: { readonly seq: number; readonly mac: string; readonly at: number };
  #chain: Promise<unknown> = Promise.resolve();
  #writing = 0;

  private constructor(
    { store, now, lastSeq, head }: JournalStart,
    sign: (text: string) => Promise<string>,
    kept: readonly Line[],
    confirmed: number,
  ) {
    this.#store = store;
    this.#now = now;
    this.#sign = sign;
    this.#sent = lastSeq;
    this.#lines = kept.filter(({ seq }) => seq > lastSeq);
    const last = kept.at(-1);
    // A device that has lost what it kept goes on from what the server has.
    this.#last = last !== undefined && last.seq >= lastSeq ? last : { seq: lastSeq, mac: head, at: 0 };
    this.#confirmed = Math.min(confirmed, this.#last.seq);
  }

  static async open(start: JournalStart): Promise<Journal> {
    const [sign, kept, confirmed = 0] = await Promise.all([
      signerOf(start.key),
      start.store.lines(),
      start.store.confirmed?.(),
    ]);
    return new Journal(
      start,
      sign,
      kept.toSorted((a, b) => a.seq - b.seq),
      confirmed,
    );
  }

  get lastSeq(): number {
    return this.#last.seq;
  }
  /** Lines that are still to be sent, those that are being written down included. */
  get unsent(): number {
    return this.#lines.length + this.#writing;
  }
  /** Of these the ones that the server has never confirmed. */
  get unconfirmed(): number {
    return this.#lines.filter(({ seq }) => seq > this.#confirmed).length + this.#writing;
  }

  /** Of what the server has not confirmed the last line of each item, in the order of writing. */
  async standing(): Promise<readonly Line[]> {
    let seen: unknown;
    do {
      seen = this.#chain;
      await seen;
    } while (seen !== this.#chain);
    return [...new Map(this.#lines.map((line) => [line.item, line])).values()].toSorted((a, b) => a.seq - b.seq);
  }

  /**
   * Writes one line down; lines are written one after another. The clock of the device never goes back in it. A line that is carried
   * over from another journal keeps its time.
   */
  write(item: number, answer: readonly string[], at = this.#now()): Promise<void> {
    this.#writing += 1;
    const written = this.#chain.then(async () => {
      const line = { seq: this.#last.seq + 1, item, answer, at: Math.max(this.#last.at, Math.round(at)) };
      const signed: Line = { ...line, mac: await this.#sign(signedText(this.#last.mac, line)) };
      await this.#store.append(signed);
      this.#last = signed;
      this.#lines.push(signed);
    });
    const next = written.finally(() => (this.#writing -= 1));
    this.#chain = next.catch(() => undefined);
    return next;
  }

  /** Sends what waits, in lots, until the server has all of it. @throws what `send` throws: nothing is lost by that */
  async flush(send: (lines: readonly Line[]) => Promise<Sent>): Promise<void> {
    await this.#chain;
    while (this.#lines.length > 0) {
      const { lastSeq } = await send(this.#lines.slice(0, mostLines));
      if (lastSeq <= this.#sent) throw new Error('the server took nothing');
      this.#sent = lastSeq;
      this.#lines = this.#lines.filter(({ seq }) => seq > lastSeq);
      // What is sent depends on no such note.
      await this.#store.confirm?.(lastSeq).catch(() => undefined);
    }
  }
}

export interface ClockSource {
  /** Goes on evenly while the page lives, whatever the device's clock is set to. */
  readonly even: () => number;
  readonly wall: () => number;
}

/** The server's time on a device whose own clock may be wrong, or be changed while the exam goes on. */
export class ServerClock {
  readonly #source: ClockSource;
  #at = { server: 0, even: 0 };
  #rtt = Number.POSITIVE_INFINITY;
  constructor(source: ClockSource = { even: () => performance.now(), wall: () => Date.now() }) {
    this.#source = source;
    this.#at = { server: source.wall(), even: source.even() };
  }

  /** What an answer said, which was on its way for some time: the quickest answer tells it best. */
  learn(server: string, sentAt: number): void {
    const now = this.#source.even();
    const rtt = now - sentAt;
    if (rtt > this.#rtt) return;
    this.#rtt = rtt;
    this.#at = { server: Date.parse(server) + rtt / 2, even: now };
  }

  mark(): number {
    return this.#source.even();
  }

  now(): number {
    return this.#at.server + this.#source.even() - this.#at.even;
  }

  /** How far the device's clock is from the server's: all that a page that is opened again without a network can go by. */
  get offset(): number {
    return this.now() - this.#source.wall();
  }

  restore(offset: number): void {
    this.#at = { server: this.#source.wall() + offset, even: this.#source.even() };
  }
}

const nonceSize = 12;

/** Opens a paper that was handed out closed. @throws where the key is another's */
export const openPaper = async (sealed: string, key: string): Promise<Paper> => {
  const bytes = bytesOf(sealed);
  const imported = await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['decrypt']);
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: bytes.slice(0, nonceSize), tagLength: 128 },
    imported,
    bytes.slice(nonceSize),
  );
  return Paper.parse(JSON.parse(new TextDecoder().decode(plain)));
};
