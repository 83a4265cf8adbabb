import { addYears, dayText, parseDay, type DayNumber } from './calendar.ts';
import { mix, random, textSeed } from './random.ts';
import { personKey, probationaryIn } from './roster.ts';
import type { OrganisationSeed, PostSeed } from './shapes.ts';
import type { PlannedBranch, Tree } from './tree.ts';

type Post = PostSeed['post'];
/** One seat of a committee; one person may hold several posts. */
type Bench = readonly (readonly Post[])[];

const lone: Bench = [['secretary']];
const pair: Bench = [['secretary'], ['deputy_secretary']];
const three: Bench = [['secretary'], ['organisation_member'], ['publicity_member', 'discipline_member']];
const five: Bench = [
  ['secretary'],
  ['deputy_secretary'],
  ['organisation_member'],
  ['publicity_member'],
  ['discipline_member'],
];
const more = (count: number, deputies: number): Bench => [
  ['secretary'],
  ...Array.from({ length: deputies }, (): readonly Post[] => ['deputy_secretary']),
  ['organisation_member'],
  ['publicity_member'],
  ['discipline_member'],
  ...Array.from({ length: count - deputies - 4 }, (): readonly Post[] => ['committee_member']),
];

export const fullMembersIn = (branch: PlannedBranch, seed: number): number =>
  branch.size - probationaryIn(branch, seed);

/** From seven full members a branch elects a committee of three to five; below it has a secretary and perhaps a deputy (BR18). */
const benchOf = (branch: PlannedBranch, seed: number): Bench => {
  const full = fullMembersIn(branch, seed);
  if (full >= 20) return five;
  if (full >= 7) return three;
  return full >= 3 && random(mix(seed, textSeed(branch.key), 41)).chance(0.25) ? pair : lone;
};

/** How many of the first members of a branch hold a post in it. */
export const officersIn = (branch: PlannedBranch, seed: number): number =>
  Math.min(benchOf(branch, seed).length, branch.size);

interface Holder {
  readonly branch: PlannedBranch;
  readonly index: number;
}

/** First members of the branches below an organisation, taken in turn. */
const holdersBelow = (branches: readonly PlannedBranch[], seed: number, wanted: number): Holder[] => {
  const holders: Holder[] = [];
  const deepest = Math.max(0, ...branches.map((branch) => fullMembersIn(branch, seed)));
  for (let index = 0; index < deepest && holders.length < wanted; index += 1) {
    for (const branch of branches) {
      if (index < fullMembersIn(branch, seed) && holders.length < wanted) holders.push({ branch, index });
    }
  }
  return holders;
};

const seat = (organisation: OrganisationSeed, bench: Bench, holders: readonly Holder[], from: DayNumber): PostSeed[] =>
  bench.flatMap((posts, position) => {
    const holder = holders[position];
    if (!holder) return [];
    return posts.map((post) => ({
      organisationKey: organisation.key,
      personKey: personKey(holder.branch, holder.index),
      post,
      fromOn: dayText(from),
      toOn: null,
      termStartedOn: organisation.termStartedOn,
    }));
  });

/** The secretary of the term before, where the branch is old enough and another member can have been it. */
const formerSecretary = (
  tree: Tree,
  organisation: OrganisationSeed,
  branch: PlannedBranch,
  officers: number,
): PostSeed[] => {
  if (organisation.termStartedOn === null || organisation.termYears === null) return [];
  if (!random(mix(tree.seed, textSeed(organisation.key), 43)).chance(0.3)) return [];
  const started = parseDay(organisation.termStartedOn);
  const before = addYears(started, -organisation.termYears);
  if (before < branch.founded || officers >= fullMembersIn(branch, tree.seed)) return [];
  return [
    {
      organisationKey: organisation.key,
      personKey: personKey(branch, officers),
      post: 'secretary',
      fromOn: dayText(before),
      toOn: organisation.termStartedOn,
      termStartedOn: dayText(before),
    },
  ];
};

