import { type ReactNode, useId, useState } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import fields from './fields.module.css';
import css from './search-bar.module.css';

interface Props {
  readonly label: string;
  /** What one can type. */
  readonly hint?: string;
  readonly value: string;
  readonly onSearch: (value: string) => void;
}

/** One line to find something by; the keyboard's own key searches, an input method's Enter does not. */
export const SearchBar = ({ label, hint, value, onSearch }: Props): ReactNode => {
  const t = useText();
  const id = useId();
  const [typed, setTyped] = useState(value);
  return (
    <search>
      <form
        className={css.bar}
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(typed.trim());
        }}
      >
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <input
          id={id}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          className={fields.input}
          value={typed}
          {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className={css.button}>
          {t(uiTexts.search)}
        </button>
        {hint && (
          <span id={`${id}-hint`} className={css.hint}>
            {hint}
          </span>
        )}
      </form>
    </search>
  );
};
