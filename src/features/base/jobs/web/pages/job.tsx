import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { type Job, jobById } from '../../contract.ts';
import { jobTexts } from '../../messages.ts';
import { CancelJob } from '../parts/cancel-job.tsx';
import { JobKind, JobProgress, JobState } from '../parts/job-state.tsx';

const reasons = { internal: jobTexts.error_internal, job_cut_off: jobTexts.error_job_cut_off } as const;
const reasonOf = (message: string) =>
  Object.hasOwn(reasons, message) ? reasons[message as keyof typeof reasons] : jobTexts.error_other;

const JobFacts = ({ job }: { job: Job }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Facts
      facts={[
        { label: t(jobTexts.kind), value: <JobKind job={job} /> },
        { label: t(jobTexts.state), value: <JobState job={job} /> },
        { label: t(jobTexts.createdAt), value: format.moment(job.createdAt) },
        { label: t(jobTexts.startedAt), value: format.moment(job.startedAt) },
        { label: t(jobTexts.finishedAt), value: format.moment(job.finishedAt) },
        ...(job.error ? [{ label: t(jobTexts.error), value: t(reasonOf(job.error.message)), wide: true }] : []),
      ]}
    />
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: job, error, isPending, refetch } = useApi(jobById, { params: { id } });
  return (
    <Frame
      title={job?.subject || t(jobTexts.title)}
      crumbs={[{ title: t(jobTexts.title), to: '/jobs' }, { title: job?.subject ?? '' }]}
      actions={job && <CancelJob job={job} />}
    >
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
          {() =>
            job && (
              <>
                <JobProgress job={job} />
                <JobFacts job={job} />
              </>
            )
          }
        </StateView>
      </Section>
    </Frame>
  );
};
