import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { DayField, FieldGrid, ManyField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { agreeToQuarters, type Consent, consentFields, consentList, withdrawConsent } from '../../consents/contract.ts';
import { duesSheet } from '../../contract.ts';
import { duesProblems, duesTexts } from '../../messages.ts';
import { today } from './dues-words.ts';
import css from './dues.module.css';

const touched = [consentList, duesSheet];
const withdrawFields = withdrawConsent.body.omit({ version: true });

interface Props {
  readonly onClose: () => void;
}

const AgreeForm = ({ onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const day = today();
  const { data } = useApi(duesSheet, { query: { year: Number(day.slice(0, 4)) } });
  const { run } = useCommand(agreeToQuarters, { touches: touched });
  const form = useForm({
    schema: consentFields,
    labels: { people: duesTexts.agreeWho, fromOn: duesTexts.agreeFrom, reason: duesTexts.agreeWhy },
    initial: { people: [], fromOn: day },
    texts: duesProblems,
    submit: async (body) => {
      await run({ body });
      void message.success(t(duesTexts.agreed, { count: body.people.length }));
      onClose();
    },
  });
  const monthly = (data?.items ?? []).filter(({ byQuarter }) => byQuarter === null || byQuarter.until !== null);
  return (
    <FormFrame form={form} verb={t(duesTexts.agree)} onCancel={onClose} label={t(duesTexts.agree)}>
      <FieldGrid>
        <ManyField
          field={form.field('people')}
          choices={monthly.map(({ personId, name }) => ({ value: personId, label: name }))}
          wide
        />
        <DayField field={form.field('fromOn')} />
        <TextField field={form.field('reason')} hint={t(duesTexts.agreeWhyHint)} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Records for whom the branch agreed. */
export const AgreeDialog = ({ open, onClose }: Props & { readonly open: boolean }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(duesTexts.agree)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <AgreeForm onClose={onClose} />
    </Modal>
  );
};

const WithdrawForm = ({ consent, onClose }: Props & { readonly consent: Consent }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const day = today();
  const { run } = useCommand(withdrawConsent, { touches: touched });
  const form = useForm({
    schema: withdrawFields,
    labels: { until: duesTexts.withdrawUntil, reason: duesTexts.withdrawWhy },
    initial: { until: consent.fromOn > day ? consent.fromOn : day },
    texts: duesProblems,
    submit: async (body) => {
      await run({ params: { id: consent.id }, body: { ...body, version: consent.version } });
      void message.success(t(duesTexts.withdrawn));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(duesTexts.withdraw)} onCancel={onClose} label={t(duesTexts.withdraw)}>
      <p className={css.hint}>{t(duesTexts.withdrawHint)}</p>
      <FieldGrid>
        <DayField field={form.field('until')} />
        <TextField field={form.field('reason')} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Takes a consent back from a day on. */
export const WithdrawDialog = ({ consent, onClose }: Props & { readonly consent: Consent | null }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={consent !== null}
      title={t(duesTexts.withdrawOf, { name: consent?.name ?? '' })}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      {consent && <WithdrawForm consent={consent} onClose={onClose} />}
    </Modal>
  );
};
