import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { accountsScope, scopeOf, validGrants } from '../access.ts';
import { heldDrills } from '../drills/queries.ts';
import type { Drill } from '../drills/rules.ts';
import { permissionsOf, roleFacts, type Role } from '../permissions/rules.ts';

/** Somebody who holds a role at an organisation. */
export interface Holder {
  readonly grantId: string;
  readonly accountId: string;
  readonly name: string;
  readonly role: Role;
  /** What this person may do in that role, for looking and never for acting. */
  readonly scope: Scope;
}

const rows = (db: Db, county: County) =>
  validGrants(db, county.today())
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .leftJoin('person as p', 'p.id', 'a.person_id')
    .where('a.disabled_at', 'is', null)
    .select([
      'g.id as grantId',
      'g.role',
      'g.organisation_id',
      'o.short_name',
      'o.path',
      'a.id as accountId',
      'a.display_name as name',
      'a.person_id',
      'p.org_path as personPath',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

const holderOf = (county: County, row: Row): Holder => {
  const { grantId, accountId, name, role } = row;
  const grant = {
    id: grantId,
    role,
    organisationId: row.organisation_id,
    organisationName: row.short_name,
    path: row.path,
  };
  const signedIn = {
    accountId,
    personId: row.person_id,
    personPath: row.personPath,
    displayName: name,
    sessionId: grantId,
    grant,
    drills: [],
  };
  return { grantId, accountId, name, role, scope: scopeOf(county, signedIn, 'holder') };
};

/** Who keeps an organisation by a permission; who reaches only the own rows keeps nothing. */
export const holdersAt = async (county: County, organisationId: string, permission: string): Promise<Holder[]> => {
  const all = await rows(county.read(accountsScope(county, 'holders')), county)
    .where('g.organisation_id', '=', organisationId)
    .orderBy('a.display_name')
    .orderBy('g.id')
    .execute();
  return all
    .filter(({ role }) => ['subtree', 'unit'].includes(roleFacts[role].reach) && permissionsOf(role).has(permission))
    .map((row) => holderOf(county, row));
};

export interface Administrator {
  readonly organisationId: string;
  readonly name: string;
  readonly role: Role;
  /** Drills that the account holds today. */
  readonly held: readonly Drill[];
}

/** Who has one of the roles at an organisation of the range. Looked up behind the guard: names and roles, nothing of their files. */
export const administratorsBelow = async (
  county: County,
  { from, to }: Pick<Scope, 'from' | 'to'>,
  among: readonly Role[],
): Promise<Administrator[]> =>
  rows(county.read(accountsScope(county, 'administrators')), county)
    .where('o.path', '>=', from)
    .where('o.path', '<', to)
    .where('g.role', 'in', among)
    .clearSelect()
    .select(['g.organisation_id as organisationId', 'a.display_name as name', 'g.role'])
    .select(heldDrills('a.id', county.today()).as('held'))
    .orderBy('a.display_name')
    .orderBy('g.id')
    .execute();

/** Who holds a grant, or undefined where it holds no more. */
export const holderBy = async (county: County, grantId: string): Promise<Holder | undefined> => {
  const row = await rows(county.read(accountsScope(county, 'holder')), county)
    .where('g.id', '=', grantId)
    .executeTakeFirst();
  return row && holderOf(county, row);
};
