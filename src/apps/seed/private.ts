import { apportion, spreadWeight } from './quotas.ts';
import type { Random } from './random.ts';
import { addBranch, addNode, chanceOf, type Tree } from './tree.ts';
import { companyName, societyName, trades } from './units.ts';

/** Where private companies and social organisations (两新) belong: a township or the county's working committee. */
export interface PrivateArea {
  readonly key: string;
  readonly parentKey: string;
  /** Node below which the units themselves stand. */
  readonly unitsBelow: string;
  /** 永嘉县枫林镇. */
  readonly area: string;
  readonly shortArea: string;
  readonly members: number;
  readonly townshipCode: string | null;
}

/** Draws until the name is new in its area; the pools hold far more names than any area has units. */
const newName = (tree: Tree, area: PrivateArea, chance: Random): string => {
  for (;;) {
    const name = chance.chance(0.8) ? companyName(chance) : societyName(chance);
    if (tree.names.has(area.area + name)) continue;
    tree.names.add(area.area + name);
    return name;
  }
};

const addUnit = (tree: Tree, area: PrivateArea, key: string, chance: Random): { key: string; name: string } => {
  const shortName = newName(tree, area, chance);
  const name = `${area.area}${shortName}`;
  addNode(tree, { key, parentKey: area.unitsBelow, type: 'unit', name, shortName, foundedBetween: [1994, 2021] });
  return { key, name };
};

const addJoint = (tree: Tree, area: PrivateArea, key: string, size: number, title: string): void => {
  const chance = chanceOf(tree, `${key}#units`);
  // Each unit of a joint branch has fewer than three full members; at most five units (BR18).
  const units = Math.min(5, Math.max(2, Math.ceil(size / 2.5)));
  const covers = Array.from({ length: units }, (_, index) => addUnit(tree, area, `u-${key}-${index + 1}`, chance).name);
  addBranch(tree, {
    key,
    parentKey: area.parentKey,
    type: 'joint_branch',
    name: `中共${area.area}${title}联合支部${size >= 7 ? '委员会' : ''}`,
    shortName: `${area.shortArea}${title}联合党支部`,
    unitName: `${area.area}${title}联合支部`,
    covers,
    kind: 'private',
    size,
    termYears: 3,
    townshipCode: area.townshipCode,
    foundedBetween: [2001, 2022],
  });
};

const addSingle = (tree: Tree, area: PrivateArea, key: string, size: number): void => {
  const unit = addUnit(tree, area, `u-${key}`, chanceOf(tree, `${key}#unit`));
  const shortUnit = unit.name.slice(area.area.length);
  addBranch(tree, {
    key,
    parentKey: area.parentKey,
    name: `中共${unit.name}支部${size >= 7 ? '委员会' : ''}`,
    shortName: `${shortUnit}党支部`,
    unitName: unit.name,
    unitKey: unit.key,
    kind: 'private',
    size,
    termYears: 3,
    townshipCode: area.townshipCode,
    foundedBetween: [1998, 2022],
  });
};

/** Branches of companies and social organisations: small ones stand together in joint branches of one trade. */
export const addPrivateBranches = (tree: Tree, area: PrivateArea): void => {
  const chance = chanceOf(tree, area.key);
  const mean = Math.min(12, Math.max(6, tree.sizing.mean / 2));
  const count = Math.max(1, Math.round(area.members / mean));
  const sizes = apportion(
    area.members,
    Array.from({ length: count }, () => spreadWeight(chance, 0.6)),
    3,
  );
  sizes.forEach((size, index) => {
    const key = `${area.key}.${index + 1}`;
    if (size > 12 || chance.chance(0.4)) addSingle(tree, area, key, size);
    else {
      const trade = trades[index % trades.length] ?? trades[0];
      const round = Math.floor(index / trades.length);
      addJoint(tree, area, key, size, `${trade}行业${round > 0 ? `第${round + 1}` : ''}`);
    }
  });
};
