import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { hourTexts } from '../../hours/messages.ts';

interface Props {
  /** The year that is shown, and those there are. */
  readonly data: { readonly year: number; readonly years: readonly number[] };
  readonly onChange: (year: string) => void;
}

/** Which year a page of study shows. */
export const YearSelect = ({ data, onChange }: Props): ReactNode => {
  const t = useText();
  return (
    <Select
      aria-label={t(hourTexts.yearField)}
      value={data.year}
      onChange={(next) => onChange(String(next))}
      options={data.years.map((one) => ({ value: one, label: t(hourTexts.year, { year: one }) }))}
    />
  );
};
