import type { Entry } from '#webkit/offline/queue.ts';
import { isEvidence, type Unit } from '../../content/rules.ts';
import type { OwnCourse } from '../../own/contract.ts';

export type UnitState = 'open' | 'done' | 'asked' | 'returned' | 'waiting';

/** How far a unit is; null where there is nothing to do but to look. */
export const unitState = (course: OwnCourse, mine: readonly Entry[], unit: Unit): UnitState | null => {
  if (!isEvidence(unit)) return null;
  const kept = course.units.find(({ unitId }) => unitId === unit.id);
  if (kept?.state === 'done') return 'done';
  const waits = mine.some(({ input }) => (input as { readonly unit?: string }).unit === unit.id);
  return waits ? 'waiting' : (kept?.state ?? 'open');
};
