import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { ancestorsOf, type OrganisationRow } from '#features/base/organisations/index.ts';
import { openFile } from '#features/base/members/index.ts';
import type { LetterFacts } from '../letters/rules.ts';
import { committeeOf } from '../rules.ts';

/** The committee that deals with the transfers of a branch. @throws AppError conflict where none stands above it */
export const committeeAbove = async (db: Db, path: string): Promise<OrganisationRow> => {
  const committee = committeeOf(await ancestorsOf(db, path));
  if (committee === undefined) throw new AppError('conflict', { message: 'transfer.no_committee' });
  return committee;
};

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The member as the letter names one, and where the person belongs now. @throws AppError not_found */
export const memberFacts = async (
  db: Db,
  county: County,
  personId: string,
  options: { readonly lock?: boolean } = {},
): Promise<{
  readonly facts: LetterFacts;
  readonly branchId: string;
  readonly ended: boolean;
  readonly version: number;
}> => {
  const { fields, membership, person } = await openFile(db, county, personId, options);
  const facts: LetterFacts = {
    name: textOf(fields.name) ?? '',
    sex: textOf(fields.sex) ?? '0',
    birthDate: textOf(fields.birthDate),
    ethnicity: textOf(fields.ethnicity),
    category: membership.category,
    idNumber: textOf(fields.idNumber) ?? '',
    phone: textOf(fields.phone) ?? '',
    joinedOn: textOf(fields.joinedOn),
    fullOn: textOf(fields.fullOn),
  };
  return { facts, branchId: membership.branch_id, ended: membership.left_on !== null, version: person.version };
};
