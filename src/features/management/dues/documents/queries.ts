import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { letterFile } from '#platform/documents/letter-file.ts';
import type { Download } from '#platform/http/route.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import { AppError } from '#shared/errors.ts';
import type { LetterFormat } from '#shared/letter.ts';
import { ownBranchId } from '../access.ts';
import type { DuesPeriod } from '../ledger/contract.ts';
import { ownPaperOf } from '../own/queries.ts';
import { publishedFor } from '../publications/queries.ts';
import { daysOf } from '../rules.ts';
import { ownBlocks, periodName, spanName, statementBlocks } from './rules.ts';

/**
 * What was published, as it was: the same for whoever asks, the treasurer too.
 * @throws AppError conflict while nothing of the period is published
 */
export const publicationFile = async (
  db: Db,
  scope: Scope,
  county: County,
  { as, ...period }: DuesPeriod & { readonly as: LetterFormat },
): Promise<Download> => {
  const [branch, statement] = await Promise.all([
    organisationRow(db, scope, ownBranchId(scope)),
    publishedFor(db, scope, county, period),
  ]);
  const { publication, withheld } = statement;
  if (publication === null) throw new AppError('conflict', { message: `statement_${withheld ?? 'unpublished'}` });
  const title = period.quarter === undefined ? periodName(period) : spanName(publication);
  const name = `${branch.short_name} ${title}党费收缴使用情况公示`;
  return letterFile(name, statementBlocks({ organisation: branch.name, title, publication }), as);
};

/** A person's own dues of a period. @throws AppError not_found for whoever is nobody's member */
export const ownStatementOf = async (db: Db, scope: Scope, county: County, period: DuesPeriod): Promise<Download> => {
  const days = daysOf(period);
  const paper = { ...(await ownPaperOf(db, scope, county, { ...days, year: period.year })), ...days, period };
  return letterFile(`${paper.name} ${periodName(period)}党费明细`, ownBlocks(paper), 'pdf');
};
