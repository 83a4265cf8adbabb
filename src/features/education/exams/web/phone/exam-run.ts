/** One exam as the phone takes it: takes a place, waits for it, writes answers down, sends them as the network allows, and hands in. */
import { isOffline } from '#webkit/retry.ts';
import type { Vault } from '#webkit/offline/vault.ts';
import { Journal, openPaper } from '../../journal/rules.ts';
import type { Begun, Kept, Seat } from '../../seat/contract.ts';
import { ExamLink, isBroken, isMovedOn, isPassing } from './exam-link.ts';
import { deviceOf, dropRun, keepRun, keptRun, newDevice, storeOf, type KeptRun } from './keeping.ts';
import { holdExam } from './one-writer.ts';
import { OneSender } from './one-sender.ts';
import { changedItems, firstView, type RunView } from './run-view.ts';
import { dropTyped, keepTyped, leftTyped, settleTyped } from './typed.ts';

/** So often a page that sends nothing asks how its sitting stands. */
const quiet = 60_000;
const [soon, later, tick] = [1_200, 4_000, 500];

export class ExamRun {
  readonly #examId: string;
  readonly #vault: Vault | null;
  readonly #link = new ExamLink();
  readonly #clock = this.#link.clock;
  readonly #listeners = new Set<() => void>();
  #view: RunView;
  #kept: KeptRun | null = null;
  #journal: Journal | null = null;
  #device = '';
  readonly #sender = new OneSender(() => this.#sendAll());
  #ticking: ReturnType<typeof setInterval> | undefined;
  /** How the sitting stands is to be asked, whether or not a line waits. */
  #asks = false;
  #closed = false;
  #letGo: () => void = () => undefined;
  /** A journal that did not follow on was begun anew, and nothing of the new one has come in yet. */
  #isAnew = false;

