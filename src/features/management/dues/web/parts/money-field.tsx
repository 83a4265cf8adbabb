import type { ReactNode } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { NumberField } from '#ui/office/fields.tsx';
import { duesTexts } from '../../messages.ts';

const toFen = (yuan: number): number => Math.round(yuan * 100);

/** An amount that people write in yuan and that travels in fen. */
export const MoneyField = ({ field, hint }: { readonly field: Field<number>; readonly hint?: string }): ReactNode => {
  const t = useText();
  const inYuan: Field<number> = {
    ...field,
    value: typeof field.value === 'number' ? field.value / 100 : field.value,
    onChange: (value) => field.onChange(typeof value === 'number' ? toFen(value) : value),
  };
  return <NumberField field={inYuan} unit={t(duesTexts.yuan)} {...(hint ? { hint } : {})} />;
};
