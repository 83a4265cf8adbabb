/** One sending at a time: whoever asks meanwhile is served after it. */
export class OneSender {
  readonly #send: () => Promise<void>;
  #state: 'idle' | 'sending' | 'again' = 'idle';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(send: () => Promise<void>) {
    this.#send = send;
  }

  in(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      if (this.#state !== 'idle') {
        this.#state = 'again';
        return;
      }
      this.#state = 'sending';
      this.#send()
        .catch(() => undefined)
        .finally(() => {
          const isAsked = this.#state === 'again';
          this.#state = 'idle';
          if (isAsked) this.in(0);
        });
    }, ms);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
