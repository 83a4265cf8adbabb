import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { type Payment, paymentById, paymentList, voidPayment } from '../../contract.ts';
import { duesCodes, duesProblems, duesTexts } from '../../messages.ts';
import { DuesFrame } from '../parts/dues-frame.tsx';
import { useMonths, yuan } from '../parts/dues-words.ts';
import css from '../parts/dues.module.css';
import { duesReads } from '../parts/pay-dialog.tsx';

const useColumns = (onVoid: (payment: Payment) => void): Column<Payment>[] => {
  const t = useText();
  const format = useFormat();
  const months = useMonths();
  return [
    {
      key: 'receipt',
      title: t(duesTexts.receipt),
      main: true,
      render: (payment) => <Link to={`/dues/payments/${payment.id}`}>{payment.receipt}</Link>,
    },
    { key: 'payer', title: t(duesTexts.payer), render: (payment) => payment.payer },
    {
      key: 'purpose',
      title: t(duesTexts.purpose),
      render: ({ purpose, fromMonth, toMonth }) => (
        <>
          {t(duesCodes[`purpose_${purpose}`])}
          {fromMonth && toMonth && <div className={css.hint}>{months(fromMonth, toMonth)}</div>}
        </>
      ),
    },
    {
      key: 'amount',
      title: t(duesTexts.amount),
      align: 'end',
      render: (payment) => <span className={css.number}>{yuan(payment.amountFen)}</span>,
    },
    {
      key: 'paidOn',
      title: t(duesTexts.paidOn),
      render: ({ paidOn, method }) => (
        <>
          {format.day(paidOn)} <span className={css.hint}>{t(duesCodes[`method_${method}`])}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t(duesTexts.state),
      render: (payment) =>
        payment.voidedAt === null ? (
          <Button
            size="small"
            aria-label={t(duesTexts.voidOf, { receipt: payment.receipt })}
            onClick={() => onVoid(payment)}
          >
            {t(duesTexts.void)}
          </Button>
        ) : (
          <Tag tone="warning">{t(duesTexts.voided)}</Tag>
        ),
    },
  ];
};

export const Page = (): ReactNode => {
  const t = useText();
  const [voiding, setVoiding] = useState<Payment | null>(null);
  const list = useList(paymentList, { query: {} });
  const columns = useColumns(setVoiding);
  const { fire, busy, error, reset } = useCommand(voidPayment, {
    touches: [...duesReads, paymentById],
    onDone: () => setVoiding(null),
  });
  return (
    <DuesFrame title={t(duesTexts.payments)}>
      <Section flush>
        <DataTable
          name="dues-payments"
          caption={t(duesTexts.paymentsCaption)}
          columns={columns}
          list={list}
          rowKey={(payment) => payment.id}
          whenEmpty={<p>{t(duesTexts.paymentsEmpty)}</p>}
        />
      </Section>
      <ConfirmDialog
        open={voiding !== null}
        title={t(duesTexts.voidOf, { receipt: voiding?.receipt ?? '' })}
        consequence={t(duesTexts.voidHint)}
        verb={t(duesTexts.void)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={duesProblems}
        onConfirm={(reason) =>
          voiding && fire({ params: { id: voiding.id }, body: { version: voiding.version, reason } })
        }
        onClose={() => {
          reset();
          setVoiding(null);
        }}
      />
    </DuesFrame>
  );
};
