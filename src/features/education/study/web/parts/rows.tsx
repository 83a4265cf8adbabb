import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { workTexts } from '../../messages.ts';
import css from './study.module.css';

interface Props<T> {
  readonly label: string;
  readonly rows: readonly T[];
  /** The fields of one row; each has a label of its own. */
  readonly render: (row: T, change: (facts: Partial<T>) => void) => ReactNode;
  readonly fresh: () => T;
  readonly onChange: (rows: T[]) => void;
}

/** A list that is typed row by row: days of a class, lines of a plan. */
export const Rows = <T extends object>({ label, rows, render, fresh, onChange }: Props<T>): ReactNode => {
  const t = useText();
  return (
    <fieldset className={css.rows}>
      <legend>{label}</legend>
      {rows.map((row, at) => (
        <div key={at} role="group" aria-label={t(workTexts.line, { number: at + 1 })} className={css.row}>
          {render(row, (facts) => onChange(rows.map((one, place) => (place === at ? { ...one, ...facts } : one))))}
          <Button
            size="small"
            aria-label={t(workTexts.remove, { number: at + 1 })}
            onClick={() => onChange(rows.filter((_, place) => place !== at))}
          >
            {t(workTexts.removeShort)}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...rows, fresh()])}>{t(workTexts.add)}</Button>
      </div>
    </fieldset>
  );
};
