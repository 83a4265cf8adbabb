import { useMemo, useState } from 'react';
import type { DuesKind } from '../../codes.ts';
import type { Payer } from '../../contract.ts';
import { baseProblems, needsIncome, standardOf } from '../../rules.ts';

/** What is typed for one member. */
export interface BaseRow {
  readonly payer: Payer;
  readonly kind: DuesKind | null;
  readonly baseFen: number | null;
  /** Chosen only where the standard leaves room. */
  readonly chosenFen: number | null;
  readonly settledTo: string | null;
  readonly changed: boolean;
}

/** What the standard makes of it; null while kind or income is missing. */
export const monthlyOf = ({ kind, baseFen, chosenFen }: BaseRow, year: number): number | null => {
  if (kind === null || (needsIncome(kind) && !baseFen)) return null;
  const { leastFen, mostFen } = standardOf(kind, baseFen ?? 0, year);
  return leastFen === mostFen ? leastFen : (chosenFen ?? leastFen);
};

export const problemOf = (row: BaseRow, year: number): string | null => {
  if (row.kind === null) return null;
  const monthlyFen = monthlyOf(row, year) ?? 0;
  return baseProblems({ kind: row.kind, baseFen: row.baseFen ?? 0, monthlyFen }, year)[0]?.message ?? null;
};

const startOf = (payer: Payer): BaseRow => ({
  payer,
  kind: payer.base?.kind ?? null,
  baseFen: payer.base?.baseFen ?? null,
  chosenFen: payer.base?.monthlyFen ?? null,
  settledTo: payer.base?.settledTo ?? null,
  changed: false,
});

type Change = Partial<Pick<BaseRow, 'kind' | 'baseFen' | 'chosenFen' | 'settledTo'>>;

/** The table of a year as it is being typed over what is fixed. */
export const useBaseRows = (payers: readonly Payer[]) => {
  const [changes, setChanges] = useState<ReadonlyMap<string, Change>>(new Map());
  const rows = useMemo(
    () =>
      payers.map((payer): BaseRow => {
        const change = changes.get(payer.personId);
        return { ...startOf(payer), ...change, changed: change !== undefined };
      }),
    [payers, changes],
  );
  const change = (personId: string, next: Change): void =>
    setChanges((old) => new Map(old).set(personId, { ...old.get(personId), ...next }));
  /** The kind that most have: set at once for all that have none. */
  const fill = (kind: DuesKind): void =>
    setChanges((old) => {
      const next = new Map(old);
      for (const { payer, kind: present } of rows) if (present === null) next.set(payer.personId, { kind });
      return next;
    });
  return { rows, change, fill, clear: () => setChanges(new Map()) };
};

/** The rows to send: those that were changed and say what somebody pays. */
export const itemsOf = (rows: readonly BaseRow[], year: number, basis: string) =>
  rows.flatMap((row) => {
    const monthlyFen = monthlyOf(row, year);
    if (!row.changed || row.kind === null || monthlyFen === null) return [];
    const { payer, kind, baseFen, settledTo } = row;
    const income = needsIncome(kind) ? (baseFen ?? 0) : 0;
    return [
      {
        personId: payer.personId,
        kind,
        baseFen: income,
        monthlyFen,
        basis,
        settledTo,
        version: payer.base?.version ?? 0,
      },
    ];
  });
