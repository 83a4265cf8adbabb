import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Cell, Cells, Page as Frame } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { jobList } from '../../contract.ts';
import { jobTexts } from '../../messages.ts';
import { JobKind, JobProgress, JobState } from '../parts/job-state.tsx';

export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(jobList, {});
  const jobs = data?.items ?? [];
  return (
    <Frame title={t(jobTexts.title)} intro={t(jobTexts.intro)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={jobs.length === 0}
        whenEmpty={<Notice title={t(jobTexts.empty)} />}
        onAgain={() => void refetch()}
      >
        <Cells label={t(jobTexts.caption)}>
          {jobs.map((job) => (
            <Cell
              key={job.id}
              title={job.subject || <JobKind job={job} />}
              hint={
                <>
                  {format.moment(job.createdAt)}
                  <JobProgress job={job} />
                </>
              }
              end={<JobState job={job} />}
            />
          ))}
        </Cells>
      </StateView>
    </Frame>
  );
};
