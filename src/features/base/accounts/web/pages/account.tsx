import { Alert } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { Gate } from '#webkit/session.tsx';
import { accountById, type AccountView } from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { AccountActions } from '../parts/account-actions.tsx';
import { Drills } from '../parts/drills.tsx';
import { Grants } from '../parts/grants.tsx';
import { Sessions } from '../parts/sessions.tsx';
import { Problems } from '../parts/words.tsx';
import css from './account.module.css';

/** What still has to happen before the person can work with the account. */
const NextStep = ({ account }: { account: AccountView }): ReactNode => {
  const t = useText();
  if (account.disabledAt !== null) return null;
  const hasRole = account.grants.some((grant) => grant.holds);
  return (
    <>
      {account.passwordSetAt === null && <Alert type="info" showIcon title={t(adminTexts.nextPassword)} />}
      {!hasRole && <Alert type="info" showIcon title={t(adminTexts.nextRole)} />}
    </>
  );
};

const AccountFacts = ({ account }: { account: AccountView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const password = (): string => {
    if (account.passwordSetAt === null) return t(adminTexts.passwordNone);
    if (account.mustSetPassword) return t(adminTexts.passwordInitial);
    return t(adminTexts.passwordOwn, { at: format.moment(account.passwordSetAt) });
  };
  const facts: Fact[] = [
    { label: t(adminTexts.signInName), value: account.signInName },
    { label: t(adminTexts.personTitle), value: t(account.hasPerson ? adminTexts.linked : adminTexts.notLinked) },
    { label: t(adminTexts.passwordSetAt), value: password() },
    {
      label: t(adminTexts.factor),
      value: account.secondFactorAt
        ? t(adminTexts.factorAt, { at: format.moment(account.secondFactorAt) })
        : t(adminTexts.factorNone),
    },
    { label: t(adminTexts.createdAt), value: format.moment(account.createdAt) },
    {
      label: t(adminTexts.lastSignIn),
      value: account.lastSignInAt ? format.moment(account.lastSignInAt) : t(adminTexts.neverSignedIn),
    },
    { label: t(adminTexts.liveSessions), value: format.number(account.liveSessions) },
    ...(account.disabledReason ? [{ label: t(adminTexts.disabledReason), value: account.disabledReason }] : []),
  ];
  return <Facts facts={facts} />;
};

export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: account, error, isPending, refetch } = useApi(accountById, { params: { id } });
  const name = account?.displayName ?? t(adminTexts.title);
  useEffect(() => {
    document.title = name;
  }, [name]);
  return (
    <Frame
      title={
        <>
          {name}{' '}
          {account && (
            <span className={css.tags}>
              <Problems account={account} />
            </span>
          )}
        </>
      }
      crumbs={[{ title: t(adminTexts.title), to: '/accounts' }, { title: name }]}
      actions={account && <AccountActions account={account} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          account && (
            <>
              <NextStep account={account} />
              <Section title={t(adminTexts.facts)}>
                <AccountFacts account={account} />
              </Section>
              <Grants account={account} />
              <Drills account={account} />
              <Gate permission="sessions.manage">
                <Sessions account={account} />
              </Gate>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
