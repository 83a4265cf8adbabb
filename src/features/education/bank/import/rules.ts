/** `preview` waits for people to look; `failed` could not be read. */
export const importStates = ['reading', 'preview', 'committed', 'undone', 'failed', 'cancelled'] as const;
export type ImportState = (typeof importStates)[number];

/**
 * `ready` is written; `fault` and `near` wait for somebody; `same` is in the bank or further up already and is left out unless
 * somebody adds it; `kept` stayed when the import was undone.
 */
export const rowStates = ['ready', 'fault', 'same', 'near', 'skipped', 'written', 'kept'] as const;
export type RowState = (typeof rowStates)[number];

export type Decision = 'add' | 'skip' | null;

interface Judged {
  readonly faults: readonly { readonly fault: string }[];
  readonly alike: readonly { readonly same: boolean }[];
}

/** Told on the row, and no reason to hold it back: many a list was picked out of a longer one. */
const isToldOnly = ({ fault }: { readonly fault: string }): boolean => fault === 'number_jump';

/** Faults come first: what cannot be asked is not added by decision. */
export const stateOf = ({ faults, alike }: Judged, decision: Decision): RowState => {
  if (decision === 'skip') return 'skipped';
  if (!faults.every(isToldOnly)) return 'fault';
  if (decision === 'add' || alike.length === 0) return 'ready';
  return alike.some(({ same }) => same) ? 'same' : 'near';
};
