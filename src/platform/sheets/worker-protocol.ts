import type { SheetLimits } from './limits.ts';
import type { SheetRefusal } from './refused.ts';
import type { ReadOptions, SheetEvent, SheetFile } from './rows.ts';

/** What the worker is started with. */
export interface Task {
  readonly file: SheetFile;
  readonly options: ReadOptions;
  readonly limits: SheetLimits;
}

/** What the worker says. After each `event` it waits until it is asked for the next. */
export type Said =
  | { readonly kind: 'event'; readonly event: SheetEvent }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: SheetRefusal };
