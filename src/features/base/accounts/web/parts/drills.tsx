import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, DayField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import type { AccountView } from '../../administration/contract.ts';
import { accountDrills, type DrillRight, endRight, giveException } from '../../drills/contract.ts';
import { drillTexts } from '../../drills/messages.ts';
import { drills } from '../../drills/rules.ts';
import { accountTexts } from './account-fields.ts';

const texts = { ...accountTexts, ...drillTexts };

const Exception = ({ account, onClose }: { account: AccountView; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(giveException, { touches: [accountDrills] });
  const form = useForm({
    schema: giveException.body,
    labels: { drill: drillTexts.drill, until: drillTexts.until, reason: drillTexts.reason },
    texts,
    submit: async (body) => {
      await run({ params: { id: account.id }, body });
      void message.success(t(drillTexts.given));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(drillTexts.give)} label={t(drillTexts.give)} onCancel={onClose}>
      <p>{t(drillTexts.giveHint)}</p>
      <ChoiceField
        field={form.field('drill')}
        choices={drills.map((one) => ({ value: one, label: t(drillTexts[one]) }))}
      />
      <DayField field={form.field('until')} />
      <TextField field={form.field('reason')} />
    </FormFrame>
  );
};

const End = ({ account, right }: { account: AccountView; right: DrillRight }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(endRight, {
    touches: [accountDrills],
    onDone: () => {
      setAsking(false);
      void message.success(t(drillTexts.ended));
    },
  });
  const title = t(drillTexts.endTitle, { drill: t(drillTexts[right.drill]) });
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setAsking(true)}>
        {t(drillTexts.end)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={title}
        consequence={t(drillTexts.endHint)}
        verb={t(drillTexts.end)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={texts}
        onConfirm={(reason) =>
          fire({ params: { id: account.id, rightId: right.id }, body: { version: right.version, reason } })
        }
        onClose={() => setAsking(false)}
      />
    </>
  );
};

/** What drills and exceptions have opened for the account. */
export const Drills = ({ account }: { account: AccountView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [giving, setGiving] = useState(false);
  const { data, error, isPending, refetch } = useApi(accountDrills, { params: { id: account.id } });
  return (
    <Section
      title={t(drillTexts.title)}
      actions={data?.mayGrant && <Button onClick={() => setGiving(true)}>{t(drillTexts.give)}</Button>}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
        <PlainTable
          caption={t(drillTexts.caption)}
          rows={data?.items ?? []}
          rowKey={(right) => right.id}
          empty={t(drillTexts.empty)}
          columns={[
            { key: 'drill', title: t(drillTexts.drill), render: (right) => t(drillTexts[right.drill]) },
            {
              key: 'how',
              title: t(drillTexts.how),
              render: ({ reason }) => (reason === null ? t(drillTexts.byRun) : t(drillTexts.byException, { reason })),
            },
            { key: 'until', title: t(drillTexts.until), render: (right) => format.day(right.until) },
          ]}
          renderActions={data?.mayGrant ? (right) => <End account={account} right={right} /> : undefined}
        />
      </StateView>
      <Modal open={giving} title={t(drillTexts.give)} footer={null} destroyOnHidden onCancel={() => setGiving(false)}>
        <Exception account={account} onClose={() => setGiving(false)} />
      </Modal>
    </Section>
  );
};
