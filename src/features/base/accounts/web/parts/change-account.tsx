import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { accountById, accountList, type AccountView, changeAccount } from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountLabels, accountTexts, changeAccountSchema, flatRefusal, withPerson } from './account-fields.ts';

interface Props {
  readonly account: AccountView;
  readonly open: boolean;
  readonly onClose: () => void;
}

const ChangeForm = ({ account, onClose }: Omit<Props, 'open'>): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const params = { id: account.id };
  const { run } = useCommand(changeAccount, { touches: [accountList, [accountById, { params }]] });
  const { signInName, displayName, version } = account;
  const form = useForm({
    schema: changeAccountSchema,
    labels: accountLabels,
    initial: { signInName, displayName, version },
    joins: true,
    texts: accountTexts,
    submit: async (typed) => {
      await run({ params, body: withPerson(typed) }).catch((thrown: unknown) => {
        throw flatRefusal(thrown);
      });
      void message.success(t(adminTexts.changed));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(uiTexts.save)} label={t(adminTexts.changeOf)} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('displayName')} />
        <TextField field={form.field('signInName')} hint={t(adminTexts.signInNameHint)} />
        <TextField field={form.field('personName')} hint={t(adminTexts.relink)} />
        <TextField field={form.field('idNumber')} />
      </FieldGrid>
    </FormFrame>
  );
};

export const ChangeAccount = ({ open, onClose, ...rest }: Props): ReactNode => {
  const t = useText();
  return (
    <Modal open={open} title={t(adminTexts.changeOf)} footer={null} onCancel={onClose} width={640} destroyOnHidden>
      <ChangeForm {...rest} onClose={onClose} />
    </Modal>
  );
};
