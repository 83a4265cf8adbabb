import type { ReactNode } from 'react';
import { Facts, type Fact } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import type { Publication, Statement, Totals } from '../../ledger/contract.ts';
import { duesUses } from '../../ledger/rules.ts';
import { duesCodes, duesTexts } from '../../messages.ts';
import { yuan } from './dues-words.ts';
import css from './dues.module.css';

const incomes = ['dues', 'voluntary', 'forwardable', 'allocation', 'interest'] as const;

const useTotalFacts = () => {
  const t = useText();
  const amount = (fen: number): string => `${yuan(fen)} ${t(duesTexts.yuan)}`;
  return ({ income, uses, ...totals }: Totals, published: boolean): Fact[] => [
    { label: t(duesTexts.opening), value: amount(totals.openingFen) },
    ...incomes
      .filter((each) => each === 'dues' || income[each] !== 0)
      .map((each): Fact => ({
        key: `income ${each}`,
        label: `${t(duesTexts.incomeSum)} · ${t(each === 'dues' && published ? duesTexts.merged : duesCodes[`account_${each}`])}`,
        value: amount(income[each]),
      })),
    ...duesUses
      .filter((each) => uses[each] !== 0)
      .map((each): Fact => ({
        key: `use ${each}`,
        label: `${t(duesTexts.sumOfUse)} · ${t(duesCodes[`use_${each}`])}`,
        value: amount(uses[each]),
      })),
    { label: t(duesTexts.sentUp), value: amount(totals.remittedFen) },
    { label: t(duesTexts.closing), value: amount(totals.closingFen) },
    ...(totals.toForwardFen === 0 ? [] : [{ label: t(duesTexts.toForward), value: amount(totals.toForwardFen) }]),
  ];
};

/** That former publications are corrected here, and by how much where that is nobody's amount. */
const useLateWords = () => {
  const t = useText();
  return ({ late: { lines, fen } }: Publication): string | null => {
    if (lines === 0) return null;
    return fen === null
      ? t(duesTexts.correctsPeople, { count: lines })
      : t(duesTexts.corrects, { count: lines, amount: yuan(fen) });
  };
};

/** Income and use as totals, until which day, or why they are not told. What did not happen is left out. */
export const StatementFacts = ({
  statement: { from, until, published, withheld, totals, publication },
  columns,
}: {
  readonly statement: Statement;
  readonly columns: 1 | 2;
}): ReactNode => {
  const t = useText();
  const format = useFormat();
  const facts = useTotalFacts();
  const late = useLateWords();
  const corrected = published && publication ? late(publication) : null;
  return (
    <div className={css.stack}>
      {until !== null && (
        <p className={css.hint}>{t(duesTexts.statementHint, { from: format.day(from), until: format.day(until) })}</p>
      )}
      {withheld && <p className={css.hint}>{t(duesTexts[`withheld_${withheld}`])}</p>}
      {totals && <Facts facts={facts(totals, published)} columns={columns} />}
      {corrected && <p className={css.hint}>{corrected}</p>}
    </div>
  );
};
