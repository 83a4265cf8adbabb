/** Somebody who takes an exam in a village: the device's own journal and clock, over a network, a server and devices that fail. */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Journal, openPaper, ServerClock } from '#features/education/exams/journal/rules.ts';
import type { Line } from '#features/education/exams/rules.ts';
import type { Begun, Kept, Paper, Seat } from '#features/education/exams/seat/contract.ts';
import type { Written } from './exam-judge.ts';

export interface Network {
  /** Where the server is now; another port after each kill. */
  port: number;
}

export interface Trouble {
  cuts: number;
  closings: number;
  devices: number;
  clocks: number;
  lostReplies: number;
}

/** A device and what lies on its disk: lines stay when the page is closed. */
interface Device {
  readonly id: string;
  readonly disk: Map<number, Line[]>;
  /** How wrong its own clock is. */
  wall: number;
  begun: Begun | null;
  offset: number;
  journal: Journal | null;
  clock: ServerClock;
  cutUntil: number;
}

const cutOff = new Error('no network');

export class Taker {
  readonly devices: Device[] = [];
  readonly written: Written[] = [];
  readonly refused: string[] = [];
  seat: Seat | null = null;
  paper: Paper | null = null;
  handedIn = false;
  readonly #token: string;
  readonly #examId: string;
  readonly #network: Network;
  readonly #trouble: Trouble;

  constructor(token: string, examId: string, network: Network, trouble: Trouble) {
    this.#token = token;
    this.#examId = examId;
    this.#network = network;
    this.#trouble = trouble;
  }

