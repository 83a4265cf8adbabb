import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { PasswordField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { ownAccountTexts as texts } from '../../sessions/messages.ts';
import { usePasswordForm } from '../parts/own-account.ts';

export const Page = (): ReactNode => {
  const t = useText();
  const [done, setDone] = useState(false);
  const form = usePasswordForm(() => setDone(true));
  return (
    <Frame title={t(texts.password)} intro={t(texts.passwordHint)} back="/me">
      <Section>
        {done ? (
          <p role="status">{t(texts.passwordSaved)}</p>
        ) : (
          <FormFrame form={form} verb={t(texts.savePassword)} label={t(texts.password)}>
            <PasswordField field={form.field('current')} autoComplete="current-password" />
            <PasswordField field={form.field('next')} autoComplete="new-password" />
          </FormFrame>
        )}
      </Section>
    </Frame>
  );
};
