/** Invented new members for the write bench, and the rows that the floor inserts for one. */
import type { County } from '#platform/county/county.ts';
import { systemScope } from '#platform/access/scope.ts';
import { idCheckCharacter } from '#features/base/members/identity/rules.ts';
import { toColumns } from '#features/base/members/row/commands.ts';
import type { MemberFields } from '#features/base/members/contract.ts';
import type { Statement } from './record.ts';

const digits = (n: number, width: number): string => String(n).padStart(width, '0');

const idNumberOf = (serial: number): string => {
  const day = new Date(Date.UTC(1950, 0, 1 + (serial % 18_000))).toISOString().slice(0, 10).replaceAll('-', '');
  // In a province where the county's generator lets nobody be born: no number is somebody's.
  const area = 650100 + (Math.floor(serial / 18_000) % 90);
  const seventeen = `${area}${day}${digits(1 + (Math.floor(serial / 1_620_000) % 99), 3)}`;
  return seventeen + idCheckCharacter(seventeen);
};

/** Marks the members that a bench makes. */
export const invented = '测试员';

export const fieldsOf = (serial: number): MemberFields => ({
  name: invented,
  idNumber: idNumberOf(serial),
  ethnicity: '01',
  education: '21',
  phone: `199${digits(serial % 100_000_000, 8)}`,
  address: '浙江省温州市永嘉县测试路1号',
  category: 'full',
  joinedOn: '2020-07-01',
  fullOn: '2021-07-01',
  jobPost: '016',
  standing: '1',
});

export const newMemberBody = (branchId: string, serial: number): string =>
  JSON.stringify({ branchId, fields: fieldsOf(serial) });

const insertOf = (table: string, columns: Readonly<Record<string, unknown>>): Statement => {
  const names = Object.keys(columns);
  return {
    text: `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    values: Object.values(columns),
  };
};

/** Person, membership, affiliation and tally of one member: the platform's rows without its checks, audit and receipts. */
export const insertStatements = async (county: County, branchId: string): Promise<Statement[]> => {
  const db = county.read(systemScope(county.entry.code, 'bench'));
  const branch = await db
    .selectFrom('organisation')
    .select('path')
    .where('id', '=', branchId)
    .executeTakeFirstOrThrow();
  const { person, membership } = toColumns(county.crypto, fieldsOf(1));
  const path = `${branch.path}@$uuid:1/`;
  const hashes = {
    id_number_hash: '$bytes:1',
    id_tail_hash: '$bytes:2',
    phone_hash: '$bytes:3',
    phone_tail_hash: '$bytes:4',
  };
  return [
    insertOf('person', { ...person, ...hashes, id: '$uuid:1', org_path: path, key_id: 1 }),
    insertOf('membership', { ...membership, id: '$uuid:2', person_id: '$uuid:1', branch_id: branchId, org_path: path }),
    insertOf('affiliation', {
      id: '$uuid:3',
      person_id: '$uuid:1',
      branch_id: branchId,
      org_path: path,
      during: '[2020-07-01,)',
    }),
    { text: 'update branch_tally set members = members + 1 where branch_id = $1', values: [branchId] },
  ];
};