const groupLeaders = (tree: Tree, branch: PlannedBranch): PostSeed[] =>
  branch.groups.map((group, index) => {
    const end = branch.groups[index + 1]?.from ?? fullMembersIn(branch, tree.seed);
    const middle = Math.min(Math.floor((group.from + end) / 2), fullMembersIn(branch, tree.seed) - 1);
    const node = tree.byKey.get(group.key);
    return {
      organisationKey: group.key,
      personKey: personKey(branch, middle),
      post: 'group_leader',
      fromOn: dayText(Math.max(node ? parseDay(node.foundedOn) : branch.founded, branch.termStarted ?? branch.founded)),
      toOn: null,
      termStartedOn: null,
    };
  });

const branchPosts = (tree: Tree, branch: PlannedBranch): PostSeed[] => {
  const organisation = tree.byKey.get(branch.key);
  if (!organisation) return [];
  const bench = benchOf(branch, tree.seed);
  const holders = bench.map((_, index) => ({ branch, index })).filter(({ index }) => index < branch.size);
  return [
    ...seat(organisation, bench, holders, branch.termStarted ?? branch.founded),
    ...formerSecretary(tree, organisation, branch, bench.length),
    ...groupLeaders(tree, branch),
  ];
};

/** Units whose members hold the seats of the organisations above the grassroots. */
const seatedFrom: Readonly<Record<string, string>> = {
  county: 'p-d-office',
  'd-discipline': 'p-d-discipline',
  'w-organs': 'p-d-org',
  'w-education': 'p-g-education',
  'w-enterprises': 'p-g-finance',
  'w-private': 'p-d-social-work',
  'c-health': 'p-g-health',
  'c-police': 'p-u-police-office',
};

const upperBench = (organisation: OrganisationSeed): Bench | null => {
  switch (organisation.type) {
    case 'county_committee':
      return more(11, 2);
    case 'discipline_commission':
      return [['secretary'], ['deputy_secretary'], ['deputy_secretary'], ['committee_member'], ['committee_member']];
    case 'township_committee':
      return more(9, 2);
    case 'working_committee':
      return more(7, 1);
    case 'grassroots_committee':
    case 'village_committee_party':
      return more(7, 1);
    case 'general_branch':
      return five;
    default:
      return null;
  }
};

const sourceOf = (organisation: OrganisationSeed): string => {
  if (organisation.type === 'township_committee') return `p${organisation.key.slice(1)}-organ`;
  return seatedFrom[organisation.key] ?? organisation.key;
};

/** Every post of the county: committees of branches, of all levels above them, and leaders of groups. */
export function* postsOf(tree: Tree): Generator<PostSeed> {
  const below = new Map<string, PlannedBranch[]>();
  for (const branch of tree.branches) {
    for (const key of new Set([branch.key, branch.parentKey])) below.set(key, [...(below.get(key) ?? []), branch]);
  }
  for (const organisation of tree.nodes) {
    const bench = upperBench(organisation);
    if (bench === null) continue;
    const holders = holdersBelow(below.get(sourceOf(organisation)) ?? [], tree.seed, bench.length);
    const from = organisation.termStartedOn ?? organisation.foundedOn;
    yield* seat(organisation, bench, holders, Math.max(parseDay(from), addYears(tree.today, -4)));
  }
  for (const branch of tree.branches) yield* branchPosts(tree, branch);
  yield* temporaryPosts(tree);
}

/** The leaders of the temporary branch are appointed from county organs and keep their own branches. */
const temporaryPosts = (tree: Tree): PostSeed[] => {
  const organisation = tree.byKey.get('p-temporary');
  const water = tree.branches.find((branch) => branch.key === 'p-g-water' || branch.parentKey === 'p-g-water');
  if (!organisation || !water) return [];
  return seat(organisation, pair, holdersBelow([water], tree.seed, 2), parseDay(organisation.foundedOn));
};
