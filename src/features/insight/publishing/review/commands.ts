import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { oneLine, plainText } from '#shared/body.ts';
import { ready, step, takeHand, writeStep, type Changed } from '../commands.ts';
import type { reviewArticle } from '../contract.ts';

type Review = z.output<typeof reviewArticle.body>;

/** What the reviewer found, item by item. @throws AppError not_found, stale, conflict, refused */
export const review = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, decision, checks: given, note }: Review,
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'review' });
  await takeHand(tx, scope, row, 'review');
  const checks = given.map(({ note: words, ...check }) =>
    words === undefined || words === '' ? check : { ...check, note: oneLine(words) },
  );
  const said = note === undefined || note === '' ? {} : { note: plainText(note) };
  await writeStep(tx, scope, county, row, { kind: decision, checks, ...said });
  return step(tx, county, row, decision, { state: decision === 'approve' ? 'approved' : 'draft' });
};
