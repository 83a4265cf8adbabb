import { useMemo } from 'react';
import type { Choice } from '#ui/field.ts';
import { useLanguage } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { publishingColumns, type Column } from '../../contract.ts';

/** Columns as a list, each first-level column with those that lie in it. */
export const inOrder = (columns: readonly Column[]): Column[] => {
  const sorted = columns.toSorted((a, b) => a.position - b.position);
  return sorted
    .filter(({ parentId }) => parentId === null)
    .flatMap((top) => [top, ...sorted.filter(({ parentId }) => parentId === top.id)]);
};

export interface ColumnChoices {
  readonly choices: readonly Choice[];
  readonly loading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

/** Columns to choose from; hidden ones only where `withHidden` says so. */
export const useColumnChoices = (withHidden = false): ColumnChoices => {
  const { language } = useLanguage();
  const { data, error, isPending, refetch } = useApi(publishingColumns, {});
  const choices = useMemo(() => {
    const name = ({ nameZh, nameEn }: Column): string => (language === 'zh' ? nameZh : nameEn);
    const byId = new Map((data?.items ?? []).map((column) => [column.id, column]));
    return inOrder(data?.items ?? [])
      .filter(({ hidden }) => withHidden || !hidden)
      .map((column) => {
        const above = column.parentId === null ? undefined : byId.get(column.parentId);
        return { value: column.id, label: above === undefined ? name(column) : `${name(above)} · ${name(column)}` };
      });
  }, [data, language, withHidden]);
  return { choices, loading: isPending, error, again: () => void refetch() };
};
