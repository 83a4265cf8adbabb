import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { dropSigner, signerList, trustSigner } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { problemTexts } from '../parts/step-dialog.tsx';

type Signer = Reply<typeof signerList>['items'][number];

const TrustForm = (): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(trustSigner, { touches: [signerList] });
  const form = useForm({
    schema: trustSigner.body,
    labels: { name: transferTexts.signerName, publicKey: transferTexts.publicKey },
    texts: problemTexts,
    submit: async (body) => {
      await run({ body });
      void message.success(t(transferTexts.stepDone, { step: t(transferTexts.trust) }));
      form.reset({});
    },
  });
  return (
    <FormFrame form={form} verb={t(transferTexts.trust)} label={t(transferTexts.trust)}>
      <FieldGrid>
        <TextField field={form.field('name')} />
        <TextField field={form.field('publicKey')} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const Drop = ({ signer }: { signer: Signer }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(dropSigner, {
    touches: [signerList],
    onDone: () => setAsking(false),
  });
  const title = t(transferTexts.dropTitle, { name: signer.name });
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setAsking(true)}>
        {t(transferTexts.drop)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={title}
        consequence={t(transferTexts.dropHint)}
        verb={t(transferTexts.drop)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={problemTexts}
        onConfirm={(reason) => fire({ body: { publicKey: signer.publicKey, reason } })}
        onClose={() => {
          setAsking(false);
          reset();
        }}
      />
    </>
  );
};

/** Whose signature on a letter is known here, and the key that others need for the county's own letters. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can } = useSession();
  const { data, error, isPending, refetch } = useApi(signerList, {});
  const mayTrust = can('transfers.trust');
  return (
    <Frame
      title={t(transferTexts.signers)}
      intro={t(transferTexts.signersIntro)}
      crumbs={[{ title: t(transferTexts.title), to: '/transfers' }, { title: t(transferTexts.signers) }]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
        {() =>
          data && (
            <>
              <Section>
                <Facts facts={[{ label: t(transferTexts.ownKey), value: <code>{data.own}</code>, wide: true }]} />
              </Section>
              <Section title={t(transferTexts.signers)}>
                <PlainTable
                  caption={t(transferTexts.signers)}
                  rows={data.items}
                  rowKey={(signer) => signer.publicKey}
                  empty={t(transferTexts.noSigners)}
                  columns={[
                    { key: 'name', title: t(transferTexts.signerName), render: (signer) => signer.name },
                    {
                      key: 'key',
                      title: t(transferTexts.publicKey),
                      render: (signer) => <code>{signer.publicKey}</code>,
                    },
                    { key: 'by', title: t(transferTexts.addedBy), render: (signer) => signer.addedBy },
                    { key: 'at', title: t(transferTexts.at), render: (signer) => format.moment(signer.addedAt) },
                  ]}
                  renderActions={mayTrust ? (signer) => <Drop signer={signer} /> : undefined}
                />
              </Section>
              {mayTrust && (
                <Section title={t(transferTexts.trust)}>
                  <TrustForm />
                </Section>
              )}
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
