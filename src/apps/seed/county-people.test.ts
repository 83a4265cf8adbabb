/** The people of a planned county: their numbers, files, flaws and records. */
import { beforeAll, describe, expect, it } from 'vitest';
import { codeTables } from '#features/base/members/codes.ts';
import { demoCounty, type DemoCounty } from './county.ts';
import type { PersonSeed } from './shapes.ts';

const today = '2026-11-23';
const MEMBERS = 5000;

let county: DemoCounty;
let people: PersonSeed[];
let members: PersonSeed[];

beforeAll(() => {
  county = demoCounty({ members: MEMBERS, today });
  people = [...county.people()];
  members = people.filter((person) => person.membership !== null);
});

/** GB 11643, written a second time: the sum of 18 weighted characters leaves 1 when divided by 11. */
const isIdentityNumber = (text: string): boolean => {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) return false;
  const sum = Array.from(text).reduce(
    (total, char, index) => total + (char === 'X' ? 10 : Number(char)) * (2 ** (17 - index) % 11),
    0,
  );
  return sum % 11 === 1;
};

const years = (day: string, count: number): string => `${Number(day.slice(0, 4)) + count}${day.slice(4)}`;

describe('the people', () => {
  it('are as many as asked, each in one branch that the tree counts', () => {
    expect(members).toHaveLength(MEMBERS);
    const counted = new Map<string, number>();
    for (const { membership } of members) {
      const key = membership?.branchKey ?? '';
      counted.set(key, (counted.get(key) ?? 0) + 1);
    }
    const planned = county.organisations.filter((row) => row.members > 0).map((row) => [row.key, row.members] as const);
    expect(counted).toEqual(new Map(planned));
    expect(new Set(people.map((person) => person.key)).size).toBe(people.length);
  });

  it('belong to one branch on every day', () => {
    const wrong = members.filter(({ membership }) => {
      const rows = membership?.affiliations ?? [];
      const chained = rows.every((row, index) => {
        const next = rows[index + 1];
        return row.to === null ? next === undefined : row.from < row.to && next !== undefined && next.from >= row.to;
      });
      return rows.length === 0 || !chained || rows.at(-1)?.branchKey !== membership?.branchKey;
    });
    expect(wrong.map((person) => person.key)).toEqual([]);
    expect(members.filter((person) => (person.membership?.affiliations.length ?? 0) > 1).length).toBeGreaterThan(100);
  });

  it('carry valid identity numbers, each once, most with the code of the county', () => {
    const numbers = people.flatMap((person) => person.idNumber ?? []);
    expect(numbers.filter((number) => !isIdentityNumber(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.filter((number) => number.startsWith('330324')).length).toBeGreaterThan(numbers.length * 0.85);
    expect(isIdentityNumber('330324198506071237')).toBe(true);
    expect(isIdentityNumber('330324198506071238')).toBe(false);
  });

  it('carry phones that show they are invented, each once', () => {
    const phones = people.flatMap((person) => person.phone ?? []);
    expect(phones.filter((phone) => !/^1[3-9]\d000\d{5}$/.test(phone))).toEqual([]);
    expect(new Set(phones).size).toBe(phones.length);
  });

  it('agree with themselves unless a flaw says so', () => {
    const found = members.filter((person) => {
      const { membership, idNumber, birthDate } = person;
      if (!membership || person.flaws.length > 0) return false;
      const { joinedOn, fullOn, category } = membership;
      const noProbation = joinedOn >= '1969-04-14' && joinedOn < '1977-08-18';
      return (
        idNumber?.slice(6, 14) !== birthDate.replaceAll('-', '') ||
        Number(idNumber.charAt(16)) % 2 !== Number(person.sex) % 2 ||
        joinedOn < years(birthDate, 18) ||
        joinedOn > today ||
        (category === 'full') !== (fullOn !== null) ||
        (fullOn !== null &&
          (fullOn > today || (!noProbation && fullOn < years(joinedOn, 1).replace('02-29', '02-28')))) ||
        (category === 'probationary' && years(joinedOn, 1) < today)
      );
    });
    expect(found.map((person) => person.key)).toEqual([]);
  });

  it('have flaws of every kind, and every flaw is really there', () => {
    const flawed = (flaw: string): PersonSeed[] =>
      members.filter((person) => (person.flaws as readonly string[]).includes(flaw));
    const wrongBirth = flawed('birth_date_not_of_id').filter(
      (p) => p.idNumber?.slice(6, 14) === p.birthDate.replaceAll('-', ''),
    );
    const wrongSex = flawed('sex_not_of_id').filter((p) => Number(p.idNumber?.charAt(16)) % 2 === Number(p.sex) % 2);
    const early = flawed('joined_before_18').filter((p) => (p.membership?.joinedOn ?? '') >= years(p.birthDate, 18));
    const short = flawed('probation_too_short').filter(
      (p) => (p.membership?.fullOn ?? '') >= years(p.membership?.joinedOn ?? '', 1),
    );
    const late = flawed('probation_overdue').filter((p) => years(p.membership?.joinedOn ?? '', 1) >= today);
    expect([wrongBirth, wrongSex, early, short, late]).toEqual([[], [], [], [], []]);
    for (const kind of [
      'birth_date_not_of_id',
      'sex_not_of_id',
      'joined_before_18',
      'probation_too_short',
      'probation_overdue',
    ]) {
      expect(flawed(kind).length, kind).toBeGreaterThan(0);
    }
    expect(flawed('missing:phone').filter((person) => person.phone !== null)).toEqual([]);
    const missing = members.filter((person) => person.flaws.some((flaw) => flaw.startsWith('missing:')));
    expect(missing.length / MEMBERS).toBeGreaterThan(0.035);
    expect(missing.length / MEMBERS).toBeLessThan(0.065);
  });

  it('use the national code tables', () => {
    const known = (key: keyof typeof codeTables): Set<string> => new Set(codeTables[key].codes.map((row) => row.code));
    const outside = (key: keyof typeof codeTables, values: readonly (string | null | undefined)[]): string[] => {
      const codes = known(key);
      return [...new Set(values.flatMap((value) => (value == null || codes.has(value) ? [] : value)))];
    };
    const of = <T>(read: (person: PersonSeed) => T): T[] => people.map(read);
    const all = <T>(read: (person: PersonSeed) => readonly T[]): T[] => people.flatMap(read);
    const strangers = [
      ...outside(
        'sex',
        of((p) => p.sex),
      ),
      ...outside(
        'ethnicity',
        of((p) => p.ethnicity),
      ),
      ...outside(
        'education',
        of((p) => p.education),
      ),
      ...outside(
        'degree',
        of((p) => p.degree),
      ),
      ...outside(
        'marital',
        of((p) => p.marital),
      ),
      ...outside(
        'jobPost',
        of((p) => p.membership?.jobPost),
      ),
      ...outside(
        'memberCategory',
        of((p) => p.membership?.category),
      ),
      ...outside(
        'standing',
        of((p) => p.membership?.standing),
      ),
      ...outside(
        'joinKind',
        of((p) => p.membership?.joinKind),
      ),
      ...outside(
        'conversionState',
        of((p) => p.membership?.conversion),
      ),
      ...outside(
        'socialStratum',
        of((p) => p.membership?.newStratum),
      ),
      ...outside(
        'technicalPost',
        of((p) => p.membership?.technicalPost),
      ),
      ...outside(
        'affiliationStart',
        all((p) => p.membership?.affiliations.map((row) => row.startKind) ?? []),
      ),
      ...outside(
        'affiliationEnd',
        all((p) => p.membership?.affiliations.map((row) => row.endKind) ?? []),
      ),
      ...outside(
        'rewardKind',
        all((p) => p.rewards.map((row) => row.kind)),
      ),
      ...outside(
        'sanctionKind',
        all((p) => p.sanctions.map((row) => row.kind)),
      ),
      ...outside(
        'familyRelation',
        all((p) => p.family.map((row) => row.relation)),
      ),
      ...outside(
        'hardshipKind',
        all((p) => p.hardships.map((row) => row.kind)),
      ),
      ...outside(
        'trainingKind',
        all((p) => p.trainings.map((row) => row.kind)),
      ),
      ...outside(
        'outflowReason',
        all((p) => p.outflows.map((row) => row.reason)),
      ),
      ...outside(
        'lostContactKind',
        of((p) => p.lostContact?.kind),
      ),
      ...outside(
        'partyPost',
        [...county.posts()].map((row) => row.post),
      ),
    ];
    expect(strangers).toEqual([]);
  });

  it('have no child record in the future', () => {
    const days = people.flatMap((p) => [
      ...p.rewards.map((row) => row.grantedOn),
      ...p.sanctions.map((row) => row.decidedOn),
      ...p.family.map((row) => row.birthDate),
      ...p.hardships.flatMap((row) => [row.since, row.until ?? row.since]),
      ...p.trainings.map((row) => row.toOn),
      ...p.outflows.flatMap((row) => [row.fromOn, row.lastContactOn]),
      ...(p.lostContact ? [p.lostContact.fromOn] : []),
    ]);
    expect(days.length).toBeGreaterThan(5000);
    expect(days.filter((day) => !/^\d{4}-\d{2}-\d{2}$/.test(day) || day > today)).toEqual([]);
  });
});
