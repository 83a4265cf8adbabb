import type { ReactNode } from 'react';
import { type FieldChange, FieldDiff } from '#ui/field-diff.tsx';
import css from './organisation.module.css';

/** What changes: former and new value beside each other, or a plain list where there was nothing before. */
export const Changes = ({ caption, changes }: { caption: string; changes: readonly FieldChange[] }): ReactNode =>
  changes.some((change) => change.before !== '') ? (
    <FieldDiff caption={caption} changes={changes} />
  ) : (
    <ul className={css.plain}>
      {changes.map((change) => (
        <li key={change.label}>
          <span className={css.quiet}>{change.label}</span> {change.after}
        </li>
      ))}
    </ul>
  );
