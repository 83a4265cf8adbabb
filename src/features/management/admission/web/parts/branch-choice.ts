import { useMemo } from 'react';
import { useApi } from '#webkit/query.ts';
import { organisationTree } from '#features/base/organisations/contract.ts';
import { holdsMembers } from '#features/base/organisations/rules.ts';

interface Choice {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly initials: string;
  readonly fixed: boolean;
}

/** Branches of the reader's own range that admit people, with the way to them. */
export const useBranchChoice = (): { nodes: Choice[]; loading: boolean; error: Error | null; again: () => void } => {
  const { data, isPending, error, refetch } = useApi(organisationTree, { query: {} }, { keep: true });
  const nodes = useMemo(() => {
    const all = (data?.items ?? []).filter((node) => !node.abolished && node.members !== null);
    const byId = new Map(all.map((node) => [node.id, node]));
    const admits = (type: (typeof all)[number]['type']): boolean => holdsMembers(type) && type !== 'temporary_branch';
    const kept = new Set<string>();
    for (const node of all)
      if (admits(node.type))
        for (let at: typeof node | undefined = node; at && !kept.has(at.id); at = byId.get(at.parentId ?? ''))
          kept.add(at.id);
    return all
      .filter((node) => kept.has(node.id))
      .map((node) => ({
        id: node.id,
        parentId: node.parentId,
        name: node.shortName,
        initials: `${node.initials} ${node.pinyin}`,
        fixed: !admits(node.type),
      }));
  }, [data]);
  return { nodes, loading: isPending, error, again: () => void refetch() };
};
