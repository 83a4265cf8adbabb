/** A bank's file of an account, pure: which lines it holds, and which lines of the ledger they may be. */
import { daysBetween, isDay } from '#shared/days.ts';

export interface BankLine {
  readonly bookedOn: string;
  /** Less than nothing: went out. */
  readonly amountFen: number;
  readonly payer: string;
  readonly note: string;
}

/** How banks call their columns. */
const headings = {
  day: ['交易日期', '记账日期', '入账日期', '交易时间', '日期'],
  amount: ['交易金额', '发生额', '金额'],
  received: ['收入金额', '收入', '贷方发生额', '贷方金额', '存入金额', '贷方'],
  spent: ['支出金额', '支出', '借方发生额', '借方金额', '支取金额', '借方'],
  payer: ['对方户名', '对方账户名称', '对方名称', '付款人', '交易对方'],
  note: ['附言', '摘要', '用途', '备注'],
} as const;
type Heading = keyof typeof headings;
const heads = Object.keys(headings) as Heading[];

const bare = (cell: string): string => cell.replaceAll(/[\s()（）元\u{feff}]/gu, '');
const columnsOf = (row: readonly string[]): Partial<Record<Heading, number>> => {
  const cells = row.map(bare);
  const found: Partial<Record<Heading, number>> = {};
  for (const head of heads) {
    const place = headings[head].map((name) => cells.indexOf(name)).find((at) => at >= 0);
    if (place !== undefined) found[head] = place;
  }
  return found;
};
const isHeading = ({ day, amount, received, spent }: Partial<Record<Heading, number>>): boolean =>
  day !== undefined && (amount ?? received ?? spent) !== undefined;

/** 20260105, 2026/1/5, 2026-01-05 10:20:00. */
const dayOfCell = (cell: string): string | null => {
  const hit = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})/.exec(cell.trim());
  if (!hit) return null;
  const day = `${hit[1]}-${hit[2]?.padStart(2, '0')}-${hit[3]?.padStart(2, '0')}`;
  return isDay(day) ? day : null;
};

const fenOf = (cell: string): number => {
  const plain = cell.replaceAll(/[,，¥￥\s]/g, '');
  return /^[+-]?\d{1,9}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : 0;
};

const at = (row: readonly string[], place: number | undefined): string =>
  place === undefined ? '' : (row[place] ?? '').trim();

export interface BankFile {
  readonly lines: readonly BankLine[];
  /** Rows under the headings that say no day or no amount. */
  readonly skipped: number;
}

/** The lines of a bank's file; null where no row says which column is the day and which the amount. */
export const linesOf = (rows: readonly (readonly string[])[]): BankFile | null => {
  const place = rows.findIndex((row) => isHeading(columnsOf(row)));
  if (place === -1) return null;
  const column = columnsOf(rows[place] ?? []);
  const body = rows.slice(place + 1).filter((row) => row.some((cell) => cell.trim() !== ''));
  const lines = body.flatMap((row): BankLine[] => {
    const bookedOn = dayOfCell(at(row, column.day));
    const inOut = fenOf(at(row, column.received)) - Math.abs(fenOf(at(row, column.spent)));
    const amountFen =
      column.received === undefined && column.spent === undefined ? fenOf(at(row, column.amount)) : inOut;
    if (bookedOn === null || bookedOn < '2008-01-01' || amountFen === 0) return [];
    return [
      { bookedOn, amountFen, payer: at(row, column.payer).slice(0, 100), note: at(row, column.note).slice(0, 200) },
    ];
  });
  return { lines, skipped: body.length - lines.length };
};

/** A line of the ledger's bank account that no line of the bank has been matched with. */
export interface Booked {
  readonly id: string;
  readonly bookedOn: string;
  readonly amountFen: number;
  /** Whose payment it books; empty for others. */
  readonly payer: string;
}

export type Likeness = 'name' | 'day' | 'amount';
const days = 31;

/** What a bank line may be: of that very amount, within a month; first by the name, then by the day. Somebody confirms. */
export const suggestionsFor = <B extends Booked>(
  line: BankLine,
  booked: readonly B[],
): (B & { readonly by: Likeness })[] => {
  const away = (entry: Booked): number => Math.abs(daysBetween(entry.bookedOn, line.bookedOn));
  const named = (entry: Booked): boolean => entry.payer !== '' && `${line.payer} ${line.note}`.includes(entry.payer);
  return booked
    .filter((entry) => entry.amountFen === line.amountFen && away(entry) <= days)
    .map((entry): B & { by: Likeness } => ({
      ...entry,
      by: named(entry) ? 'name' : away(entry) <= 1 ? 'day' : 'amount',
    }))
    .toSorted((a, b) => Number(b.by === 'name') - Number(a.by === 'name') || away(a) - away(b))
    .slice(0, 5);
};
