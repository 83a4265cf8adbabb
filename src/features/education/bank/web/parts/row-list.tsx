import { Button, Empty } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { bankImportRows, decideBankRows, type ImportView, type RowView } from '../../import/contract.ts';
import type { RowState } from '../../import/rules.ts';
import { bankFaults, bankProblems } from '../../messages.ts';
import { importTexts } from '../messages.ts';
import css from './bank.module.css';
import { RowStateTag } from './import-state.tsx';
import { MendDialog } from './mend-dialog.tsx';
import { Question } from './question.tsx';
import { touchedByImport } from './touched.ts';
import { shareText, useKindName } from './words.tsx';

type Decide = (rows: readonly number[], decision: 'add' | 'skip' | null) => void;

const Alike = ({ one }: { one: RowView['alike'][number] }): ReactNode => {
  const t = useText();
  const share = shareText(one.likeness);
  const title =
    one.itemId === null ? t(importTexts.likeRow, { seq: one.seq ?? 0, share }) : t(importTexts.likeBank, { share });
  return (
    <div className={css.side}>
      <div className={css.sideTitle}>{title}</div>
      {one.item === null ? t(importTexts.gone) : <Question item={one.item} />}
    </div>
  );
};

interface RowProps {
  readonly row: RowView;
  readonly mends: boolean;
  readonly busy: boolean;
  readonly onDecide: Decide;
  readonly onMend: (row: RowView) => void;
}

const RowButtons = ({ row, busy, onDecide, onMend }: RowProps): ReactNode => {
  const t = useText();
  const { seq, state } = row;
  const label = (verb: string): string => `${verb} ${seq}`;
  return (
    <div className={css.buttons}>
      {(state === 'near' || state === 'same') && (
        <Button
          size="small"
          disabled={busy}
          aria-label={label(t(importTexts.addAnyway))}
          onClick={() => onDecide([seq], 'add')}
        >
          {t(importTexts.addAnyway)}
        </Button>
      )}
      {state === 'skipped' || row.decision === 'add' ? (
        <Button
          size="small"
          disabled={busy}
          aria-label={label(t(importTexts.takeBack))}
          onClick={() => onDecide([seq], null)}
        >
          {t(importTexts.takeBack)}
        </Button>
      ) : null}
      {state !== 'skipped' && (
        <Button
          size="small"
          disabled={busy}
          aria-label={label(t(importTexts.skip))}
          onClick={() => onDecide([seq], 'skip')}
        >
          {t(importTexts.skip)}
        </Button>
      )}
      <Button size="small" aria-label={label(t(importTexts.mend))} onClick={() => onMend(row)}>
        {t(importTexts.mend)}
      </Button>
    </div>
  );
};

/** One row: what stands in the file, what was read of it, and what it is like, side by side. */
const Row = (props: RowProps): ReactNode => {
  const { row, mends } = props;
  const t = useText();
  const format = useFormat();
  const kindName = useKindName();
  const place =
    row.sheet === ''
      ? t(importTexts.line, { line: row.line })
      : t(importTexts.place, { sheet: row.sheet, line: row.line });
  return (
    <li className={css.row}>
      <div className={css.head}>
        <span>
          {row.seq}. {kindName(row.item.kind)} <RowStateTag state={row.state} />{' '}
          <span className={css.hint}>{format.parts([place])}</span>
        </span>
        {mends && <RowButtons {...props} />}
      </div>
      {row.faults.map(({ fault, value }) => (
        <div key={fault} className={fault === 'number_jump' ? css.doubt : css.problem}>
          {t(bankFaults[fault], { value })}
        </div>
      ))}
      <div className={css.sides}>
        <div className={css.side}>
          <div className={css.sideTitle}>{t(importTexts.read)}</div>
          <Question item={row.item} />
        </div>
        {row.alike.map((one) => (
          <Alike key={`${one.itemId ?? ''} ${one.seq ?? ''}`} one={one} />
        ))}
        {row.faults.length > 0 && (
          <div className={css.side}>
            <div className={css.sideTitle}>{t(importTexts.inFile)}</div>
            <pre className={css.raw}>{row.cells.filter((cell) => cell !== '').join('\n')}</pre>
          </div>
        )}
      </div>
    </li>
  );
};

interface Props {
  readonly batch: ImportView;
  readonly state: RowState;
}

/** Rows of one state, page by page, with what may be done about them. */
export const RowList = ({ batch, state }: Props): ReactNode => {
  const t = useText();
  const [mending, setMending] = useState<RowView | null>(null);
  const list = useList(bankImportRows, { params: { id: batch.id }, query: { state } }, 20);
  const { fire, busy, error } = useCommand(decideBankRows, { touches: touchedByImport });
  const decide: Decide = (rows, decision) => fire({ params: { id: batch.id }, body: { rows: [...rows], decision } });
  const all = list.rows.map(({ seq }) => seq);
  return (
    <StateView error={list.error} loading={list.loading} onAgain={list.reload} lines={6}>
      {() =>
        list.rows.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(importTexts.noRows)} />
        ) : (
          <div className={css.stack}>
            {error && <ErrorNotice error={error} texts={bankProblems} />}
            {batch.can.mend && (state === 'near' || state === 'same' || state === 'fault') && (
              <div className={css.buttons}>
                {state !== 'fault' && (
                  <Button size="small" disabled={busy} onClick={() => decide(all, 'add')}>
                    {t(importTexts.addAll)}
                  </Button>
                )}
                <Button size="small" disabled={busy} onClick={() => decide(all, 'skip')}>
                  {t(importTexts.skipAll)}
                </Button>
              </div>
            )}
            <ul className={css.rows}>
              {list.rows.map((row) => (
                <Row key={row.seq} row={row} mends={batch.can.mend} busy={busy} onDecide={decide} onMend={setMending} />
              ))}
            </ul>
            {(list.page > 1 || list.hasNext) && (
              <div className={css.pager}>
                <Button disabled={list.page <= 1} onClick={list.previous}>
                  {t(importTexts.previous)}
                </Button>
                <Button disabled={!list.hasNext} onClick={list.next}>
                  {t(importTexts.next)}
                </Button>
              </div>
            )}
            <MendDialog importId={batch.id} row={mending} onClose={() => setMending(null)} />
          </div>
        )
      }
    </StateView>
  );
};
