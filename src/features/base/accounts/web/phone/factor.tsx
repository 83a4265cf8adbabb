import { type ReactNode, useState } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { Facts } from '#ui/facts.tsx';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { ErrorNotice } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { beginEnrolment, currentSession } from '../../contract.ts';
import { accountRefusals } from '../../messages.ts';
import { ownAccountTexts as texts } from '../../sessions/messages.ts';
import { inFours, useFactorForm } from '../parts/own-account.ts';

type Enrolment = Reply<typeof beginEnrolment>;

/** A phone shows no code to itself: the key is typed, or opened in the authenticator by its address. */
const Confirm = ({ enrolment }: { enrolment: Enrolment }): ReactNode => {
  const t = useText();
  const form = useFactorForm(() => undefined);
  return (
    <Section>
      <p>{t(texts.factorStepsHere)}</p>
      <Facts columns={1} facts={[{ label: t(texts.secret), value: <code>{inFours(enrolment.secret)}</code> }]} />
      <p>
        <a href={enrolment.uri}>{t(texts.openAuthenticator)}</a>
      </p>
      <FormFrame form={form} verb={t(texts.factorConfirm)} label={t(texts.factor)}>
        <TextField field={form.field('code')} inputMode="numeric" autoComplete="one-time-code" />
      </FormFrame>
    </Section>
  );
};

const SetUp = (): ReactNode => {
  const t = useText();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const { fire, busy, error } = useCommand(beginEnrolment, { onDone: setEnrolment });
  if (enrolment) return <Confirm enrolment={enrolment} />;
  return (
    <>
      {error && <ErrorNotice error={error} texts={accountRefusals} />}
      <Button filled busy={busy} onClick={() => fire({})}>
        {t(texts.factorBegin)}
      </Button>
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { data } = useApi(currentSession, {});
  const isSet = data?.account?.hasSecondFactor ?? false;
  return (
    <Frame title={t(texts.factor)} intro={t(isSet ? texts.factorSetHint : texts.factorNoneHint)} back="/me">
      <Cells>
        <Cell
          title={t(texts.factor)}
          end={<Tag tone={isSet ? 'success' : 'plain'}>{t(isSet ? texts.factorSet : texts.factorNone)}</Tag>}
        />
      </Cells>
      {!isSet && <SetUp />}
    </Frame>
  );
};
