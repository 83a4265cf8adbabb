import { accountsOf } from './accounts.ts';
import { gazetteerOf } from './addresses.ts';
import { parseDay } from './calendar.ts';
import { identityRegister } from './identity.ts';
import { pinsOf } from './landmarks.ts';
import { outsidersOf } from './outsiders.ts';
import { memberAt, type County } from './person.ts';
import { planCounty } from './plan.ts';
import { officersIn, postsOf } from './posts.ts';
import { seatsOf } from './roster.ts';
import type { AccountSeed, BranchKind, OrganisationSeed, PersonSeed, PostSeed } from './shapes.ts';
import { fitShares } from './shares.ts';
import type { Tree } from './tree.ts';

export interface DemoCountyOptions {
  /** Members of the county, 4,500 or more; 5,000 is the usual, 50,000 the full size. */
  readonly members: number;
  readonly seed?: number;
  /** The day on which ages, terms and clocks are seen, 'YYYY-MM-DD'. */
  readonly today: string;
}

export interface DemoCounty {
  readonly members: number;
  /** Parents stand before their children. */
  readonly organisations: readonly OrganisationSeed[];
  /** Every call starts from the first person again and yields the same people: members, then a few applicants and residents. */
  readonly people: () => Iterable<PersonSeed>;
  readonly posts: () => Iterable<PostSeed>;
  readonly accounts: readonly AccountSeed[];
}

const DEFAULT_SEED = 330_324;

const kindSizes = (tree: Tree): Record<BranchKind, number> => {
  const sizes: Record<BranchKind, number> = {
    village: 0,
    community: 0,
    township_organ: 0,
    retired: 0,
    private: 0,
    organ: 0,
    school: 0,
    health: 0,
    state_enterprise: 0,
  };
  for (const branch of tree.branches) sizes[branch.kind] += branch.size;
  return sizes;
};

function* peopleOf(tree: Tree, frame: Omit<County, 'register'>): Generator<PersonSeed> {
  const county: County = { ...frame, register: identityRegister(tree.seed) };
  for (const branch of tree.branches) {
    const officers = officersIn(branch, tree.seed);
    const pins = pinsOf(branch.key);
    const seats = seatsOf(branch, frame.shares, tree.seed, tree.today);
    for (const [index, seat] of seats.entries()) {
      yield memberAt(county, {
        branch,
        index,
        seat,
        isOfficer: index < officers,
        isComplete: pins?.complete.includes(index) ?? false,
        isRich: pins?.rich.includes(index) ?? false,
      });
    }
  }
  yield* outsidersOf(county, tree.members);
}

/**
 * The demonstration county 永嘉县: real divisions, invented organisations and people, the same for the same options.
 * Throws a RangeError for fewer than 4,500 members.
 */
export const demoCounty = ({ members, seed = DEFAULT_SEED, today }: DemoCountyOptions): DemoCounty => {
  const tree = planCounty(members, seed, parseDay(today));
  const frame = { tree, shares: fitShares(kindSizes(tree)), gazetteer: gazetteerOf(tree) };
  return {
    members,
    organisations: tree.nodes,
    people: () => peopleOf(tree, frame),
    posts: () => postsOf(tree),
    accounts: accountsOf(tree),
  };
};
