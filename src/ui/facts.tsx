import type { ReactNode } from 'react';
import css from './facts.module.css';
import { useText } from './language.tsx';
import { uiTexts } from './messages.ts';

export interface Fact {
  /** Where two labels are alike. */
  readonly key?: string;
  readonly label: string;
  /** Nothing, an empty text or null is shown as missing. */
  readonly value: ReactNode;
  /** Across the whole width. */
  readonly wide?: boolean;
  /** Marks a missing value as one that should be there. */
  readonly wanted?: boolean;
}

const isMissing = (value: ReactNode): boolean =>
  value === null || value === undefined || value === '' || value === false;

const Missing = ({ wanted }: { wanted: boolean }): ReactNode => {
  const t = useText();
  return wanted ? (
    <span className={css.wanted}>{t(uiTexts.missingValue)}</span>
  ) : (
    <span aria-label={t(uiTexts.missingValue)}>–</span>
  );
};

/** Names and values in columns: two or three beside each other where there is room, one on a phone. */
export const Facts = ({ facts, columns = 2 }: { facts: readonly Fact[]; columns?: 1 | 2 | 3 }): ReactNode => (
  <dl className={css.facts} data-columns={columns}>
    {facts.map((fact) => (
      <div key={fact.key ?? fact.label} className={css.fact} data-wide={fact.wide}>
        <dt>{fact.label}</dt>
        <dd>{isMissing(fact.value) ? <Missing wanted={fact.wanted ?? false} /> : fact.value}</dd>
      </div>
    ))}
  </dl>
);
