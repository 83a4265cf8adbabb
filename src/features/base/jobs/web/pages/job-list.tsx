import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useWholeList } from '#webkit/list.ts';
import { type Job, jobList } from '../../contract.ts';
import { jobTexts } from '../../messages.ts';
import { CancelJob } from '../parts/cancel-job.tsx';
import { JobKind, JobProgress, JobState } from '../parts/job-state.tsx';

const useColumns = (): Column<Job>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'subject',
      title: t(jobTexts.subject),
      main: true,
      render: (job) => <Link to={job.id}>{job.subject || <JobKind job={job} />}</Link>,
    },
    { key: 'kind', title: t(jobTexts.kind), render: (job) => <JobKind job={job} /> },
    { key: 'state', title: t(jobTexts.state), width: 110, render: (job) => <JobState job={job} /> },
    { key: 'progress', title: t(jobTexts.progress), width: 240, render: (job) => <JobProgress job={job} /> },
    { key: 'createdAt', title: t(jobTexts.createdAt), width: 190, render: (job) => format.moment(job.createdAt) },
    {
      key: 'finishedAt',
      title: t(jobTexts.finishedAt),
      width: 190,
      optional: true,
      render: (job) => format.moment(job.finishedAt),
    },
    { key: 'actions', title: t(jobTexts.actions), width: 120, render: (job) => <CancelJob job={job} /> },
  ];
};

export const Page = (): ReactNode => {
  const t = useText();
  const columns = useColumns();
  const list = useWholeList(jobList, {});
  return (
    <Frame title={t(jobTexts.title)} intro={t(jobTexts.intro)}>
      <Section flush>
        <DataTable
          name="jobs"
          caption={t(jobTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(job) => job.id}
          whenEmpty={t(jobTexts.empty)}
        />
      </Section>
    </Frame>
  );
};
