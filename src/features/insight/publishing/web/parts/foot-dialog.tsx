import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { portalFoot, saveFoot } from '../../foot/contract.ts';
import { articleTexts } from '../messages.ts';
import { emptyLine } from './empty-line.ts';

interface Props {
  readonly onClose: () => void;
}

const FootForm = ({ foot, onClose }: Props & { readonly foot: z.output<typeof portalFoot.reply> }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(saveFoot, { touches: [portalFoot] });
  const form = useForm({
    schema: saveFoot.body,
    labels: {
      sponsor: articleTexts.sponsor,
      icp: articleTexts.icp,
      police: articleTexts.police,
      siteCode: articleTexts.siteCode,
      phone: articleTexts.phone,
    },
    initial: foot,
    joins: true,
    submit: async (given) => {
      await run({ body: given });
      void message.success(t(articleTexts.contactSaved));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(articleTexts.save)} label={t(articleTexts.foot)} onCancel={onClose}>
      <p>{t(articleTexts.footHint)}</p>
      <FieldGrid>
        <TextField field={emptyLine(form, 'sponsor')} />
        <TextField field={emptyLine(form, 'phone')} inputMode="tel" />
        <TextField field={emptyLine(form, 'icp')} />
        <TextField field={emptyLine(form, 'police')} />
        <TextField field={emptyLine(form, 'siteCode')} />
      </FieldGrid>
    </FormFrame>
  );
};

const Loaded = ({ onClose }: Props): ReactNode => {
  const { data, error, isPending, refetch } = useApi(portalFoot, {});
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
      {() => data && <FootForm foot={data} onClose={onClose} />}
    </StateView>
  );
};

/** What stands at the foot of each page of the portal. */
export const FootDialog = ({ open, onClose }: Props & { readonly open: boolean }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(articleTexts.foot)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <Loaded onClose={onClose} />
    </Modal>
  );
};
