import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { FieldGrid, LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import type { RequestView } from '../../contract.ts';
import { requestProblems } from '../../messages.ts';
import { proposeAnswer, publicationOf, publications } from '../../published/contract.ts';
import { publishedTexts } from '../../published/messages.ts';
import css from '#ui/office/matter.module.css';
import { PublishedStateTag } from './published-words.tsx';

interface FormProps {
  readonly id: string;
  readonly draft: { readonly question: string; readonly answer: string };
  readonly onClose: () => void;
}

const ProposeForm = ({ id, draft, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(proposeAnswer, { touches: [publicationOf, publications] });
  const form = useForm({
    schema: proposeAnswer.body,
    labels: { question: publishedTexts.question, answer: publishedTexts.answer },
    texts: requestProblems,
    initial: draft,
    submit: async (body) => {
      await run({ params: { id }, body });
      void message.success(t(publishedTexts.proposed));
      onClose();
    },
  });
  const verb = t(publishedTexts.propose);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(publishedTexts.proposeHint)}</p>
      <FieldGrid>
        <LongTextField field={form.field('question')} rows={3} wide />
        <LongTextField field={form.field('answer')} rows={8} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const Asked = ({ request }: { request: RequestView }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { data } = useApi(publicationOf, { params: { id: request.id } });
  if (data === undefined || (data.publication === null && data.draft === null)) return null;
  const { publication, draft } = data;
  return (
    <Section
      title={t(publishedTexts.title)}
      actions={draft && <Button onClick={() => setOpen(true)}>{t(publishedTexts.propose)}</Button>}
    >
      {publication ? (
        <>
          <PublishedStateTag state={publication.state} />
          {publication.reason !== null && (
            <p className={css.text}>{t(publishedTexts.reason, { reason: publication.reason })}</p>
          )}
        </>
      ) : (
        <p className={css.hint}>{t(publishedTexts.intro)}</p>
      )}
      <Modal
        open={open && draft !== null}
        title={t(publishedTexts.propose)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        {draft && <ProposeForm id={request.id} draft={draft} onClose={() => setOpen(false)} />}
      </Modal>
    </Section>
  );
};

/** Whether the answer is published, and the way to propose it. */
export const PublicationPanel = ({ request }: { request: RequestView }): ReactNode => {
  const { can } = useSession();
  const answered = request.state === 'answered' || request.state === 'closed';
  return can('requests.handle') && answered ? <Asked request={request} /> : null;
};
