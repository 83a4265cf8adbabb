import { destinations, homeOf, origins, type Gazetteer, type Home } from './addresses.ts';
import { civil, dayNumber, dayText, type DayNumber } from './calendar.ts';
import { flawed } from './flaws.ts';
import { mobileNumber, landlineNumber, type IdentityRegister } from './identity.ts';
import { jobOf } from './jobs.ts';
import { membershipOf } from './membership.ts';
import { ethnicityOf, fullName } from './names.ts';
import { mix, random, weighted, type Random } from './random.ts';
import {
  familyOf,
  hardshipsOf,
  lostContactOf,
  outflowsOf,
  rewardsOf,
  sanctionsOf,
  trainingsOf,
  type RecordContext,
} from './records.ts';
import { personKey, type Place } from './roster.ts';
import { degreeOf, educationOf, leavingAge } from './schooling.ts';
import type { PersonSeed } from './shapes.ts';
import { demoShares, type FittedShares } from './shares.ts';
import type { PlannedBranch, Tree } from './tree.ts';

/** What all people of the county share while they are drawn. */
export interface County {
  readonly tree: Tree;
  readonly shares: FittedShares;
  readonly gazetteer: Gazetteer;
  readonly register: IdentityRegister;
}

const originOf = weighted(origins.map((origin) => [origin, origin.share] as const));

export const maritalOf = (chance: Random, age: number): string => {
  if (age <= 24) return '10';
  if (age <= 32) return chance.chance(0.45) ? '10' : '20';
  const draw = chance.next();
  if (age > 70 && draw < 0.16) return '30';
  return draw < 0.03 ? '10' : draw < 0.07 ? '40' : '20';
};

/** Members of villages and communities below 56 leave most; people with posts stay. */
const isAway = (chance: Random, place: Place): boolean => {
  if (place.isOfficer || place.isComplete || place.seat.age >= 70) return false;
  const rural = place.branch.kind === 'village' || place.branch.kind === 'community';
  const share = rural ? (place.seat.age < 56 ? 3.5 : 0.5) : place.branch.kind === 'retired' ? 0.5 : 0.15;
  return chance.chance(demoShares.outflow * share);
};

const superiorOf = (tree: Tree, branch: PlannedBranch): string => {
  const township = branch.townshipCode === null ? undefined : tree.byKey.get(`t${branch.townshipCode.slice(6)}`);
  return township?.name ?? tree.byKey.get(branch.parentKey)?.name ?? '中共永嘉县委';
};

interface Body {
  readonly sex: '1' | '2';
  readonly ethnicity: string;
  readonly name: string;
  readonly home: Home;
  readonly native: string;
  readonly area: string;
}

const bodyOf = (chance: Random, county: County, place: Place): Body => {
  const women = county.shares.women[place.branch.kind][place.seat.band] ?? 0.3;
  const sex = chance.chance(women) ? '2' : '1';
  const ethnicity = ethnicityOf(chance);
  const home = homeOf(chance, county.gazetteer, place.branch);
  const { native, area } = originOf(chance);
  const name = fullName(chance, { sex, birthYear: civil(place.seat.born).year, ethnicity, leading: home.leading });
  return { sex, ethnicity, name, home, native, area };
};

/** The first of August after the schooling of that kind; null for those who still study. */
const workStart = (born: DayNumber, education: string, today: DayNumber): string | null => {
  const start = dayNumber(civil(born).year + leavingAge(education), 8, 1);
  return start > today ? null : dayText(start);
};

const landlineOf = (chance: Random, place: Place): string | null =>
  chance.chance(place.seat.age > 60 ? 0.12 : 0.03) ? landlineNumber(place.branch.first + place.index) : null;

/** Draws one member. The order of calls on one register decides identity numbers, so people are drawn in sequence. */
export const memberAt = (county: County, place: Place): PersonSeed => {
  const { tree } = county;
  const { branch, seat } = place;
  const number = branch.first + place.index;
  const chance = random(mix(tree.seed, number, 0x9e37));
  const body = bodyOf(chance, county, place);
  const away = isAway(chance, place);
  const education = educationOf(chance, branch.kind, seat.age);
  const job = jobOf(chance, branch.kind, seat.age, body.sex, away);
  const marital = maritalOf(chance, seat.age);
  const membership = membershipOf(chance, tree, place, job);
  const context: RecordContext = {
    chance,
    today: tree.today,
    born: seat.born,
    age: seat.age,
    sex: body.sex,
    name: body.name,
    marital,
    joined: membership.joined,
    full: membership.full,
    isOfficer: place.isOfficer,
    isSecretary: place.isOfficer && place.index === 0,
    isRich: place.isRich,
    isRural: branch.placeCode !== null,
    superior: superiorOf(tree, branch),
  };
  const isLost = !place.isOfficer && !place.isComplete && chance.chance(demoShares.lostContact * 1.3);
  const person: PersonSeed = {
    key: personKey(branch, place.index),
    homeKey: branch.key,
    name: body.name,
    sex: body.sex,
    birthDate: dayText(seat.born),
    ethnicity: body.ethnicity,
    nativePlace: body.native,
    householdPlace: chance.chance(0.04) ? chance.pick(destinations) : body.home.place,
    education,
    degree: degreeOf(chance, education),
    marital,
    workStartedOn: workStart(seat.born, education, tree.today),
    idNumber: county.register.issue(body.area, seat.born, body.sex),
    phone: mobileNumber(number),
    landline: landlineOf(chance, place),
    address: body.home.address,
    membership: membership.seed,
    rewards: rewardsOf(context),
    sanctions: sanctionsOf(context),
    family: familyOf(context),
    hardships: hardshipsOf(context),
    trainings: trainingsOf(context),
    outflows: away ? outflowsOf(context) : [],
    lostContact: isLost ? lostContactOf(context) : null,
    flaws: [],
  };
  return place.isComplete ? person : flawed(chance, person, { born: seat.born, today: tree.today });
};
