import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { importProblemGroups } from '../../contract.ts';
import { groupTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { useFieldName, useSentence } from './problem-words.ts';

/** What stands in the cell differs from row to row, so the summary leaves it open. */
const withoutValue = (sentence: string): string =>
  sentence
    .replaceAll(/\{\w+\}/g, '…')
    .replaceAll(/\s?[（(]…[）)]/g, '')
    .replace(/[，；,;][^，；,;]*…[”"]?$/, '')
    .replace(/[：:，]?\s?…$/, '');

/** Errors by kind, most frequent first: what to mend first. */
export const ProblemGroups = ({ batchId }: { batchId: string }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const fieldName = useFieldName();
  const sentence = useSentence();
  const { data, error, isPending, refetch } = useApi(importProblemGroups, { params: { id: batchId } });
  const errors = (data?.items ?? []).filter((group) => group.level === 'error');
  if (!isPending && !error && errors.length === 0) return null;
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={1}>
      <ul className={css.groups} aria-label={t(groupTexts.title)}>
        {errors.map((group) => (
          <li key={`${group.field} ${group.message}`}>
            {fieldName(group.field)}：{withoutValue(sentence(group))}
            <strong>{t(groupTexts.rows, { count: format.number(group.rows) })}</strong>
          </li>
        ))}
      </ul>
    </StateView>
  );
};
