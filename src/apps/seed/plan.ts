import type { DayNumber } from './calendar.ts';
import { readTownships, type Township } from './divisions.ts';
import { apportionAround, sizingFor } from './quotas.ts';
import { addCountyFrame, addSectors } from './sectors.ts';
import { addTownship, fewestIn, townshipWeight } from './townships.ts';
import { emptyTree, type Tree } from './tree.ts';

/** 枫林镇: home of the demonstration accounts. 沙头镇: the subtree of 2,500 members that benchmarks read. */
export const demoTownshipCode = '330324109';
export const benchTownshipCode = '330324111';

/** Below this every village could not have its own branch of three. */
export const fewestMembers = 4500;

const FULL_SIZE = 50_000;
const FARM_SIZE = 24;

/** Members outside the townships: national shares at full size, fewer where each village must keep a branch. */
const countyShare = (members: number): number => (members >= FULL_SIZE / 2 ? 0.28 : 0.17);

const fixedTownships = (townships: readonly Township[], members: number): Map<number, number> =>
  new Map(
    townships.flatMap((township, index): (readonly [number, number])[] => {
      if (township.isFarm) return [[index, members >= FULL_SIZE ? FARM_SIZE * 2 : FARM_SIZE / 2]];
      if (township.code === benchTownshipCode && members >= FULL_SIZE) return [[index, 2500]];
      if (township.code === demoTownshipCode && members < FULL_SIZE / 2) return [[index, 560]];
      if (township.code === demoTownshipCode && members > FULL_SIZE) return [[index, 1400]];
      return [];
    }),
  );

/** The whole tree of the county with a plan for every branch. Throws a RangeError below `fewestMembers`. */
export const planCounty = (members: number, seed: number, today: DayNumber): Tree => {
  if (members < fewestMembers) throw new RangeError(`the demonstration county needs at least ${fewestMembers} members`);
  const townships = readTownships();
  const tree = emptyTree(seed, today, sizingFor(members));
  addCountyFrame(tree);
  const inCounty = Math.round(members * countyShare(members));
  const sizes = apportionAround(
    members - inCounty,
    townships.map(townshipWeight),
    fixedTownships(townships, members),
    townships.map(fewestIn),
  );
  townships.forEach((township, index) => addTownship(tree, township, sizes[index] ?? 0));
  addSectors(tree, townships, inCounty);
  return tree;
};
