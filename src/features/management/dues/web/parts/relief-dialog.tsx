import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, MonthField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { duesSheet } from '../../contract.ts';
import { duesProblems, duesTexts } from '../../messages.ts';
import { askRelief, reliefFields, reliefList } from '../../reliefs/contract.ts';
import { monthOf } from '../../rules.ts';
import { today } from './dues-words.ts';
import css from './dues.module.css';
import { MoneyField } from './money-field.tsx';

interface Props {
  readonly onClose: () => void;
}

const ReliefForm = ({ onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const day = today();
  const { data } = useApi(duesSheet, { query: { year: Number(day.slice(0, 4)) } });
  const { run } = useCommand(askRelief, { touches: [reliefList] });
  const form = useForm({
    schema: reliefFields,
    labels: {
      personId: duesTexts.member,
      fromMonth: duesTexts.fromMonth,
      toMonth: duesTexts.toMonth,
      monthlyFen: duesTexts.reliefMonthly,
      decidedOn: duesTexts.reliefDecidedOn,
      reason: duesTexts.reason,
    },
    initial: { fromMonth: monthOf(day), toMonth: `${day.slice(0, 4)}-12-01`, monthlyFen: 0, decidedOn: day },
    texts: duesProblems,
    submit: async (body) => {
      await run({ body });
      void message.success(t(duesTexts.asked));
      onClose();
    },
  });
  const members = (data?.items ?? []).filter(({ base }) => base !== null);
  return (
    <FormFrame form={form} verb={t(duesTexts.askRelief)} onCancel={onClose} label={t(duesTexts.askRelief)}>
      <FieldGrid>
        <ChoiceField
          field={form.field('personId')}
          choices={members.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <MoneyField field={form.field('monthlyFen')} hint={t(duesTexts.reliefMonthlyHint)} />
        <div className={css.pair}>
          <MonthField field={form.field('fromMonth')} />
          <MonthField field={form.field('toMonth')} />
        </div>
        <DayField field={form.field('decidedOn')} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Puts what the branch discussed before the superior. */
export const ReliefDialog = ({ open, onClose }: Props & { readonly open: boolean }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(duesTexts.askRelief)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <ReliefForm onClose={onClose} />
    </Modal>
  );
};
