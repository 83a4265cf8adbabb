import { addYears, civil, dayNumber, dayText, parseDay, type DayNumber } from './calendar.ts';
import type { BranchSizing } from './quotas.ts';
import { mix, random, textSeed, type Random } from './random.ts';
import type { BranchKind, OrganisationSeed, OrganisationType } from './shapes.ts';
import { chineseNumber } from './units.ts';

export interface PlannedGroup {
  readonly key: string;
  /** Index of the first member of the group inside the branch. */
  readonly from: number;
}

/** A branch before its people: enough to draw each of them without looking at the tree again. */
export interface PlannedBranch {
  readonly key: string;
  readonly kind: BranchKind;
  readonly size: number;
  /** Index of its first member among all members of the county. */
  readonly first: number;
  readonly founded: DayNumber;
  readonly termStarted: DayNumber | null;
  readonly groups: readonly PlannedGroup[];
  /** Party organisation directly above. */
  readonly parentKey: string;
  /** 福田村党支部. */
  readonly shortName: string;
  /** Full name of the unit: 永嘉县枫林镇福田村. */
  readonly unitName: string;
  /** Where most of its members live; none for county organs. */
  readonly townshipCode: string | null;
  readonly placeCode: string | null;
}

export interface Tree {
  readonly nodes: OrganisationSeed[];
  readonly branches: PlannedBranch[];
  readonly byKey: Map<string, OrganisationSeed>;
  readonly founded: Map<string, DayNumber>;
  readonly children: Map<string, number>;
  /** Names of private units drawn so far. */
  readonly names: Set<string>;
  readonly seed: number;
  readonly today: DayNumber;
  readonly sizing: BranchSizing;
  members: number;
}

export const emptyTree = (seed: number, today: DayNumber, sizing: BranchSizing): Tree => ({
  nodes: [],
  branches: [],
  byKey: new Map(),
  founded: new Map(),
  children: new Map(),
  names: new Set(),
  seed,
  today,
  sizing,
  members: 0,
});

/** Chance of one node's own, so that a change in one corner of the county leaves the others as they are. */
export const chanceOf = (tree: Tree, key: string): Random => random(mix(tree.seed, textSeed(key)));

export interface NewNode {
  readonly key: string;
  readonly parentKey: string | null;
  readonly type: OrganisationType;
  readonly name: string;
  readonly shortName: string;
  readonly divisionCode?: string;
  readonly unitKey?: string;
  readonly covers?: readonly string[];
  readonly foundedBetween?: readonly [number, number];
  readonly termYears?: number;
  readonly members?: number;
}

const codeBelow = (tree: Tree, parentKey: string | null): string => {
  if (parentKey === null) return '330324';
  const parent = tree.byKey.get(parentKey);
  if (!parent) throw new Error(`no parent ${parentKey}`);
  const ordinal = (tree.children.get(parentKey) ?? 0) + 1;
  tree.children.set(parentKey, ordinal);
  return `${parent.code}${String(ordinal).padStart(3, '0')}`;
};

/** Nobody is founded before the organisation above, nor in the year before today. */
const foundedDay = (tree: Tree, node: NewNode, chance: Random): DayNumber => {
  const [from, to] = node.foundedBetween ?? [1984, 2019];
  const free = dayNumber(chance.whole(from, to), chance.whole(1, 12), chance.whole(1, 28));
  const drawn = Math.min(free, tree.today - 366);
  return Math.max(drawn, node.parentKey === null ? drawn : (tree.founded.get(node.parentKey) ?? drawn));
};

const HALF_YEAR = 182;

/** Some terms are overdue, some end within six months; the others began in the last years, villages in one campaign. */
const termStart = (tree: Tree, years: number, founded: DayNumber, chance: Random): DayNumber => {
  const fullTermAgo = addYears(tree.today, -years);
  const draw = chance.next();
  let start: DayNumber;
  if (draw < 0.02) start = fullTermAgo - chance.whole(10, 200);
  else if (draw < 0.1) start = fullTermAgo + chance.whole(3, HALF_YEAR - 4);
  else if (years === 5) start = addYears(tree.today, -1) - chance.whole(0, 120);
  else start = fullTermAgo + chance.whole(HALF_YEAR + 5, years * 365 - 5);
  return Math.max(start, founded);
};

