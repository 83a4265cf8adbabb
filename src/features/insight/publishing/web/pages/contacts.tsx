import { App, Button, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { useClearing } from '#ui/office/clearing.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { contactList, type PublicContact, saveContact } from '../../contacts/contract.ts';
import { contactTexts } from '../../contacts/messages.ts';
import { publishingProblems } from '../../messages.ts';

const address = z.object({ words: z.string().max(60).default('') });

interface FormProps {
  readonly of: PublicContact;
  readonly onClose: () => void;
}

const ContactForm = ({ of, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(saveContact, { touches: [contactList] });
  const { organisationId: id, version, phone, address: place, hours } = of;
  const form = useForm({
    schema: saveContact.body,
    labels: { phone: contactTexts.phone, address: contactTexts.address, hours: contactTexts.hours },
    texts: publishingProblems,
    initial: { version, phone, address: place, hours },
    submit: async (body) => {
      await run({ params: { id }, body });
      void message.success(t(contactTexts.saved));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(contactTexts.save)} label={of.name} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('phone')} />
        <TextField field={form.field('address')} />
        <TextField field={form.field('hours')} />
      </FieldGrid>
    </FormFrame>
  );
};

const useTableColumns = (onEdit: (contact: PublicContact) => void): Column<PublicContact>[] => {
  const t = useText();
  return [
    { key: 'name', title: t(contactTexts.name), main: true, render: (row) => row.name },
    { key: 'phone', title: t(contactTexts.phone), width: 180, render: (row) => row.phone },
    { key: 'address', title: t(contactTexts.address), render: (row) => row.address },
    { key: 'hours', title: t(contactTexts.hours), render: (row) => row.hours },
    {
      key: 'edit',
      title: t(contactTexts.edit),
      width: 90,
      render: (row) => (
        <Button
          type="link"
          size="small"
          aria-label={t(contactTexts.editOf, { name: row.name })}
          onClick={() => onEdit(row)}
        >
          {t(contactTexts.edit)}
        </Button>
      ),
    },
  ];
};

/** How the public reaches the organisations of the range. */
export const Page = (): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState<PublicContact | null>(null);
  const [{ words }, setState] = useAddressState(address);
  const list = useList(contactList, { query: { words } }, 50);
  const close = (): void => setOpen(null);
  const clearing = useClearing();
  return (
    <Frame title={t(contactTexts.title)} intro={t(contactTexts.intro)}>
      <Toolbar>
        <Input.Search
          defaultValue={words}
          maxLength={60}
          allowClear={clearing}
          aria-label={t(contactTexts.search)}
          placeholder={t(contactTexts.search)}
          style={{ maxWidth: 320 }}
          onSearch={(text) => setState({ words: text.trim() })}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="public-contacts"
          caption={t(contactTexts.caption)}
          columns={useTableColumns(setOpen)}
          list={list}
          rowKey={(row) => row.organisationId}
          whenEmpty={<p>{t(contactTexts.empty)}</p>}
        />
      </Section>
      <Modal
        open={open !== null}
        title={open?.name ?? ''}
        footer={null}
        mask={{ closable: false }}
        onCancel={close}
        destroyOnHidden
      >
        {open !== null && <ContactForm of={open} onClose={close} />}
      </Modal>
    </Frame>
  );
};
