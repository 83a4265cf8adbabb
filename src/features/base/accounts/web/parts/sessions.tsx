import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import {
  accountById,
  accountSessions,
  type AccountView,
  endAccountSession,
  endAccountSessions,
} from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountTexts } from './account-fields.ts';
import { useRoleLabel } from './words.tsx';

const EndAll = ({ account }: { account: AccountView }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const params = { id: account.id };
  const { fire, busy, error, reset } = useCommand(endAccountSessions, {
    touches: [
      [accountById, { params }],
      [accountSessions, { params }],
    ],
    onDone: () => {
      setAsking(false);
      void message.success(t(adminTexts.sessionsEnded));
    },
  });
  const close = (): void => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(adminTexts.endSessions)}</Button>
      <ConfirmDialog
        open={asking}
        title={t(adminTexts.endSessions)}
        consequence={t(adminTexts.endSessionsHint)}
        verb={t(adminTexts.endSessions)}
        busy={busy}
        error={error}
        texts={accountTexts}
        onConfirm={() => fire({ params })}
        onClose={close}
      />
    </>
  );
};

/** Where the account is signed in now. */
export const Sessions = ({ account }: { account: AccountView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const roleLabel = useRoleLabel();
  const params = { id: account.id };
  const { data, error, isPending, refetch } = useApi(accountSessions, { params });
  const end = useCommand(endAccountSession, {
    touches: [
      [accountById, { params }],
      [accountSessions, { params }],
    ],
  });
  const deviceOf = (device: string): string => device || t(adminTexts.unknownDevice);
  return (
    <Section title={t(adminTexts.sessions)} actions={account.can.endSessions && <EndAll account={account} />}>
      <StateView error={error ?? end.error} loading={isPending} onAgain={() => void refetch()} lines={2}>
        {() => (
          <PlainTable
            caption={t(adminTexts.sessionsCaption)}
            rows={data?.items ?? []}
            rowKey={(session) => session.id}
            empty={t(adminTexts.sessionsEmpty)}
            columns={[
              { key: 'device', title: t(adminTexts.device), render: (session) => deviceOf(session.device) },
              {
                key: 'role',
                title: t(adminTexts.role),
                render: (session) => (session.role ? roleLabel(session.role) : t(adminTexts.noRole)),
              },
              { key: 'seen', title: t(adminTexts.seenAt), render: (session) => format.moment(session.seenAt) },
              {
                key: 'created',
                title: t(adminTexts.signedInAt),
                render: (session) => format.moment(session.createdAt),
              },
              { key: 'expires', title: t(adminTexts.expiresAt), render: (session) => format.moment(session.expiresAt) },
            ]}
            renderActions={
              account.can.endSessions
                ? (session) => (
                    <Button
                      size="small"
                      disabled={end.busy}
                      aria-label={t(adminTexts.endSessionOf, { device: deviceOf(session.device) })}
                      onClick={() => end.fire({ params: { ...params, sessionId: session.id } })}
                    >
                      {t(adminTexts.endSession)}
                    </Button>
                  )
                : undefined
            }
          />
        )}
      </StateView>
    </Section>
  );
};
