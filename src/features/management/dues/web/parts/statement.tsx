import type { ReactNode } from 'react';
import { Facts, type Fact } from '#ui/facts.tsx';
import { useText } from '#ui/language.tsx';
import type { Statement } from '../../ledger/contract.ts';
import { duesUses } from '../../ledger/rules.ts';
import { duesCodes, duesTexts } from '../../messages.ts';
import { yuan } from './dues-words.ts';

const incomes = ['dues', 'voluntary', 'forwardable', 'allocation', 'interest'] as const;

/** Income and use as totals: what members read and a branch publishes. What did not happen is left out. */
export const StatementFacts = ({
  statement,
  columns,
}: {
  readonly statement: Statement;
  readonly columns: 1 | 2;
}): ReactNode => {
  const t = useText();
  const amount = (fen: number): string => `${yuan(fen)} ${t(duesTexts.yuan)}`;
  const facts: Fact[] = [
    { label: t(duesTexts.opening), value: amount(statement.openingFen) },
    ...incomes
      .filter((each) => each === 'dues' || statement.income[each] !== 0)
      .map((each): Fact => ({
        key: `income ${each}`,
        label: `${t(duesTexts.incomeSum)} · ${t(duesCodes[`account_${each}`])}`,
        value: amount(statement.income[each]),
      })),
    ...duesUses
      .filter((each) => statement.uses[each] !== 0)
      .map((each): Fact => ({
        key: `use ${each}`,
        label: `${t(duesTexts.sumOfUse)} · ${t(duesCodes[`use_${each}`])}`,
        value: amount(statement.uses[each]),
      })),
    { label: t(duesTexts.sentUp), value: amount(statement.remittedFen) },
    { label: t(duesTexts.closing), value: amount(statement.closingFen) },
    ...(statement.toForwardFen === 0 ? [] : [{ label: t(duesTexts.toForward), value: amount(statement.toForwardFen) }]),
  ];
  return <Facts facts={facts} columns={columns} />;
};
