import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import { declarationOf, useWords } from '#features/base/members/web/parts/words.ts';
import type { ImportRow } from '../../contract.ts';
import { skippedRows } from '../../messages.ts';
import { rowTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { useFieldName, useSentence } from './problem-words.ts';

/** Who the row is about, and where it stands in the file. */
export const RowName = ({ row }: { row: ImportRow }): ReactNode => {
  const t = useText();
  // A name that is refused stands with what is wrong with it.
  const name = row.name ?? t(rowTexts.noName);
  return (
    <>
      {row.personId ? <Link to={`/members/${row.personId}`}>{name}</Link> : name}{' '}
      {row.hidden && <Tag>{t(rowTexts.hidden)}</Tag>}
      {row.mended.length > 0 && <Tag tone="info">{t(rowTexts.mended)}</Tag>}
      <div className={css.line}>{t(rowTexts.lineOf, { sheet: row.sheet, line: row.line })}</div>
    </>
  );
};

/** What is wrong with a row, or worth a look. */
export const RowProblems = ({ row, level }: { row: ImportRow; level?: 'error' | 'warning' }): ReactNode => {
  const fieldName = useFieldName();
  const sentence = useSentence();
  const format = useFormat();
  const problems = row.problems.filter((problem) => level === undefined || problem.level === level);
  if (problems.length === 0) return '–';
  return problems.map((problem) => (
    <div key={`${problem.field} ${problem.message}`} className={css.problem} data-level={problem.level}>
      {format.labelled(fieldName(problem.field), sentence(problem))}
    </div>
  ));
};

/** What would change, field by field. */
export const RowChanges = ({ row }: { row: ImportRow }): ReactNode => {
  const words = useWords();
  const fieldName = useFieldName();
  const format = useFormat();
  return row.changes.map(({ field, from, to }) => {
    const before = words.value(declarationOf(field), from);
    return (
      <span key={field} className={css.change}>
        {format.labelled(fieldName(field), '')}
        {before && <del>{before}</del>} {before && '→'} <ins>{words.value(declarationOf(field), to) || '–'}</ins>
      </span>
    );
  });
};

/** Why a row is passed over. */
export const RowSkipped = ({ row }: { row: ImportRow }): ReactNode => {
  const t = useText();
  if (row.skippedAs === 'decided') return t(rowTexts.decided);
  if (row.skippedAs === 'repeated') return t(rowTexts.repeated);
  const text = Object.entries(skippedRows).find(([key]) => key === row.skippedAs)?.[1];
  return text ? t.loose(text) : '–';
};

/** What stays of a row after an undo, because others had changed it. */
export const RowKept = ({ row }: { row: ImportRow }): ReactNode => {
  const t = useText();
  const fieldName = useFieldName();
  const format = useFormat();
  return format.list(row.kept.map((field) => (field === 'person' ? t(rowTexts.keptPerson) : fieldName(field))));
};
