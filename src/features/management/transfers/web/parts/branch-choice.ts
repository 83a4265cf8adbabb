import { useMemo } from 'react';
import { useApi } from '#webkit/query.ts';
import { organisationTree } from '#features/base/organisations/contract.ts';
import { holdsMembers, isPartyOrganisation } from '#features/base/organisations/rules.ts';

interface Choice {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly initials: string;
  readonly fixed: boolean;
}

/** The branches of the whole county with the way to them, or those of the reader's own range. */
export const useBranchChoice = (
  options: { readonly own?: boolean } = {},
): { nodes: Choice[]; loading: boolean; error: Error | null; again: () => void } => {
  const { own = false } = options;
  const { data, isPending, error, refetch } = useApi(organisationTree, { query: {} }, { keep: true });
  const nodes = useMemo(() => {
    const all = (data?.items ?? []).filter((node) => !node.abolished && (!own || node.members !== null));
    const byId = new Map(all.map((node) => [node.id, node]));
    const kept = new Set<string>();
    for (const node of all) {
      if (!holdsMembers(node.type)) continue;
      for (let at: typeof node | undefined = node; at && !kept.has(at.id); at = byId.get(at.parentId ?? ''))
        kept.add(at.id);
    }
    return all
      .filter((node) => kept.has(node.id))
      .map((node) => ({
        id: node.id,
        parentId: node.parentId,
        name: node.shortName,
        initials: `${node.initials} ${node.pinyin}`,
        fixed: !holdsMembers(node.type) || !isPartyOrganisation(node.type),
      }));
  }, [data, own]);
  return { nodes, loading: isPending, error, again: () => void refetch() };
};
