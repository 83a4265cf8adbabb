import { Button, Modal, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { DataTable } from '#ui/office/data-table.tsx';
import { FieldGrid, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useWholeList } from '#webkit/list.ts';
import { useCommand } from '#webkit/query.ts';
import { courseProblems } from '../../messages.ts';
import { addTopic, editTopic, retireTopic, type Topic, topicList } from '../../topics/contract.ts';
import { topicTexts } from '../messages.ts';

const labels = { nameZh: topicTexts.nameZh, nameEn: topicTexts.nameEn, position: topicTexts.position };

interface FormProps {
  readonly onDone: () => void;
}

const AddForm = ({ onDone }: FormProps): ReactNode => {
  const t = useText();
  const { run } = useCommand(addTopic, { touches: [topicList] });
  const form = useForm({
    schema: addTopic.body,
    labels: { code: topicTexts.code, ...labels },
    texts: courseProblems,
    submit: async (body) => {
      await run({ body });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(topicTexts.save)} label={t(topicTexts.add)} onCancel={onDone}>
      <FieldGrid>
        <TextField field={form.field('code')} hint={t(topicTexts.codeHint)} wide />
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <NumberField field={form.field('position')} />
      </FieldGrid>
    </FormFrame>
  );
};

const EditForm = ({ topic, onDone }: FormProps & { readonly topic: Topic }): ReactNode => {
  const t = useText();
  const { run } = useCommand(editTopic, { touches: [topicList] });
  const { code, version, nameZh, nameEn, position } = topic;
  const form = useForm({
    schema: editTopic.body,
    labels,
    texts: courseProblems,
    initial: { version, nameZh, nameEn, position },
    joins: true,
    submit: async (body) => {
      await run({ params: { code }, body });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(topicTexts.save)} label={t(topicTexts.edit)} onCancel={onDone}>
      <FieldGrid>
        <TextField field={form.field('nameZh')} />
        <TextField field={form.field('nameEn')} />
        <NumberField field={form.field('position')} />
      </FieldGrid>
    </FormFrame>
  );
};

/** One list of topics for the whole county. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const [open, setOpen] = useState<Topic | 'new' | null>(null);
  const list = useWholeList(topicList, {});
  const { fire, busy, error } = useCommand(retireTopic, { touches: [topicList] });
  const nameOf = ({ nameZh, nameEn }: Topic): string => (language === 'zh' ? nameZh : nameEn);
  const close = (): void => setOpen(null);
  return (
    <Frame
      title={t(topicTexts.title)}
      intro={t(topicTexts.intro)}
      actions={
        <Button type="primary" onClick={() => setOpen('new')}>
          {t(topicTexts.add)}
        </Button>
      }
    >
      {error && <ErrorNotice error={error} texts={courseProblems} />}
      <Section flush>
        <DataTable
          name="topics"
          caption={t(topicTexts.caption)}
          columns={[
            { key: 'name', title: t(topicTexts.title), main: true, render: nameOf },
            { key: 'code', title: t(topicTexts.code), width: 160, render: (row) => row.code },
            { key: 'position', title: t(topicTexts.position), width: 90, render: (row) => row.position },
            {
              key: 'state',
              title: t(topicTexts.state),
              width: 170,
              render: ({ retiredOn }) =>
                retiredOn === null ? t(topicTexts.inUse) : t(topicTexts.retiredOn, { day: format.day(retiredOn) }),
            },
            {
              key: 'act',
              title: t(topicTexts.act),
              width: 180,
              render: (row) => {
                const retired = row.retiredOn !== null;
                return (
                  <Space>
                    <Button
                      size="small"
                      aria-label={t(topicTexts.editOf, { name: nameOf(row) })}
                      onClick={() => setOpen(row)}
                    >
                      {t(topicTexts.edit)}
                    </Button>
                    <Button
                      size="small"
                      disabled={busy}
                      aria-label={t(retired ? topicTexts.restoreOf : topicTexts.retireOf, { name: nameOf(row) })}
                      onClick={() =>
                        fire({ params: { code: row.code }, body: { version: row.version, retired: !retired } })
                      }
                    >
                      {t(retired ? topicTexts.restore : topicTexts.retire)}
                    </Button>
                  </Space>
                );
              },
            },
          ]}
          list={list}
          rowKey={(row) => row.code}
          whenEmpty={<p>{t(topicTexts.empty)}</p>}
        />
      </Section>
      <Modal
        open={open !== null}
        title={t(open === 'new' ? topicTexts.add : topicTexts.edit)}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        {open === 'new' && <AddForm onDone={close} />}
        {open !== null && open !== 'new' && <EditForm topic={open} onDone={close} />}
      </Modal>
    </Frame>
  );
};
