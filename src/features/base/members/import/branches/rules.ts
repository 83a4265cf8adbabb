/** Finds the branch that a roster means. Only an equal name is taken without asking; everything else is proposed with its reason. */
import { narrowText } from '../cells/rules.ts';

export interface BranchName {
  readonly id: string;
  readonly name: string;
  /** Names of the organisations above it, from the top. */
  readonly above: readonly string[];
}

/**
 * `equal` the same but for width and spaces; `affixes` the same once 中共, places above it and endings are left out; `kind`
 * the same place, but another kind of organisation (总支 for 支部); `part` one name holds the other; `similar` a few characters differ.
 */
export type MatchReason = 'equal' | 'affixes' | 'kind' | 'part' | 'similar';

export interface BranchCandidate {
  readonly id: string;
  readonly name: string;
  /** 1 is equal, 0 nothing in common. */
  readonly score: number;
  readonly reason: MatchReason;
}

export interface BranchMatch {
  /** Set only where exactly one branch has the very name. */
  readonly id?: string;
  /** The candidate that is nearer than every other; undefined where several are equally near: 第一党支部 of fourteen villages. */
  readonly first?: string;
  /** Best first, at most five, each branch once; a person chooses. */
  readonly candidates: readonly BranchCandidate[];
}

export type BranchMatcher = (text: string) => BranchMatch;

type Kind = 'branch' | 'general' | 'committee' | 'group' | 'other';

/** A name without 中共 and its ending, and what kind of organisation the ending names. */
interface Parsed {
  /** From the whole name to what is left when every place in front is taken off. */
  readonly cores: readonly string[];
  readonly kind: Kind;
}

const LEAST_SCORE = 0.5;
const MOST = 5;
/** Branches compared character by character. */
const COMPARED = 80;

