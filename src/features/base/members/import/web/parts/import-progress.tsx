import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { useWord } from '#ui/words.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { cancelJob, jobById } from '#features/base/jobs/contract.ts';
import type { ImportBatch } from '../../contract.ts';
import { importStateTexts, importTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { touchedByImport } from './reads.ts';

/** Spoken only at each quarter, lest a reader be talked over by every step. */
const Quarters = ({ done, total }: { done: number; total: number | null }): ReactNode => {
  const t = useText();
  const share = total ? Math.floor((done / total) * 4) * 25 : 0;
  return (
    <span className="sr-only" aria-live="polite">
      {share > 0 ? t(importTexts.quarter, { share }) : ''}
    </span>
  );
};

/** How far reading, writing or undoing has come. It is the server's, so it is there again after a reload. */
export const ImportProgress = ({ batch }: { batch: ImportBatch }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const word = useWord();
  const { data: job } = useApi(
    jobById,
    { params: { id: batch.jobId ?? '' } },
    // Another person's job is not shown; the state of the import is.
    { enabled: batch.jobId !== null, every: 1_000 },
  );
  const stop = useCommand(cancelJob, { touches: touchedByImport(batch.id) });
  const done = job?.done ?? 0;
  const total = job?.total ?? null;
  return (
    <Section title={t(importStateTexts[batch.state])}>
      <div className={css.stack}>
        <ProgressBar
          label={t(importTexts.progress)}
          done={done}
          total={total}
          phase={job?.phase ? word(`phase.${job.phase}`, job.phase) : undefined}
        />
        <p>
          {done > 0 &&
            (total === null
              ? t(importTexts.processedOnly, { done: format.number(done) })
              : t(importTexts.processed, { done: format.number(done), total: format.number(total) }))}{' '}
          <span className={css.quiet}>{t(importTexts.working)}</span>
        </p>
        <Quarters done={done} total={total} />
        {stop.error && <ErrorNotice error={stop.error} />}
        {batch.state === 'reading' && job?.canCancel && (
          <div>
            <Button loading={stop.busy} onClick={() => stop.fire({ params: { id: job.id } })}>
              {t(importTexts.stop)}
            </Button>
          </div>
        )}
      </div>
    </Section>
  );
};
