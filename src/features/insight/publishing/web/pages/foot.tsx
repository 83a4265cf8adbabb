import { App } from 'antd';
import type { ReactNode } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { contactTexts } from '../../contacts/messages.ts';
import { portalFoot, saveFoot } from '../../foot/contract.ts';
import { publishingProblems } from '../../messages.ts';

const FootForm = ({ foot }: { readonly foot: Reply<typeof portalFoot> }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(saveFoot, { touches: [portalFoot] });
  const form = useForm({
    schema: saveFoot.body,
    labels: {
      sponsor: contactTexts.sponsor,
      icp: contactTexts.icp,
      police: contactTexts.police,
      siteCode: contactTexts.siteCode,
      phone: contactTexts.footPhone,
    },
    texts: publishingProblems,
    initial: foot,
    submit: async (body) => {
      await run({ body });
      void message.success(t(contactTexts.saved));
    },
  });
  return (
    <FormFrame form={form} verb={t(contactTexts.save)} label={t(contactTexts.foot)}>
      <FieldGrid>
        <TextField field={form.field('sponsor')} />
        <TextField field={form.field('icp')} />
        <TextField field={form.field('police')} />
        <TextField field={form.field('siteCode')} />
        <TextField field={form.field('phone')} />
      </FieldGrid>
    </FormFrame>
  );
};

/** What stands at the foot of every page of the portal. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error } = useApi(portalFoot, {});
  return (
    <Frame title={t(contactTexts.foot)} intro={t(contactTexts.footIntro)}>
      <Section>
        {error && <ErrorNotice error={error} texts={publishingProblems} />}
        {data && <FootForm key={data.version} foot={data} />}
      </Section>
    </Frame>
  );
};
