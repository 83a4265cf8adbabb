/** Invented people of a scene: names that no two of a township share, ID numbers that no card and nobody of the demonstration has. */
import { randomInt } from 'node:crypto';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { createMember } from '#features/base/members/index.ts';
import { idCheckCharacter } from '#features/base/members/identity/rules.ts';
import { insertNode } from '#features/base/organisations/index.ts';
import type { Township } from '#features/education/practice/index.ts';

export interface DrillPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
}

export interface Branch {
  readonly id: string;
  readonly path: string;
  readonly name: string;
}

const families = '林陈叶金周徐胡潘李王吴谢章孙朱季戴邵麻郑'.split('');
/** Given names of a scene's people, and of those who live in its township beside them: nobody is called as somebody of the task. */
const givens = [
  '景行',
  '文澜',
  '若谷',
  '思齐',
  '怀瑾',
  '清源',
  '立言',
  '明远',
  '知白',
  '守拙',
  '望舒',
  '安澜',
  '以宁',
  '向禹',
];
export const villagers = [
  '瑞宁',
  '嘉禾',
  '乐平',
  '晓晨',
  '永和',
  '世宁',
  '安然',
  '晨曦',
  '若溪',
  '思远',
  '嘉言',
  '清和',
];

/** A county of Wenzhou that there is not. */
const nowhere = '330399';

/** A right ID number of a day, whose order is of chance. */
const idOf = (birthDate: string): string => {
  const seventeen = `${nowhere}${birthDate.replaceAll('-', '')}${String(randomInt(100, 1000))}`;
  const id = seventeen + idCheckCharacter(seventeen);
  // Three zeros at the end are what a sheet leaves of a number that it has cut.
  return id.endsWith('000') ? idOf(birthDate) : id;
};

const day = (): string =>
  `${randomInt(1958, 1996)}-${String(randomInt(1, 13)).padStart(2, '0')}-${String(randomInt(1, 29)).padStart(2, '0')}`;

/** Each with another name and another day of birth. */
export const inventPeople = (count: number, named: readonly string[] = givens): DrillPerson[] => {
  const found = new Map<string, DrillPerson>();
  const days = new Set<string>();
  while (found.size < count) {
    const name = `${families[randomInt(families.length)] ?? ''}${named[randomInt(named.length)] ?? ''}`;
    const birth = day();
    if (found.has(name) || days.has(birth)) continue;
    days.add(birth);
    found.set(name, { name, idNumber: idOf(birth), phone: `13800${String(randomInt(100_000, 1_000_000))}` });
  }
  return [...found.values()];
};

/** The same day, another order: a right number of somebody else. */
export const idBeside = (idNumber: string): string => {
  const birth = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  for (;;) {
    const other = idOf(birth);
    if (other !== idNumber && other[16] !== undefined && Number(other[16]) % 2 === Number(idNumber[16]) % 2)
      return other;
  }
};

/** One digit wrong, so that the check character does not fit. */
export const misread = (idNumber: string): string => {
  const at = 15;
  const digit = (Number(idNumber[at]) + 1) % 10;
  return `${idNumber.slice(0, at)}${digit}${idNumber.slice(at + 1)}`;
};

export const joined = { joinedOn: '2015-07-01', fullOn: '2016-07-01' } as const;

export const plantBranch = async (tx: Tx, township: Township, name: string): Promise<Branch> => ({
  ...(await insertNode(tx, { parent: township, type: 'branch', name, on: '2001-07-01' })),
  name,
});

/** On the register of a branch, as if entered by hand. Answers the id. */
export const enlist = (
  tx: Tx,
  { scope, county, branch }: { readonly scope: Scope; readonly county: County; readonly branch: Branch },
  person: DrillPerson,
): Promise<string> =>
  createMember(tx, scope, county, {
    branchId: branch.id,
    since: joined.joinedOn,
    fields: {
      ...person,
      ethnicity: '01',
      education: '21',
      category: 'full',
      ...joined,
      jobPost: '113',
      standing: '1',
      address: branch.name,
    },
  });
