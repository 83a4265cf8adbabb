import { covers, may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { Place, Right, Walker } from './rules.ts';

/** Transfers that leave the scope's range or have come into it: the policy's own words, without those of the own person. */
export const visibleTransfers = (db: Db, scope: Scope) =>
  db
    .selectFrom('transfer as t')
    .where((e) =>
      e.or([
        e.and([e('t.org_path', '>=', scope.from), e('t.org_path', '<', scope.to)]),
        e.and([e('t.to_path', '>=', scope.from), e('t.to_path', '<', scope.to)]),
      ]),
    );

/** Transfers of the person behind the session, wherever they lie. */
export const ownRows = (db: Db, scope: Scope) =>
  db.selectFrom('transfer as t').where('t.person_id', '=', scope.personId);

export interface PlacePaths {
  readonly fromPath: string | null;
  readonly fromCommitteePath: string | null;
  readonly toPath: string | null;
  readonly toCommitteePath: string | null;
}

/** Who keeps the roster of a branch speaks for it. */
const rightPermissions: readonly (readonly [Right, string])[] = [
  ['prepare', 'transfers.prepare'],
  ['decide', 'members.edit'],
  ['approve', 'transfers.approve'],
];

export const rightsOf = (scope: Scope): ReadonlySet<Right> =>
  new Set(rightPermissions.filter(([, permission]) => may(scope, permission)).map(([right]) => right));

/** What of a transfer lies in the range, and what the role may do there. */
export const walkerOf = (scope: Scope, paths: PlacePaths): Walker => {
  const all: readonly (readonly [Place, string | null])[] = [
    ['origin_branch', paths.fromPath],
    ['origin_committee', paths.fromCommitteePath],
    ['receiving_branch', paths.toPath],
    ['receiving_committee', paths.toCommitteePath],
  ];
  return {
    covers: new Set(all.filter(([, path]) => path !== null && covers(scope, path)).map(([place]) => place)),
    rights: rightsOf(scope),
  };
};
