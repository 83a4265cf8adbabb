/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- a table shown as blocks loses its roles in some browsers, so they are said */
import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import css from './plain-table.module.css';

export interface PlainColumn<T> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
}

interface Props<T> {
  readonly caption: string;
  readonly columns: readonly PlainColumn<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly empty: string;
  readonly renderActions?: ((row: T) => ReactNode) | undefined;
}

/** A short table that comes whole: columns where there is room, a small list for each row where there is not. */
export const PlainTable = <T,>({ caption, columns, rows, rowKey, empty, renderActions }: Props<T>): ReactNode => {
  const t = useText();
  if (rows.length === 0) return <p className={css.nothing}>{empty}</p>;
  return (
    <div className={css.frame}>
      <table className={css.table} role="table">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" role="columnheader">
                {title}
              </th>
            ))}
            {renderActions && (
              <th scope="col" role="columnheader" className={css.actions}>
                <span className="sr-only">{t(uiTexts.actions)}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map(({ key, title, render }, place) =>
                place === 0 ? (
                  <th key={key} scope="row" role="rowheader" data-label={title}>
                    <span>{render(row)}</span>
                  </th>
                ) : (
                  <td key={key} role="cell" data-label={title}>
                    <span>{render(row) || '–'}</span>
                  </td>
                ),
              )}
              {renderActions && (
                <td role="cell" className={css.actions}>
                  {renderActions(row)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
