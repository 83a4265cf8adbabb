import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { open, settle, type Changes } from '../cases/commands.ts';
import { store, votesFor } from '../facts/commands.ts';
import { takeEffect } from '../facts/effects/commands.ts';
import { endsWith } from '../facts/rules.ts';
import { orderOf } from '../rules.ts';
import { caseRow, factRows, factsFor } from '../standing/queries.ts';
import { note } from '../telling/commands.ts';
import type { PaperFact, takeOverPapers } from './contract.ts';
import { paperProblems } from './rules.ts';

type Papers = z.output<typeof takeOverPapers.body>;

/** By their days, and on one day in the order of the steps: so the roster follows as it did. */
const inOrder = (facts: readonly PaperFact[]): readonly PaperFact[] =>
  facts.toSorted((a, b) => a.on.localeCompare(b.on) || orderOf(a.step) - orderOf(b.step));

/**
 * Opens a case out of old papers and takes over all their facts at once; answers the id of the case. Contradictions are kept as the
 * papers have them, and listed by the checker. @throws AppError invalid with all problems, conflict, forbidden
 */
export const takeOver = async (tx: Tx, scope: Scope, county: County, papers: Papers): Promise<string> => {
  const problems = paperProblems(papers, county.today());
  if (problems.length > 0) throw new AppError('invalid', { problems: [...problems] });
  const { facts: taken, ...opening } = papers;
  const id = await open(tx, scope, county, { ...opening, fromPapers: true });
  const row = await caseRow(tx, scope, id);
  const facts = inOrder(taken);
  for (const paper of facts) {
    const entry = { ...paper, version: row.version, fromPapers: true };
    const votes = await votesFor(tx, scope, row, entry);
    const fact = await store(tx, scope, row, entry, votes);
    const standing = factsFor(row, await factRows(tx, scope, id));
    await takeEffect(tx, scope, county, row, { fact, facts: standing.facts });
  }
  const last = facts.at(-1);
  const ending = last && endsWith(last.step, last.outcome);
  const changes: Changes =
    last === undefined || ending === undefined ? {} : { state: ending, ended_on: last.on, end_reason: ending };
  const after = await caseRow(tx, scope, id);
  note(tx, after, 'papers');
  await settle(tx, scope, county, after, changes);
  return id;
};
