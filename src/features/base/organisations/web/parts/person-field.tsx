import { type ReactNode, useState } from 'react';
import type { Field } from '#ui/field.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { FindField } from '#ui/office/fields.tsx';
import { useRestedText } from '#ui/use-rested-text.ts';
import { useApi } from '#webkit/query.ts';
import { candidates } from '../../terms/contract.ts';
import { termTexts } from '../../terms/messages.ts';

interface Props {
  readonly field: Field<string>;
  readonly organisationId: string;
}

/** A member of the reader's range, found by name or pinyin; namesakes are told apart by branch and day of joining. */
export const PersonField = ({ field, organisationId }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const q = useRestedText(text.trim());
  const { data, isFetching } = useApi(
    candidates,
    { params: { id: organisationId }, query: { q } },
    { enabled: q !== '', keep: true },
  );
  const found = (q === '' ? [] : (data?.items ?? [])).map((one) => ({
    value: one.personId,
    label: one.joinedOn
      ? t(termTexts.candidate, { name: one.name, branch: one.branchName, joined: format.day(one.joinedOn) })
      : t(termTexts.candidateBare, { name: one.name, branch: one.branchName }),
  }));
  const choices = chosen && !found.some((one) => one.value === chosen.value) ? [chosen, ...found] : found;
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
      hint={t(termTexts.personHint)}
      wide
    />
  );
};