  #newDevice(): Device {
    const device: Device = {
      id: randomUUID(),
      disk: new Map(),
      wall: randomInt(-3, 4) * 3_600_000,
      begun: null,
      offset: 0,
      journal: null,
      clock: new ServerClock(),
      cutUntil: 0,
    };
    device.clock = this.#clockOf(device);
    this.devices.push(device);
    return device;
  }

  #clockOf(device: Device): ServerClock {
    const opened = performance.now();
    return new ServerClock({ even: () => performance.now() - opened, wall: () => Date.now() + device.wall });
  }

  async #post<T extends { readonly now: string }>(device: Device, path: string, body?: object): Promise<T> {
    if (performance.now() < device.cutUntil) throw cutOff;
    const sentAt = device.clock.mark();
    const response = await fetch(`http://127.0.0.1:${this.#network.port}/api${path}`, {
      method: 'POST',
      headers: {
        cookie: `zhibu_session=${this.#token}`,
        'idempotency-key': randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const reply = (await response.json()) as T & { error?: { code: string; message?: string } };
    // The server has done it, and nobody hears of it.
    if (randomInt(40) === 0) {
      this.#trouble.lostReplies += 1;
      throw cutOff;
    }
    if (!response.ok) {
      const passing = response.status >= 500 || response.status === 429;
      if (!passing)
        this.refused.push(
          `${path.split('/').at(-1)} ${response.status} ${reply.error?.code} ${reply.error?.message ?? ''}`,
        );
      throw new Error(passing ? 'later' : 'refused');
    }
    device.clock.learn(reply.now, sentAt);
    return reply;
  }

  /** As a page that goes on trying. */
  async #insist<T>(act: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if ((error as Error).message === 'refused') throw error;
        await pause(300);
      }
    }
  }

  #journalOf(device: Device, begun: Begun): Promise<Journal> {
    const lines = device.disk.get(begun.sitting) ?? [];
    device.disk.set(begun.sitting, lines);
    return Journal.open({
      key: begun.journalKey,
      lastSeq: begun.lastSeq,
      head: begun.head,
      store: {
        lines: async () => [...lines],
        append: async (line) => {
          lines.push(line);
          this.written.push({
            sitting: begun.sitting,
            seq: line.seq,
            item: line.item,
            answer: JSON.stringify(line.answer),
            at: line.at,
          });
        },
      },
      now: () => device.clock.now(),
    });
  }

  async #begin(device: Device): Promise<void> {
    const { seat } = this;
    if (seat === null) return;
    const begun = await this.#insist(() =>
      this.#post<Begun>(device, `/own/attempts/${seat.attemptId}/begin`, { device: device.id }),
    );
    this.paper ??= await openPaper(seat.sealed, begun.paperKey);
    device.begun = begun;
    device.offset = device.clock.offset;
    device.journal = await this.#journalOf(device, begun);
  }

  async start(): Promise<void> {
    const device = this.#newDevice();
    this.seat = await this.#insist(() => this.#post<Seat>(device, `/own/exams/${this.#examId}/seat`));
    await pause(Math.max(0, Date.parse(this.seat.slotAt) - Date.now()));
    await this.#begin(device);
  }

  get device(): Device {
    const last = this.devices.at(-1);
    if (last === undefined) throw new Error('no device');
    return last;
  }

  #send(device: Device): Promise<void> {
    const { begun, journal } = device;
    if (begun === null || journal === null) return Promise.resolve();
    return journal.flush((lines) =>
      this.#post<Kept>(device, `/own/attempts/${begun.attemptId}/lines`, { sitting: begun.sitting, lines }),
    );
  }

  /** The page is closed and opened again: all that is left is what lies on the disk. */
  async #reopen(device: Device): Promise<void> {
    if (device.begun === null) return;
    this.#trouble.closings += 1;
    if (randomInt(3) === 0) {
      this.#trouble.clocks += 1;
      device.wall += randomInt(-90, 91) * 60_000;
    }
    device.clock = this.#clockOf(device);
    device.clock.restore(device.offset);
    device.journal = await this.#journalOf(device, device.begun);
  }

  async #trouble1(device: Device): Promise<void> {
    const dice = randomInt(100);
    if (dice < 6) {
      this.#trouble.cuts += 1;
      device.cutUntil = performance.now() + randomInt(500, 15_000);
    } else if (dice < 10) await this.#reopen(device);
    else if (dice < 12) {
      this.#trouble.clocks += 1;
      device.wall += randomInt(-600, 601) * 60_000;
    } else if (dice < 14 && this.devices.length < 4) {
      this.#trouble.devices += 1;
      await this.#begin(this.#newDevice());
    }
  }

  /** Answers until the device says that the time is up; some hand in before. */
  async take(): Promise<void> {
    const endsAt = Date.parse(this.device.begun?.endsAt ?? '');
    const handsAt = randomInt(3) === 0 ? endsAt - randomInt(2_000, 20_000) : null;
    const items = this.paper?.items ?? [];
    while (Date.now() < endsAt + 1_000) {
      const { device } = this;
      if (handsAt !== null && Date.now() > handsAt) {
        await this.#hand(device);
        break;
      }
      const item = items[randomInt(Math.max(1, items.length))];
      if (item !== undefined && device.clock.now() < endsAt)
        await device.journal?.write(item.n, ['ABCD'[randomInt(4)] ?? 'A']);
      if (randomInt(2) === 0) await this.#send(device).catch(() => undefined);
      await this.#trouble1(device);
      await pause(randomInt(150, 900));
    }
  }

  async #hand(device: Device): Promise<void> {
    const { begun, journal } = device;
    if (begun === null || journal === null) return;
    await this.#insist(async () => {
      await this.#send(device);
      await this.#post<Kept>(device, `/own/attempts/${begun.attemptId}/hand-in`, {
        sitting: begun.sitting,
        seq: journal.lastSeq,
      });
    });
    this.handedIn = true;
  }

  /** Hours later for some: every device finds a network and sends what it has, in any order. */
  async settle(): Promise<void> {
    for (const device of this.devices.toSorted(() => Math.random() - 0.5)) {
      device.cutUntil = 0;
      await this.#insist(() => this.#send(device));
    }
  }
}
