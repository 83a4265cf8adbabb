import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi } from '#webkit/query.ts';
import { type Job, jobById } from '#features/base/jobs/contract.ts';
import { exportFile } from '../../export/contract.ts';
import { exportTexts } from '../../export/messages.ts';
import css from './export.module.css';
import { problemTexts } from './field-form.ts';

const isOver = (job: Job | undefined): boolean => job !== undefined && !['waiting', 'running'].includes(job.state);

/** Fetches the file of a finished export. */
export const DownloadExport = ({ job, main = false }: { job: Job; main?: boolean }): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  return (
    <span className={css.download}>
      <Button
        {...(main ? { type: 'primary' as const } : { size: 'small' as const })}
        loading={progress !== null}
        aria-label={t(exportTexts.downloadOf, { subject: job.subject })}
        onClick={() => start(addressOf(exportFile, { params: { jobId: job.id } }))}
      >
        {t(exportTexts.download)}
      </Button>
      {error && <ErrorNotice error={error} texts={problemTexts} />}
    </span>
  );
};

const rowsOf = (job: Job): number => {
  const rows = job.result?.['rows'];
  return typeof rows === 'number' ? rows : job.done;
};

/** An export under way, and its file when it is there. The live stream moves it; asking now and then is the spare wheel. */
export const ExportProgress = ({ jobId }: { jobId: string }): ReactNode => {
  const t = useText();
  const { data: job, error, isPending, refetch } = useApi(jobById, { params: { id: jobId } }, { every: 3_000 });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={2}>
      {() =>
        job && (
          <div className={css.stack} aria-live="polite">
            {!isOver(job) && (
              <>
                <ProgressBar
                  label={t(exportTexts.running)}
                  phase={t(exportTexts.running)}
                  done={job.done}
                  total={job.total}
                />
                <p>{t(exportTexts.runningHint)}</p>
              </>
            )}
            {job.state === 'done' && (
              <>
                <Alert type="success" showIcon title={t(exportTexts.ready, { count: rowsOf(job) })} />
                <DownloadExport job={job} main />
              </>
            )}
            {(job.state === 'failed' || job.state === 'cancelled') && (
              <Alert
                type="error"
                showIcon
                title={job.error ? t(exportTexts.failedBecause, { reason: job.error.message }) : t(exportTexts.failed)}
              />
            )}
          </div>
        )
      }
    </StateView>
  );
};
