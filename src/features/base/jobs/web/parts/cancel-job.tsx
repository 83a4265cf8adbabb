import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { useCommand } from '#webkit/query.ts';
import { cancelJob, type Job, jobById, jobList } from '../../contract.ts';
import { jobTexts } from '../../messages.ts';

/** The button that asks before it stops a job. */
export const CancelJob = ({ job }: { job: Job }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error, reset } = useCommand(cancelJob, {
    touches: [jobList, [jobById, { params: { id: job.id } }]],
    onDone: () => setAsking(false),
  });
  if (!job.canCancel) return null;
  const close = (): void => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)} aria-label={t(jobTexts.cancelOf, { subject: job.subject })}>
        {t(jobTexts.cancel)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(jobTexts.cancelTitle)}
        consequence={t(jobTexts.cancelHint)}
        verb={t(jobTexts.cancel)}
        busy={busy}
        error={error}
        onConfirm={() => fire({ params: { id: job.id } })}
        onClose={close}
      />
    </>
  );
};
