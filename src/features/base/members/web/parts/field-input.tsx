import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Field as FormField } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ChoiceField, DayField, LongTextField, MonthField, NumberField, TextField } from '#ui/office/fields.tsx';
import type { Field } from '../../catalogue.ts';
import { fileTexts } from '../../file/messages.ts';
import css from './field-input.module.css';
import { useWords } from './words.ts';

type Loose = FormField<string & number & boolean>;

interface Props {
  readonly declared: Field;
  /** The form's field; its value has the kind that the catalogue declares. */
  readonly field: Loose;
  readonly hint?: ReactNode;
}

/** Yes, no, or not said. */
const YesNo = ({ field, hint }: { field: FormField<boolean>; hint?: ReactNode }): ReactNode => {
  const t = useText();
  const asText: FormField<string> = {
    ...field,
    value: typeof field.value === 'boolean' ? String(field.value) : field.value,
    onChange: (value) => field.onChange(value ? value === 'true' : null),
  };
  const choices = [
    { value: 'true', label: t(uiTexts.yes) },
    { value: 'false', label: t(uiTexts.no) },
  ];
  return <ChoiceField field={asText} choices={choices} hint={hint} />;
};

const textModes: Readonly<Record<string, 'tel' | 'numeric'>> = { phone: 'tel', landline: 'tel' };
const isLong = (field: Field): boolean => ['note', 'searched'].includes(field.key);

/** The input that a declared field needs. */
export const FieldInput = ({ declared, field, hint }: Props): ReactNode => {
  const words = useWords();
  const shown = hint === undefined ? {} : { hint };
  // One form holds fields of every kind; the declaration says which kind this one is of.
  const loose = field as unknown;
  switch (declared.kind) {
    case 'code':
      return (
        <ChoiceField
          field={loose as FormField<string>}
          choices={declared.codes ? words.choices(declared.codes) : []}
          {...shown}
        />
      );
    case 'date':
      return <DayField field={loose as FormField<string>} {...shown} />;
    case 'partialDate':
      return <MonthField field={loose as FormField<string>} {...shown} />;
    case 'bool':
      return <YesNo field={loose as FormField<boolean>} {...shown} />;
    case 'int':
      return <NumberField field={loose as FormField<number>} {...shown} />;
    default: {
      if (isLong(declared)) return <LongTextField field={loose as FormField<string>} {...shown} wide />;
      const inputMode = textModes[declared.key];
      return <TextField field={loose as FormField<string>} {...shown} {...(inputMode ? { inputMode } : {})} />;
    }
  }
};

/**
 * The input of a field that pages show masked. It begins empty: left empty the value stays, and emptying the field
 * takes a button of its own, so that nobody loses a number by deleting a typed character.
 */
export const MaskedInput = ({ declared, field, masked }: Props & { readonly masked: string }): ReactNode => {
  const t = useText();
  const cleared = field.value === null;
  const keeping = {
    ...field,
    onChange: (value: unknown) => field.onChange((value || undefined) as undefined),
  } as Loose;
  const hint = (
    <span className={css.line}>
      {cleared ? t(fileTexts.willBeCleared) : t(fileTexts.keptUnlessTyped, { masked })}
      {cleared ? (
        <Button type="link" size="small" onClick={() => field.onChange(undefined)}>
          {t(fileTexts.keepValue)}
        </Button>
      ) : (
        <Button type="link" size="small" onClick={() => field.onChange(null)}>
          {t(fileTexts.clearValue)}
          <span className="sr-only">{field.label}</span>
        </Button>
      )}
    </span>
  );
  return <FieldInput declared={declared} field={{ ...keeping, required: false }} hint={hint} />;
};
