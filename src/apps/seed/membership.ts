import { addYears, dayNumber, dayText, type DayNumber } from './calendar.ts';
import type { Job } from './jobs.ts';
import type { Random } from './random.ts';
import type { Place } from './roster.ts';
import type { AffiliationSeed, MembershipSeed } from './shapes.ts';
import { demoShares } from './shares.ts';
import type { PlannedBranch, Tree } from './tree.ts';

/** The Party charters of 1969 and 1973 knew no probation; that of August 1977 restored one year. */
const noProbation = { from: dayNumber(1969, 4, 14), to: dayNumber(1977, 8, 18) } as const;

export interface DrawnMembership {
  readonly seed: MembershipSeed;
  readonly joined: DayNumber;
  readonly full: DayNumber | null;
}

interface Dates {
  readonly joined: DayNumber;
  readonly full: DayNumber | null;
  readonly conversion: MembershipSeed['conversion'];
  readonly probationUntil: DayNumber | null;
}

/** Officers, teachers and doctors join in their twenties, farmers somewhat later. */
const usualAge = { rural: [25, 6.5], other: [23.5, 3.6] } as const;

const joinedOn = (chance: Random, place: Place, today: DayNumber): DayNumber => {
  const { born } = place.seat;
  const earliest = addYears(born, 18) + chance.whole(0, 300);
  const latest = today - 400;
  const [mean, deviation] = place.branch.placeCode === null ? usualAge.other : usualAge.rural;
  const drawn = Math.round(born + (mean + chance.normal() * deviation) * 365.25);
  if (drawn >= earliest && drawn <= latest) return drawn;
  return chance.whole(Math.min(earliest, latest), latest);
};

const probationaryDates = (chance: Random, today: DayNumber): Dates => {
  const joined = today - chance.whole(15, 360);
  return { joined, full: null, conversion: 'pending', probationUntil: null };
};

const fullDates = (chance: Random, place: Place, today: DayNumber): Dates => {
  const joined = joinedOn(chance, place, today);
  if (joined >= noProbation.from && joined < noProbation.to) {
    return { joined, full: joined, conversion: null, probationUntil: null };
  }
  const year = addYears(joined, 1);
  const extended = year + chance.whole(182, 365);
  const isExtended = chance.chance(0.02) && extended < today && !place.isComplete;
  return {
    joined,
    full: isExtended ? extended : year,
    conversion: isExtended ? 'after_extension' : 'on_time',
    probationUntil: isExtended ? extended : null,
  };
};

/** One branch on every day: an earlier branch ends on the day on which the present one begins. */
const affiliationsOf = (chance: Random, tree: Tree, place: Place, joined: DayNumber): AffiliationSeed[] => {
  const { branch } = place;
  const start = Math.max(joined, branch.founded);
  const own = (from: DayNumber, startKind: AffiliationSeed['startKind']): AffiliationSeed => ({
    branchKey: branch.key,
    from: dayText(from),
    to: null,
    startKind,
    endKind: null,
  });
  const alone = [own(start, joined >= branch.founded ? 'admitted' : 'registered')];
  if (place.isOfficer || place.seat.isProbationary || !chance.chance(demoShares.earlierBranch)) return alone;
  const earlier: PlannedBranch = chance.pick(tree.branches);
  const from = Math.max(joined, earlier.founded);
  const moved = chance.whole(from, tree.today - 40);
  if (earlier.key === branch.key || moved <= from + 60 || moved < branch.founded) return alone;
  return [
    {
      branchKey: earlier.key,
      from: dayText(from),
      to: dayText(moved),
      startKind: joined >= earlier.founded ? 'admitted' : 'registered',
      endKind: 'moved',
    },
    own(moved, 'transferred_in'),
  ];
};

const groupOf = (branch: PlannedBranch, index: number): string | null =>
  branch.groups.findLast((group) => group.from <= index)?.key ?? null;

const joinBranchOf = (tree: Tree, affiliations: readonly AffiliationSeed[]): string => {
  const first = affiliations[0];
  return (first && tree.byKey.get(first.branchKey)?.name) ?? '';
};

const archiveOf = (tree: Tree, branch: PlannedBranch): string => {
  const township = branch.townshipCode === null ? undefined : tree.byKey.get(`t${branch.townshipCode.slice(6)}`);
  return township?.shortName ?? branch.unitName;
};

/** Draws the membership of the person on a seat: dates in order, one branch at any day. */
export const membershipOf = (chance: Random, tree: Tree, place: Place, job: Job): DrawnMembership => {
  const { branch, seat } = place;
  const dates = seat.isProbationary ? probationaryDates(chance, tree.today) : fullDates(chance, place, tree.today);
  const affiliations = affiliationsOf(chance, tree, place, dates.joined);
  const corrected = place.isRich || (!place.isComplete && chance.chance(demoShares.partyAgeCorrection));
  const seed: MembershipSeed = {
    branchKey: branch.key,
    groupKey: groupOf(branch, place.index),
    category: seat.isProbationary ? 'probationary' : 'full',
    joinedOn: dayText(dates.joined),
    fullOn: dates.full === null ? null : dayText(dates.full),
    partyAgeCorrection: corrected && !seat.isProbationary ? -chance.whole(1, 18) : 0,
    standing: '1',
    joinKind: 'admitted',
    joinBranch: joinBranchOf(tree, affiliations),
    conversion: dates.conversion,
    probationUntil: dates.probationUntil === null ? null : dayText(dates.probationUntil),
    jobPost: job.post,
    newStratum: job.stratum,
    technicalPost: job.technicalPost,
    isMigrantWorker: job.isMigrantWorker,
    isFrontLine: job.isFrontLine,
    archiveUnit: archiveOf(tree, branch),
    affiliations,
  };
  return { seed, joined: dates.joined, full: dates.full };
};
