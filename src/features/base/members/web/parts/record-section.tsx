import { App, Button, Modal } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Section } from '#ui/office/page.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Field, fieldsOfTable } from '../../catalogue.ts';
import { type MemberFile, memberFile, memberHistory } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { memberRefusalTexts } from '../../messages.ts';
import { addRecord, editRecord, type RecordTable as Table, voidRecord } from '../../records/contract.ts';
import { neededFields } from '../../records/rules.ts';
import { FieldInput } from './field-input.tsx';
import { flatRefusal, labelsOf, problemTexts, shapeOf } from './field-form.ts';
import { RecordTable, type RecordColumn } from './record-table.tsx';
import { ScanCell } from './scan-cell.tsx';
import { SectionTitle } from './section-title.tsx';
import type { RecordSection, RecordView } from './sections.ts';
import { declarationOf, useWords } from './words.ts';

/** What a form may fill: a scan is uploaded, not typed. */
const typedFields = (table: Table): Field[] => fieldsOfTable(table).filter((field) => field.kind !== 'reference');

const readsOf = (id: string) => [[memberFile, { params: { id } }] as const, memberHistory];

interface FormProps {
  readonly memberId: string;
  readonly section: RecordSection;
  /** Null adds a record. */
  readonly record: RecordView | null;
  readonly onClose: () => void;
}

const useSendRecord = ({ memberId, section, record, onClose }: FormProps) => {
  const t = useText();
  const { message } = App.useApp();
  const params = { id: memberId, table: section.table };
  const add = useCommand(addRecord, { touches: readsOf(memberId) });
  const edit = useCommand(editRecord, { touches: readsOf(memberId) });
  return async ({ version, reason, ...values }: Readonly<Record<string, unknown>>): Promise<void> => {
    const body = {
      values: values as RecordView['values'],
      ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
    };
    try {
      if (record === null) await add.run({ params, body });
      else await edit.run({ params: { ...params, recordId: record.id }, body: { ...body, version: Number(version) } });
    } catch (thrown) {
      throw flatRefusal(thrown);
    }
    void message.success(t(fileTexts.saved));
    onClose();
  };
};

const RecordForm = (props: FormProps): ReactNode => {
  const { memberId, section, record, onClose } = props;
  const t = useText();
  const words = useWords();
  const fields = useMemo(() => typedFields(section.table), [section.table]);
  const schema = useMemo(
    () =>
      z.object({
        ...shapeOf(fields, neededFields[section.table], 500),
        reason: z.string().max(500).optional(),
        version: z.number().optional(),
      }),
    [fields, section.table],
  );
  const send = useSendRecord(props);
  const initial: Record<string, unknown> = record ? { ...record.values, version: record.version } : {};
  const form = useForm({
    schema,
    labels: { ...labelsOf(fields), reason: fileTexts.reason },
    initial: Object.fromEntries(Object.entries(initial).filter(([key]) => key in schema.shape)),
    texts: problemTexts,
    draft: `record:${memberId}:${section.table}:${record?.id ?? 'new'}`,
    show: (name, value) => words.value(declarationOf(`${section.table}.${name}`), value as string),
    submit: send,
    joins: record !== null,
  });
  const title = t(section.title);
  return (
    <FormFrame
      form={form}
      verb={t(uiTexts.save)}
      onCancel={onClose}
      label={record ? t(fileTexts.editRecord, { section: title }) : t(fileTexts.addOf, { section: title })}
    >
      <FieldGrid>
        {fields.map((field) => (
          <FieldInput key={field.key} declared={field} field={form.field(field.key as 'reason') as never} />
        ))}
        <TextField field={form.field('reason')} hint={t(fileTexts.reasonHint)} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const VoidDialog = ({ memberId, section, record, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error, reset } = useCommand(voidRecord, {
    touches: readsOf(memberId),
    onDone: () => {
      void message.success(t(fileTexts.voided));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open={record !== null}
      title={t(fileTexts.voidTitle, { section: t(section.title) })}
      consequence={t(fileTexts.voidHint)}
      verb={t(fileTexts.rowVoid)}
      reasonFrom={2}
      busy={busy}
      error={error}
      texts={memberRefusalTexts}
      onConfirm={(reason) =>
        record &&
        fire({
          params: { id: memberId, table: section.table, recordId: record.id },
          body: { version: record.version, reason },
        })
      }
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};

const useColumns = (file: MemberFile, section: RecordSection): RecordColumn<RecordView>[] => {
  const words = useWords();
  return fieldsOfTable(section.table).map((field) => ({
    key: field.key,
    title: words.label(`${field.table}.${field.column}`),
    render: (row) =>
      field.kind === 'reference' ? <ScanCell file={file} record={row} /> : words.value(field, row.values[field.key]),
  }));
};

const textOf = (node: ReactNode): string => (typeof node === 'string' || typeof node === 'number' ? String(node) : '');

/** The dated records of one kind: read, added, changed, voided. */
export const RecordsOf = ({ file, section }: { file: MemberFile; section: RecordSection }): ReactNode => {
  const t = useText();
  const columns = useColumns(file, section);
  const [open, setOpen] = useState<RecordView | 'new' | null>(null);
  const [voiding, setVoiding] = useState<RecordView | null>(null);
  const title = t(section.title);
  const nameOf = (row: RecordView): string => textOf(columns[0]?.render(row));
  const actions = (row: RecordView): ReactNode => (
    <>
      <Button type="link" size="small" onClick={() => setOpen(row)}>
        {t(fileTexts.rowEdit)}
        <span className="sr-only">{nameOf(row)}</span>
      </Button>
      <Button type="link" size="small" onClick={() => setVoiding(row)}>
        {t(fileTexts.rowVoid)}
        <span className="sr-only">{nameOf(row)}</span>
      </Button>
    </>
  );
  const add = file.can.edit && (
    <Button
      icon={<PlusOutlined aria-hidden />}
      aria-label={t(fileTexts.addOf, { section: title })}
      onClick={() => setOpen('new')}
    >
      {t(fileTexts.add)}
    </Button>
  );
  const rows = file.records[section.table];
  return (
    <Section
      id={section.id}
      title={<SectionTitle title={title} empty={rows.length === 0 ? t(section.empty) : undefined} />}
      actions={add}
    >
      {rows.length > 0 && (
        <RecordTable
          caption={title}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          empty=""
          {...(file.can.edit ? { actions } : {})}
        />
      )}
      <Modal
        open={open !== null}
        title={t(open === 'new' ? fileTexts.addOf : fileTexts.editRecord, { section: title })}
        footer={null}
        width={760}
        mask={{ closable: false }}
        onCancel={() => setOpen(null)}
        destroyOnHidden
      >
        {open !== null && (
          <RecordForm
            memberId={file.id}
            section={section}
            record={open === 'new' ? null : open}
            onClose={() => setOpen(null)}
          />
        )}
      </Modal>
      <VoidDialog memberId={file.id} section={section} record={voiding} onClose={() => setVoiding(null)} />
    </Section>
  );
};
