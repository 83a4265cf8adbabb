import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();

export const bankLikeness = ['name', 'day', 'amount'] as const;

const Booked = z.object({
  id,
  bookedOn: z.string(),
  amountFen: z.number(),
  payer: z.string(),
  receipt: z.string().nullable(),
  document: z.string(),
});

export const BankLine = z.object({
  id,
  bookedOn: z.string(),
  amountFen: z.number(),
  payer: z.string(),
  note: z.string(),
  matched: Booked.nullable(),
  matchedBy: z.string().nullable(),
  suggestions: z.array(Booked.extend({ by: z.enum(bankLikeness) })),
});
export type BankLine = z.infer<typeof BankLine>;

export const bankLines = query({
  name: 'dues.bank',
  path: '/dues/bank',
  access: 'dues.keep',
  summary: '银行流水核对：未核对的和建议 / lines of the bank with what they may be',
  query: z.object({ state: z.enum(['open', 'all']).default('open') }),
  reply: z.object({
    items: z.array(BankLine),
    /** Lines of the ledger's bank account that the bank has not shown yet. */
    missing: z.array(Booked),
  }),
});

export const readBank = command({
  name: 'dues.readBank',
  path: '/dues/bank',
  access: 'dues.keep',
  summary: '读入银行流水（CSV 文本） / read a bank’s file; lines known from before are left out',
  body: z.object({ text: z.string().min(1).max(400_000) }),
  reply: z.object({ added: z.number(), known: z.number(), skipped: z.number() }),
});

export const matchBank = command({
  name: 'dues.matchBank',
  path: '/dues/bank/:id/match',
  access: 'dues.keep',
  summary: '确认一笔流水与账目相符 / say which line of the ledger a bank line is',
  params: z.object({ id }),
  body: z.object({ entryId: id }),
  reply: z.object({ id }),
});

export const unmatchBank = command({
  name: 'dues.unmatchBank',
  path: '/dues/bank/:id/unmatch',
  access: 'dues.keep',
  summary: '取消核对 / take a confirmation back',
  params: z.object({ id }),
  reply: z.object({ id }),
});
