import { isBelow, isCountyDepartment } from '../rules.ts';
import { majorOf } from '../categories/rules.ts';

/** Who answers: one named unit, the place itself, or the township-level unit above it. */
export const dutyLevels = ['unit', 'place', 'above'] as const;
export type DutyLevel = (typeof dutyLevels)[number];
export const areaTypes = ['village', 'community'] as const;
export type AreaType = (typeof areaTypes)[number];

/** Where a line of the catalogue holds: for one organisation and all below it, for places of one type, or anywhere. */
export interface Reaching {
  readonly category: string;
  readonly areaPath: string | null;
  readonly areaType: AreaType | null;
}

export interface Matter {
  readonly category: string;
  readonly areaPath: string;
  readonly areaType: string;
}

const reaches = ({ category, areaPath, areaType }: Reaching, matter: Matter): boolean =>
  (category === matter.category || category === majorOf(matter.category)) &&
  (areaPath === null || matter.areaPath.startsWith(areaPath)) &&
  (areaType === null || areaType === matter.areaType);

/** The minor category before the major one; then the longest path, the type of place, anywhere. */
const nearness = ({ category, areaPath, areaType }: Reaching, matter: Matter): number =>
  (category === matter.category ? 10_000 : 0) + (areaPath === null ? (areaType === null ? 0 : 1) : 1 + areaPath.length);

/** Lines that speak of a matter, the nearest first: of two that reach it none is as near as the other. */
export const speaking = <T extends Reaching>(lines: readonly T[], matter: Matter): T[] =>
  lines.filter((line) => reaches(line, matter)).toSorted((a, b) => nearness(b, matter) - nearness(a, matter));

interface Target {
  readonly level: DutyLevel;
  readonly unitType: string | null;
}

/** Whether a line gives a matter to a township, a village, or what lies below. */
export const isLower = ({ level, unitType }: Target): boolean => level !== 'unit' || isBelow(unitType ?? '');

/** The lines that hold wherever another one does: of the same matter or its major one, for no smaller area. */
const wider = <T extends Reaching>(lines: readonly T[], { category, areaPath, areaType }: Reaching): T[] =>
  lines.filter(
    (line) =>
      (line.category === category || line.category === majorOf(category)) &&
      (line.areaPath === null || areaPath?.startsWith(line.areaPath) === true) &&
      (line.areaType === null || line.areaType === areaType),
  );

/**
 * Whether a new line would give to a township or village what is the county's: by the category's own mark, or because the line that
 * holds there without it names a department of the county.
 */
export const givesDown = (
  line: Reaching & Target,
  inForce: readonly (Reaching & Target)[],
  countyTask: boolean,
): boolean => {
  if (!isLower(line)) return false;
  if (countyTask) return true;
  const [former] = wider(inForce, line).toSorted(
    (a, b) =>
      nearness(b, { ...line, areaPath: line.areaPath ?? '', areaType: line.areaType ?? '' }) -
      nearness(a, { ...line, areaPath: line.areaPath ?? '', areaType: line.areaType ?? '' }),
  );
  return former !== undefined && former.level === 'unit' && isCountyDepartment(former.unitType ?? '');
};
