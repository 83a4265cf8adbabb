import type { ReactNode } from 'react';
import css from './field-diff.module.css';
import { useText } from './language.tsx';
import { uiTexts } from './messages.ts';

export interface FieldChange {
  readonly label: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
}

interface Props {
  readonly changes: readonly FieldChange[];
  /** What the table is, for those who hear it. */
  readonly caption: string;
  readonly headings?: readonly [before: string, after: string];
}

const Value = ({ value }: { value: ReactNode }): ReactNode => {
  const t = useText();
  return value === null || value === undefined || value === '' ? (
    <span className={css.nothing}>{t(uiTexts.nothing)}</span>
  ) : (
    value
  );
};

/** What changes, field by field: the former value struck through, the new one beside it. */
export const FieldDiff = ({ changes, caption, headings }: Props): ReactNode => {
  const t = useText();
  return (
    <table className={css.diff} data-choice={headings !== undefined}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t(uiTexts.field)}</th>
          <th scope="col">{headings?.[0] ?? t(uiTexts.before)}</th>
          <th scope="col">{headings?.[1] ?? t(uiTexts.after)}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.label}>
            <th scope="row">{change.label}</th>
            <td className={css.before}>
              <Value value={change.before} />
            </td>
            <td className={css.after}>
              <Value value={change.after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
