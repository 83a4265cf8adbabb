import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { dayOf } from '#shared/days.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { Tag } from '#ui/tag.tsx';
import { useCommand } from '#webkit/query.ts';
import {
  accountById,
  type AccountGrant,
  accountList,
  accountReview,
  accountSessions,
  type AccountView,
  endGrant,
} from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountTexts } from './account-fields.ts';
import { GiveGrant } from './give-grant.tsx';
import { useRoleLabel } from './words.tsx';

const EndGrant = ({ account, grant }: { account: AccountView; grant: AccountGrant }): ReactNode => {
  const t = useText();
  const roleLabel = useRoleLabel();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(endGrant, {
    touches: [accountList, accountReview, accountSessions, [accountById, { params: { id: account.id } }]],
    onDone: () => {
      setAsking(false);
      void message.success(t(adminTexts.grantEnded));
    },
  });
  const title = t(adminTexts.endGrantOf, { role: roleLabel(grant.role), organisation: grant.organisationName });
  const close = (): void => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setAsking(true)}>
        {t(adminTexts.endGrant)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={title}
        consequence={t(adminTexts.endGrantHint)}
        verb={t(adminTexts.endGrant)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={accountTexts}
        onConfirm={(reason) => fire({ params: { id: grant.id }, body: { version: grant.version, reason } })}
        onClose={close}
      />
    </>
  );
};

const GrantState = ({ grant, today }: { grant: AccountGrant; today: string }): ReactNode => {
  const t = useText();
  if (grant.holds) return <Tag tone="success">{t(adminTexts.holds)}</Tag>;
  if (grant.endedAt !== null) return <Tag>{t(adminTexts.ended)}</Tag>;
  return <Tag>{t(grant.from > today ? adminTexts.later : adminTexts.over)}</Tag>;
};

/** Roles of the account, those in force first. */
export const Grants = ({ account }: { account: AccountView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const roleLabel = useRoleLabel();
  const [giving, setGiving] = useState(false);
  const [today] = useState(() => dayOf(Date.now()));
  const rows = account.grants.toSorted((a, b) => Number(b.holds) - Number(a.holds));
  const isOpen = (grant: AccountGrant): boolean =>
    grant.endedAt === null && (grant.holds || grant.to === null || grant.to >= today);
  return (
    <Section
      title={t(adminTexts.grants)}
      actions={
        account.can.grant && (
          <Button type="primary" onClick={() => setGiving(true)}>
            {t(adminTexts.give)}
          </Button>
        )
      }
    >
      <PlainTable
        caption={t(adminTexts.grantsCaption)}
        rows={rows}
        rowKey={(grant) => grant.id}
        empty={t(adminTexts.grantsEmpty)}
        columns={[
          { key: 'role', title: t(adminTexts.role), render: (grant) => roleLabel(grant.role) },
          { key: 'organisation', title: t(adminTexts.organisation), render: (grant) => grant.organisationName },
          {
            key: 'period',
            title: t(adminTexts.period),
            render: (grant) =>
              `${format.day(grant.from)} – ${grant.to ? format.day(grant.to) : t(adminTexts.toNow)}${grant.postHoldingId ? `（${t(adminTexts.byPost)}）` : ''}`,
          },
          { key: 'state', title: t(adminTexts.state), render: (grant) => <GrantState grant={grant} today={today} /> },
        ]}
        renderActions={
          account.can.grant ? (grant) => isOpen(grant) && <EndGrant account={account} grant={grant} /> : undefined
        }
      />
      <GiveGrant account={account} open={giving} onClose={() => setGiving(false)} />
    </Section>
  );
};
