import { SearchOutlined } from '@ant-design/icons';
import { Button, Empty, Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useLatest } from '#ui/use-latest.ts';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { decideRows, type ImportRow, importRows, type RowKind } from '../../contract.ts';
import { importTexts, rowTexts } from '../../preview/messages.ts';
import { type Choice, TwinButtons, Twins } from './duplicates.tsx';
import { MendDialog } from './mend-dialog.tsx';
import { importRefusalTexts } from './problem-words.ts';
import { type Batch, touchedByImport } from './reads.ts';
import { RowChanges, RowKept, RowName, RowProblems, RowSkipped } from './row-cells.tsx';

interface ActProps {
  readonly batch: Batch;
  readonly busy: boolean;
  readonly onDecide: (choice: Choice) => void;
  readonly onMend: (row: ImportRow) => void;
}

const useColumns = (kind: RowKind | 'kept', { batch, busy, onDecide, onMend }: ActProps): Column<ImportRow>[] => {
  const t = useText();
  const mend: Column<ImportRow> = {
    key: 'actions',
    title: t(rowTexts.actions),
    width: 100,
    render: (row) => (
      <Button size="small" aria-label={`${t(rowTexts.mend)} ${row.name ?? row.line}`} onClick={() => onMend(row)}>
        {t(rowTexts.mend)}
      </Button>
    ),
  };
  const name: Column<ImportRow> = {
    key: 'name',
    title: t(rowTexts.name),
    main: true,
    width: 190,
    render: (row) => <RowName row={row} />,
  };
  const branch: Column<ImportRow> = {
    key: 'branch',
    title: t(rowTexts.branch),
    width: 200,
    render: (row) => row.branchName ?? '–',
  };
  const notes: Column<ImportRow> = {
    key: 'notes',
    title: t(rowTexts.notes),
    render: (row) => <RowProblems row={row} level="warning" />,
  };
  const acts = batch.can.mend ? [mend] : [];
  switch (kind) {
    case 'new':
      return [name, branch, notes, ...acts];
    case 'changed':
      return [
        name,
        branch,
        { key: 'changes', title: t(rowTexts.changes), render: (row) => <RowChanges row={row} /> },
        { ...notes, optional: true },
        ...acts,
      ];
    case 'error':
      return [
        name,
        { key: 'problems', title: t(rowTexts.problems), render: (row) => <RowProblems row={row} /> },
        branch,
        ...acts,
      ];
    case 'duplicate':
      return [
        name,
        { ...branch, optional: true },
        {
          key: 'whom',
          title: t(rowTexts.whom),
          render: (row) => <Twins row={row} busy={busy || !batch.can.mend} onDecide={onDecide} />,
        },
        ...(batch.can.mend
          ? [
              {
                key: 'decide',
                title: t(rowTexts.decide),
                width: 200,
                render: (row: ImportRow) => <TwinButtons row={row} busy={busy} onDecide={onDecide} />,
              },
            ]
          : []),
      ];
    case 'skipped':
      return [
        name,
        { key: 'why', title: t(rowTexts.why), render: (row) => <RowSkipped row={row} /> },
        ...(batch.can.mend
          ? [
              {
                key: 'back',
                title: t(rowTexts.actions),
                width: 120,
                render: (row: ImportRow) =>
                  row.skippedAs === 'decided' && (
                    <Button size="small" disabled={busy} onClick={() => onDecide({ seq: row.seq, decision: null })}>
                      {t(rowTexts.takeBack)}
                    </Button>
                  ),
              },
            ]
          : []),
      ];
    case 'kept':
      return [name, branch, { key: 'kept', title: t(rowTexts.kept), render: (row) => <RowKept row={row} /> }];
    default:
      return [name, branch, notes];
  }
};

const pause = 300;

/** Looks for a name a moment after typing rests; an input method's composition is no typing yet. */
const SearchBox = ({ onSearch }: { onSearch: (text: string) => void }): ReactNode => {
  const t = useText();
  const [text, setText] = useState('');
  const latest = useLatest(onSearch);
  useEffect(() => {
    const timer = setTimeout(() => latest.current(text.trim()), pause);
    return () => clearTimeout(timer);
  }, [text, latest]);
  return (
    <search>
      <Input
        type="search"
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={t(importTexts.search)}
        placeholder={t(importTexts.search)}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </search>
  );
};

interface Props {
  readonly batch: Batch;
  readonly kind: RowKind | 'kept';
}

/** The rows of one kind, with what may be done about them. */
export const RowTable = ({ batch, kind }: Props): ReactNode => {
  const t = useText();
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [mending, setMending] = useState<ImportRow | null>(null);
  const decide = useCommand(decideRows, { touches: touchedByImport(batch.id), onDone: () => setChosen([]) });
  const send = (rows: Choice[]): void => decide.fire({ params: { id: batch.id }, body: { rows } });
  const sendChosen = (decision: 'new' | 'skip'): void => send(chosen.map((seq) => ({ seq: Number(seq), decision })));
  const query = { ...(kind === 'kept' ? { kept: 'true' } : { kind }), ...(q ? { q } : {}) };
  const list = useList(importRows, { params: { id: batch.id }, query }, 50);
  const columns = useColumns(kind, {
    batch,
    busy: decide.busy,
    onDecide: (choice) => send([choice]),
    onMend: setMending,
  });
  const selects = kind === 'duplicate' && batch.can.mend;
  return (
    <>
      {decide.error && <ErrorNotice error={decide.error} texts={importRefusalTexts} />}
      <DataTable
        name={`import-rows-${kind}`}
        caption={t(importTexts.title)}
        columns={columns}
        list={list}
        rowKey={(row) => String(row.seq)}
        {...(selects ? { selected: chosen, onSelected: setChosen } : {})}
        tools={
          <>
            <SearchBox onSearch={setQ} />
            {selects && chosen.length > 0 && (
              <>
                <Button size="small" disabled={decide.busy} onClick={() => sendChosen('new')}>
                  {t(rowTexts.chosenNew)}
                </Button>
                <Button size="small" disabled={decide.busy} onClick={() => sendChosen('skip')}>
                  {t(rowTexts.chosenSkip)}
                </Button>
              </>
            )}
          </>
        }
        whenEmpty={
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={t(kind === 'error' ? rowTexts.noErrors : rowTexts.noRows)}
          />
        }
        texts={importRefusalTexts}
      />
      <MendDialog batch={batch} row={mending} onClose={() => setMending(null)} />
    </>
  );
};
