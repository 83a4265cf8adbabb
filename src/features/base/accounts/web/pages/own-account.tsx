import { App, Button, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { FieldGrid, PasswordField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { currentSession, endSession, ownSessions, setLanguage as setLanguageOf } from '../../contract.ts';
import { ownAccountTexts as texts } from '../../sessions/messages.ts';
import intro from '../parts/intro.module.css';
import { type OwnSession, usePasswordForm } from '../parts/own-account.ts';
import { OwnFactor } from '../parts/own-factor.tsx';
import { useRoleLabel } from '../parts/words.tsx';

const About = (): ReactNode => {
  const t = useText();
  const roleLabel = useRoleLabel();
  const { language, setLanguage } = useLanguage();
  const remember = useCommand(setLanguageOf);
  const { data } = useApi(currentSession, {});
  const { account, grant, grants } = data ?? {};
  const at = ({ role, organisationName }: NonNullable<typeof grant>): string =>
    t(texts.roleAt, { role: roleLabel(role), organisation: organisationName });
  const choose = (next: 'zh' | 'en'): void => {
    setLanguage(next);
    remember.fire({ body: { language: next } });
  };
  return (
    <Section title={t(texts.facts)}>
      <Facts
        facts={[
          { label: t(texts.name), value: account?.name },
          { label: t(texts.signInName), value: account?.signInName },
          { label: t(texts.role), value: grant ? at(grant) : t(texts.noRole) },
          ...((grants?.length ?? 0) > 1
            ? [{ label: t(texts.roles), value: grants?.map((one) => <div key={one.id}>{at(one)}</div>) }]
            : []),
          {
            label: t(texts.language),
            value: (
              <Radio.Group
                aria-label={t(texts.language)}
                value={language}
                onChange={(event) => choose(event.target.value as 'zh' | 'en')}
                options={[
                  { value: 'zh', label: '中文' },
                  { value: 'en', label: 'English' },
                ]}
              />
            ),
          },
        ]}
      />
    </Section>
  );
};

const EndOne = ({ session, device }: { session: OwnSession; device: string }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(endSession, {
    touches: [ownSessions],
    onDone: () => {
      setAsking(false);
      void message.success(t(texts.ended));
    },
  });
  const title = t(texts.endOf, { device });
  const close = (): void => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setAsking(true)}>
        {t(texts.end)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={title}
        consequence={t(texts.endHint)}
        verb={t(texts.end)}
        busy={busy}
        error={error}
        onConfirm={() => fire({ params: { id: session.id } })}
        onClose={close}
      />
    </>
  );
};

const Devices = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const roleLabel = useRoleLabel();
  const { data, error, isPending, refetch } = useApi(ownSessions, {});
  const nameOf = (session: OwnSession): string => session.device || t(texts.unknownDevice);
  return (
    <Section title={t(texts.devices)}>
      <p className={intro.intro}>{t(texts.devicesIntro)}</p>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={2}>
        {() => (
          <PlainTable
            caption={t(texts.devicesCaption)}
            rows={data?.items ?? []}
            rowKey={(session) => session.id}
            empty=""
            columns={[
              {
                key: 'device',
                title: t(texts.device),
                render: (session) => (
                  <>
                    {nameOf(session)} {session.current && <Tag tone="success">{t(texts.here)}</Tag>}
                  </>
                ),
              },
              {
                key: 'role',
                title: t(texts.role),
                render: (session) => (session.role ? roleLabel(session.role) : t(texts.noRole)),
              },
              { key: 'seen', title: t(texts.seenAt), render: (session) => format.moment(session.seenAt) },
              { key: 'created', title: t(texts.signedInAt), render: (session) => format.moment(session.createdAt) },
            ]}
            renderActions={(session) => !session.current && <EndOne session={session} device={nameOf(session)} />}
          />
        )}
      </StateView>
    </Section>
  );
};

const Password = (): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const form = usePasswordForm(() => void message.success(t(texts.passwordSaved)));
  return (
    <Section title={t(texts.password)}>
      <p className={intro.intro}>{t(texts.passwordHint)}</p>
      <FormFrame form={form} verb={t(texts.savePassword)} label={t(texts.password)}>
        <FieldGrid>
          <PasswordField field={form.field('current')} autoComplete="current-password" />
          <PasswordField field={form.field('next')} autoComplete="new-password" />
        </FieldGrid>
      </FormFrame>
    </Section>
  );
};

/** What everybody keeps about the own account: devices, password, second factor, language. */
export const Page = (): ReactNode => {
  const t = useText();
  return (
    <Frame title={t(texts.title)}>
      <About />
      <Devices />
      <Password />
      <OwnFactor />
    </Frame>
  );
};