  constructor(examId: string, vault: Vault | null) {
    this.#examId = examId;
    this.#vault = vault;
    this.#view = firstView(vault !== null);
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
    addEventListener('visibilitychange', this.#ask);
    this.#ticking = setInterval(() => this.#tick(), tick);
    this.#device = await deviceOf(this.#vault);
    const kept = await keptRun(this.#vault, this.#examId);
    if (kept !== undefined) await this.#takeUp(kept);
    // What was handed in from here is brought to its end as it is: another device may have gone on since.
    if (kept?.handsIn !== true) await this.#tryToEnter();
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
    removeEventListener('visibilitychange', this.#ask);
    clearInterval(this.#ticking);
    this.#sender.stop();
    this.#letGo();
  }

  /** Another page of this device goes on with what this one has written down. */
  #lose(seat = this.#view.seat): void {
    this.#show({ phase: 'elsewhere', seat });
    this.close();
  }

  readonly #wake = (): void => this.#sender.in(0);

  /** Another device may have gone on, changed an answer, or handed in. */
  readonly #ask = (): void => {
    if (this.#view.phase !== 'running' || document.visibilityState === 'hidden') return;
    this.#asks = true;
    this.#sender.in(0);
  };

  /** Goes on with what the device has, whether or not there is a network. */
  async #takeUp(kept: KeptRun): Promise<void> {
    this.#clock.restore(kept.offset);
    const { begun, seat, paper } = kept;
    this.#kept = kept;
    this.#journal = await this.#journalOf(seat, begun);
    const answers = new Map(begun.answers.map(({ item, answer }) => [item, answer as readonly string[]]));
    for (const { item, answer } of await storeOf(this.#vault, seat.attemptId, begun.sitting).lines())
      answers.set(item, answer);
    const phase = kept.handsIn === true ? 'ended' : 'running';
    this.#show({ phase, seat, paper, answers, left: this.#leftOf(begun) });
    await this.#writeLeft(kept);
    this.#sender.in(soon);
  }

  /** What an earlier page was typing when it went, or this one when the time ended: it was typed before that. */
  async #writeLeft({ begun }: KeptRun): Promise<void> {
    const left = leftTyped(begun.attemptId, this.#view.answers);
    const at = Math.min(this.#clock.now(), Date.parse(begun.endsAt));
    if (left !== null) await this.answer(left.item, left.answer, at);
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
    // What this device has begun is asked for by its own name, handed in elsewhere or not.
    if (this.#kept !== null) return this.#begin(this.#kept.seat);
    const seat = await this.#link.seat(this.#examId);
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
    const begun = await this.#link.begin(seat.attemptId, this.#device);
    const paper = await openPaper(seat.sealed, begun.paperKey);
    // The same sitting goes on with its own journal; what it has not sent is newer than what the server tells.
    const answers = new Map(begun.answers.map(({ item, answer }) => [item, answer as readonly string[]]));
    const last = this.#kept?.begun;
    const isSame = last?.attemptId === begun.attemptId && last.sitting === begun.sitting;
    const own = last?.attemptId === begun.attemptId && !isSame ? this.#kept : null;
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
    this.#kept = { seat, paper, begun, offset: this.#clock.offset, handsIn: this.#kept?.handsIn === true };
    await keepRun(this.#vault, this.#kept);
    for (const { item, answer } of await storeOf(this.#vault, seat.attemptId, begun.sitting).lines())
      answers.set(item, answer);
    // Last, and with nothing awaited after it: what was answered meanwhile too.
    for (const { item, answer } of await this.#journal.standing()) answers.set(item, answer);
    const { paper: shown, answers: before, changed: known } = this.#view;
    const changed = shown === null ? [] : [...new Set([...known, ...changedItems(before, answers)])];
    const isDone = begun.handedIn && this.#journal.unsent === 0;
    const isEnded = begun.handedIn || this.#view.phase === 'ended';
    this.#show({
      phase: isDone ? 'done' : isEnded ? 'ended' : 'running',
      seat,
      paper,
      answers,
      changed,
      movedOn: false,
      cut: false,
      left: this.#leftOf(begun),
    });
    if (isDone) return this.#finish(this.#kept);
    await this.#writeLeft(this.#kept);
    this.#sender.in(soon);
  }

  /** Nothing of it is needed here any more, and no page needs to be kept from it. */
  async #finish(kept: KeptRun): Promise<void> {
    dropTyped(kept.begun.attemptId);
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
      await journal.flush((lines) => this.#link.send(kept.begun, lines));
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
        const written = this.#writeLeft(this.#kept);
        this.#show({ phase: 'ended' });
        written.catch(() => undefined).finally(() => this.#sender.in(0));
      } else if (this.#clock.mark() - this.#link.sentAt > quiet) this.#ask();
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
  async answer(item: number, answer: readonly string[], at?: number): Promise<void> {
    const [kept, journal] = [this.#kept, this.#journal];
    if (kept === null || journal === null || !this.#isOpen) return;
    const written = journal.write(item, answer, at);
    const { answers, changed } = this.#view;
    this.#show({ answers: new Map(answers).set(item, answer), changed: changed.filter((n) => n !== item) });
    await written;
    settleTyped(kept.begun.attemptId, { item, answer });
    this.#show({});
    this.#sender.in(soon);
  }

  /** The person types, and will rest: kept at once, and no line yet. */
  typed(item: number, answer: readonly string[]): void {
    if (this.#kept !== null && this.#isOpen)
      keepTyped(this.#kept.begun.attemptId, { item, answer }, this.#view.answers);
  }

  get #isOpen(): boolean {
    return !this.#closed && this.#view.phase === 'running' && !this.#view.movedOn && this.#kept?.handsIn !== true;
  }

  /** The person has read which answers were changed on another device. */
  seen(): void {
    this.#show({ changed: [], asksAgain: false });
  }

  async #sendAll(): Promise<void> {
    const [kept, journal] = [this.#kept, this.#journal];
    if (kept === null || journal === null) return;
    try {
      const replies: Kept[] = [];
      await journal.flush(async (lines) => {
        const reply = await this.#link.send(kept.begun, lines);
        replies.push(reply);
        this.#isAnew = false;
        return reply;
      });
      const isAsked = this.#asks || this.#view.phase === 'ended';
      const reply = replies.at(-1) ?? (isAsked ? await this.#link.send(kept.begun, []) : undefined);
      this.#asks = false;
      this.#show({ cut: false, error: null });
      if (reply !== undefined && (await this.#follow(kept, journal, reply))) return;
      if (this.#view.phase === 'ended') await this.#end();
      else if (journal.unsent > 0) this.#sender.in(soon);
    } catch (error) {
      // What this page has written another goes on with.
      if (this.#closed) return;
      const failure = isBroken(error) && !this.#isAnew ? await this.#beginAnew(kept, journal) : error;
      if (failure === null) return;
      this.#show(isPassing(failure) ? { cut: true } : { error: failure as Error });
      this.#sender.in(isPassing(failure) || journal.unsent > 0 ? later : quiet);
    }
  }

  /** What a reply says of the other devices. Whether nothing more is to be done for now. */
  async #follow(kept: KeptRun, journal: Journal, { handedIn, movedOn, others }: Kept): Promise<boolean> {
    if (handedIn && journal.unsent === 0) {
      await this.#finish(kept);
      return true;
    }
    if (movedOn) await this.#goBack({ movedOn });
    else if (others > kept.begun.others) {
      // The same device begins the same sitting, with the answers that stand now.
      await this.#begin(kept.seat);
      if (this.#closed) return true;
      if (this.#view.changed.length > 0) await this.#goBack({ asksAgain: true });
    }
    return movedOn && this.#view.phase !== 'ended';
  }

  /** Where it was to be handed in, and there is time left, it is not: the person sees first what has come between. */
  async #goBack(why: Partial<RunView>): Promise<void> {
    const kept = this.#kept;
    if (kept === null) return;
    const isTaken = kept.handsIn === true && this.#leftOf(kept.begun) > 0;
    this.#show(isTaken ? { ...why, phase: 'running' } : why);
    if (!isTaken) return;
    this.#kept = { ...kept, handsIn: false };
    await keepRun(this.#vault, this.#kept);
  }

  async #end(): Promise<void> {
    const [kept, journal] = [this.#kept, this.#journal];
    if (kept === null || journal === null) return;
    try {
      await this.#link.hand(kept.begun, journal.lastSeq);
    } catch (error) {
      // A later sitting hands it in; this one has said all that it had.
      if (!isMovedOn(error)) throw error;
      await this.#goBack({ movedOn: true });
      if (this.#view.phase !== 'ended') return;
    }
    await this.#finish(kept);
  }

  /**
   * The person hands in. Nothing is answered any more from here; it is said once the device has it, so that it outlives a reload, and
   * done once the server has it.
   */
  async handIn(): Promise<void> {
    if (this.#kept === null || !this.#isOpen) return;
    this.#kept = { ...this.#kept, handsIn: true };
    // A device whose storage is full hands in all the same, as long as the page stays.
    await keepRun(this.#vault, this.#kept).catch(() => undefined);
    // Another device has changed an answer meanwhile: the person is asked first.
    if (!this.#kept.handsIn) return;
    this.#show({ phase: 'ended', changed: [], asksAgain: false });
    this.#sender.in(0);
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
