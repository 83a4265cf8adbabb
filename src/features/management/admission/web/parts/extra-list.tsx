import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { DayField, FieldGrid, LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type CaseFile, type ExtraView, recordExtra } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { today } from './today.ts';
import { problemTexts, touched } from './problems.ts';
import { type Asked, ReasonDialog } from './reason-dialog.tsx';
import { useAdmissionWords } from './words.ts';

const schema = z.object({
  on: z.iso.date(),
  until: z.iso.date().optional(),
  note: z.string().trim().max(300).optional(),
});

interface Props {
  readonly file: CaseFile;
  readonly extra: ExtraView['extra'];
  readonly onClose: () => void;
}

const ExtraForm = ({ file, extra, onClose }: Props): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const { run } = useCommand(recordExtra, { touches: touched });
  const form = useForm({
    schema,
    labels: { on: admissionTexts.on, until: admissionTexts.until, note: admissionTexts.extraNote },
    initial: { on: today() },
    texts: problemTexts,
    submit: async ({ on, until, note }) => {
      const told = { ...(until ? { until } : {}), ...(note ? { note } : {}) };
      await run({ params: { id: file.id }, body: { version: file.version, extra, on, ...told } });
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(admissionTexts.recordVerb)} label={words.extra(extra)} onCancel={onClose}>
      <FieldGrid>
        <DayField field={form.field('on')} />
        <DayField field={form.field('until')} />
        <LongTextField field={form.field('note')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

interface LineProps {
  readonly record: ExtraView['records'][number];
  readonly onUndo: (() => void) | null;
}

const RecordLine = ({ record, onUndo }: LineProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { on, until, note } = record;
  const said = [format.day(on), until === null ? null : t(admissionTexts.untilDay, { day: format.day(until) }), note];
  return (
    <div>
      {said.filter((one) => one !== null).join(' ')}
      {onUndo && (
        <Button size="small" type="link" onClick={onUndo}>
          {t(admissionTexts.undoVerb)}
        </Button>
      )}
    </div>
  );
};

/** What the county asks for beside the national steps. */
export const ExtraList = ({ file }: { readonly file: CaseFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useAdmissionWords();
  const [extra, setExtra] = useState<ExtraView['extra'] | null>(null);
  const [undone, setUndone] = useState<Asked | null>(null);
  return (
    <>
      <PlainTable
        caption={t(admissionTexts.extras)}
        rows={file.extras}
        rowKey={(one) => one.extra}
        empty="–"
        columns={[
          { key: 'extra', title: t(admissionTexts.extras), render: (one) => words.extra(one.extra) },
          {
            key: 'records',
            title: t(admissionTexts.when),
            render: (one) =>
              one.records.length === 0
                ? t(admissionTexts.extraNone)
                : one.records.map((record) => (
                    <RecordLine
                      key={record.id}
                      record={record}
                      onUndo={file.can.extras ? () => setUndone({ kind: 'undoExtra', extra: one.extra, record }) : null}
                    />
                  )),
          },
          {
            key: 'due',
            title: t(admissionTexts.due),
            render: ({ dueOn }) => (dueOn === null ? '–' : t(admissionTexts.extraNext, { day: format.day(dueOn) })),
          },
        ]}
        renderActions={
          file.can.extras
            ? (one) =>
                one.wanted && (
                  <Button size="small" onClick={() => setExtra(one.extra)}>
                    {t(admissionTexts.recordVerb)}
                  </Button>
                )
            : undefined
        }
      />
      {extra && (
        <Modal open title={words.extra(extra)} footer={null} onCancel={() => setExtra(null)} destroyOnHidden>
          <ExtraForm file={file} extra={extra} onClose={() => setExtra(null)} />
        </Modal>
      )}
      {undone && <ReasonDialog file={file} asked={undone} onClose={() => setUndone(null)} />}
    </>
  );
};
