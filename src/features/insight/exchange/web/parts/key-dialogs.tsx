import { App, Button, Modal, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { makeKey, type ProgramKey, programKeys, revokeKey } from '../../contract.ts';
import { exchangeTexts } from '../../messages.ts';

const MakeForm = ({ onMade, onClose }: { onMade: (key: string) => void; onClose: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(makeKey, { touches: [programKeys] });
  const form = useForm({
    schema: makeKey.body,
    labels: { name: exchangeTexts.name, contact: exchangeTexts.contact },
    submit: async (body) => onMade((await run({ body })).key),
  });
  const verb = t(exchangeTexts.make);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('name')} wide />
        <TextField field={form.field('contact')} hint={t(exchangeTexts.contactHint)} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** The key stands here once; the dialog does not close by a slip of the mouse. */
const Made = ({ shown, onClose }: { shown: string; onClose: () => void }): ReactNode => {
  const t = useText();
  return (
    <>
      <p>{t(exchangeTexts.shownOnce)}</p>
      <Typography.Paragraph copyable code>
        {shown}
      </Typography.Paragraph>
      <Button type="primary" onClick={onClose}>
        {t(exchangeTexts.copied)}
      </Button>
    </>
  );
};

export const MakeDialog = ({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode => {
  const t = useText();
  const [shown, setShown] = useState<string | null>(null);
  const close = (): void => {
    setShown(null);
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t(shown === null ? exchangeTexts.make : exchangeTexts.made)}
      footer={null}
      mask={{ closable: false }}
      closable={shown === null}
      keyboard={shown === null}
      onCancel={close}
      destroyOnHidden
    >
      {shown === null ? <MakeForm onMade={setShown} onClose={close} /> : <Made shown={shown} onClose={close} />}
    </Modal>
  );
};

export const RevokeDialog = ({ of, onClose }: { of: ProgramKey | null; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error, reset } = useCommand(revokeKey, {
    touches: [programKeys],
    onDone: () => {
      onClose();
      void message.success(t(exchangeTexts.revokedNow));
    },
  });
  return (
    <ConfirmDialog
      open={of !== null}
      title={t(exchangeTexts.revokeTitle, { name: of?.name ?? '' })}
      consequence={t(exchangeTexts.revokeHint)}
      verb={t(exchangeTexts.revoke)}
      reasonFrom={2}
      busy={busy}
      error={error}
      onConfirm={(reason) => of && fire({ params: { id: of.id }, body: { version: of.version, reason } })}
      onClose={() => {
        onClose();
        reset();
      }}
    />
  );
};
