import { sql } from 'kysely';
import type { Db } from '#platform/db/types.ts';
import { permissionTable, roleFacts, type Permission, type Role } from '#features/base/accounts/permissions/rules.ts';

/** Somebody who may do a thing at an organisation, by account: not every one of them has a member file. */
export interface Keeper {
  readonly organisation: string;
  readonly account: string;
  readonly person: string | null;
}

export interface FoundKeeper extends Keeper {
  /** Where the role hangs: the organisation itself, or the next one above. */
  readonly at: string;
}

interface Asked {
  readonly permission: Permission;
  readonly organisations: readonly string[];
  /** An account that is left out: whoever does it knows. */
  readonly but?: string | null;
  /** Where nobody at the organisation may, whoever may at the next one above. */
  readonly nearest?: boolean;
  readonly today: string;
}

/** Roles that keep an organisation by a permission; who reaches only the own rows keeps nothing. */
const keepingRoles = (permission: Permission): Role[] =>
  (permissionTable[permission] as readonly Role[]).filter((role) =>
    ['subtree', 'unit'].includes(roleFacts[role].reach),
  );

/** Who is to be told of a matter because it is theirs to do. */
export const keepers = async (
  db: Db,
  { permission, organisations, but = null, nearest = false, today }: Asked,
): Promise<FoundKeeper[]> => {
  if (organisations.length === 0) return [];
  const { rows } = await sql<FoundKeeper>`
    select organisation, at, account, person from keepers_of(${[...organisations]}::uuid[], ${keepingRoles(permission)}::text[],
      ${but}::uuid, ${nearest}, ${today}::date)`.execute(db);
  return rows;
};
