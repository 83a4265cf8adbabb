import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { type Column as TableColumn, DataTable } from '#ui/office/data-table.tsx';
import { ChoiceField, FieldGrid, NumberField, SwitchField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useWholeList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { addColumn, type Column, editColumn, publishingColumns } from '../../contract.ts';
import { publishingProblems, publishingWords } from '../../messages.ts';
import { columnKinds } from '../../rules.ts';
import { articleTexts } from '../messages.ts';
import { inOrder } from '../parts/columns.ts';
import { FootDialog } from '../parts/foot-dialog.tsx';

const labels = {
  slug: articleTexts.slug,
  nameZh: articleTexts.nameZh,
  nameEn: articleTexts.nameEn,
  parentId: articleTexts.parent,
  kind: articleTexts.kind,
  position: articleTexts.position,
  hidden: articleTexts.hidden,
} as const;

interface FormProps {
  readonly columns: readonly Column[];
  readonly onClose: () => void;
}

const useFormParts = (columns: readonly Column[], own: string | null) => {
  const t = useText();
  return {
    kinds: columnKinds.map((kind) => ({ value: kind, label: t(publishingWords[`kind_${kind}`]) })),
    parents: columns
      .filter(({ id, parentId }) => parentId === null && id !== own)
      .map(({ id, nameZh }) => ({ value: id, label: nameZh })),
  };
};

const AddForm = ({ columns, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { kinds, parents } = useFormParts(columns, null);
  const { run } = useCommand(addColumn, { touches: [publishingColumns] });
  const form = useForm({
    schema: addColumn.body,
    labels,
    texts: publishingProblems,
    initial: { parentId: null, kind: 'news', position: columns.length * 10, hidden: false },
    submit: async (body) => {
      await run({ body });
      void message.success(t(articleTexts.columnSaved));
      onClose();
    },
  });
  const verb = t(articleTexts.addColumn);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <TextField field={form.field('slug')} hint={t(articleTexts.slugHint)} />
        <ChoiceField field={form.field('kind')} choices={kinds} />
        <ChoiceField field={form.field('parentId')} choices={parents} hint={t(articleTexts.parentNone)} />
        <NumberField field={form.field('position')} />
      </FieldGrid>
    </FormFrame>
  );
};

const EditForm = ({ columns, column, onClose }: FormProps & { readonly column: Column }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { kinds, parents } = useFormParts(columns, column.id);
  const { run } = useCommand(editColumn, { touches: [publishingColumns] });
  const { id, version, nameZh, nameEn, parentId, kind, position, hidden } = column;
  const form = useForm({
    schema: editColumn.body,
    labels,
    texts: publishingProblems,
    initial: { version, nameZh, nameEn, parentId, kind, position, hidden },
    submit: async (body) => {
      await run({ params: { id }, body });
      void message.success(t(articleTexts.columnSaved));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(articleTexts.save)} label={t(articleTexts.editColumn)} onCancel={onClose}>
      <FieldGrid>
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <ChoiceField field={form.field('kind')} choices={kinds} />
        <ChoiceField field={form.field('parentId')} choices={parents} hint={t(articleTexts.parentNone)} />
        <NumberField field={form.field('position')} />
        <SwitchField field={form.field('hidden')} hint={t(articleTexts.hiddenHint)} />
      </FieldGrid>
    </FormFrame>
  );
};

const useTableColumns = (all: readonly Column[], onEdit: ((column: Column) => void) | null): TableColumn<Column>[] => {
  const t = useText();
  const names = new Map(all.map(({ id, nameZh }) => [id, nameZh]));
  return [
    { key: 'nameZh', title: t(articleTexts.nameZh), main: true, render: (row) => row.nameZh },
    { key: 'nameEn', title: t(articleTexts.nameEn), render: (row) => row.nameEn },
    {
      key: 'parent',
      title: t(articleTexts.parent),
      render: (row) => (row.parentId === null ? t(articleTexts.parentNone) : (names.get(row.parentId) ?? '')),
    },
    { key: 'slug', title: t(articleTexts.slug), render: (row) => row.slug },
    { key: 'kind', title: t(articleTexts.kind), width: 110, render: (row) => t(publishingWords[`kind_${row.kind}`]) },
    { key: 'live', title: t(articleTexts.live), width: 100, align: 'end', render: (row) => row.live },
    {
      key: 'hidden',
      title: t(articleTexts.state),
      width: 90,
      render: (row) => (
        <Tag tone={row.hidden ? 'warning' : 'success'}>{t(row.hidden ? articleTexts.hidden : articleTexts.inUse)}</Tag>
      ),
    },
    ...(onEdit === null
      ? []
      : [
          {
            key: 'edit',
            title: t(articleTexts.edit),
            width: 90,
            render: (row: Column) => (
              <Button
                type="link"
                size="small"
                aria-label={`${t(articleTexts.edit)} ${row.nameZh}`}
                onClick={() => onEdit(row)}
              >
                {t(articleTexts.edit)}
              </Button>
            ),
          },
        ]),
  ];
};

/** The columns of the portal, as data. */
export const Page = (): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState<Column | 'new' | null>(null);
  const list = useWholeList(publishingColumns, {});
  const all = inOrder(list.reply?.items ?? []);
  const can = list.reply?.can.edit === true;
  const close = (): void => setOpen(null);
  const [foot, setFoot] = useState(false);
  return (
    <Frame
      title={t(articleTexts.columns)}
      intro={t(articleTexts.columnsIntro)}
      crumbs={[{ title: t(articleTexts.title), to: '/publishing' }, { title: t(articleTexts.columns) }]}
      actions={
        can && (
          <>
            <Button onClick={() => setFoot(true)}>{t(articleTexts.foot)}</Button>
            <Button type="primary" onClick={() => setOpen('new')}>
              {t(articleTexts.addColumn)}
            </Button>
          </>
        )
      }
    >
      <Section flush>
        <DataTable
          name="publishing-columns"
          caption={t(articleTexts.columnsCaption)}
          columns={useTableColumns(all, can ? setOpen : null)}
          list={{ ...list, rows: all }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(articleTexts.noColumns)}</p>}
        />
      </Section>
      <Modal
        open={open !== null}
        title={t(open === 'new' ? articleTexts.addColumn : articleTexts.editColumn)}
        footer={null}
        mask={{ closable: false }}
        onCancel={close}
        destroyOnHidden
      >
        {open === 'new' && <AddForm columns={all} onClose={close} />}
        {open !== null && open !== 'new' && <EditForm columns={all} column={open} onClose={close} />}
      </Modal>
      <FootDialog open={foot} onClose={() => setFoot(false)} />
    </Frame>
  );
};
