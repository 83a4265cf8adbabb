import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { useCommand } from '#webkit/query.ts';
import { accountById, accountSessions, type AccountView, issuePassword } from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountTexts } from './account-fields.ts';
import css from './first-password.module.css';

/** The clipboard needs a secure address; where there is none, the person is told to copy by hand. */
const useCopy = (): ((text: string) => Promise<void>) => {
  const t = useText();
  const { message } = App.useApp();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      void message.success(t(uiTexts.copied));
    } catch {
      void message.warning(t(uiTexts.copyByHand));
    }
  };
};

const Issued = ({ account, password }: { account: AccountView; password: string }): ReactNode => {
  const t = useText();
  const copy = useCopy();
  return (
    <div className={css.issued}>
      <p>{t(adminTexts.issuedHint)}</p>
      <dl className={css.slip}>
        <dt>{t(adminTexts.issuedFor)}</dt>
        <dd>{account.signInName}</dd>
        <dt>{t(adminTexts.password)}</dt>
        <dd>
          <code className={css.password}>{password}</code>
        </dd>
      </dl>
      <Button onClick={() => void copy(password)}>{t(uiTexts.copy)}</Button>
    </div>
  );
};

interface Props {
  readonly account: AccountView;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Asks for the reason, then shows the password once; closing forgets it. */
export const FirstPassword = ({ account, open, onClose }: Props): ReactNode => {
  const t = useText();
  const [password, setPassword] = useState<string | null>(null);
  const { fire, busy, error, reset } = useCommand(issuePassword, {
    touches: [[accountById, { params: { id: account.id } }], accountSessions],
    onDone: (reply) => setPassword(reply.password),
  });
  const close = (): void => {
    setPassword(null);
    reset();
    onClose();
  };
  return (
    <>
      <ConfirmDialog
        open={open && password === null}
        title={t(adminTexts.issue)}
        consequence={t(adminTexts.issueHint)}
        verb={t(adminTexts.issue)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={accountTexts}
        onConfirm={(reason) => fire({ params: { id: account.id }, body: { reason } })}
        onClose={close}
      />
      <Modal
        open={password !== null}
        title={t(adminTexts.issued)}
        mask={{ closable: false }}
        onCancel={close}
        footer={<Button onClick={close}>{t(uiTexts.close)}</Button>}
        destroyOnHidden
      >
        {password !== null && <Issued account={account} password={password} />}
      </Modal>
    </>
  );
};
