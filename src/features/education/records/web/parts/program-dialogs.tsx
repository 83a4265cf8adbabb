import { App, Button, Descriptions, Modal, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { FieldGrid, ManyField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { scopes } from '../../clients/rules.ts';
import { addProgram, type Program, programs, revokeProgram } from '../../contract.ts';
import { recordsTexts } from '../../messages.ts';

type Added = Reply<typeof addProgram>;

const AddForm = ({ onAdded, onClose }: { onAdded: (added: Added) => void; onClose: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(addProgram, { touches: [programs] });
  const form = useForm({
    schema: addProgram.body,
    labels: { name: recordsTexts.name, contact: recordsTexts.contact, scopes: recordsTexts.scopes },
    initial: { scopes: [...scopes] },
    submit: async (body) => onAdded(await run({ body })),
  });
  const verb = t(recordsTexts.add);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('name')} wide />
        <TextField field={form.field('contact')} hint={t(recordsTexts.contactHint)} wide />
        <ManyField
          field={form.field('scopes')}
          choices={scopes.map((value) => ({ value, label: t(recordsTexts[`scope_${value}`]) }))}
          wide
        />
      </FieldGrid>
    </FormFrame>
  );
};

/** The key stands here once; the dialog does not close by a slip of the mouse. */
const Shown = ({ added, onClose }: { added: Added; onClose: () => void }): ReactNode => {
  const t = useText();
  const line = (label: string, text: string) => ({
    key: label,
    label,
    children: (
      <Typography.Text copyable code>
        {text}
      </Typography.Text>
    ),
  });
  return (
    <>
      <p>{t(recordsTexts.shownOnce)}</p>
      <Descriptions
        column={1}
        items={[line(t(recordsTexts.account), added.id), line(t(recordsTexts.key), added.key)]}
      />
      <Button type="primary" onClick={onClose}>
        {t(recordsTexts.copied)}
      </Button>
    </>
  );
};

export const AddDialog = ({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode => {
  const t = useText();
  const [added, setAdded] = useState<Added | null>(null);
  const close = (): void => {
    setAdded(null);
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t(added === null ? recordsTexts.add : recordsTexts.added)}
      footer={null}
      mask={{ closable: false }}
      closable={added === null}
      keyboard={added === null}
      onCancel={close}
      destroyOnHidden
    >
      {added === null ? <AddForm onAdded={setAdded} onClose={close} /> : <Shown added={added} onClose={close} />}
    </Modal>
  );
};

export const RevokeDialog = ({ of, onClose }: { of: Program | null; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error, reset } = useCommand(revokeProgram, {
    touches: [programs],
    onDone: () => {
      onClose();
      void message.success(t(recordsTexts.revokedNow));
    },
  });
  return (
    <ConfirmDialog
      open={of !== null}
      title={t(recordsTexts.revokeTitle, { name: of?.name ?? '' })}
      consequence={t(recordsTexts.revokeHint)}
      verb={t(recordsTexts.revoke)}
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
