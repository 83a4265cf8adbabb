import { App, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { DayField, FieldGrid, LongTextField } from '#ui/office/fields.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import type { Away } from '../../contract.ts';
import { outflowProblems, outflowTexts } from '../../messages.ts';
import { channels } from '../../rules.ts';
import { useContactForm } from './contact-form.ts';
import css from './outflow.module.css';

const Form = ({ away, onClose }: { away: Away; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const form = useContactForm(away, () => {
    void message.success(t(outflowTexts.recorded));
    onClose();
  });
  return (
    <div className={css.stack}>
      {form.error && <ErrorNotice error={form.error} texts={outflowProblems} />}
      <p className={css.hint}>{t(outflowTexts.recordHint)}</p>
      <div role="group" aria-label={t(outflowTexts.howLabel)} className={css.channels}>
        {channels.map((channel) => (
          <Button key={channel} disabled={form.busy} onClick={() => form.save(channel)}>
            {t(outflowTexts[`channel_${channel}`])}
          </Button>
        ))}
      </div>
      <FieldGrid>
        <DayField field={form.onDay} />
        <LongTextField field={form.note} rows={2} wide />
      </FieldGrid>
    </div>
  );
};

interface Props {
  readonly away: Away | null;
  readonly onClose: () => void;
}

/** How somebody was contacted, today unless another day is said. */
export const ContactDialog = ({ away, onClose }: Props): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={away !== null}
      title={away && t(outflowTexts.recordOf, { name: away.name })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {away && <Form away={away} onClose={onClose} />}
    </Modal>
  );
};
