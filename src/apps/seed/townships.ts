import type { Place, Township } from './divisions.ts';
import { addPartyUnit } from './party.ts';
import { addPrivateBranches } from './private.ts';
import { apportion, apportionAround, spreadWeight } from './quotas.ts';
import { addBranch, addNode, chanceOf, type Tree } from './tree.ts';

/** Places with a fixed membership, so that demonstrations and advisories always have their example. */
const fixedPlaces: Readonly<Record<string, { readonly members: number; readonly split?: readonly number[] }>> = {
  // 圣旨门社区: home of the demonstration accounts.
  '330324109003': { members: 42, split: [21, 21] },
  // 幸福社区: one branch above 50 members.
  '330324109004': { members: 53, split: [53] },
  // Three remote villages whose branches have fewer than three full members.
  '330324110249': { members: 2 },
  '330324229209': { members: 2 },
  '330324001222': { members: 2 },
};

/** Short keys: g109, t109, v109003, p109003. */
export const shortCode = (code: string): string => code.slice(6);

const placeWeight = (tree: Tree, place: Place): number =>
  spreadWeight(chanceOf(tree, `w${place.code}`), 0.5) * (place.isVillage ? 0.95 : 1.35);

/** Relative size of a township beyond its fewest. */
export const townshipWeight = (township: Township): number =>
  township.places.reduce((sum, place) => sum + (place.isVillage ? 0.95 : 1.35), 1);

/** Members without whom a township could not seat its committee and give each place a branch of three. */
export const fewestIn = (township: Township): number => (township.isFarm ? 8 : 24 + 3 * township.places.length);

const addPlaces = (tree: Tree, township: Township, members: number): void => {
  const fixed = new Map(
    township.places.flatMap((place, index) => {
      const entry = fixedPlaces[place.code];
      return entry ? [[index, entry.members] as const] : [];
    }),
  );
  const weights = township.places.map((place) => placeWeight(tree, place));
  const sizes = apportionAround(members, weights, fixed, 3);
  const short = shortCode(township.code);
  township.places.forEach((place, index) => {
    const split = fixedPlaces[place.code]?.split;
    addPartyUnit(tree, {
      key: `p${shortCode(place.code)}`,
      parentKey: `t${short}`,
      unitKey: `v${shortCode(place.code)}`,
      unitName: `永嘉县${township.name}${place.name}`,
      shortUnit: place.name,
      members: sizes[index] ?? 0,
      kind: place.isVillage ? 'village' : 'community',
      townshipCode: township.code,
      place,
      foundedBetween: place.isVillage ? [1956, 2019] : [1998, 2019],
      ...(split === undefined ? {} : { split, withGroups: true }),
    });
  });
};

const addGovernment = (tree: Tree, township: Township): void => {
  const short = shortCode(township.code);
  const street = township.name.endsWith('街道');
  addNode(tree, {
    key: `g${short}`,
    parentKey: `t${short}`,
    type: 'township_government',
    name: `永嘉县${township.name}${street ? '办事处' : '人民政府'}`,
    shortName: `${township.name}${street ? '办事处' : '政府'}`,
    divisionCode: township.code,
    foundedBetween: [1984, 2011],
  });
  for (const place of township.places) {
    addNode(tree, {
      key: `v${shortCode(place.code)}`,
      parentKey: `g${short}`,
      type: place.isVillage ? 'village' : 'community',
      name: `永嘉县${township.name}${place.name}`,
      shortName: place.name,
      divisionCode: place.code,
      foundedBetween: [1984, 2019],
    });
  }
};

interface TownshipParts {
  readonly organ: number;
  readonly retired: number;
  readonly private: number;
  readonly places: number;
}

/** Places take about nine tenths; the organ always has enough members to seat the township committee (7 to 9). */
const partsOf = (members: number): TownshipParts => {
  const [organ = 0, retired = 0, companies = 0] = apportion(
    Math.max(23, Math.round(members * 0.095)),
    [1.9, 0.9, 4],
    4,
  );
  const seats = Math.max(organ, 11);
  return { organ: seats, retired, private: companies, places: members - seats - retired - companies };
};

