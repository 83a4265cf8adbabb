import type { Scope } from '#platform/access/scope.ts';

/** The own branch's office signs, and nobody signs what is the own. */
export const mayNotSign = (
  scope: Scope,
  contribution: { readonly person_id: string; readonly unit_id: string },
): boolean => contribution.unit_id !== scope.organisationId || contribution.person_id === scope.personId;
