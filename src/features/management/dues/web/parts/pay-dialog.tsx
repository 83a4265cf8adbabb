import { Alert, App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { AppError } from '#shared/errors.ts';
import { useText } from '#ui/language.tsx';
import { CheckField, DayField, FieldGrid, MonthField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { duesMethods, duesOverview, duesSheet, payDues, paymentList, payTerms, type Payer } from '../../contract.ts';
import { duesStatement, ledgerList } from '../../ledger/contract.ts';
import { duesCodes, duesProblems, duesTexts } from '../../messages.ts';
import { quarterOf, reachesTooFar } from '../../rules.ts';
import { today, useMonths, yuan } from './dues-words.ts';
import css from './dues.module.css';
import { dueLines, quotesOf, type Quoted } from './quotes.ts';

export const duesReads = [duesSheet, paymentList, ledgerList, duesStatement, duesOverview];
interface Typed {
  readonly fromMonth?: string | null | undefined;
  readonly toMonth?: string | null | undefined;
}

/** The quarter under way, to its end: whoever pays by the month is asked for the months until now. */
const quarterNow = (day: string): { readonly fromMonth: string; readonly toMonth: string } => {
  const { from, to } = quarterOf(day);
  return { fromMonth: from, toMonth: to };
};

const Lines = ({ quotes, day }: { readonly quotes: readonly Quoted[]; readonly day: string }): ReactNode => {
  const t = useText();
  const months = useMonths();
  const lines = dueLines(quotes);
  const total = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return (
    <div className={css.stack}>
      {lines.length === 0 && <Alert type="warning" showIcon title={t(duesTexts.payNobody)} />}
      {lines.some(({ from }) => reachesTooFar(from, day)) && (
        <Alert type="warning" showIcon title={t(duesTexts.tooFar)} />
      )}
      <ul className={css.lines} aria-label={t(duesTexts.amount)}>
        {quotes.map(({ payer, quote }) => (
          <li key={payer.personId}>
            <span>{payer.name}</span>
            {'problem' in quote ? (
              <span className={css.hint}>{t(duesTexts[`leftOut_${quote.problem}`])}</span>
            ) : (
              <span className={css.number}>
                {months(quote.from, quote.to)} · {yuan(quote.amountFen)} {t(duesTexts.yuan)}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className={css.total}>{t(duesTexts.payTotal, { count: lines.length, amount: yuan(total) })}</p>
    </div>
  );
};

interface Props {
  readonly payers: readonly Payer[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const asked = ({ fromMonth, toMonth }: Typed): { readonly from: string; readonly to: string } | null =>
  fromMonth && toMonth && fromMonth <= toMonth ? { from: fromMonth, to: toMonth } : null;

const PayForm = ({ payers, onDone, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const day = today();
  const { run } = useCommand(payDues, { touches: duesReads });
  const pay = useForm({
    schema: payTerms,
    labels: {
      fromMonth: duesTexts.fromMonth,
      toMonth: duesTexts.toMonth,
      paidOn: duesTexts.paidOn,
      method: duesTexts.method,
      consent: duesTexts.consent,
    },
    initial: { ...quarterNow(day), paidOn: day, method: 'cash', consent: false },
    texts: duesProblems,
    submit: async (typed) => {
      const span = asked(typed);
      const lines = span ? dueLines(quotesOf(payers, span, typed.paidOn)) : [];
      const people = lines.map(({ payer, amountFen }) => ({ personId: payer.personId, amountFen }));
      if (people.length === 0) throw new AppError('refused', { message: 'nobody_owes' });
      const { items } = await run({ body: { ...typed, people } });
      void message.success(t(duesTexts.paid, { count: items.length }));
      onDone();
    },
  });
  const span = asked(pay.values);
  return (
    <FormFrame form={pay} verb={t(duesTexts.pay)} onCancel={onClose} label={t(duesTexts.pay)}>
      <FieldGrid>
        <div className={css.pair}>
          <MonthField field={pay.field('fromMonth')} />
          <MonthField field={pay.field('toMonth')} />
        </div>
        <DayField field={pay.field('paidOn')} />
        <RadioField
          field={pay.field('method')}
          choices={duesMethods.map((value) => ({ value, label: t(duesCodes[`method_${value}`]) }))}
        />
        <CheckField field={pay.field('consent')} />
      </FieldGrid>
      {span && <Lines quotes={quotesOf(payers, span, pay.values.paidOn ?? day)} day={day} />}
    </FormFrame>
  );
};

/** Records the months of those who were ticked: what each owes is reckoned, nothing is typed but how and when it came. */
export const PayDialog = ({ payers, open, ...rest }: Props & { readonly open: boolean }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(duesTexts.payOf, { count: payers.length })}
      footer={null}
      mask={{ closable: false }}
      onCancel={rest.onClose}
      destroyOnHidden
    >
      <PayForm payers={payers} {...rest} />
    </Modal>
  );
};
