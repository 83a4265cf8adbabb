import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { fileTexts } from '../../file/messages.ts';
import css from './record-table.module.css';

export interface RecordColumn<T> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
}

interface Props<T> {
  readonly caption: string;
  readonly columns: readonly RecordColumn<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly empty: string;
  readonly actions?: (row: T) => ReactNode;
  /** The first cell names the row: where records stand as lists it is their heading, without the column's own title. */
  readonly named?: boolean;
}

const isNothing = (value: ReactNode): boolean => value === null || value === undefined || value === '';

/** A short table of records that stands in columns where there is room, and in small lists where there is not. */
export const RecordTable = <T,>({
  caption,
  columns,
  rows,
  rowKey,
  empty,
  actions,
  named = false,
}: Props<T>): ReactNode => {
  const t = useText();
  if (rows.length === 0) return <p className={css.nothing}>{empty}</p>;
  // A column that no record fills says nothing.
  const shown = columns.filter(({ render }, place) => place === 0 || rows.some((row) => !isNothing(render(row))));
  return (
    <div className={css.frame}>
      <table className={css.table}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {shown.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
            {actions && (
              <th scope="col" className={css.actions}>
                <span className="sr-only">{t(fileTexts.actions)}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {shown.map(({ key, title, render }, place) =>
                place === 0 ? (
                  <th key={key} scope="row" {...(named ? { className: css.heading } : { 'data-label': title })}>
                    <span>{render(row)}</span>
                  </th>
                ) : (
                  <td key={key} data-label={title}>
                    <span>{isNothing(render(row)) ? '–' : render(row)}</span>
                  </td>
                ),
              )}
              {actions && <td className={css.actions}>{actions(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
