import { Readable } from 'node:stream';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { letterType, writeLetter } from '#platform/documents/letter.ts';
import type { Download } from '#platform/http/route.ts';
import { AppError, notFound } from '#shared/errors.ts';
import type { Block } from '#shared/letter.ts';
import { appraisalView } from '../queries.ts';
import { formBlocks, reportBlocks, type Paper } from './rules.ts';

const download = async (name: string, blocks: readonly Block[]): Promise<Download> => ({
  name: `${name}.docx`,
  mediaType: letterType,
  body: Readable.from([await writeLetter(name, blocks)]),
});

/** The papers are the branch's own. @throws AppError not_found */
const paperOf = async (db: Db, scope: Scope, id: string): Promise<Paper> => {
  const paper = await appraisalView(db, scope, id);
  if (paper.sight !== 'all') throw notFound();
  return paper;
};

/** @throws AppError not_found */
export const formFile = async (db: Db, scope: Scope, id: string): Promise<Download> => {
  const paper = await paperOf(db, scope, id);
  return download(`${paper.organisation.shortName} ${paper.year}年民主测评表`, formBlocks(paper));
};

/** @throws AppError not_found, conflict before the grades */
export const reportFile = async (db: Db, scope: Scope, id: string): Promise<Download> => {
  const paper = await paperOf(db, scope, id);
  if (paper.state !== 'graded' && paper.state !== 'closed')
    throw new AppError('conflict', { message: 'appraisal_state' });
  return download(`${paper.organisation.shortName} ${paper.year}年民主评议情况报告`, reportBlocks(paper));
};
