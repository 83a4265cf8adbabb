import { App } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { FieldGrid, NumberField, SwitchField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { addCategory, categoryList, editCategory, type RequestCategory } from '../../categories/contract.ts';
import { requestProblems } from '../../messages.ts';
import { routingTexts } from '../../routing/messages.ts';
import { KeptList } from './kept-list.tsx';
import { Kinds } from './routing-kinds.tsx';

const labels = {
  code: routingTexts.code,
  nameZh: routingTexts.nameZh,
  nameEn: routingTexts.nameEn,
  position: routingTexts.position,
  countyTask: routingTexts.countyTask,
  retired: routingTexts.retired,
};

const AddForm = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(addCategory, { touches: [categoryList] });
  const form = useForm({
    schema: addCategory.body,
    labels,
    texts: requestProblems,
    initial: { position: 99, countyTask: false },
    submit: async (body) => {
      await run({ body });
      void message.success(t(routingTexts.saved));
      onClose();
    },
  });
  const verb = t(routingTexts.addCategory);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('code')} hint={t(routingTexts.codeHint)} wide />
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <NumberField field={form.field('position')} />
        <SwitchField field={form.field('countyTask')} hint={t(routingTexts.countyTaskHint)} />
      </FieldGrid>
    </FormFrame>
  );
};

const EditForm = ({ one, onClose }: { readonly one: RequestCategory; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(editCategory, { touches: [categoryList] });
  const { name, position, countyTask, retired } = one;
  const form = useForm({
    schema: editCategory.body.omit({ version: true }),
    labels,
    texts: requestProblems,
    initial: { nameZh: name.zh, nameEn: name.en, position, countyTask, retired },
    submit: async (body) => {
      await run({ params: { code: one.code }, body: { ...body, version: one.version } });
      void message.success(t(routingTexts.saved));
      onClose();
    },
  });
  const verb = t(routingTexts.editCategory);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <NumberField field={form.field('position')} />
        <SwitchField field={form.field('countyTask')} hint={t(routingTexts.countyTaskHint)} />
        <SwitchField field={form.field('retired')} />
      </FieldGrid>
    </FormFrame>
  );
};

const Name = ({ one }: { readonly one: RequestCategory }): ReactNode => {
  const t = useText();
  const name = t.loose([one.name.zh, one.name.en]);
  return one.parent === null ? <strong>{name}</strong> : <>　{name}</>;
};

/** The county's own list of two levels. */
const CategoryTable = (): ReactNode => {
  const t = useText();
  return (
    <KeptList
      title={t(routingTexts.categoryList)}
      adding={t(routingTexts.addCategory)}
      primary
      list={useApi(categoryList, {})}
      columns={[
        { key: 'name', title: t(routingTexts.category), render: (one) => <Name one={one} /> },
        { key: 'code', title: t(routingTexts.code), render: ({ code }) => <code>{code}</code> },
        {
          key: 'countyTask',
          title: t(routingTexts.countyTask),
          render: ({ countyTask }) => countyTask && <Tag tone="info">{t(routingTexts.countyTask)}</Tag>,
        },
        {
          key: 'state',
          title: t(routingTexts.state),
          render: ({ retired }) => (
            <Tag tone={retired ? 'plain' : 'success'}>{t(retired ? routingTexts.retired : routingTexts.inUse)}</Tag>
          ),
        },
      ]}
      AddForm={AddForm}
      EditForm={EditForm}
    />
  );
};

/** What residents can ask for, and about what: both lists are the county's own. */
export const Categories = (): ReactNode => (
  <>
    <Kinds />
    <CategoryTable />
  </>
);
