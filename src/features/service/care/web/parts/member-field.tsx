import { type ReactNode, useState } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { FindField } from '#ui/office/fields.tsx';
import { useRestedText } from '#ui/use-rested-text.ts';
import { useApi } from '#webkit/query.ts';
import { careFind } from '../../contract.ts';
import { careTexts } from '../../messages.ts';

/** A member of the range, found by the beginning of the name. */
export const MemberField = ({ field }: { readonly field: Field<string> }): ReactNode => {
  const t = useText();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const q = useRestedText(text.trim());
  const { data, isFetching } = useApi(careFind, { query: { q } }, { enabled: q !== '', keep: true });
  const found = (q === '' ? [] : (data?.items ?? [])).map(({ personId, name, branchName, listed }) => ({
    value: personId,
    label: `${name} · ${branchName}${listed ? ` · ${t(careTexts.listedAlready)}` : ''}`,
  }));
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <FindField
      field={{
        ...field,
        onChange: (value) => {
          setChosen(choices.find((one) => one.value === value) ?? null);
          field.onChange(value);
        },
      }}
      choices={text === '' && chosen ? [chosen] : choices}
      onFind={setText}
      finding={isFetching}
      hint={t(careTexts.findHint)}
    />
  );
};
