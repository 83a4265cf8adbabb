import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { importProblemGroups } from '../../contract.ts';
import { needsDay } from '../../headings/rules.ts';
import { groupTexts, mappingTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { useFieldName, useSentence } from './problem-words.ts';

/** What stands in the cell differs from row to row, so the summary leaves it open. */
const withoutValue = (sentence: string): string =>
  sentence
    .replaceAll(/\{\w+\}/g, '…')
    .replaceAll(/\s?[（(]…[）)]/g, '')
    .replace(/[，；,;][^，；,;]*…[”"]?$/, '')
    .replace(/[：:，]?\s?…$/, '');

interface Props {
  readonly batchId: string;
  /** Leads to the headings, where months alone are decided for a whole column; absent where nothing may be mapped. */
  readonly onMap?: (() => void) | undefined;
}

/** Errors by kind, most frequent first: what to mend first. */
export const ProblemGroups = ({ batchId, onMap }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const fieldName = useFieldName();
  const sentence = useSentence();
  const { data, error, isPending, refetch } = useApi(importProblemGroups, { params: { id: batchId } });
  const errors = (data?.items ?? []).filter((group) => group.level === 'error');
  const hasMonths = errors.some(({ field, message }) => message === 'date_needs_day' && needsDay(field));
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
      {onMap && hasMonths && (
        <Alert
          type="info"
          showIcon
          title={t(groupTexts.monthsAlone)}
          action={
            <Button size="small" onClick={onMap}>
              {t(mappingTexts.goMap)}
            </Button>
          }
        />
      )}
    </StateView>
  );
};
