import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { jobList } from '../../contract.ts';
import { jobTexts } from '../../messages.ts';
import { JobProgress, JobState } from './job-state.tsx';
import css from './running-jobs.module.css';

/** The workbench's part about long work: what runs, and what ended lately. */
export const Part = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(jobList, {});
  const jobs = (data?.items ?? []).slice(0, 5);
  return (
    <Section title={t(jobTexts.caption)} actions={<Link to="/jobs">{t(jobTexts.all)}</Link>}>
      <StateView
        error={error}
        loading={isPending}
        empty={jobs.length === 0}
        whenEmpty={<p className={css.quiet}>{t(jobTexts.empty)}</p>}
        onAgain={() => void refetch()}
      >
        <ul className={css.jobs}>
          {jobs.map((job) => (
            <li key={job.id}>
              <Link to={`/jobs/${job.id}`}>{job.subject}</Link>
              <JobState job={job} />
              <JobProgress job={job} />
            </li>
          ))}
        </ul>
      </StateView>
    </Section>
  );
};
