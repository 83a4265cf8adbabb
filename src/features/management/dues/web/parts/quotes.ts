import type { Payer } from '../../contract.ts';
import { quote, type DuesRecord, type Quote, type Span } from '../../rules.ts';

/** The same reckoning as the server's, from what the sheet brought along. */
export const recordOf = ({ record }: Payer): DuesRecord => ({
  ...record,
  bases: new Map(record.bases.map(({ year, monthlyFen }) => [year, monthlyFen])),
});

export interface Quoted {
  readonly payer: Payer;
  readonly quote: Quote;
}

/** For a payment of a day. */
export const quotesOf = (payers: readonly Payer[], asked: Span, on: string): Quoted[] =>
  payers.map((payer) => ({ payer, quote: quote(recordOf(payer), asked, on) }));

export interface DueLine extends Span {
  readonly payer: Payer;
  readonly amountFen: number;
}

export const dueLines = (quotes: readonly Quoted[]): DueLine[] =>
  quotes.flatMap(({ payer, quote: found }) => ('problem' in found ? [] : [{ payer, ...found }]));
