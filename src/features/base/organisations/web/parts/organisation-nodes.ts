import { useMemo } from 'react';
import type { TreeNode as Row } from '#ui/tree-rows.ts';
import { useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { organisationTree, type TreeNode } from '../../contract.ts';
import { organisationTexts } from '../../detail/messages.ts';
import { holdsMembers } from '../../rules.ts';
import { useTypeName } from './words.ts';

/** The whole tree as the tree part draws it; types stand beside names that do not tell them. */
export const useTreeRows = (nodes: readonly TreeNode[]): Row[] => {
  const t = useText();
  const typeName = useTypeName();
  return useMemo(
    () =>
      nodes.map((node): Row => {
        const note = node.abolished
          ? t(organisationTexts.abolished)
          : holdsMembers(node.type) || node.name.includes(typeName(node.type))
            ? undefined
            : typeName(node.type);
        return {
          id: node.id,
          parentId: node.parentId,
          name: node.shortName,
          initials: `${node.initials} ${node.pinyin} ${node.name}`,
          ...(note === undefined ? {} : { note }),
          // Bodies that hold nobody, such as departments, need no zero.
          ...(node.members === null || (node.members === 0 && !holdsMembers(node.type)) ? {} : { count: node.members }),
        };
      }),
    [nodes, t, typeName],
  );
};

export interface Target {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly initials: string;
  readonly fixed: boolean;
}

/** The organisations of the reader's range to choose from; those that do not fit are shown, for the way to the others. */
export const useTargets = (fits: (node: TreeNode, line: ReadonlySet<string>) => boolean) => {
  const { data, error, isPending, refetch } = useApi(organisationTree, { query: {} });
  const targets = useMemo(() => {
    const nodes = (data?.items ?? []).filter((node) => node.members !== null);
    const parents = new Map(nodes.map((node) => [node.id, node.parentId]));
    const lineOf = (id: string): Set<string> => {
      const line = new Set([id]);
      for (let at = parents.get(id); at && !line.has(at); at = parents.get(at)) line.add(at);
      return line;
    };
    const shown = new Set<string>();
    const chosen = new Set(nodes.filter((node) => fits(node, lineOf(node.id))).map((node) => node.id));
    for (const id of chosen) for (const above of lineOf(id)) shown.add(above);
    return nodes
      .filter((node) => shown.has(node.id))
      .map((node): Target => ({
        id: node.id,
        parentId: node.parentId,
        name: node.shortName,
        initials: `${node.initials} ${node.pinyin}`,
        fixed: !chosen.has(node.id),
      }));
  }, [data, fits]);
  return { targets, error, loading: isPending, again: () => void refetch() };
};
