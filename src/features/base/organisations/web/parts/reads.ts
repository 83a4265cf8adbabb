import { advisedOrganisations } from '../../advice/contract.ts';
import { organisationById, organisationHoldings, organisationTree } from '../../contract.ts';
import { previewCreation, previewEvent } from '../../events/contract.ts';
import { dueTerms } from '../../terms/contract.ts';

/** Reads that any change of the tree, a post or a term makes old. */
export const touchedByTree = [
  organisationTree,
  organisationById,
  organisationHoldings,
  dueTerms,
  advisedOrganisations,
  previewEvent,
  previewCreation,
] as const;
