import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { useCommand } from '#webkit/query.ts';
import {
  accountById,
  accountList,
  accountReview,
  accountSessions,
  type AccountView,
  disableAccount,
  enableAccount,
  resetFactor,
} from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountTexts } from './account-fields.ts';
import { ChangeAccount } from './change-account.tsx';
import { FirstPassword } from './first-password.tsx';

interface Act {
  readonly endpoint: typeof disableAccount | typeof enableAccount | typeof resetFactor;
  readonly verb: Text;
  readonly hint: Text;
  readonly done: Text;
  readonly grave: boolean;
}

/** Acts that need a reason and nothing else; their names are those of the view's own flags. */
const acts = {
  resetFactor: {
    endpoint: resetFactor,
    verb: adminTexts.resetFactor,
    hint: adminTexts.resetFactorHint,
    done: adminTexts.factorReset,
    grave: false,
  },
  disable: {
    endpoint: disableAccount,
    verb: adminTexts.disable,
    hint: adminTexts.disableHint,
    done: adminTexts.disabledDone,
    grave: true,
  },
  enable: {
    endpoint: enableAccount,
    verb: adminTexts.enable,
    hint: adminTexts.enableHint,
    done: adminTexts.enabledDone,
    grave: false,
  },
} as const satisfies Partial<Record<keyof AccountView['can'], Act>>;

const ReasonedAct = ({ account, act }: { account: AccountView; act: Act }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const close = (): void => {
    setAsking(false);
    reset();
  };
  const { fire, busy, error, reset } = useCommand(act.endpoint, {
    touches: [accountList, accountReview, accountSessions, [accountById, { params: { id: account.id } }]],
    onDone: () => {
      setAsking(false);
      void message.success(t.loose(act.done));
    },
  });
  const verb = t.loose(act.verb);
  return (
    <>
      <Button danger={act.grave} onClick={() => setAsking(true)}>
        {verb}
      </Button>
      <ConfirmDialog
        open={asking}
        title={`${verb}：${account.displayName}`}
        consequence={t.loose(act.hint)}
        verb={verb}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={accountTexts}
        onConfirm={(reason) => fire({ params: { id: account.id }, body: { version: account.version, reason } })}
        onClose={close}
      />
    </>
  );
};

/** What the session's role may do with the account as it stands. */
export const AccountActions = ({ account }: { account: AccountView }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState<'change' | 'password' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      {account.can.change && <Button onClick={() => setOpen('change')}>{t(adminTexts.change)}</Button>}
      {account.can.issuePassword && <Button onClick={() => setOpen('password')}>{t(adminTexts.issue)}</Button>}
      {account.can.resetFactor && <ReasonedAct account={account} act={acts.resetFactor} />}
      {account.can.enable && <ReasonedAct account={account} act={acts.enable} />}
      {account.can.disable && <ReasonedAct account={account} act={acts.disable} />}
      <ChangeAccount account={account} open={open === 'change'} onClose={close} />
      <FirstPassword account={account} open={open === 'password'} onClose={close} />
    </>
  );
};
