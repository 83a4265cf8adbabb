import type { ReactNode } from 'react';
import type { Choice, Field } from '../field.ts';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import css from './fields.module.css';

interface Own<V> {
  readonly field: Field<V>;
  readonly hint?: ReactNode;
}

const noteId = (id: string): string => `${id}-note`;

const aria = <V,>({ field, hint }: Own<V>) => ({
  id: field.id,
  disabled: field.disabled ?? false,
  onBlur: field.onBlur,
  'aria-required': field.required,
  'aria-invalid': field.errors.length > 0,
  ...(field.errors.length || hint ? { 'aria-describedby': noteId(field.id) } : {}),
});

const Frame = <V,>({ field, hint, children }: Own<V> & { children: ReactNode }): ReactNode => (
  <div className={css.field}>
    <label htmlFor={field.id}>
      {field.label}
      {field.required && (
        <span className={css.required} aria-hidden="true">
          *
        </span>
      )}
    </label>
    {children}
    {(field.errors.length > 0 || hint) && (
      <div id={noteId(field.id)} className={field.errors.length ? css.error : css.hint}>
        {field.errors.length ? field.errors.map((error) => <div key={error}>{error}</div>) : hint}
      </div>
    )}
  </div>
);

interface TextProps extends Own<string> {
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email';
}

const textInput = ({ autoComplete = 'off', inputMode, placeholder, ...own }: TextProps) => ({
  ...aria(own),
  autoComplete,
  className: css.input ?? '',
  value: own.field.value ?? '',
  ...(inputMode ? { inputMode } : {}),
  ...(placeholder ? { placeholder } : {}),
  ...(own.field.maxLength ? { maxLength: own.field.maxLength } : {}),
});

export const TextField = (props: TextProps): ReactNode => (
  <Frame {...props}>
    <input type="text" {...textInput(props)} onChange={(event) => props.field.onChange(event.target.value)} />
  </Frame>
);

export const PasswordField = ({ autoComplete = 'current-password', ...own }: TextProps): ReactNode => (
  <Frame {...own}>
    <input
      type="password"
      {...textInput({ ...own, autoComplete })}
      onChange={(event) => own.field.onChange(event.target.value)}
    />
  </Frame>
);

export const LongTextField = ({ rows = 4, ...own }: Own<string> & { readonly rows?: number }): ReactNode => (
  <Frame {...own}>
    <textarea rows={rows} {...textInput(own)} onChange={(event) => own.field.onChange(event.target.value)} />
  </Frame>
);

/** A whole number on the keyboard of digits; empty is none. */
export const CountField = (own: Own<number>): ReactNode => (
  <Frame {...own}>
    <input
      type="text"
      inputMode="numeric"
      autoComplete="off"
      className={css.input ?? ''}
      {...aria(own)}
      value={own.field.value ?? ''}
      onChange={(event) => {
        const digits = event.target.value.replaceAll(/\D/g, '').slice(0, 6);
        own.field.onChange(digits === '' ? undefined : Number(digits));
      }}
    />
  </Frame>
);

/** A calendar day, with the phone's own picker. */
export const DayField = (own: Own<string>): ReactNode => (
  <Frame {...own}>
    <input type="date" {...textInput(own)} onChange={(event) => own.field.onChange(event.target.value)} />
  </Frame>
);

/** A month, with the phone's own picker; the value is its first day. */
export const MonthField = (own: Own<string>): ReactNode => (
  <Frame {...own}>
    <input
      type="month"
      {...textInput(own)}
      value={own.field.value?.slice(0, 7) ?? ''}
      onChange={(event) => own.field.onChange(event.target.value ? `${event.target.value}-01` : undefined)}
    />
  </Frame>
);

/** One of many, with the phone's own list. */
export const ChoiceField = <V extends string>({
  choices,
  ...own
}: Own<V> & { readonly choices: readonly Choice<V>[] }): ReactNode => {
  const t = useText();
  return (
    <Frame {...own}>
      <select
        {...aria(own)}
        className={css.input}
        value={own.field.value ?? ''}
        onChange={(event) => own.field.onChange(choices.find((choice) => choice.value === event.target.value)?.value)}
      >
        <option value="">{t(uiTexts.choose)}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
};

interface SwitchProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** Something that is on or off, over the whole line. */
export const SwitchCell = ({ label, hint, value, onChange }: SwitchProps): ReactNode => (
  <button type="button" role="switch" aria-checked={value} className={css.switch} onClick={() => onChange(!value)}>
    <span className={css.switchText}>
      <span>{label}</span>
      {hint && <span className={css.hint}>{hint}</span>}
    </span>
    <span className={css.track} aria-hidden="true" />
  </button>
);
