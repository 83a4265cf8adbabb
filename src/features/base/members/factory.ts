import { leafPath } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { hostile } from '#test/harness/hostile.ts';
import type { MemberFields } from './contract.ts';
import { idCheckCharacter } from './identity/rules.ts';
import { toColumns } from './row/commands.ts';
import { counted, tally } from './tallies/commands.ts';

let made = 0;

/** A right ID number that no other test has: born on the day, of the sex ('1' male, '2' female). */
export const makeIdNumber = (birthDate: string, sex: '1' | '2'): string => {
  made += 1;
  const number = idNumberOf(birthDate, sex);
  // Three zeros at the end are what a sheet leaves of a number that it has cut.
  return number.endsWith('000') ? makeIdNumber(birthDate, sex) : number;
};

const idNumberOf = (birthDate: string, sex: '1' | '2'): string => {
  const digits = `330324${birthDate.replaceAll('-', '')}`;
  const order = (made % 500) * 2 + (sex === '1' ? 1 : 0);
  // The area changes where a thousand people of one birthday are not enough.
  const area = 330_324 + (Math.floor(made / 500) % 4);
  const seventeen = `${area}${digits.slice(6)}${String(order % 1000).padStart(3, '0')}`;
  return seventeen + idCheckCharacter(seventeen);
};

const familyNames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈'] as const;
const givenNames = ['建国', '秀英', '思远', '一诺', '海燕', '若曦', '立新', '雨桐'] as const;

/** Fields that pass every check; free texts are hostile. */
export const memberFields = (fields: MemberFields = {}): MemberFields => {
  const sex = fields.sex === '2' ? '2' : '1';
  const birthDate = typeof fields.birthDate === 'string' ? fields.birthDate : '1980-05-17';
  const idNumber = fields.idNumber === undefined ? makeIdNumber(birthDate, sex) : fields.idNumber;
  const count = made;
  return {
    name: `${familyNames[count % familyNames.length] ?? '赵'}${givenNames[count % givenNames.length] ?? '建国'}`,
    sex,
    birthDate,
    idNumber,
    ethnicity: '01',
    education: '21',
    phone: `138${String(10_000_000 + count)}`,
    address: `永嘉县上塘镇县前路${count}号${hostile}`,
    nativePlace: `浙江永嘉${hostile}`,
    category: 'full',
    joinedOn: '2005-07-01',
    fullOn: '2006-07-01',
    jobPost: '113',
    standing: '1',
    joinBranch: `老支部${hostile}`,
    archiveUnit: hostile,
    ...fields,
  };
};

export interface MadeMember {
  readonly id: string;
  readonly path: string;
  readonly fields: MemberFields;
}

export interface Making {
  readonly branch: { readonly id: string; readonly path: string };
  readonly fields?: MemberFields;
  /** First day in the branch; by default the day of joining. */
  readonly since?: string;
}

/** A member of a branch with person, membership, affiliation and tally, as `createMember` writes them. */
export const makeMember = async (tx: Tx, county: County, { branch, fields, since }: Making): Promise<MadeMember> => {
  const values = memberFields(fields);
  const columns = toColumns(county.crypto, values);
  const id = newId();
  const path = leafPath(branch.path, id);
  const person = await tx
    .insertInto('person')
    .values({ ...columns.person, id, org_path: path, key_id: county.crypto.currentKeyId } as never)
    .returning(['sex', 'ethnicity'])
    .executeTakeFirstOrThrow();
  const membership = await tx
    .insertInto('membership')
    .values({ ...columns.membership, id: newId(), person_id: id, branch_id: branch.id, org_path: path } as never)
    .returning(['branch_id', 'category', 'lost_since', 'outflow_since', 'outflow_place'])
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('affiliation')
    .values({
      id: newId(),
      person_id: id,
      branch_id: branch.id,
      org_path: path,
      during: `[${since ?? String(values.joinedOn ?? '2005-07-01')},)`,
    })
    .execute();
  await tally(tx, 1, counted({ person, membership }));
  return { id, path, fields: values };
};
