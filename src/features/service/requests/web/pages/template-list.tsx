import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { CheckField, ChoiceField, FieldGrid, LongTextField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { requestTexts } from '../../messages.ts';
import { categoryList } from '../../categories/contract.ts';
import { categoryChoices } from '../parts/category-choices.ts';
import { workTexts } from '../../work/messages.ts';
import { addTemplate, editTemplate, templateList, type RequestTemplate } from '../../work/templates/contract.ts';
import { templateActs } from '../../work/templates/rules.ts';

const labels = {
  act: workTexts.templateAct,
  category: workTexts.templateCategory,
  name: workTexts.templateName,
  text: workTexts.templateText,
  retired: workTexts.templateRetired,
} as const;

/** Names of categories; one that the county has given up is shown as it was kept. */
const useCategories = () => {
  const t = useText();
  const { data } = useApi(categoryList, {});
  const items = data?.items ?? [];
  return {
    choices: categoryChoices(t, items),
    nameOf: (category: string | null): string => {
      if (category === null) return t(workTexts.everyCategory);
      const name = items.find(({ code }) => code === category)?.name;
      return name === undefined ? category : t.loose([name.zh, name.en]);
    },
  };
};

interface FormProps {
  readonly template: RequestTemplate | null;
  readonly onClose: () => void;
}

const TemplateForm = ({ template, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { choices } = useCategories();
  const { message } = App.useApp();
  const add = useCommand(addTemplate, { touches: [templateList] });
  const edit = useCommand(editTemplate, { touches: [templateList] });
  const form = useForm({
    schema: editTemplate.body.omit({ version: true }),
    labels,
    initial: template ?? { act: 'answer' },
    submit: async ({ retired, ...body }) => {
      if (template === null) await add.run({ body });
      else
        await edit.run({
          params: { id: template.id },
          body: { ...body, retired: retired ?? false, version: template.version },
        });
      void message.success(t(workTexts.templateSaved));
      onClose();
    },
  });
  const verb = t(template === null ? workTexts.addTemplate : workTexts.editTemplate);
  const acts = templateActs.map((value) => ({ value, label: t(workTexts[`act_${value}`]) }));
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <ChoiceField field={form.field('act')} choices={acts} />
        <ChoiceField field={form.field('category')} choices={choices} hint={t(workTexts.everyCategoryHint)} />
        <TextField field={form.field('name')} wide />
        <LongTextField field={form.field('text')} rows={6} wide />
        {template !== null && <CheckField field={form.field('retired')} />}
      </FieldGrid>
    </FormFrame>
  );
};

/** Texts that handlers begin from, kept by the county. */
export const Page = (): ReactNode => {
  const t = useText();
  const { nameOf: categoryOf } = useCategories();
  const [open, setOpen] = useState<RequestTemplate | 'new' | null>(null);
  const { data, error, isPending, refetch } = useApi(templateList, { query: { retired: 'true' } });
  return (
    <Frame
      title={t(workTexts.templates)}
      intro={t(workTexts.templatesIntro)}
      crumbs={[{ title: t(requestTexts.title), to: '/requests' }, { title: t(workTexts.templates) }]}
      actions={
        <Button type="primary" onClick={() => setOpen('new')}>
          {t(workTexts.addTemplate)}
        </Button>
      }
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
          {() => (
            <PlainTable
              caption={t(workTexts.templates)}
              rows={data?.items ?? []}
              rowKey={({ id }) => id}
              empty={t(workTexts.noTemplates)}
              columns={[
                { key: 'name', title: t(workTexts.templateName), render: ({ name }) => name },
                { key: 'act', title: t(workTexts.templateAct), render: ({ act }) => t(workTexts[`act_${act}`]) },
                {
                  key: 'category',
                  title: t(workTexts.templateCategory),
                  render: ({ category }) => categoryOf(category),
                },
                {
                  key: 'state',
                  title: t(workTexts.templateState),
                  render: ({ retired }) => t(retired ? workTexts.templateRetired : workTexts.inUse),
                },
              ]}
              renderActions={(row) => (
                <Button
                  size="small"
                  aria-label={`${t(workTexts.editTemplate)} ${row.name}`}
                  onClick={() => setOpen(row)}
                >
                  {t(workTexts.editTemplate)}
                </Button>
              )}
            />
          )}
        </StateView>
      </Section>
      <Modal
        open={open !== null}
        title={t(open === 'new' ? workTexts.addTemplate : workTexts.editTemplate)}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setOpen(null)}
        destroyOnHidden
      >
        {open && <TemplateForm template={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      </Modal>
    </Frame>
  );
};
