import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { duesMethods, payVoluntary, type Payer } from '../../contract.ts';
import { duesCodes, duesProblems, duesTexts } from '../../messages.ts';
import { today } from './dues-words.ts';
import css from './dues.module.css';
import { MoneyField } from './money-field.tsx';
import { duesReads } from './pay-dialog.tsx';

interface Props {
  readonly payers: readonly Payer[];
  readonly onClose: () => void;
}

const VoluntaryForm = ({ payers, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(payVoluntary, { touches: duesReads });
  const form = useForm({
    schema: payVoluntary.body,
    labels: {
      personId: duesTexts.member,
      amountFen: duesTexts.amount,
      paidOn: duesTexts.paidOn,
      method: duesTexts.method,
    },
    initial: { paidOn: today(), method: 'cash' },
    texts: duesProblems,
    submit: async (body) => {
      await run({ body });
      void message.success(t(duesTexts.recorded));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(duesTexts.voluntary)} onCancel={onClose} label={t(duesTexts.voluntary)}>
      <p className={css.hint}>{t(duesTexts.voluntaryHint)}</p>
      <FieldGrid>
        <ChoiceField
          field={form.field('personId')}
          choices={payers.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <MoneyField field={form.field('amountFen')} />
        <DayField field={form.field('paidOn')} />
        <RadioField
          field={form.field('method')}
          choices={duesMethods.map((value) => ({ value, label: t(duesCodes[`method_${value}`]) }))}
        />
      </FieldGrid>
    </FormFrame>
  );
};

/** Records what a member gives beyond the dues. */
export const VoluntaryDialog = ({ open, ...rest }: Props & { readonly open: boolean }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(duesTexts.voluntary)}
      footer={null}
      mask={{ closable: false }}
      onCancel={rest.onClose}
      destroyOnHidden
    >
      <VoluntaryForm {...rest} />
    </Modal>
  );
};
