import { branchSizes } from './quotas.ts';
import type { BranchKind, OrganisationType } from './shapes.ts';
import { addBranch, addNode, chanceOf, type Tree } from './tree.ts';
import { chineseNumber } from './units.ts';

export interface PartyUnit {
  readonly key: string;
  readonly parentKey: string;
  readonly unitKey: string;
  /** 永嘉县枫林镇福田村. */
  readonly unitName: string;
  /** 福田村. */
  readonly shortUnit: string;
  readonly members: number;
  readonly kind: BranchKind;
  readonly townshipCode: string | null;
  readonly place?: { readonly code: string };
  /** Instead of the computed branch sizes. */
  readonly split?: readonly number[];
  /** Large organs and schools gather their retired members in the last branch. */
  readonly retiredLast?: boolean;
  readonly foundedBetween?: readonly [number, number];
  readonly withGroups?: boolean;
}

const isVillage = (unit: PartyUnit): boolean => unit.place !== undefined;

/** Villages and communities have terms of five years throughout, other branches and general branches three (TERM18). */
const branchYears = (unit: PartyUnit): number => (isVillage(unit) ? 5 : 3);

/** Above 100 members a Party committee may be set up, above 50 a general branch (domain 1.1). */
const upperType = (tree: Tree, unit: PartyUnit): OrganisationType => {
  if (unit.members <= 100) return 'general_branch';
  if (!isVillage(unit)) return 'grassroots_committee';
  return unit.members > 200 || chanceOf(tree, `${unit.key}#type`).chance(0.35)
    ? 'village_committee_party'
    : 'general_branch';
};

const branchTitle = (size: number): string => (size >= 7 ? '支部委员会' : '支部');

const addUpper = (tree: Tree, unit: PartyUnit): void => {
  const type = upperType(tree, unit);
  const general = type === 'general_branch';
  addNode(tree, {
    key: unit.key,
    parentKey: unit.parentKey,
    type,
    name: `中共${unit.unitName}${general ? '总支部委员会' : '委员会'}`,
    shortName: `${unit.shortUnit}${general ? '党总支' : '党委'}`,
    unitKey: unit.unitKey,
    termYears: general ? branchYears(unit) : 5,
    ...(unit.place === undefined ? {} : { divisionCode: unit.place.code }),
    ...(unit.foundedBetween === undefined ? {} : { foundedBetween: unit.foundedBetween }),
  });
};

/** Adds the Party organisation of one unit: a branch, or a general branch or committee with its branches. */
export const addPartyUnit = (tree: Tree, unit: PartyUnit): void => {
  const sizes = unit.split ?? branchSizes(unit.members, tree.sizing, chanceOf(tree, `${unit.key}#sizes`));
  const alone = sizes.length === 1;
  if (!alone) addUpper(tree, unit);
  sizes.forEach((size, index) => {
    const retired = unit.retiredLast === true && sizes.length >= 3 && index === sizes.length - 1;
    const number = alone ? '' : retired ? '离退休' : `第${chineseNumber(index + 1)}`;
    addBranch(tree, {
      key: alone ? unit.key : `${unit.key}.${index + 1}`,
      parentKey: alone ? unit.parentKey : unit.key,
      name: `中共${unit.unitName}${number}${branchTitle(size)}`,
      shortName: `${unit.shortUnit}${number}党支部`,
      unitName: unit.unitName,
      unitKey: unit.unitKey,
      kind: retired ? 'retired' : unit.kind,
      size,
      termYears: branchYears(unit),
      townshipCode: unit.townshipCode,
      ...(unit.place === undefined ? {} : { place: unit.place }),
      ...(unit.foundedBetween === undefined ? {} : { foundedBetween: unit.foundedBetween }),
      ...(unit.withGroups === undefined ? {} : { withGroups: unit.withGroups }),
    });
  });
};