const addFarm = (tree: Tree, township: Township, members: number): void => {
  const short = shortCode(township.code);
  const place = township.places[0];
  if (!place) throw new Error(`no living area in ${township.name}`);
  addNode(tree, {
    key: `g${short}`,
    parentKey: 'county',
    type: 'unit',
    name: `永嘉县${township.name.replace(/^县/, '')}`,
    shortName: township.name,
    divisionCode: township.code,
    foundedBetween: [1958, 1965],
  });
  addNode(tree, {
    key: `v${shortCode(place.code)}`,
    parentKey: `g${short}`,
    type: 'community',
    name: `永嘉县${place.name.replace(/^县/, '')}`,
    shortName: place.name,
    divisionCode: place.code,
    foundedBetween: [2010, 2012],
  });
  addNode(tree, {
    key: `t${short}`,
    parentKey: 'county',
    type: 'grassroots_committee',
    name: `中共永嘉县${township.name.replace(/^县/, '')}委员会`,
    shortName: `${township.name}党委`,
    divisionCode: township.code,
    unitKey: `g${short}`,
    termYears: 5,
    foundedBetween: [1958, 1965],
  });
  const office = Math.ceil(members / 2);
  const base = {
    parentKey: `t${short}`,
    unitName: `永嘉县${township.name.replace(/^县/, '')}`,
    townshipCode: township.code,
  };
  addBranch(tree, {
    ...base,
    key: `p${short}-organ`,
    name: `中共${base.unitName}机关支部`,
    shortName: `${township.name}机关党支部`,
    kind: 'state_enterprise',
    size: office,
    termYears: 3,
  });
  addBranch(tree, {
    ...base,
    key: `p${shortCode(place.code)}`,
    name: `中共${base.unitName}生活区支部`,
    shortName: `${township.name}生活区党支部`,
    unitKey: `v${shortCode(place.code)}`,
    kind: 'community',
    size: members - office,
    termYears: 5,
    place,
  });
};

/** Adds a township (or farm) with its committee, government, places, branches, companies and retired cadres. */
export const addTownship = (tree: Tree, township: Township, members: number): void => {
  if (township.isFarm) {
    addFarm(tree, township, members);
    return;
  }
  const short = shortCode(township.code);
  const parts = partsOf(members);
  const street = township.name.endsWith('街道');
  addNode(tree, {
    key: `t${short}`,
    parentKey: 'county',
    type: 'township_committee',
    name: street ? `中共永嘉县${township.name}工作委员会` : `中共永嘉县${township.name}委员会`,
    shortName: `${township.name}${street ? '党工委' : '党委'}`,
    divisionCode: township.code,
    unitKey: `g${short}`,
    ...(street ? {} : { termYears: 5 }),
    foundedBetween: [1950, 1956],
  });
  addGovernment(tree, township);
  addPartyUnit(tree, {
    key: `p${short}-organ`,
    parentKey: `t${short}`,
    unitKey: `g${short}`,
    unitName: `永嘉县${township.name}机关`,
    shortUnit: `${township.name}机关`,
    members: parts.organ,
    kind: 'township_organ',
    ...(parts.organ <= 40 ? { split: [parts.organ] } : {}),
    townshipCode: township.code,
    foundedBetween: [1956, 1990],
  });
  addPartyUnit(tree, {
    key: `p${short}-retired`,
    parentKey: `t${short}`,
    unitKey: `g${short}`,
    unitName: `永嘉县${township.name}离退休干部`,
    shortUnit: `${township.name}离退休干部`,
    members: parts.retired,
    kind: 'retired',
    townshipCode: township.code,
    foundedBetween: [1985, 2005],
  });
  addPlaces(tree, township, parts.places);
  addPrivateBranches(tree, {
    key: `p${short}-private`,
    parentKey: `t${short}`,
    unitsBelow: `g${short}`,
    area: `永嘉县${township.name}`,
    shortArea: township.name,
    members: parts.private,
    townshipCode: township.code,
  });
};
