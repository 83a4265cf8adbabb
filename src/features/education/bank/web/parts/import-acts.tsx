import { Button, Checkbox, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useCommand } from '#webkit/query.ts';
import { cancelBank, commitBank, type ImportView, undoBank } from '../../import/contract.ts';
import { bankProblems } from '../../messages.ts';
import { importTexts } from '../messages.ts';
import css from './bank.module.css';
import { touchedByImport, touchedByItems } from './touched.ts';

interface Props {
  readonly batch: ImportView;
}

const CommitDialog = ({ batch, open, onClose }: Props & { open: boolean; onClose: () => void }): ReactNode => {
  const t = useText();
  const [leaveOut, setLeaveOut] = useState(false);
  const [propose, setPropose] = useState(false);
  const { fire, busy, error } = useCommand(commitBank, {
    touches: [...touchedByImport, ...touchedByItems],
    onDone: onClose,
  });
  const { ready, fault, near } = batch.counts;
  const openRows = fault + near;
  return (
    <Modal
      open={open}
      title={t(importTexts.commitTitle, { count: ready })}
      okText={t(importTexts.commit)}
      okButtonProps={{ disabled: openRows > 0 && !leaveOut, loading: busy }}
      onOk={() => fire({ params: { id: batch.id }, body: { version: batch.version, leaveOut, propose } })}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className={css.stack}>
        <p>{t(importTexts.commitHint)}</p>
        {error && <ErrorNotice error={error} texts={bankProblems} />}
        {openRows > 0 && (
          <Checkbox checked={leaveOut} onChange={(event) => setLeaveOut(event.target.checked)}>
            {t(importTexts.leaveOut, { count: openRows })}
          </Checkbox>
        )}
        <Checkbox checked={propose} onChange={(event) => setPropose(event.target.checked)}>
          {t(importTexts.propose)}
        </Checkbox>
      </div>
    </Modal>
  );
};

/** What may be done with an import as a whole. */
export const ImportActs = ({ batch }: Props): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState<'commit' | 'cancel' | 'undo' | null>(null);
  const close = (): void => setAsking(null);
  const cancel = useCommand(cancelBank, { touches: touchedByImport, onDone: close });
  const undo = useCommand(undoBank, { touches: [...touchedByImport, ...touchedByItems], onDone: close });
  const input = { params: { id: batch.id }, body: { version: batch.version } };
  return (
    <>
      {batch.can.cancel && (
        <Button danger onClick={() => setAsking('cancel')}>
          {t(importTexts.cancel)}
        </Button>
      )}
      {batch.can.undo && <Button onClick={() => setAsking('undo')}>{t(importTexts.undo)}</Button>}
      {batch.can.commit && (
        <Button type="primary" onClick={() => setAsking('commit')}>
          {t(importTexts.commit)}
        </Button>
      )}
      <CommitDialog batch={batch} open={asking === 'commit'} onClose={close} />
      <ConfirmDialog
        open={asking === 'cancel'}
        title={t(importTexts.cancelTitle)}
        consequence={t(importTexts.cancelHint)}
        verb={t(importTexts.cancel)}
        busy={cancel.busy}
        error={cancel.error}
        texts={bankProblems}
        onConfirm={() => cancel.fire(input)}
        onClose={close}
      />
      <ConfirmDialog
        open={asking === 'undo'}
        title={t(importTexts.undoTitle)}
        consequence={t(importTexts.undoHint)}
        verb={t(importTexts.undo)}
        busy={undo.busy}
        error={undo.error}
        texts={bankProblems}
        onConfirm={() => undo.fire(input)}
        onClose={close}
      />
    </>
  );
};
