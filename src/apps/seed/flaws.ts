import { addYears, dayText, parseDay, type DayNumber } from './calendar.ts';
import type { Random } from './random.ts';
import type { Contradiction, Flaw, MembershipSeed, MissingField, PersonSeed } from './shapes.ts';
import { demoShares } from './shares.ts';

/** Real rosters have gaps and contradictions; the demonstration county has a known share of both, each named in `flaws`. */
interface Life {
  readonly born: DayNumber;
  readonly today: DayNumber;
}

const missingFields: readonly MissingField[] = [
  'phone',
  'phone',
  'address',
  'address',
  'education',
  'jobPost',
  'jobPost',
  'nativePlace',
  'householdPlace',
  'joinBranch',
  'idNumber',
];

const without = (person: PersonSeed, field: MissingField): PersonSeed => {
  const flaws: readonly Flaw[] = [...person.flaws, `missing:${field}`];
  if (field === 'fullOn' || field === 'jobPost' || field === 'joinBranch') {
    if (person.membership === null) return person;
    return { ...person, membership: { ...person.membership, [field]: null }, flaws };
  }
  return { ...person, [field]: null, flaws };
};

const withDates = (person: PersonSeed, membership: MembershipSeed, dates: Partial<MembershipSeed>): PersonSeed => ({
  ...person,
  membership: { ...membership, ...dates },
});

/** Only a file that began in its present branch lets its joining move without touching another branch's rolls. */
const canRejoin = (membership: MembershipSeed): boolean =>
  membership.affiliations.length === 1 && membership.affiliations[0]?.startKind === 'registered';

const contradictFull = (
  chance: Random,
  person: PersonSeed,
  life: Life,
  membership: MembershipSeed,
): PersonSeed | null => {
  const kind: Contradiction = chance.pick([
    'birth_date_not_of_id',
    'sex_not_of_id',
    'joined_before_18',
    'probation_too_short',
  ] as const);
  const flaws: readonly Flaw[] = [...person.flaws, kind];
  if (kind === 'birth_date_not_of_id') {
    return { ...person, birthDate: dayText(life.born + chance.whole(1, 400)), flaws };
  }
  if (kind === 'sex_not_of_id') return { ...person, sex: person.sex === '1' ? '2' : '1', flaws };
  const joined = parseDay(membership.joinedOn);
  if (kind === 'probation_too_short') {
    const fullOn = dayText(joined + chance.whole(60, 200));
    return membership.conversion === 'on_time' ? { ...withDates(person, membership, { fullOn }), flaws } : null;
  }
  if (!canRejoin(membership)) return null;
  const early = life.born + chance.whole(15 * 365, 17 * 365);
  const dates = { joinedOn: dayText(early), fullOn: dayText(addYears(early, 1)) };
  return { ...withDates(person, membership, dates), flaws };
};

/** A probation that ran out without a decision on it: a real situation that the branch must see. */
const overdue = (chance: Random, person: PersonSeed, life: Life, membership: MembershipSeed): PersonSeed | null => {
  const joined = life.today - chance.whole(372, 450);
  const [affiliation] = membership.affiliations;
  if (!affiliation || joined < addYears(life.born, 18)) return null;
  const from = affiliation.startKind === 'admitted' ? dayText(joined) : affiliation.from;
  return {
    ...withDates(person, membership, {
      joinedOn: dayText(joined),
      affiliations: [{ ...affiliation, from }],
    }),
    flaws: [...person.flaws, 'probation_overdue'],
  };
};

/** The person with the gaps and contradictions that chance gives; most come back as they are. */
export const flawed = (chance: Random, person: PersonSeed, life: Life): PersonSeed => {
  const { membership } = person;
  let result = person;
  if (membership?.category === 'probationary' && chance.chance(0.06)) {
    result = overdue(chance, result, life, membership) ?? result;
  } else if (membership?.category === 'full' && chance.chance(demoShares.contradiction * 1.3)) {
    result = contradictFull(chance, result, life, membership) ?? result;
  }
  if (!chance.chance(demoShares.missingField)) return result;
  const fullDateMissing = result.flaws.length === 0 && membership?.category === 'full' && chance.chance(0.06);
  return without(result, fullDateMissing ? 'fullOn' : chance.pick(missingFields));
};
