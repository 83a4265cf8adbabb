import { useMemo } from 'react';
import { useApi } from '#webkit/query.ts';
import { organisationTree, type TreeNode } from '#features/base/organisations/contract.ts';
import { holdsMembers } from '#features/base/organisations/rules.ts';

export interface BranchNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly initials: string;
  readonly count: number;
  /** Holds no members itself, so it can be looked at but not chosen as a branch. */
  readonly fixed: boolean;
}

export interface BranchTree {
  /** The organisations of the reader's range, parents first. */
  readonly nodes: readonly BranchNode[];
  readonly branches: readonly BranchNode[];
  readonly nameOf: (id: string) => string | undefined;
  readonly loading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

const asNode = (node: TreeNode): BranchNode => ({
  id: node.id,
  parentId: node.parentId,
  name: node.shortName,
  initials: `${node.initials} ${node.pinyin}`,
  count: node.members ?? 0,
  fixed: !holdsMembers(node.type) || node.abolished,
});

/** Only what leads to a branch: bodies without one below them stand in the same tree and would hold nobody. */
const withMembersBelow = (nodes: readonly TreeNode[]): TreeNode[] => {
  const kept = new Set<string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) {
    if (!holdsMembers(node.type)) continue;
    for (let at: TreeNode | undefined = node; at && !kept.has(at.id); at = byId.get(at.parentId ?? '')) kept.add(at.id);
  }
  return nodes.filter((node) => kept.has(node.id));
};

/** The tree of the reader's range, for filters and for the choice of a branch; `on` shows that of an earlier day. */
export const useBranchTree = (
  options: { readonly on?: string | undefined; readonly enabled?: boolean } = {},
): BranchTree => {
  const { on, enabled = true } = options;
  const { data, isPending, error, refetch } = useApi(
    organisationTree,
    { query: on ? { on } : {} },
    { enabled, keep: true },
  );
  return useMemo(() => {
    const all = new Map((data?.items ?? []).map((node) => [node.id, node.shortName]));
    const nodes = withMembersBelow((data?.items ?? []).filter((node) => node.members !== null)).map(asNode);
    return {
      nodes,
      branches: nodes.filter((node) => !node.fixed),
      nameOf: (id: string) => all.get(id),
      loading: enabled && isPending,
      error,
      again: () => void refetch(),
    };
  }, [data, isPending, error, enabled, refetch]);
};
