import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import { useCommand } from '#webkit/query.ts';
import { undoImport, type ImportBatch } from '../../contract.ts';
import { commitTexts, importTexts, rowTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { importRefusalTexts, useSentence } from './problem-words.ts';
import { touchedByImport } from './reads.ts';
import type { Batch } from './reads.ts';
import { RowTable } from './row-table.tsx';

/** The button that takes a written import back, with its consequence and a reason. */
export const UndoButton = ({ batch }: { batch: ImportBatch }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(undoImport, {
    touches: touchedByImport(batch.id),
    onDone: () => setAsking(false),
  });
  const { counts, id, version } = batch;
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {t(importTexts.undo)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(commitTexts.undoTitle)}
        consequence={t(commitTexts.undoHint, {
          new: format.number(counts.new),
          changed: format.number(counts.changed),
        })}
        verb={t(importTexts.undo)}
        reasonFrom={2}
        busy={busy}
        error={error}
        texts={importRefusalTexts}
        onConfirm={(reason) => fire({ params: { id }, body: { version, reason } })}
        onClose={() => {
          reset();
          setAsking(false);
        }}
      />
    </>
  );
};

const Committed = ({ batch }: { batch: Batch }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { counts } = batch;
  const left = counts.error + counts.duplicate;
  return (
    <Alert
      type="success"
      showIcon
      title={t(commitTexts.done, { new: format.number(counts.new), changed: format.number(counts.changed) })}
      description={
        <>
          <div>{t(commitTexts.doneBy, { who: batch.committedBy ?? '', at: format.moment(batch.committedAt) })}</div>
          {left > 0 && <div>{t(commitTexts.left, { count: format.number(left) })}</div>}
          {batch.undoUntil && <div>{t(commitTexts.undoUntil, { day: format.day(batch.undoUntil) })}</div>}
        </>
      }
    />
  );
};

const Undone = ({ batch }: { batch: Batch }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <>
      <Alert
        type={batch.kept > 0 ? 'warning' : 'success'}
        showIcon
        title={batch.kept > 0 ? t(commitTexts.kept, { count: format.number(batch.kept) }) : t(commitTexts.undoneAll)}
        description={t(commitTexts.undoneBy, { who: batch.undoneBy ?? '', at: format.moment(batch.undoneAt) })}
      />
      {batch.kept > 0 && (
        <Section title={t(rowTexts.kept)} flush>
          <RowTable batch={batch} kind="kept" />
        </Section>
      )}
    </>
  );
};

const Waiting = ({ approvalId }: { approvalId: string }): ReactNode => {
  const t = useText();
  return (
    <Alert
      type="info"
      showIcon
      title={t(commitTexts.waiting)}
      action={
        <LinkButton size="small" to={`/approvals/${approvalId}`}>
          {t(importTexts.openApproval)}
        </LinkButton>
      }
    />
  );
};

/** What has become of an import: the result, what stays after an undo, what it waits for, why it failed. */
export const ImportResult = ({ batch }: { batch: Batch }): ReactNode => {
  const t = useText();
  const sentence = useSentence();
  const { counts, state } = batch;
  return (
    <div className={css.stack}>
      {batch.error && <Alert type="error" showIcon role="alert" title={sentence(batch.error)} />}
      {state === 'committed' && <Committed batch={batch} />}
      {state === 'undone' && <Undone batch={batch} />}
      {state === 'cancelled' && <p>{t(commitTexts.cancelled)}</p>}
      {state === 'preview' && batch.approvalId && <Waiting approvalId={batch.approvalId} />}
      {state === 'preview' && batch.ready === 0 && batch.openBranches === 0 && (
        <Alert
          type="info"
          showIcon
          title={t(counts.error + counts.duplicate > 0 ? commitTexts.nothing : commitTexts.allSame)}
        />
      )}
    </div>
  );
};