/** What two spellings of one name have in common: width, spaces and marks left out. */
export const plainBranch = (text: string): string =>
  narrowText(text)
    .toLowerCase()
    .replaceAll(/[()[\]【】《》"'“”‘’·.,，。、_-]/gu, '');

const ENDINGS: readonly (readonly [RegExp, Kind])[] = [
  [/(?:党小组|小组)$/u, 'group'],
  [/(?:总支部委员会|党总支部|总支部|党总支委员会|党总支|总支)$/u, 'general'],
  [/(?:联合党支部|联合支部|临时党支部|临时支部|党支部委员会|支部委员会|党支委|党支部|支部)$/u, 'branch'],
  [/(?:工作委员会|党工委|委员会|党委|工委)$/u, 'committee'],
];

const withoutEnding = (text: string): { core: string; kind: Kind } => {
  for (const [ending, kind] of ENDINGS) {
    const core = text.replace(ending, '');
    if (core !== text) return { core, kind };
  }
  return { core: text, kind: 'other' };
};

const withoutParty = (text: string): string => plainBranch(text).replace(/^(?:中国共产党|中共)/u, '');

/** The text, and what is left of it each time a place is taken off its front. `places` come longest first. */
const cutPlaces = (text: string, places: readonly string[]): string[] => {
  const place = places.find((candidate) => text.startsWith(candidate) && text.length - candidate.length >= 2);
  return place === undefined ? [text] : [text, ...cutPlaces(text.slice(place.length), places)];
};

const longestFirst = (texts: Iterable<string>): string[] =>
  [...new Set(texts)].filter((text) => text.length >= 2).toSorted((a, b) => b.length - a.length);

/** 中共永嘉县桥头镇委员会 below 永嘉县: 永嘉县桥头镇, 桥头镇, 桥头, because a place is written with and without what is around it. */
const placesOf = (above: readonly string[]): string[] => {
  const found: string[] = [];
  for (const name of above) {
    const whole = withoutEnding(withoutParty(name)).core;
    for (const place of cutPlaces(whole, longestFirst(found))) {
      found.push(place, place.replace(/(?:省|市|县|区|镇|乡|街道|村|社区)$/u, ''));
    }
  }
  return longestFirst(found);
};

const parse = (text: string, places: readonly string[]): Parsed => {
  const { core, kind } = withoutEnding(withoutParty(text));
  const cores = cutPlaces(core, places).flatMap((rest) => [rest, rest.replace(/^[本县市区镇乡](?=..)/u, '')]);
  return { cores: [...new Set(cores)], kind };
};

const pairs = (text: string): Set<string> => {
  const characters = Array.from(text);
  return new Set(
    characters.length < 2 ? characters : characters.slice(1).map((character, i) => `${characters[i]}${character}`),
  );
};

/** Share of character pairs in common (Dice). */
const sharedPairs = (a: string, b: string): number => {
  const [first, second] = [pairs(a), pairs(b)];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size);
};

/** Characters to change, add or take away to turn one text into the other. */
const distance = (a: readonly string[], b: readonly string[]): number => {
  let row = b.map((_, i) => i + 1);
  for (const [i, character] of a.entries()) {
    let diagonal = i;
    let left = i + 1;
    row = row.map((above, j) => {
      left = Math.min(above + 1, left + 1, diagonal + (character === b[j] ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return row.at(-1) ?? a.length;
};

const likeness = (a: string, b: string): number => {
  const byPairs = sharedPairs(a, b);
  if (Math.abs(a.length - b.length) > 2) return byPairs;
  return Math.max(byPairs, 1 - distance(Array.from(a), Array.from(b)) / Math.max(a.length, b.length));
};

/** How much of the longer text the shorter one is, where it stands inside. */
const insideShare = (a: string, b: string): number => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 2 && long.includes(short) ? short.length / long.length : 0;
};

/** The best of all pairings of two lists of cores. */
const best = (a: readonly string[], b: readonly string[], of: (a: string, b: string) => number): number =>
  Math.max(0, ...a.flatMap((first) => b.map((second) => of(first, second))));

interface Known extends BranchName, Parsed {
  readonly plainName: string;
  readonly places: readonly string[];
}

/** A place above the branch that the text names speaks for it: 桥头镇 in 中共永嘉县桥头镇林福村支部委员会. */
const namedPlace = (text: string, { places }: Known): number =>
  (places.find((place) => text.includes(place)) ?? '').length;

/** A candidate, and what tells it from the others. */
interface Likely {
  readonly candidate: BranchCandidate;
  /** The whole of the asked text stands in its name. */
  readonly holds: boolean;
  /** Length of the place above it that the text names. */
  readonly place: number;
}

const judge = (text: string, asked: Parsed, known: Known): Likely | undefined => {
  const place = namedPlace(text, known);
  const of = (score: number, reason: MatchReason): Likely => ({
    candidate: { id: known.id, name: known.name, score, reason },
    holds: known.cores.some((core) => asked.cores.some((part) => core.includes(part))),
    place,
  });
  // Of villages with one name the one whose township is named comes first; the longer the name, the surer.
  const bonus = Math.min(place, 8) * 0.004;
  if (asked.cores.some((core) => known.cores.includes(core))) {
    return asked.kind === known.kind ? of(0.95 + bonus, 'affixes') : of(0.8 + bonus, 'kind');
  }
  const inside = best(asked.cores, known.cores, insideShare);
  if (inside > 0) return of(0.5 + 0.25 * inside + bonus, 'part');
  const score = 0.85 * best(asked.cores, known.cores, likeness);
  return score >= LEAST_SCORE ? of(score + bonus, 'similar') : undefined;
};

/** How much more alike a name must be than another to be the one that is meant. */
const LEAD = 0.1;

/**
 * Whether one candidate is nearer than another. How long the rest of a name is tells nothing: 第一 is no nearer to 甲村第一
 * than to 内档村第一. A township that the text names does, and so does a name that holds all of it.
 */
const isNearer = (a: Likely, b: Likely): boolean => {
  const [one, other] = [a.candidate, b.candidate];
  if (one.reason === 'equal') return false;
  if (one.reason === 'affixes' || one.reason === 'kind') return one.reason !== other.reason || a.place > b.place;
  if (one.reason === 'part' && other.reason === 'part')
    return a.holds === b.holds ? a.place > b.place : a.holds && !b.holds;
  return one.score - other.score >= LEAD;
};

/** Best first, each branch once: it may be meant by its whole name and by its short one. */
const inOrder = (found: readonly Likely[]): Likely[] => {
  const sorted = found.toSorted(
    ({ candidate: a }, { candidate: b }) => b.score - a.score || (a.name < b.name ? -1 : 1),
  );
  const best = new Map<string, Likely>();
  for (const one of sorted) if (!best.has(one.candidate.id)) best.set(one.candidate.id, one);
  return [...best.values()];
};

const matchOf = (found: readonly Likely[]): BranchMatch => {
  const sorted = inOrder(found);
  const [first, ...others] = sorted;
  const candidates = sorted.slice(0, MOST).map(({ candidate }) => candidate);
  return first && others.every((other) => isNearer(first, other))
    ? { first: first.candidate.id, candidates }
    : { candidates };
};

/** Characters and pairs of the cores: what two similar names have in common. */
const grams = ({ cores }: Parsed): Set<string> =>
  new Set(cores.flatMap((core) => [...Array.from(core), ...pairs(core)]));

type Nearest = (asked: Parsed) => readonly Known[];

/** The branches that share the rarest characters and pairs with a name: only these are compared in full. */
const nearestOf = (known: readonly Known[]): Nearest => {
  const byGram = new Map<string, number[]>();
  for (const [index, branch] of known.entries()) {
    for (const gram of grams(branch)) {
      const indexes = byGram.get(gram);
      if (indexes) indexes.push(index);
      else byGram.set(gram, [index]);
    }
  }
  return (asked) => {
    const weights = new Map<number, number>();
    for (const gram of grams(asked)) {
      const indexes = byGram.get(gram) ?? [];
      // What a third of all names hold (村, 社区) tells nothing apart.
      if (indexes.length > 20 && indexes.length * 3 > known.length) continue;
      for (const index of indexes) weights.set(index, (weights.get(index) ?? 0) + 1 / indexes.length);
    }
    const nearest = [...weights].toSorted(([, a], [, b]) => b - a).slice(0, COMPARED);
    return nearest.flatMap(([index]) => known[index] ?? []);
  };
};

const multimap = (
  known: readonly Known[],
  keysOf: (branch: Known) => readonly string[],
): ReadonlyMap<string, Known[]> => {
  const map = new Map<string, Known[]>();
  for (const branch of known) {
    for (const key of keysOf(branch)) map.set(key, [...(map.get(key) ?? []), branch]);
  }
  return map;
};

/** A matcher over the branches that the asking person may see. Answers are kept: a roster repeats a name fifty times. */
export const branchMatcher = (branches: readonly BranchName[]): BranchMatcher => {
  const known = branches.map((branch): Known => {
    const places = placesOf(branch.above);
    return { ...branch, ...parse(branch.name, places), places, plainName: plainBranch(branch.name) };
  });
  const everyPlace = longestFirst(known.flatMap((branch) => branch.places));
  const byName = multimap(known, (branch) => [branch.plainName]);
  const byCore = multimap(known, (branch) => branch.cores);
  const nearest = nearestOf(known);
  const answers = new Map<string, BranchMatch>();

  const match = (text: string): BranchMatch => {
    const equal = [...new Map((byName.get(text) ?? []).map((branch) => [branch.id, branch])).values()];
    const [only] = equal;
    if (only && equal.length === 1) {
      return { id: only.id, first: only.id, candidates: [{ id: only.id, name: only.name, score: 1, reason: 'equal' }] };
    }
    if (only)
      return { candidates: equal.slice(0, MOST).map(({ id, name }) => ({ id, name, score: 0.99, reason: 'equal' })) };
    const asked = parse(text, everyPlace);
    const sameCore = [...new Set(asked.cores.flatMap((core) => byCore.get(core) ?? []))];
    const compared = sameCore.length > 0 ? sameCore : nearest(asked);
    return matchOf(compared.flatMap((branch) => judge(text, asked, branch) ?? []));
  };

  return (text) => {
    const key = plainBranch(text);
    const answer = answers.get(key) ?? match(key);
    answers.set(key, answer);
    return answer;
  };
};
