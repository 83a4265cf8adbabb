import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../language.tsx';
import css from './tile.module.css';

interface Props {
  readonly label: string;
  readonly value: number | null;
  readonly unit?: string;
  /** The list whose length is the number. */
  readonly to: string;
  readonly hint?: ReactNode;
  readonly tone?: 'plain' | 'warning';
}

/** A number that leads to the list behind it. */
export const Tile = ({ label, value, unit, to, hint, tone = 'plain' }: Props): ReactNode => {
  const format = useFormat();
  return (
    <Link to={to} className={css.tile} data-tone={tone}>
      <span className={css.label}>{label}</span>
      <span className={css.value}>
        {format.number(value)}
        {unit && <small>{unit}</small>}
      </span>
      {hint && <span className={css.hint}>{hint}</span>}
    </Link>
  );
};

/** Tiles beside each other. */
export const Tiles = ({ children }: { children: ReactNode }): ReactNode => <div className={css.tiles}>{children}</div>;
