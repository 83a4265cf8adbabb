import { App, Button, Modal, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { Facts } from '#ui/facts.tsx';
import { useText } from '#ui/language.tsx';
import { TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { uiTexts } from '#ui/messages.ts';
import { useWord } from '#ui/words.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { inboxRefusals, inboxTexts, settingTexts } from '../../messages.ts';
import { everyKind, type AddressedChannel } from '../../rules.ts';
import { type NoticeSettings, noticeSettings, setNotice, setNoticeAddress } from '../../settings/contract.ts';

type ChannelView = NoticeSettings['channels'][number];
type KindView = NoticeSettings['kinds'][number];

const isAddressed = (channel: ChannelView['channel']): channel is AddressedChannel =>
  channel === 'email' || channel === 'wecom' || channel === 'dingtalk';

const AddressForm = ({ channel, onClose }: { channel: AddressedChannel; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(setNoticeAddress, { touches: [noticeSettings] });
  const form = useForm({
    schema: setNoticeAddress.body,
    labels: { address: settingTexts[`address_${channel}`] },
    initial: { address: '' },
    texts: inboxRefusals,
    submit: async (body) => {
      await run({ params: { channel }, body });
      void message.success(t(settingTexts.saved));
      onClose();
    },
  });
  const title = t(settingTexts.changeOf, { channel: t(inboxTexts[`channel_${channel}`]) });
  return (
    <FormFrame form={form} verb={t(uiTexts.save)} label={title} onCancel={onClose}>
      <TextField field={form.field('address')} />
      <p>{t(settingTexts.remove)}</p>
    </FormFrame>
  );
};

const Where = ({ view }: { view: ChannelView }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { channel, connected, address } = view;
  const title = t(settingTexts.changeOf, { channel: t(inboxTexts[`channel_${channel}`]) });
  if (channel === 'in_app') return t(settingTexts.inApp);
  if (!connected) return t(settingTexts.notConnected);
  if (!isAddressed(channel)) return t(settingTexts.phoneFrom, { phone: address ?? t(settingTexts.noAddress) });
  return (
    <>
      {address ?? t(settingTexts.noAddress)}{' '}
      <Button size="small" aria-label={title} onClick={() => setOpen(true)}>
        {t(settingTexts.change)}
      </Button>
      <Modal open={open} title={title} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <AddressForm channel={channel} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
};

const Kinds = ({ settings }: { settings: NoticeSettings }): ReactNode => {
  const t = useText();
  const word = useWord();
  const change = useCommand(setNotice, { touches: [noticeSettings] });
  const name = ({ kind }: KindView): string => {
    if (kind === everyKind) return t(settingTexts.everyKind);
    // Where a kind has no name of its own its text stands for it, without what fills it.
    return word(`notice.name.${kind}`, word(`notice.${kind}`, kind).replaceAll(/\{[^}]*\}/g, '…'));
  };
  const open = settings.channels.filter(({ connected }) => connected);
  return (
    <>
      {change.error && <ErrorNotice error={change.error} texts={inboxRefusals} />}
      <PlainTable
        caption={t(settingTexts.caption)}
        empty=""
        rows={settings.kinds}
        rowKey={({ kind }) => kind}
        columns={[
          {
            key: 'kind',
            title: t(settingTexts.kind),
            render: (row) => (row.statutory ? `${name(row)} (${t(settingTexts.locked)})` : name(row)),
          },
          ...open.map(({ channel }) => ({
            key: channel,
            title: t(inboxTexts[`channel_${channel}`]),
            render: (row: KindView) => (
              <Switch
                size="small"
                aria-label={t(settingTexts.switchOf, { kind: name(row), channel: t(inboxTexts[`channel_${channel}`]) })}
                checked={row.wanted.includes(channel)}
                disabled={row.statutory}
                loading={change.busy}
                onChange={(enabled) => change.fire({ body: { kind: row.kind, channel, enabled } })}
              />
            ),
          })),
        ]}
      />
    </>
  );
};

/** Which notices reach me, and where. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(noticeSettings, {});
  return (
    <Frame
      title={t(settingTexts.title)}
      intro={t(settingTexts.intro)}
      crumbs={[{ title: t(inboxTexts.title), to: '/inbox' }, { title: t(settingTexts.title) }]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {data && (
          <>
            <Section title={t(settingTexts.where)}>
              <Facts
                columns={1}
                facts={data.channels.map((view) => ({
                  label: t(inboxTexts[`channel_${view.channel}`]),
                  value: <Where view={view} />,
                }))}
              />
            </Section>
            <Section title={t(settingTexts.kinds)}>
              <Kinds settings={data} />
            </Section>
          </>
        )}
      </StateView>
    </Frame>
  );
};
