import { Alert, Checkbox, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { commitImport, type ImportBatch } from '../../contract.ts';
import { commitTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { importRefusalTexts } from './problem-words.ts';
import { touchedByImport } from './reads.ts';

interface Props {
  readonly batch: ImportBatch;
  readonly open: boolean;
  readonly onClose: () => void;
}

const CommitForm = ({ batch, onClose }: Omit<Props, 'open'>): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { counts, version, id } = batch;
  const [leaveOut, setLeaveOut] = useState(false);
  const left = counts.error + counts.duplicate > 0;
  const asks = batch.needsApproval && batch.approvalId === null;
  const { run } = useCommand(commitImport, { touches: touchedByImport(id) });
  const form = useForm({
    schema: commitImport.body.pick({ reason: true }),
    labels: { reason: commitTexts.reason },
    texts: importRefusalTexts,
    submit: async ({ reason }) => {
      await run({ params: { id }, body: { version, leaveOut, reason } });
      onClose();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(asks ? commitTexts.ask : commitTexts.verb)}
      label={t(commitTexts.title)}
      onCancel={onClose}
    >
      <div>
        <p>{t(commitTexts.summary, { new: format.number(counts.new), changed: format.number(counts.changed) })}</p>
        {left && (
          <div className={css.check}>
            <Checkbox checked={leaveOut} onChange={(event) => setLeaveOut(event.target.checked)}>
              {t(commitTexts.leaveOut, {
                errors: format.number(counts.error),
                duplicates: format.number(counts.duplicate),
              })}
            </Checkbox>
          </div>
        )}
      </div>
      {asks && <Alert type="info" showIcon title={t(commitTexts.approval)} />}
      <LongTextField field={form.field('reason')} rows={2} />
    </FormFrame>
  );
};

/** Asks once more before anything is written: how many, what is left out, and why. */
export const CommitDialog = ({ batch, open, onClose }: Props): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(commitTexts.title)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <CommitForm batch={batch} onClose={onClose} />
    </Modal>
  );
};
