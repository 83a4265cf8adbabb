import { type ReactNode, useEffect, useState } from 'react';
import {
  beginEnrolment,
  chooseRole,
  giveFactor,
  type Session as SessionView,
  setPassword,
  signIn,
} from '#features/base/accounts/contract.ts';
import { accountRefusals } from '#features/base/accounts/messages.ts';
import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
import type { Reply } from '#shared/endpoint.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { shellTexts } from '../messages.ts';
import { signInTexts } from './messages.ts';
import { deviceName } from './device.ts';
import type { SignInKit } from './kit.ts';
import css from './sign-in.module.css';

const PasswordStep = ({ kit }: { kit: SignInKit }): ReactNode => {
  const t = useText();
  const { adopt, expired } = useSession();
  const command = useCommand(signIn);
  const form = useForm({
    schema: signIn.body,
    labels: { name: signInTexts.signInName, password: signInTexts.password },
    texts: accountRefusals,
    initial: { device: deviceName(navigator.userAgent) },
    submit: async (body) => adopt(await command.run({ body })),
  });
  return (
    <>
      {expired ? (
        <p className={css.expired} role="status">
          {t(signInTexts.expired)}
        </p>
      ) : (
        <p className={css.hint}>{t(signInTexts.signInHint)}</p>
      )}
      <kit.FormFrame form={form} verb={t(signInTexts.signIn)} label={t(signInTexts.signIn)} block>
        <kit.TextField field={form.field('name')} autoComplete="username" />
        <kit.PasswordField field={form.field('password')} autoComplete="current-password" />
      </kit.FormFrame>
    </>
  );
};

const FactorForm = ({ kit }: { kit: SignInKit }): ReactNode => {
  const t = useText();
  const { adopt } = useSession();
  const command = useCommand(giveFactor);
  const form = useForm({
    schema: giveFactor.body,
    labels: { code: signInTexts.code },
    texts: accountRefusals,
    submit: async (body) => adopt(await command.run({ body })),
  });
  return (
    <kit.FormFrame form={form} verb={t(signInTexts.verify)} label={t(shellTexts.secondFactor)} block>
      <kit.TextField field={form.field('code')} inputMode="numeric" autoComplete="one-time-code" />
    </kit.FormFrame>
  );
};

const inFours = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

const Enrolment = ({ kit }: { kit: SignInKit }): ReactNode => {
  const t = useText();
  const [enrolment, setEnrolment] = useState<Reply<typeof beginEnrolment> | null>(null);
  const { fire, error } = useCommand(beginEnrolment, { onDone: setEnrolment });
  useEffect(() => fire({}), [fire]);
  if (error) return <kit.ErrorNotice error={error} texts={accountRefusals} onAgain={() => fire({})} />;
  if (!enrolment) return <kit.Loading />;
  return (
    <div className={css.enrolment}>
      {kit.QrCode && <kit.QrCode value={enrolment.uri} />}
      <div>
        <span className={css.label}>{t(signInTexts.enrolSecret)}</span>
        <code className={css.secret}>{inFours(enrolment.secret)}</code>
      </div>
    </div>
  );
};

const FactorStep = ({ kit, mustEnrol }: { kit: SignInKit; mustEnrol: boolean }): ReactNode => {
  const t = useText();
  return (
    <>
      <p className={css.hint}>{t(mustEnrol ? signInTexts.enrolHint : signInTexts.secondFactorHint)}</p>
      {mustEnrol && <Enrolment kit={kit} />}
      <FactorForm kit={kit} />
    </>
  );
};

const NewPasswordStep = ({ kit }: { kit: SignInKit }): ReactNode => {
  const t = useText();
  const { adopt } = useSession();
  const command = useCommand(setPassword);
  const form = useForm({
    schema: setPassword.body,
    labels: { current: signInTexts.currentPassword, next: signInTexts.nextPassword },
    texts: accountRefusals,
    submit: async (body) => adopt(await command.run({ body })),
  });
  return (
    <>
      <p className={css.hint}>{t(signInTexts.newPasswordHint)}</p>
      <kit.FormFrame form={form} verb={t(signInTexts.savePassword)} label={t(signInTexts.newPassword)} block>
        <kit.PasswordField field={form.field('current')} autoComplete="current-password" />
        <kit.PasswordField field={form.field('next')} autoComplete="new-password" />
      </kit.FormFrame>
    </>
  );
};

/** The roles to choose from, as buttons; the office's header offers them again. */
export const RoleChoice = ({ kit, grants }: { kit: SignInKit; grants: SessionView['grants'] }): ReactNode => {
  const { language } = useLanguage();
  const { adopt } = useSession();
  const { fire, busy, error } = useCommand(chooseRole, { onDone: adopt });
  return (
    <>
      {error && <kit.ErrorNotice error={error} texts={accountRefusals} />}
      <ul className={css.roles}>
        {grants.map((grant) => (
          <li key={grant.id}>
            <button
              type="button"
              className={css.role}
              disabled={busy}
              onClick={() => fire({ body: { grantId: grant.id } })}
            >
              <strong>{roleFacts[grant.role].label[language]}</strong>
              <span>{grant.organisationName}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

const titles = {
  signed_out: signInTexts.signIn,
  second_factor: shellTexts.secondFactor,
  set_password: signInTexts.newPassword,
  choose_role: signInTexts.chooseRole,
} as const;

/** The way in, step by step, on a page of its own: password, second factor, first password, role. */
export const SignInSteps = ({ kit, view, foot }: { kit: SignInKit; view: SessionView; foot: ReactNode }): ReactNode => {
  const t = useText();
  const { state, county, mustEnrol, grants } = view;
  if (state === 'ready') return null;
  const enrols = state === 'second_factor' && mustEnrol;
  return (
    <main className={css.page}>
      <div className={css.brand}>
        <span className={css.mark} aria-hidden="true" />
        <div>
          <div className={css.product}>{county.name}</div>
          <div className={css.long}>{t(shellTexts.productLong)}</div>
        </div>
      </div>
      <section className={css.card} aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">{t(enrols ? signInTexts.enrol : titles[state])}</h1>
        {state === 'signed_out' && <PasswordStep kit={kit} />}
        {state === 'second_factor' && <FactorStep kit={kit} mustEnrol={mustEnrol} />}
        {state === 'set_password' && <NewPasswordStep kit={kit} />}
        {state === 'choose_role' && (
          <>
            <p className={css.hint}>{t(signInTexts.chooseRoleHint)}</p>
            <RoleChoice kit={kit} grants={grants} />
          </>
        )}
      </section>
      <div className={css.foot}>{foot}</div>
    </main>
  );
};
