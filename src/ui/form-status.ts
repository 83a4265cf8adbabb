import type { Texts } from './problem-text.ts';

/** What the frame around a form shows; the form kit's `useForm` gives exactly this. */
export interface FormStatus {
  readonly problems: readonly unknown[];
  /** Sentences that belong to no field. */
  readonly loose: readonly string[];
  readonly busy: boolean;
  readonly dirty: boolean;
  readonly error: Error | null;
  readonly unsent: boolean;
  readonly conflict: {
    readonly current: Readonly<Record<string, unknown>>;
    readonly differing: readonly string[];
    readonly takeTheirs: () => void;
    readonly keepMine: () => void;
  } | null;
  readonly kept: { readonly savedAt: number; readonly restore: () => void; readonly discard: () => void } | null;
  readonly props: object;
  readonly submit: () => void;
  readonly texts?: Texts | undefined;
  /** Name and typed value of a field as people read it, for the comparison with a newer state. */
  readonly describe: (name: string, from: 'mine' | 'current') => { readonly label: string; readonly value: string };
}
