import { useMemo } from 'react';
import { useApi } from '#webkit/query.ts';
import { organisationTree } from '#features/base/organisations/contract.ts';
import { holdsMembers, isPartyOrganisation } from '#features/base/organisations/rules.ts';

export interface BranchNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly initials: string;
  /** Shows the way and cannot be chosen. */
  readonly fixed: boolean;
}

/** The county's tree, of which branches can be chosen: all of them, or those of the reader's own range. */
export const useBranchNodes = (own: boolean): readonly BranchNode[] => {
  const { data } = useApi(organisationTree, { query: {} }, { keep: true });
  return useMemo(
    () =>
      (data?.items ?? [])
        .filter((node) => !node.abolished && (!own || node.members !== null))
        .map(({ id, parentId, shortName, initials, pinyin, type }) => ({
          id,
          parentId,
          name: shortName,
          initials: `${initials} ${pinyin}`,
          fixed: !holdsMembers(type) || !isPartyOrganisation(type),
        })),
    [data, own],
  );
};
