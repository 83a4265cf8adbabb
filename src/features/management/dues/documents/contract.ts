import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { letterFormats } from '#shared/letter.ts';
import { duesPeriod } from '../ledger/contract.ts';

export const statementFile = query({
  name: 'dues.statementFile',
  path: '/dues/statement/file',
  access: 'dues.statement',
  summary: '党费收缴使用公示（DOCX、PDF，只有合计） / income and use for publication, totals only',
  query: z.object({ ...duesPeriod.shape, as: z.enum(letterFormats).default('docx') }),
  reply: z.unknown(),
});

export const ownStatementFile = query({
  name: 'own.duesStatement',
  path: '/own/dues/statement',
  access: 'own.dues',
  summary: '本人党费明细（PDF） / the own dues of a period as PDF',
  query: duesPeriod,
  reply: z.unknown(),
});
