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
import { daysOf, publishedFor } from '../ledger/queries.ts';
import { ownPaperOf } from '../own/queries.ts';
import { ownBlocks, periodName, statementBlocks } from './rules.ts';

/**
 * Income and use for publication: the same for whoever asks, the treasurer too.
 * @throws AppError conflict while nothing of the period is over, and where it would tell somebody's amount
 */
export const publicationOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { as, ...period }: DuesPeriod & { readonly as: LetterFormat },
): Promise<Download> => {
  const [branch, statement] = await Promise.all([
    organisationRow(db, scope, ownBranchId(scope)),
    publishedFor(db, county, period),
  ]);
  const { from, until, totals, withheld } = statement;
  if (totals === null || until === null) throw new AppError('conflict', { message: `statement_${withheld ?? 'few'}` });
  const paper = { organisation: branch.name, period, from, until, totals, on: county.today() };
  const name = `${branch.short_name} ${periodName(period)}党费收缴使用情况公示`;
  return letterFile(name, statementBlocks(paper), as);
};

/** A person's own dues of a period. @throws AppError not_found for whoever is nobody's member */
export const ownStatementOf = async (db: Db, scope: Scope, county: County, period: DuesPeriod): Promise<Download> => {
  const days = daysOf(period);
  const paper = { ...(await ownPaperOf(db, scope, county, { ...days, year: period.year })), ...days, period };
  return letterFile(`${paper.name} ${periodName(period)}党费明细`, ownBlocks(paper), 'pdf');
};
