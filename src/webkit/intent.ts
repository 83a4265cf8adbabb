import { newOpaqueId } from '#shared/ids.ts';

/**
 * Keeps one idempotency key per intent: the same input keeps its key until the server has answered
 * it for good, so that a second click after a lost reply cannot act twice.
 */
export class Intent {
  #open: { readonly input: string; readonly key: string } | null = null;

  keyFor(input: unknown): string {
    const text = JSON.stringify(input);
    if (this.#open?.input !== text) this.#open = { input: text, key: newOpaqueId() };
    return this.#open.key;
  }

  /** The server answered: the next attempt is a new intent. */
  settle(): void {
    this.#open = null;
  }
}
