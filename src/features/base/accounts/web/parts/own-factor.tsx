import { App, Button, QRCode } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { beginEnrolment, currentSession } from '../../contract.ts';
import { accountRefusals } from '../../messages.ts';
import { ownAccountTexts as texts } from '../../sessions/messages.ts';
import { inFours, useFactorForm } from './own-account.ts';
import css from './own-factor.module.css';

type Enrolment = Reply<typeof beginEnrolment>;

const Confirm = ({ enrolment, onDone }: { enrolment: Enrolment; onDone: () => void }): ReactNode => {
  const t = useText();
  const form = useFactorForm(onDone);
  return (
    <>
      <p>{t(texts.factorSteps)}</p>
      <div className={css.enrolment}>
        <div role="img" aria-label={t(texts.qrCode)}>
          <div aria-hidden="true">
            <QRCode value={enrolment.uri} size={148} type="svg" />
          </div>
        </div>
        <div className={css.code}>
          <div>
            <span className={css.label}>{t(texts.secret)}</span>
            <code className={css.secret}>{inFours(enrolment.secret)}</code>
          </div>
          <FormFrame form={form} verb={t(texts.factorConfirm)} label={t(texts.factor)}>
            <TextField field={form.field('code')} inputMode="numeric" autoComplete="one-time-code" />
          </FormFrame>
        </div>
      </div>
    </>
  );
};

const SetUp = (): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const { fire, busy, error } = useCommand(beginEnrolment, { onDone: setEnrolment });
  if (enrolment) return <Confirm enrolment={enrolment} onDone={() => void message.success(t(texts.factorDone))} />;
  return (
    <>
      <p>{t(texts.factorNoneHint)}</p>
      {error && <ErrorNotice error={error} texts={accountRefusals} />}
      <Button className={css.begin ?? ''} loading={busy} onClick={() => fire({})}>
        {t(texts.factorBegin)}
      </Button>
    </>
  );
};

/** Whether the account has a second factor, and the way to set one up. */
export const OwnFactor = (): ReactNode => {
  const t = useText();
  const { data } = useApi(currentSession, {});
  const isSet = data?.account?.hasSecondFactor ?? false;
  return (
    <Section
      title={t(texts.factor)}
      actions={<Tag tone={isSet ? 'success' : 'plain'}>{t(isSet ? texts.factorSet : texts.factorNone)}</Tag>}
    >
      {isSet ? <p>{t(texts.factorSetHint)}</p> : <SetUp />}
    </Section>
  );
};
