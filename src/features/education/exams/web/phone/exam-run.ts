/** One exam as the phone takes it: takes a place, waits for it, writes answers down, sends them as the network allows, and hands in. */
import { AppError } from '#shared/errors.ts';
import type { Call, Endpoint, Reply } from '#shared/endpoint.ts';
import { call } from '#webkit/api.ts';
import { isOffline } from '#webkit/retry.ts';
import type { Vault } from '#webkit/offline/vault.ts';
import { Journal, openPaper, ServerClock } from '../../journal/rules.ts';
import type { Line } from '../../rules.ts';
import {
  beginExam,
  handIn,
  keepAnswers,
  takeSeat,
  type Begun,
  type Kept,
  type Paper,
  type Seat,
} from '../../seat/contract.ts';
import { deviceOf, dropRun, keepRun, keptRun, newDevice, storeOf, type KeptRun } from './keeping.ts';
import { holdExam } from './one-writer.ts';

/** `ready`: the paper is here, closed, and nothing has begun. `elsewhere`: another page of this device has it. */
export type Phase = 'starting' | 'elsewhere' | 'ready' | 'waiting' | 'running' | 'ended' | 'done' | 'failed';

export interface RunView {
  readonly phase: Phase;
  readonly error: Error | null;
  readonly seat: Seat | null;
  readonly paper: Paper | null;
  readonly answers: ReadonlyMap<number, readonly string[]>;
  /** Milliseconds: to the place until it begins (less than none where it is past), to the end while it runs. */
  readonly left: number;
  /** Answers that the server has not confirmed. */
  readonly unsent: number;
  readonly cut: boolean;
  /** Somebody goes on with another device. */
  readonly movedOn: boolean;
  /** Nothing is kept here: the page must stay open. */
  readonly keeps: boolean;
}

const [soon, later, tick] = [1_200, 4_000, 500];

