import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { mendBankRow, type RowView } from '../../import/contract.ts';
import { bankFaults, bankProblems } from '../../messages.ts';
import { bankTexts, importTexts } from '../messages.ts';
import css from './bank.module.css';
import { fieldsOf, valuesOf } from './fields-of.ts';
import { QuestionFields, questionLabels } from './question-fields.tsx';
import { touchedByImport } from './touched.ts';

interface Props {
  readonly importId: string;
  readonly row: RowView | null;
  readonly onClose: () => void;
}

const MendForm = ({ importId, row, onClose }: Props & { readonly row: RowView }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(mendBankRow, { touches: touchedByImport });
  const form = useForm({
    schema: mendBankRow.body,
    labels: questionLabels,
    texts: bankProblems,
    initial: { version: row.version, ...valuesOf(row.item) },
    submit: async (body) => {
      const filled = { ...body, answer: body.answer ?? null, categoryCode: body.categoryCode ?? null };
      const { state } = await run({
        params: { id: importId, seq: row.seq },
        body: { ...filled, topic: body.topic ?? null },
      });
      if (state === 'fault') void message.warning(t(importTexts.stillWrong));
      else void message.success(t(importTexts.mended));
      onClose();
    },
  });
  return (
    <div className={css.stack}>
      {row.faults.map(({ fault, value }) => (
        <div key={fault} className={css.problem}>
          {t(bankFaults[fault], { value })}
        </div>
      ))}
      <FormFrame
        form={form}
        verb={t(bankTexts.save)}
        label={t(importTexts.mendTitle, { seq: row.seq })}
        onCancel={onClose}
      >
        <QuestionFields field={fieldsOf(form)} />
      </FormFrame>
    </div>
  );
};

/** One row of a file, to be mended in place; it is judged again when it is saved. */
export const MendDialog = ({ importId, row, onClose }: Props): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={row !== null}
      title={row ? t(importTexts.mendTitle, { seq: row.seq }) : ''}
      footer={null}
      width={720}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      {row && <MendForm key={row.seq} importId={importId} row={row} onClose={onClose} />}
    </Modal>
  );
};
