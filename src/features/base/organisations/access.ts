import { covers, may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { OrganisationType } from './rules.ts';
import { allowedChildren, hasTerms, holdsMembers, isPartyOrganisation } from './rules.ts';

/** The tree is open inside the county; what is protected (people, posts, counts) is asked by range. */
export const visibleOrganisations = (db: Db, _scope: Scope) => db.selectFrom('organisation as o');

/** Whether the reader may know the people, posts and counts of an organisation. */
export const inRange = (scope: Scope, path: string): boolean =>
  covers(scope, path) && (scope.role === 'system' || may(scope, 'organisations.officers'));

/** Whether the facts of an organisation are this person's to keep. */
export const mayEdit = (scope: Scope, path: string): boolean =>
  covers(scope, path) && (scope.role === 'system' || may(scope, 'organisations.edit'));

/** Name, place and end of an organisation are decided above it; only the county has nobody above. */
export const mayDecide = (scope: Scope, node: { readonly path: string; readonly parentId: string | null }): boolean =>
  mayEdit(scope, node.path) && (node.path !== scope.path || node.parentId === null);

interface Facts {
  readonly path: string;
  readonly parentId: string | null;
  readonly type: OrganisationType;
  readonly abolished: boolean;
  /** The last event is recent and can be taken back. */
  readonly undoable: boolean;
}

/** What the reader may do; the same answers hide the buttons. */
export const canOf = (scope: Scope, node: Facts) => {
  const change = mayEdit(scope, node.path) && !node.abolished;
  const decide = mayDecide(scope, node) && !node.abolished;
  const below = decide && node.parentId !== null;
  return {
    change,
    create: change && allowedChildren[node.type].length > 0,
    rename: decide,
    retype: below,
    move: below,
    merge: below && holdsMembers(node.type),
    abolish: below,
    undo: mayDecide(scope, node) && node.undoable,
    posts:
      covers(scope, node.path) &&
      may(scope, 'organisations.posts') &&
      !node.abolished &&
      (isPartyOrganisation(node.type) || hasTerms(node.type)),
    members: covers(scope, node.path) && may(scope, 'members.read'),
  };
};
