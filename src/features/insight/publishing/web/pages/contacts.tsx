import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { SearchForm } from '#ui/office/search-form.tsx';
import { useForm } from '#webkit/form.ts';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { contactList, type PublicContact, saveContact } from '../../contacts/contract.ts';
import { publishingProblems } from '../../messages.ts';
import { articleTexts } from '../messages.ts';
import css from '../parts/article.module.css';
import { emptyLine } from '../parts/empty-line.ts';

const address = z.object({ words: z.string().max(60).optional() });

const ContactForm = ({ contact, onClose }: { contact: PublicContact; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(saveContact, { touches: [contactList] });
  const { organisationId: id, version, phone, address: place, hours } = contact;
  const form = useForm({
    schema: saveContact.body,
    labels: { phone: articleTexts.phone, address: articleTexts.place, hours: articleTexts.hours },
    texts: publishingProblems,
    initial: { version, phone, address: place, hours },
    submit: async (given) => {
      await run({ params: { id }, body: given });
      void message.success(t(articleTexts.contactSaved));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(articleTexts.save)} label={t(articleTexts.editContact)} onCancel={onClose}>
      <p>{contact.name}</p>
      <FieldGrid>
        <TextField field={emptyLine(form, 'phone')} inputMode="tel" />
        <TextField field={emptyLine(form, 'hours')} />
        <TextField field={emptyLine(form, 'address')} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const useColumns = (onEdit: (contact: PublicContact) => void): Column<PublicContact>[] => {
  const t = useText();
  return [
    {
      key: 'name',
      title: t(articleTexts.organisation),
      main: true,
      render: (row) => (
        <>
          {row.name}
          {row.under !== null && <div className={css.hint}>{row.under}</div>}
        </>
      ),
    },
    { key: 'phone', title: t(articleTexts.phone), render: (row) => row.phone },
    { key: 'address', title: t(articleTexts.place), render: (row) => row.address },
    { key: 'hours', title: t(articleTexts.hours), render: (row) => row.hours },
    {
      key: 'edit',
      title: t(articleTexts.edit),
      width: 90,
      render: (row) => (
        <Button type="link" size="small" aria-label={`${t(articleTexts.edit)} ${row.name}`} onClick={() => onEdit(row)}>
          {t(articleTexts.edit)}
        </Button>
      ),
    },
  ];
};

/** How the public reaches the organisations of the range. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ words }, setState] = useAddressState(address);
  const [edited, setEdited] = useState<PublicContact | null>(null);
  const list = useList(contactList, { query: { words } }, 50);
  return (
    <Frame
      title={t(articleTexts.contacts)}
      intro={t(articleTexts.contactsIntro)}
      crumbs={[{ title: t(articleTexts.title), to: '/publishing' }, { title: t(articleTexts.contacts) }]}
    >
      <SearchForm
        label={t(articleTexts.findOrganisation)}
        fields={[{ kind: 'text', name: 'words', label: t(articleTexts.findOrganisation) }]}
        values={{ words }}
        onSearch={(values) => setState({ words: undefined, ...values })}
      />
      <Section flush>
        <DataTable
          name="public-contacts"
          caption={t(articleTexts.contactsCaption)}
          columns={useColumns(setEdited)}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.organisationId}
          whenEmpty={<p>{t(articleTexts.noContacts)}</p>}
        />
      </Section>
      <Modal
        open={edited !== null}
        title={t(articleTexts.editContact)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setEdited(null)}
        destroyOnHidden
      >
        {edited && <ContactForm contact={edited} onClose={() => setEdited(null)} />}
      </Modal>
    </Frame>
  );
};
