/** What an import may do next, and how long it is kept. */
import type { ImportState } from '../contract.ts';

/** Days after the commit in which it can be undone; then its rows, its file and the rows that an undo voided are deleted. */
export const undoDays = 30;
/** Days without a hand on it after which an import that was not committed is given up. */
export const idleDays = 30;
/** More existing people than this, and a second person must agree. */
export const changedAlone = 500;
/** Faulty ID numbers of one file for which the numbers one digit away are looked up; each costs two hundred. */
export const mostNearLooks = 500;

export type ImportAct = 'map' | 'mend' | 'read' | 'commit' | 'cancel' | 'undo';

const acts: Readonly<Record<ImportAct, readonly ImportState[]>> = {
  map: ['mapping', 'preview'],
  mend: ['preview'],
  read: ['mapping', 'preview', 'failed'],
  commit: ['preview'],
  cancel: ['uploaded', 'reading', 'mapping', 'preview', 'failed'],
  undo: ['committed'],
};

/** States in which a job is at work; where that job is over all the same, the import is stuck and may be taken up again. */
export const working: readonly ImportState[] = ['uploaded', 'reading', 'committing', 'undoing'];

/** Where an import stands again when the job that worked on it has died for good: nothing was written by it. */
export const resumed = (state: ImportState): ImportState => {
  if (state === 'uploaded' || state === 'reading') return 'failed';
  if (state === 'committing') return 'preview';
  return state === 'undoing' ? 'committed' : state;
};

export const mayAct = (state: ImportState, act: ImportAct): boolean => acts[act].includes(state);