/** Adds a node below its parent and returns its seed row. Throws where the parent is missing. */
export const addNode = (tree: Tree, node: NewNode): OrganisationSeed => {
  const chance = chanceOf(tree, node.key);
  const founded = foundedDay(tree, node, chance);
  const years = node.termYears ?? null;
  const seed: OrganisationSeed = {
    key: node.key,
    parentKey: node.parentKey,
    type: node.type,
    name: node.name,
    shortName: node.shortName,
    code: codeBelow(tree, node.parentKey),
    divisionCode: node.divisionCode ?? null,
    unitKey: node.unitKey ?? null,
    covers: node.covers ?? [],
    foundedOn: dayText(founded),
    termStartedOn: years === null ? null : dayText(termStart(tree, years, founded, chance)),
    termYears: years,
    members: node.members ?? 0,
  };
  tree.nodes.push(seed);
  tree.byKey.set(seed.key, seed);
  tree.founded.set(seed.key, founded);
  return seed;
};

export interface NewBranch {
  readonly key: string;
  readonly parentKey: string;
  readonly type?: 'branch' | 'joint_branch';
  readonly name: string;
  readonly shortName: string;
  readonly unitName: string;
  readonly unitKey?: string;
  readonly covers?: readonly string[];
  readonly kind: BranchKind;
  readonly size: number;
  readonly termYears: number;
  readonly townshipCode: string | null;
  readonly place?: { readonly code: string };
  readonly foundedBetween?: readonly [number, number];
  readonly withGroups?: boolean;
}

const addGroups = (tree: Tree, branch: NewBranch): PlannedGroup[] => {
  const wanted = branch.withGroups ?? (branch.size >= 20 && chanceOf(tree, `${branch.key}#groups`).chance(0.5));
  if (!wanted) return [];
  const count = Math.min(4, Math.max(2, Math.round(branch.size / 11)));
  return Array.from({ length: count }, (_, index) => {
    const key = `${branch.key}.g${index + 1}`;
    const number = chineseNumber(index + 1);
    const since = civil(tree.founded.get(branch.key) ?? 0).year;
    addNode(tree, {
      key,
      parentKey: branch.key,
      type: 'group',
      name: `${branch.name}第${number}党小组`,
      shortName: `第${number}党小组`,
      foundedBetween: [Math.max(since, 2010), Math.max(since, 2022)],
    });
    return { key, from: Math.floor((index * branch.size) / count) };
  });
};

/** Adds a branch with its groups and plans its people. */
export const addBranch = (tree: Tree, branch: NewBranch): void => {
  const node = addNode(tree, {
    key: branch.key,
    parentKey: branch.parentKey,
    type: branch.type ?? 'branch',
    name: branch.name,
    shortName: branch.shortName,
    ...(branch.unitKey === undefined ? {} : { unitKey: branch.unitKey }),
    ...(branch.covers === undefined ? {} : { covers: branch.covers }),
    ...(branch.place === undefined ? {} : { divisionCode: branch.place.code }),
    ...(branch.foundedBetween === undefined ? {} : { foundedBetween: branch.foundedBetween }),
    termYears: branch.termYears,
    members: branch.size,
  });
  tree.branches.push({
    key: branch.key,
    kind: branch.kind,
    size: branch.size,
    first: tree.members,
    founded: tree.founded.get(branch.key) ?? tree.today,
    termStarted: node.termStartedOn === null ? null : parseDay(node.termStartedOn),
    groups: addGroups(tree, branch),
    parentKey: branch.parentKey,
    shortName: branch.shortName,
    unitName: branch.unitName,
    townshipCode: branch.townshipCode,
    placeCode: branch.place?.code ?? null,
  });
  tree.members += branch.size;
};
