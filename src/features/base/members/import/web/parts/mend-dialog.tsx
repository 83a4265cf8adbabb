import { Alert, App, Button, Checkbox, Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useCommand } from '#webkit/query.ts';
import { checkIdNumber } from '../../../identity/rules.ts';
import { type ImportRow, mendRow, type SheetView } from '../../contract.ts';
import { mendTexts, rowKindTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { importRefusalTexts, useFieldName, useSentence } from './problem-words.ts';
import { type Batch, touchedByImport } from './reads.ts';

/** An ID number that may be right although it looks cut: only whoever holds the card can say so. */
const isConfirmable = (text: string, problems: ImportRow['problems']): boolean =>
  problems.some(({ message }) => message === 'id_digits_lost') && checkIdNumber(text).ok;

interface ColumnProps {
  readonly id: string;
  readonly column: SheetView['columns'][number];
  readonly value: string;
  readonly problems: ImportRow['problems'];
  readonly onChange: (text: string) => void;
  readonly confirmed: boolean;
  /** Only where what stands there may be right. */
  readonly onConfirm: ((confirmed: boolean) => void) | undefined;
}

const ColumnField = ({ id, column, value, problems, onChange, confirmed, onConfirm }: ColumnProps): ReactNode => {
  const t = useText();
  const fieldName = useFieldName();
  const sentence = useSentence();
  const isWrong = problems.some((problem) => problem.level === 'error');
  return (
    <div className={css.field}>
      <label htmlFor={id}>
        {column.heading}
        {column.field !== null &&
          fieldName(column.field) !== column.heading.replace(/[*＊]/gu, '').trim() &&
          `（${fieldName(column.field)}）`}
      </label>
      <Input
        id={id}
        value={value}
        maxLength={500}
        autoComplete="off"
        status={isWrong ? 'error' : ''}
        aria-invalid={isWrong}
        {...(problems.length > 0 ? { 'aria-describedby': `${id}-problems` } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      {problems.length > 0 && (
        <div id={`${id}-problems`}>
          {problems.map((problem) => (
            <div key={problem.message} className={css.problem} data-level={problem.level}>
              {sentence(problem)}
            </div>
          ))}
        </div>
      )}
      {onConfirm && (
        <Checkbox checked={confirmed} onChange={(event) => onConfirm(event.target.checked)}>
          {t(mendTexts.confirmNumber)}
        </Checkbox>
      )}
    </div>
  );
};

/** Problems about fields for which the sheet has no column. */
const Homeless = ({ row }: { row: ImportRow }): ReactNode => {
  const t = useText();
  const fieldName = useFieldName();
  const sentence = useSentence();
  const problems = row.problems.filter((problem) => problem.column < 0);
  if (problems.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={problems.map((problem) => (
        <div key={`${problem.field} ${problem.message}`}>
          {fieldName(problem.field)}：{sentence(problem)}
        </div>
      ))}
      description={t(mendTexts.noColumn)}
    />
  );
};

const MendForm = ({ batch, row: first, onClose }: { batch: Batch; row: ImportRow; onClose: () => void }): ReactNode => {
  const t = useText();
  const id = useId();
  const { message } = App.useApp();
  const [row, setRow] = useState(first);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [confirmed, setConfirmed] = useState<ReadonlySet<number>>(new Set());
  const [wide, setWide] = useState(false);
  const { fire, busy, error } = useCommand(mendRow, {
    touches: touchedByImport(batch.id),
    onDone: ({ row: judged }) => {
      if (judged.kind === 'error') {
        setRow(judged);
        setTyped({});
        setConfirmed(new Set());
        void message.warning(t(mendTexts.still));
        return;
      }
      void message.success(t(mendTexts.done, { kind: t(rowKindTexts[judged.kind]) }));
      onClose();
    },
  });
  const columns = batch.sheets.find((sheet) => sheet.sheet === row.sheet)?.columns ?? [];
  const problemsAt = (column: number) => row.problems.filter((problem) => problem.column === column);
  const concerned = columns.filter(({ column }) => problemsAt(column).length > 0);
  const narrow = concerned.length > 0 && concerned.length < columns.length;
  const shown = wide || !narrow ? columns.filter((column) => column.field !== null || wide) : concerned;
  const textOf = (column: number): string => typed[column] ?? row.cells[column] ?? '';
  const changed = [...new Set([...Object.keys(typed).map(Number), ...confirmed])]
    .filter((column) => confirmed.has(column) || textOf(column) !== (row.cells[column] ?? ''))
    .map((column) => ({ column, text: textOf(column) }));
  const confirm = (column: number, yes: boolean): void => {
    const next = new Set(confirmed);
    if (yes) next.add(column);
    else next.delete(column);
    setConfirmed(next);
  };
  return (
    <form
      className={css.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0)
          fire({ params: { id: batch.id, seq: row.seq }, body: { version: row.version, cells: changed } });
      }}
    >
      <p className={css.hint}>{t(mendTexts.hint)}</p>
      {error && <ErrorNotice error={error} texts={importRefusalTexts} />}
      <Homeless row={row} />
      {shown.map((column) => (
        <ColumnField
          key={column.column}
          id={`${id}-${column.column}`}
          column={column}
          value={textOf(column.column)}
          confirmed={confirmed.has(column.column)}
          onConfirm={
            isConfirmable(textOf(column.column), problemsAt(column.column))
              ? (yes) => confirm(column.column, yes)
              : undefined
          }
          problems={problemsAt(column.column)}
          onChange={(text) => setTyped({ ...typed, [column.column]: text })}
        />
      ))}
      {narrow && (
        <div>
          <Button type="link" size="small" onClick={() => setWide(!wide)}>
            {t(wide ? mendTexts.fewColumns : mendTexts.allColumns)}
          </Button>
        </div>
      )}
      <div className={css.buttons}>
        <Button type="primary" htmlType="submit" loading={busy} disabled={changed.length === 0}>
          {t(mendTexts.save)}
        </Button>
        <Button onClick={onClose}>{t(uiTexts.cancel)}</Button>
      </div>
    </form>
  );
};

interface Props {
  readonly batch: Batch;
  readonly row: ImportRow | null;
  readonly onClose: () => void;
}

/** The cells of one row, to be mended in place; the row is judged again when they are saved. */
export const MendDialog = ({ batch, row, onClose }: Props): ReactNode => {
  const t = useText();
  const title = row
    ? t(mendTexts.title, { name: row.name ?? t(mendTexts.noName), sheet: row.sheet, line: row.line })
    : '';
  return (
    <Modal
      open={row !== null}
      title={title}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      {row && <MendForm key={row.seq} batch={batch} row={row} onClose={onClose} />}
    </Modal>
  );
};
