import { type ReactNode, useState } from 'react';
import { memberFile, memberList } from '#features/base/members/contract.ts';
import type { Field } from '#ui/field.ts';
import { FindField } from '#ui/office/fields.tsx';
import { useRestedText } from '#ui/use-rested-text.ts';
import { useApi } from '#webkit/query.ts';

interface Props {
  readonly field: Field<string>;
  /** Named by the page that led here: the file of this member is where one comes from. */
  readonly given: string | undefined;
}

/** A member of the reader's range, found by name; namesakes are told apart by branch and birth. */
export const MemberField = ({ field, given }: Props): ReactNode => {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const q = useRestedText(text.trim());
  const { data, isFetching } = useApi(memberList, { query: { q, limit: 20 } }, { enabled: q !== '', keep: true });
  const file = useApi(memberFile, { params: { id: given ?? '' } }, { enabled: given !== undefined, traced: true });
  const found = (q === '' ? [] : (data?.items ?? [])).map((row) => ({
    value: row.id,
    label: [row.name, row.branchName, row.birthDate].filter(Boolean).join(' · '),
  }));
  const first =
    given !== undefined && file.data
      ? { value: given, label: `${String(file.data.fields.name ?? '')} · ${file.data.branchName}` }
      : null;
  const kept = chosen ?? first;
  const choices = kept && !found.some((one) => one.value === kept.value) ? [kept, ...found] : found;
  return (
    <FindField
      field={{
        ...field,
        onChange: (value) => {
          setChosen(choices.find((one) => one.value === value) ?? null);
          field.onChange(value);
        },
      }}
      choices={choices}
      onFind={setText}
      finding={isFetching}
      wide
    />
  );
};
