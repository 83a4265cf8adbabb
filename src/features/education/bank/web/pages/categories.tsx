import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useLanguage, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { ChoiceField, FieldGrid, NumberField, SwitchField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useWholeList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { addCategory, bankCategories, type Category, editCategory } from '../../contract.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts } from '../messages.ts';
import { touchedByItems } from '../parts/touched.ts';
import { useBankChoices } from '../parts/words.tsx';

const labels = {
  code: bankTexts.code,
  nameZh: bankTexts.nameZh,
  nameEn: bankTexts.nameEn,
  topic: bankTexts.topic,
  position: bankTexts.position,
  retired: bankTexts.retired,
} as const;

const AddForm = ({ onClose }: { onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { topics } = useBankChoices();
  const { run } = useCommand(addCategory, { touches: touchedByItems });
  const form = useForm({
    schema: addCategory.body,
    labels,
    texts: bankProblems,
    initial: { position: 100 },
    submit: async (body) => {
      await run({ body });
      void message.success(t(bankTexts.saved));
      onClose();
    },
  });
  const verb = t(bankTexts.addCategory);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <TextField field={form.field('code')} hint={t(bankTexts.codeHint)} />
        <ChoiceField field={form.field('topic')} choices={topics} />
        <NumberField field={form.field('position')} />
      </FieldGrid>
    </FormFrame>
  );
};

const EditForm = ({ category, onClose }: { category: Category; onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { topics } = useBankChoices();
  const { run } = useCommand(editCategory, { touches: touchedByItems });
  const { code, version, nameZh, nameEn, topic, position, retiredOn } = category;
  const form = useForm({
    schema: editCategory.body,
    labels,
    texts: bankProblems,
    initial: { version, nameZh, nameEn, topic, position, retired: retiredOn !== null },
    submit: async (body) => {
      await run({ params: { code }, body });
      void message.success(t(bankTexts.saved));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(bankTexts.save)} label={t(bankTexts.editCategory)} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <ChoiceField field={form.field('topic')} choices={topics} />
        <NumberField field={form.field('position')} />
        <SwitchField field={form.field('retired')} />
      </FieldGrid>
    </FormFrame>
  );
};

/** The categories that papers are drawn by, as data. */
export const Page = (): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const [open, setOpen] = useState<Category | 'new' | null>(null);
  const list = useWholeList(bankCategories, {});
  const can = list.reply?.can.edit === true;
  const topics = new Map(
    list.reply?.topics.map(({ code, nameZh, nameEn }) => [code, language === 'zh' ? nameZh : nameEn]),
  );
  const close = (): void => setOpen(null);
  const columns: Column<Category>[] = [
    { key: 'nameZh', title: t(bankTexts.nameZh), main: true, render: (row) => row.nameZh },
    { key: 'nameEn', title: t(bankTexts.nameEn), render: (row) => row.nameEn },
    { key: 'topic', title: t(bankTexts.topic), render: (row) => topics.get(row.topic) ?? row.topic },
    { key: 'published', title: t(bankTexts.publishedCount), width: 120, align: 'end', render: (row) => row.published },
    {
      key: 'state',
      title: t(bankTexts.state),
      width: 100,
      render: (row) => (
        <Tag tone={row.retiredOn === null ? 'success' : 'warning'}>
          {t(row.retiredOn === null ? bankTexts.inUse : bankTexts.retired)}
        </Tag>
      ),
    },
    ...(can
      ? [
          {
            key: 'edit',
            title: t(bankTexts.edit),
            width: 90,
            render: (row: Category) => (
              <Button
                type="link"
                size="small"
                aria-label={`${t(bankTexts.edit)} ${row.nameZh}`}
                onClick={() => setOpen(row)}
              >
                {t(bankTexts.edit)}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <Frame
      title={t(bankTexts.categories)}
      intro={t(bankTexts.categoriesIntro)}
      crumbs={[{ title: t(bankTexts.title), to: '/education/bank' }, { title: t(bankTexts.categories) }]}
      actions={
        can && (
          <Button type="primary" onClick={() => setOpen('new')}>
            {t(bankTexts.addCategory)}
          </Button>
        )
      }
    >
      <Section flush>
        <DataTable
          name="bank-categories"
          caption={t(bankTexts.categories)}
          columns={columns}
          list={list}
          rowKey={(row) => row.code}
          whenEmpty={<p>{t(bankTexts.empty)}</p>}
        />
      </Section>
      <Modal
        open={open !== null}
        title={t(open === 'new' ? bankTexts.addCategory : bankTexts.editCategory)}
        footer={null}
        mask={{ closable: false }}
        onCancel={close}
        destroyOnHidden
      >
        {open === 'new' && <AddForm onClose={close} />}
        {open !== null && open !== 'new' && <EditForm category={open} onClose={close} />}
      </Modal>
    </Frame>
  );
};
