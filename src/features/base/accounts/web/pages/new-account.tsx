import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '#ui/language.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useGoOn, useLeaveGuard } from '#webkit/router.tsx';
import { accountList, accountReview, createAccount } from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import intro from '../parts/intro.module.css';
import { accountLabels, accountTexts, flatRefusal, newAccountSchema, withPerson } from '../parts/account-fields.ts';

export const Page = (): ReactNode => {
  const t = useText();
  const navigate = useNavigate();
  const goOn = useGoOn();
  const { run } = useCommand(createAccount, { touches: [accountList, accountReview] });
  const form = useForm({
    schema: newAccountSchema,
    labels: accountLabels,
    texts: accountTexts,
    submit: async (typed) => {
      const account = await run({ body: withPerson(typed) }).catch((thrown: unknown) => {
        throw flatRefusal(thrown);
      });
      // After the form knows that it is clean, so that it does not hold the way.
      goOn(`/accounts/${account.id}`, { replace: true });
    },
  });
  const guard = useLeaveGuard(form.dirty && !form.busy);
  return (
    <Frame
      title={t(adminTexts.create)}
      intro={t(adminTexts.createIntro)}
      crumbs={[{ title: t(adminTexts.title), to: '/accounts' }, { title: t(adminTexts.create) }]}
    >
      <Section>
        <FormFrame
          form={form}
          verb={t(adminTexts.create)}
          label={t(adminTexts.create)}
          onCancel={() => void navigate('/accounts')}
        >
          <FieldGrid>
            <TextField field={form.field('signInName')} hint={t(adminTexts.signInNameHint)} />
            <TextField field={form.field('displayName')} />
          </FieldGrid>
          <h2 className={intro.title}>{t(adminTexts.personTitle)}</h2>
          <p className={intro.intro}>{t(adminTexts.personHint)}</p>
          <FieldGrid>
            <TextField field={form.field('personName')} />
            <TextField field={form.field('idNumber')} />
          </FieldGrid>
        </FormFrame>
      </Section>
      <LeaveDialog {...guard} />
    </Frame>
  );
};
