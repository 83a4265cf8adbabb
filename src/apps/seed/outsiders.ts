import { outsiders } from './accounts.ts';
import { homeIn } from './addresses.ts';
import { addYears, civil, dayText } from './calendar.ts';
import { mobileNumber } from './identity.ts';
import { landmarks } from './landmarks.ts';
import { fullName } from './names.ts';
import { maritalOf, type County } from './person.ts';
import { mix, random } from './random.ts';
import { degreeOf, educationOf, leavingAge } from './schooling.ts';
import type { PersonSeed } from './shapes.ts';

const COUNT = 24;
const APPLICANTS = 8;

const outsiderAt = (county: County, number: number, members: number): PersonSeed => {
  const { tree } = county;
  const chance = random(mix(tree.seed, number, 0x5eed));
  const isApplicant = number % 3 === 1 && number < APPLICANTS * 3;
  const age = isApplicant ? chance.whole(20, 34) : chance.whole(28, 76);
  const born = addYears(tree.today, -age) - chance.whole(1, 360);
  const sex = chance.chance(0.5) ? '2' : '1';
  const home = homeIn(chance, county.gazetteer, `330324${landmarks.demoPlace.slice(1)}`);
  const education = educationOf(chance, 'community', age);
  return {
    key: `x${String(number).padStart(7, '0')}`,
    homeKey: isApplicant ? landmarks.demoBranch : landmarks.demoPlace,
    name: fullName(chance, { sex, birthYear: civil(born).year, ethnicity: '01', leading: home.leading }),
    sex,
    birthDate: dayText(born),
    ethnicity: '01',
    nativePlace: '浙江永嘉',
    householdPlace: home.place,
    education,
    degree: degreeOf(chance, education),
    marital: maritalOf(chance, age),
    workStartedOn: dayText(Math.min(tree.today - 30, addYears(born, leavingAge(education)))),
    idNumber: county.register.issue('330324', born, sex),
    phone: mobileNumber(members + number),
    landline: null,
    address: home.address,
    membership: null,
    rewards: [],
    sanctions: [],
    family: [],
    hardships: [],
    trainings: [],
    outflows: [],
    lostContact: null,
    flaws: [],
  };
};

/** People of the demonstration community who are not members: applicants (their file hangs on the branch) and residents. */
export function* outsidersOf(county: County, members: number): Generator<PersonSeed> {
  for (let number = 1; number <= COUNT; number += 1) yield outsiderAt(county, number, members);
}

export const isOutsider = (key: string): boolean => key.startsWith(outsiders.applicant.charAt(0));
