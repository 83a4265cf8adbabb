import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { type Entry, ledgerList, reverseEntry } from '../../ledger/contract.ts';
import { duesCodes, duesProblems, duesTexts } from '../../messages.ts';
import { DuesFrame } from '../parts/dues-frame.tsx';
import { yuan } from '../parts/dues-words.ts';
import css from '../parts/dues.module.css';
import { Nothing } from '../parts/nothing.tsx';
import { StatementSection } from '../parts/statement-section.tsx';
import { LedgerDialog, ledgerReads } from '../parts/use-dialog.tsx';

const What = ({ entry }: { readonly entry: Entry }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <>
      {entry.category
        ? t(duesCodes[`use_${entry.category}`])
        : t(duesTexts.moved, {
            credit: t(duesCodes[`account_${entry.credit}`]),
            debit: t(duesCodes[`account_${entry.debit}`]),
          })}{' '}
      {entry.reverses && <Tag tone="warning">{t(duesTexts.reversal)}</Tag>}
      {entry.decidedOn && (
        <div className={css.hint}>
          {t(duesTexts.decidedIs, { day: format.day(entry.decidedOn) })}
          {entry.recipient && ` · ${t(duesTexts.recipient)} ${entry.recipient}`}
        </div>
      )}
    </>
  );
};

const useColumns = (onReverse: (entry: Entry) => void): Column<Entry>[] => {
  const t = useText();
  const format = useFormat();
  return [
    { key: 'bookedOn', title: t(duesTexts.bookedOn), main: true, render: (entry) => format.day(entry.bookedOn) },
    { key: 'what', title: t(duesTexts.what), render: (entry) => <What entry={entry} /> },
    {
      key: 'amount',
      title: t(duesTexts.amount),
      align: 'end',
      render: (entry) => <span className={css.number}>{yuan(entry.amountFen)}</span>,
    },
    {
      key: 'document',
      title: t(duesTexts.document),
      render: ({ receipt, document }) =>
        [receipt && t(duesTexts.receiptNo, { receipt }), document].filter(Boolean).join(' · ') || <Nothing />,
    },
    { key: 'recorder', title: t(duesTexts.recorder), optional: true, render: ({ recorder }) => recorder },
    {
      key: 'reverse',
      title: t(duesTexts.reverse),
      render: (entry) =>
        entry.reversible ? (
          <Button size="small" onClick={() => onReverse(entry)}>
            {t(duesTexts.reverse)}
          </Button>
        ) : (
          <Nothing />
        ),
    },
  ];
};

const Reversing = ({ entry, onClose }: { readonly entry: Entry | null; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { fire, busy, error, reset } = useCommand(reverseEntry, { touches: ledgerReads, onDone: onClose });
  return (
    <ConfirmDialog
      open={entry !== null}
      title={t(duesTexts.reverseOf)}
      consequence={t(duesTexts.reverseHint)}
      verb={t(duesTexts.reverse)}
      reasonFrom={2}
      busy={busy}
      error={error}
      texts={duesProblems}
      onConfirm={(reason) => entry && fire({ params: { id: entry.id }, body: { reason } })}
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const [dialog, setDialog] = useState<'use' | 'book' | null>(null);
  const [reversing, setReversing] = useState<Entry | null>(null);
  const list = useList(ledgerList, { query: {} });
  const columns = useColumns(setReversing);
  return (
    <DuesFrame
      title={t(duesTexts.ledgerTitle)}
      actions={
        <>
          <Button onClick={() => setDialog('book')}>{t(duesTexts.book)}</Button>
          <Button type="primary" onClick={() => setDialog('use')}>
            {t(duesTexts.use)}
          </Button>
        </>
      }
      open={<StatementSection />}
    >
      <Section flush>
        <DataTable
          name="dues-ledger"
          caption={t(duesTexts.ledgerCaption)}
          columns={columns}
          list={list}
          rowKey={(entry) => entry.id}
          whenEmpty={<p>{t(duesTexts.ledgerEmpty)}</p>}
          tools={
            list.reply && (
              <span className={css.number}>
                {t(duesTexts.cash)} {yuan(list.reply.cashFen)} · {t(duesTexts.bank)} {yuan(list.reply.bankFen)}
              </span>
            )
          }
        />
      </Section>
      <LedgerDialog which={dialog} onClose={() => setDialog(null)} />
      <Reversing entry={reversing} onClose={() => setReversing(null)} />
    </DuesFrame>
  );
};
