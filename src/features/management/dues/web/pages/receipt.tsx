import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { type Payment, paymentById } from '../../contract.ts';
import { duesCodes, duesTexts } from '../../messages.ts';
import { useMonths, yuan } from '../parts/dues-words.ts';

const Receipt = ({ payment }: { readonly payment: Payment }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const months = useMonths();
  const { fromMonth, toMonth } = payment;
  return (
    <Section title={t(duesTexts.receiptNo, { receipt: payment.receipt })}>
      {payment.voidedAt !== null && (
        <Alert
          type="warning"
          showIcon
          title={t(duesTexts.voidedWhy, {
            by: payment.voidedBy ?? '',
            at: format.moment(payment.voidedAt),
            reason: payment.voidReason ?? '',
          })}
        />
      )}
      <Facts
        facts={[
          { label: t(duesTexts.payer), value: payment.payer },
          { label: t(duesTexts.branch), value: payment.branchName },
          { label: t(duesTexts.purpose), value: t(duesCodes[`purpose_${payment.purpose}`]) },
          ...(fromMonth && toMonth ? [{ label: t(duesTexts.months), value: months(fromMonth, toMonth) }] : []),
          { label: t(duesTexts.amount), value: `${yuan(payment.amountFen)} ${t(duesTexts.yuan)}` },
          { label: t(duesTexts.method), value: t(duesCodes[`method_${payment.method}`]) },
          { label: t(duesTexts.paidOn), value: format.day(payment.paidOn) },
          { label: t(duesTexts.recorder), value: payment.recorder },
          ...(payment.consent ? [{ label: t(duesTexts.consent), value: t(duesTexts.consentNoted) }] : []),
          { label: t(duesTexts.signature), value: ' ' },
        ]}
      />
    </Section>
  );
};

/** A receipt to print and to sign by hand. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data, error, isPending, refetch } = useApi(paymentById, { params: { id } });
  return (
    <Frame
      title={t(duesTexts.receiptTitle)}
      crumbs={[
        { title: t(duesTexts.title), to: '/dues' },
        { title: t(duesTexts.payments), to: '/dues/payments' },
        { title: t(duesTexts.receiptTitle) },
      ]}
      actions={<Button onClick={() => print()}>{t(duesTexts.print)}</Button>}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() => data && <Receipt payment={data} />}
      </StateView>
    </Frame>
  );
};
