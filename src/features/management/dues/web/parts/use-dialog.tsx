import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { CheckField, ChoiceField, DayField, FieldGrid, RadioField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { bookMovement, duesStatement, ledgerList, recordUse } from '../../ledger/contract.ts';
import { duesUses, money, movementKinds } from '../../ledger/rules.ts';
import { duesCodes, duesProblems, duesTexts } from '../../messages.ts';
import { today } from './dues-words.ts';
import css from './dues.module.css';
import { MoneyField } from './money-field.tsx';

export const ledgerReads = [ledgerList, duesStatement];

interface Props {
  readonly onClose: () => void;
}

const useMoney = () => {
  const t = useText();
  return money.map((value) => ({ value, label: t(duesTexts[value]) }));
};

const UseForm = ({ onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const accounts = useMoney();
  const { run } = useCommand(recordUse, { touches: ledgerReads });
  const form = useForm({
    schema: recordUse.body,
    labels: {
      category: duesTexts.category,
      amountFen: duesTexts.amount,
      bookedOn: duesTexts.bookedOn,
      from: duesTexts.from,
      decidedOn: duesTexts.decidedOn,
      document: duesTexts.document,
      recipient: duesTexts.recipient,
      signed: duesTexts.signed,
    },
    initial: { bookedOn: today(), from: 'bank', signed: false, recipient: '' },
    texts: duesProblems,
    submit: async (body) => {
      await run({ body });
      void message.success(t(duesTexts.booked));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(duesTexts.use)} onCancel={onClose} label={t(duesTexts.use)}>
      <p className={css.hint}>{t(duesTexts.hintOfUse)}</p>
      <FieldGrid>
        <ChoiceField
          field={form.field('category')}
          choices={duesUses.map((value) => ({ value, label: t(duesCodes[`use_${value}`]) }))}
          wide
        />
        <MoneyField field={form.field('amountFen')} />
        <RadioField field={form.field('from')} choices={accounts} />
        <DayField field={form.field('decidedOn')} />
        <DayField field={form.field('bookedOn')} />
        <TextField field={form.field('document')} wide />
        <TextField field={form.field('recipient')} hint={t(duesTexts.recipientHint)} />
        <CheckField field={form.field('signed')} />
      </FieldGrid>
    </FormFrame>
  );
};

const BookForm = ({ onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const accounts = useMoney();
  const { run } = useCommand(bookMovement, { touches: ledgerReads });
  const form = useForm({
    schema: bookMovement.body,
    labels: {
      kind: duesTexts.bookKind,
      amountFen: duesTexts.amount,
      bookedOn: duesTexts.bookedOn,
      money: duesTexts.money,
      document: duesTexts.document,
    },
    initial: { bookedOn: today(), money: 'bank' },
    texts: duesProblems,
    submit: async (body) => {
      await run({ body });
      void message.success(t(duesTexts.booked));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(duesTexts.book)} onCancel={onClose} label={t(duesTexts.book)}>
      <FieldGrid>
        <ChoiceField
          field={form.field('kind')}
          choices={movementKinds.map((value) => ({ value, label: t(duesCodes[`move_${value}`]) }))}
        />
        <MoneyField field={form.field('amountFen')} />
        <RadioField field={form.field('money')} choices={accounts} />
        <DayField field={form.field('bookedOn')} />
        <TextField field={form.field('document')} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** A use of dues, or another booking of the ledger. */
export const LedgerDialog = ({ which, onClose }: Props & { readonly which: 'use' | 'book' | null }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={which !== null}
      title={t(which === 'book' ? duesTexts.book : duesTexts.use)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      {which === 'book' ? <BookForm onClose={onClose} /> : <UseForm onClose={onClose} />}
    </Modal>
  );
};
