import type { Tx } from '#platform/db/types.ts';
import { AppError, type Problem } from '#shared/errors.ts';
import { abolishOrganisation, type At, type Paper } from '../events/commands.ts';
import { lockTree } from '../filing/commands.ts';
import { examineWhole } from './queries.ts';

/**
 * Abolishes an organisation with everything below it, from below: a dated event of each, and their history stays. Answers how many.
 * @throws AppError not_found, invalid with what stands in the way
 */
export const abolishWhole = async (
  tx: Tx,
  at: At,
  { id, on, reason, document }: Paper & { readonly id: string; readonly on: string },
): Promise<number> => {
  await lockTree(tx, at.county);
  const { nodes, preview } = await examineWhole(tx, at.scope, at.county.today(), { id, on });
  const problems = preview.problems.map(({ params, ...rest }): Problem => (params ? { ...rest, params } : rest));
  if (problems.length > 0) throw new AppError('invalid', { problems });
  for (const node of nodes)
    await abolishOrganisation(tx, at, { id: node.id, version: node.version, on, reason, document });
  return nodes.length;
};