/** Whether an error says nothing about the matter: the network, or a server that is busy. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof AppError) ||
  ['overloaded', 'slow_down', 'in_flight', 'internal', 'unauthenticated'].includes(error.code);

const isBroken = (error: unknown): boolean =>
  error instanceof AppError && error.details.message === 'exams.journal_broken';

export class ExamRun {
  readonly #examId: string;
  readonly #vault: Vault | null;
  readonly #clock = new ServerClock();
  readonly #listeners = new Set<() => void>();
  #view: RunView;
  #kept: KeptRun | null = null;
  #journal: Journal | null = null;
  #device = '';
  /** One sender at a time; whoever asks meanwhile is served after it. */
  #sending: 'no' | 'yes' | 'again' = 'no';
  #timers: { tick?: ReturnType<typeof setInterval>; send?: ReturnType<typeof setTimeout> } = {};
  #closed = false;
  #letGo: () => void = () => undefined;
  /** A journal that did not follow on was begun anew, and nothing of the new one has come in yet. */
  #isAnew = false;

  constructor(examId: string, vault: Vault | null) {
    this.#examId = examId;
    this.#vault = vault;
    this.#view = {
      phase: 'starting',
      error: null,
      seat: null,
      paper: null,
      answers: new Map(),
      left: 0,
      unsent: 0,
      cut: false,
      movedOn: false,
      keeps: vault !== null,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly view = (): RunView => this.#view;

  #show(change: Partial<RunView>): void {
    // A page that has lost the exam to another says that and nothing else.
    if (this.#closed) return;
    this.#view = { ...this.#view, ...change, unsent: this.#journal?.unconfirmed ?? 0 };
    for (const listener of this.#listeners) listener();
  }

  async #call<E extends Endpoint>(endpoint: E, input: Call<E>): Promise<Reply<E> & { readonly now: string }> {
    const sentAt = this.#clock.mark();
    // Every command of an exam tells the server's time.
    const reply = (await call(endpoint, input)) as Reply<E> & { readonly now: string };
    this.#clock.learn(reply.now, sentAt);
    return reply;
  }

  /** `isTaking`: away from another page of this device. */
  async open(isTaking = false): Promise<void> {
    // Without a vault a page shares nothing with another.
    if (this.#vault !== null) {
      const place = `${this.#vault.grantId} ${this.#examId}`;
      const letGo = await holdExam(place, { isTaking, onLost: () => this.#lose() });
      if (letGo === null) return this.#lose((await keptRun(this.#vault, this.#examId))?.seat ?? null);
      if (this.#closed) return letGo();
      this.#letGo = letGo;
    }
    addEventListener('online', this.#wake);
    this.#timers.tick = setInterval(() => this.#tick(), tick);
    this.#device = await deviceOf(this.#vault);
    const kept = await keptRun(this.#vault, this.#examId);
    if (kept !== undefined) await this.#takeUp(kept);
    await this.#tryToEnter();
  }

  /** Without a network a page that has a paper goes on, and one that has none comes again until it can fetch it. */
  async #tryToEnter(): Promise<void> {
    if (this.#closed) return;
    try {
      await this.#enter();
    } catch (error) {
      if (!isPassing(error)) return this.#show({ phase: 'failed', error: error as Error });
      this.#show({ cut: true });
      if (this.#journal === null && !this.#closed) setTimeout(() => void this.#tryToEnter(), later);
    }
  }

  close(): void {
    this.#closed = true;
    removeEventListener('online', this.#wake);
    clearInterval(this.#timers.tick);
    clearTimeout(this.#timers.send);
    this.#letGo();
  }

  /** Another page of this device goes on with what this one has written down. */
  #lose(seat = this.#view.seat): void {
    this.#show({ phase: 'elsewhere', seat });
    this.close();
  }

  readonly #wake = (): void => this.#sendIn(0);

  /** Goes on with what the device has, whether or not there is a network. */
  async #takeUp(kept: KeptRun): Promise<void> {
    this.#clock.restore(kept.offset);
    const { begun, seat, paper } = kept;
    this.#kept = kept;
    this.#journal = await this.#journalOf(seat, begun);
    const answers = new Map(begun.answers.map(({ item, answer }) => [item, answer as readonly string[]]));
    for (const { item, answer } of await storeOf(this.#vault, seat.attemptId, begun.sitting).lines())
      answers.set(item, answer);
    this.#show({ phase: 'running', seat, paper, answers, left: this.#leftOf(begun) });
    this.#sendIn(soon);
  }

  #leftOf({ endsAt }: Begun): number {
    return Math.max(0, Date.parse(endsAt) - this.#clock.now());
  }

  #journalOf(seat: Seat, { sitting, journalKey, lastSeq, head }: Begun): Promise<Journal> {
    const store = storeOf(this.#vault, seat.attemptId, sitting);
    return Journal.open({ key: journalKey, lastSeq, head, store, now: () => this.#clock.now() });
  }

  async #enter(): Promise<void> {
    // What ended while the device was away is brought to its end, and not begun anew.
    if (this.#kept !== null && Date.parse(this.#kept.begun.endsAt) <= this.#clock.now()) return;
    const seat = await this.#call(takeSeat, { params: { id: this.#examId } });
    this.#show({ seat, error: null, cut: false });
    // What has begun goes on; the time of what has not runs from the person's own word.
    if (seat.begun) await this.#begin(seat);
    else this.#show({ phase: 'ready', left: Date.parse(seat.slotAt) - this.#clock.now() });
  }

  /** The person is ready: it begins now, or by itself as soon as the place does. */
  start(): void {
    const { phase, seat } = this.#view;
    if (phase !== 'ready' || seat === null) return;
    this.#show({ phase: 'waiting' });
    this.#tick();
  }

  async #begin(seat: Seat, broken?: Journal): Promise<void> {
    const begun = await this.#call(beginExam, { params: { id: seat.attemptId }, body: { device: this.#device } });
    const paper = await openPaper(seat.sealed, begun.paperKey);
    // The same sitting goes on with its own journal; what it has not sent is newer than what the server tells.
    const answers = new Map(begun.answers.map(({ item, answer }) => [item, answer as readonly string[]]));
    const before = this.#kept?.begun;
    const isSame = before?.attemptId === begun.attemptId && before.sitting === begun.sitting;
    const own = before?.attemptId === begun.attemptId && !isSame ? this.#kept : null;
    const earlier = broken ?? (own === null ? null : await this.#sendAway(own));
    // What it had not sent stands where nobody has answered.
    if (own !== null)
      for (const { item, answer } of await storeOf(this.#vault, seat.attemptId, own.begun.sitting).lines())
        if (!begun.answers.some((one) => one.item === item)) answers.set(item, answer);
    // A journal that is being written in is not opened a second time.
    if (!isSame || this.#journal === null) {
      const journal = await this.#journalOf(seat, begun);
      const carried = (await earlier?.standing()) ?? [];
      this.#journal = journal;
      // All at once, so that what is answered meanwhile comes after them.
      await Promise.all(carried.map(({ item, answer, at }) => journal.write(item, answer, at)));
    }
    this.#kept = { seat, paper, begun, offset: this.#clock.offset };
    await keepRun(this.#vault, this.#kept);
    for (const { item, answer } of await storeOf(this.#vault, seat.attemptId, begun.sitting).lines())
      answers.set(item, answer);
    // Last, and with nothing awaited after it: what was answered meanwhile too.
    for (const { item, answer } of await this.#journal.standing()) answers.set(item, answer);
    const isDone = begun.handedIn && this.#journal.unsent === 0;
    const isEnded = begun.handedIn || this.#view.phase === 'ended';
    this.#show({
      phase: isDone ? 'done' : isEnded ? 'ended' : 'running',
      seat,
      paper,
      answers,
      movedOn: false,
      cut: false,
      left: this.#leftOf(begun),
    });
    if (isDone) await this.#finish(this.#kept);
    else this.#sendIn(soon);
  }

  /** Nothing of it is needed here any more, and no page needs to be kept from it. */
  async #finish(kept: KeptRun): Promise<void> {
    await dropRun(this.#vault, kept);
    this.#show({ phase: 'done', cut: false });
    this.close();
  }

  /**
   * What an earlier sitting of this device has not sent. The journal, where it does not follow on and has to be written anew.
   * @throws where the network fails: the lines wait where they are
   */
  async #sendAway(kept: KeptRun): Promise<Journal | null> {
    const written = this.#vault === null ? this.#journal : null;
    const journal = written ?? (await this.#journalOf(kept.seat, kept.begun));
    try {
      await journal.flush((lines) => this.#send(kept.begun, lines));
      return null;
    } catch (error) {
      if (isPassing(error)) throw error;
      return isBroken(error) ? journal : null;
    }
  }

  /**
   * The server has other lines under these numbers: what it does not have goes on as a sitting of its own. What went wrong with it; it is
   * tried again with the next sending.
   */
  async #beginAnew({ seat }: KeptRun, journal: Journal): Promise<unknown> {
    try {
      this.#device = await newDevice(this.#vault);
      await this.#begin(seat, journal);
      this.#isAnew = true;
      return null;
    } catch (error) {
      return error;
    }
  }

  #send({ attemptId, sitting }: Begun, lines: readonly Line[]): Promise<Kept> {
    return this.#call(keepAnswers, {
      params: { id: attemptId },
      body: { sitting, lines: lines.map((line) => ({ ...line, answer: [...line.answer] })) },
    });
  }

  #tick(): void {
    const { phase, seat } = this.#view;
    if ((phase === 'ready' || phase === 'waiting') && seat !== null) {
      const left = Date.parse(seat.slotAt) - this.#clock.now();
      this.#show({ left });
      if (phase === 'waiting' && left <= 0) this.#startNow(seat);
    }
    if (phase === 'running' && this.#kept !== null) {
      const left = Date.parse(this.#kept.begun.endsAt) - this.#clock.now();
      this.#show({ left: Math.max(0, left) });
      if (left <= 0) {
        this.#show({ phase: 'ended' });
        this.#sendIn(0);
      }
    }
  }

  /** The place begins; where the network fails it is tried again until it holds. */
  #startNow(seat: Seat): void {
    this.#show({ phase: 'starting' });
    this.#begin(seat).catch((error: unknown) => {
      if (!isPassing(error)) return this.#show({ phase: 'failed', error: error as Error });
      this.#show({ cut: isOffline() });
      setTimeout(() => this.#closed || this.#startNow(seat), soon);
      return undefined;
    });
  }

  /** The person's answer: on the disk before this resolves, on the server as soon as it can be. */
  async answer(item: number, answer: readonly string[]): Promise<void> {
    if (this.#journal === null || this.#closed || this.#view.phase !== 'running') return;
    const written = this.#journal.write(item, answer);
    this.#show({ answers: new Map(this.#view.answers).set(item, answer) });
    await written;
    this.#show({});
    this.#sendIn(soon);
  }

  #sendIn(ms: number): void {
    clearTimeout(this.#timers.send);
    if (this.#closed) return;
    this.#timers.send = setTimeout(() => {
      if (this.#sending !== 'no') {
        this.#sending = 'again';
        return;
      }
      this.#sending = 'yes';
      this.#sendAll()
        .catch(() => undefined)
        .finally(() => {
          const isAsked = this.#sending === 'again';
          this.#sending = 'no';
          if (isAsked) this.#sendIn(0);
        });
    }, ms);
  }

  async #sendAll(): Promise<void> {
    const [kept, journal] = [this.#kept, this.#journal];
    if (kept === null || journal === null) return;
    try {
      await journal.flush(async (lines) => {
        const reply = await this.#send(kept.begun, lines);
        if (reply.movedOn !== this.#view.movedOn) this.#show({ movedOn: reply.movedOn });
        this.#isAnew = false;
        return reply;
      });
      this.#show({ cut: false, error: null });
      if (this.#view.phase === 'ended') await this.#end();
      else if (journal.unsent > 0) this.#sendIn(soon);
    } catch (error) {
      // What this page has written another goes on with.
      if (this.#closed) return;
      const failure = isBroken(error) && !this.#isAnew ? await this.#beginAnew(kept, journal) : error;
      if (failure === null) return;
      this.#show(isPassing(failure) ? { cut: true } : { error: failure as Error });
      this.#sendIn(later);
    }
  }

  async #end(): Promise<void> {
    const [kept, journal] = [this.#kept, this.#journal];
    if (kept === null || journal === null) return;
    const { attemptId, sitting } = kept.begun;
    await this.#call(handIn, { params: { id: attemptId }, body: { sitting, seq: journal.lastSeq } }).catch(
      (error: unknown) => {
        // A later sitting hands it in; this one has said all that it had.
        if (!(error instanceof AppError && error.details.message === 'exams.moved_on')) throw error;
      },
    );
    await this.#finish(kept);
  }

  /** The person hands in. Nothing is answered any more from here; it is done once the server has it. */
  handIn(): void {
    this.#show({ phase: 'ended' });
    this.#sendIn(0);
  }

  /** Goes on with this device although another was taken up. */
  async takeOver(): Promise<void> {
    const { seat } = this.#view;
    if (seat === null) return;
    try {
      await this.#begin(seat);
    } catch (error) {
      this.#show(isPassing(error) ? { cut: true } : { error: error as Error });
    }
  }
}
