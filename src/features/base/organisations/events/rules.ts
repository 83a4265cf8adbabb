/** What stands in the way of an event of the tree. Pure: facts in, problems out; paths name the fields of the command. */
import type { Problem } from '#shared/errors.ts';
import { allowedChildren, holdsMembers, mayHang, type OrganisationType } from '../rules.ts';

export interface NodeFacts {
  readonly id: string;
  readonly type: OrganisationType;
  readonly path: string;
  readonly parentId: string | null;
  readonly abolished: boolean;
  /** The day since which it has been as it is; an event cannot lie before it. */
  readonly since: string;
}

const problem = (path: string, message: string, params?: Problem['params']): Problem[] => [
  params === undefined ? { path, message } : { path, message, params },
];

/** Events are recorded when they have happened, and in their order: none in the future, none before the last one. */
export const dateProblems = (
  on: string,
  facts: { readonly today: string; readonly since: string | null },
): Problem[] => {
  if (on > facts.today) return problem('body.on', 'event_future', { today: facts.today });
  if (facts.since !== null && on < facts.since) return problem('body.on', 'event_before_last', { day: facts.since });
  return [];
};

export const parentProblems = (
  type: OrganisationType,
  parent: NodeFacts | null,
  on: string,
  field = 'body.parentId',
): Problem[] => {
  if (parent === null) return problem(field, 'target_unknown');
  if (parent.abolished) return problem(field, 'target_abolished');
  if (!mayHang(type, parent.type)) return problem(field, 'type_not_below');
  return on < parent.since ? problem('body.on', 'target_later', { day: parent.since }) : [];
};

export const moveProblems = (node: NodeFacts, parent: NodeFacts | null, on: string): Problem[] => {
  if (parent !== null && parent.id === node.parentId) return problem('body.parentId', 'target_same');
  if (parent !== null && parent.path.startsWith(node.path)) return problem('body.parentId', 'target_below');
  return parentProblems(node.type, parent, on);
};

export const mergeProblems = (
  node: NodeFacts,
  target: NodeFacts | null,
  facts: { readonly on: string; readonly peopleSince: string | null; readonly children: readonly OrganisationType[] },
): Problem[] => {
  if (target === null || target.id === node.id) return problem('body.targetId', 'target_unknown');
  if (target.abolished) return problem('body.targetId', 'target_abolished');
  if (!holdsMembers(node.type) || !holdsMembers(target.type)) return problem('body.targetId', 'merge_type');
  const found: Problem[] = [];
  if (facts.on < target.since) found.push(...problem('body.on', 'target_later', { day: target.since }));
  if (facts.peopleSince !== null && facts.on < facts.peopleSince)
    found.push(...problem('body.on', 'people_later', { day: facts.peopleSince }));
  const stuck = facts.children.filter((type) => !mayHang(type, target.type)).length;
  if (stuck > 0) found.push(...problem('body.targetId', 'children_in_place', { count: stuck }));
  return found;
};

export const retypeProblems = (
  node: NodeFacts,
  type: OrganisationType,
  facts: {
    readonly parentType: OrganisationType | null;
    readonly children: readonly OrganisationType[];
    readonly members: number;
  },
): Problem[] => {
  if (type === node.type) return problem('body.type', 'type_unchanged');
  if (!mayHang(type, facts.parentType)) return problem('body.type', 'type_not_below');
  const stuck = facts.children.filter((child) => !allowedChildren[type].includes(child)).length;
  if (stuck > 0) return problem('body.type', 'children_in_place', { count: stuck });
  if (facts.members > 0 && holdsMembers(node.type) && !holdsMembers(type))
    return problem('body.type', 'members_in_place', { count: facts.members });
  return [];
};

export const abolishProblems = (facts: {
  readonly children: number;
  readonly members: number;
  readonly others: number;
}): Problem[] => [
  ...(facts.children > 0 ? problem('body.version', 'children_in_place', { count: facts.children }) : []),
  ...(facts.members > 0 ? problem('body.version', 'members_in_place', { count: facts.members }) : []),
  ...(facts.others > 0 ? problem('body.version', 'people_in_place', { count: facts.others }) : []),
];
