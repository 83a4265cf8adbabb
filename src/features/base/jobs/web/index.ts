import type { FeaturePages } from '#webkit/router.tsx';
import { jobById, jobList } from '../contract.ts';
import { jobTexts } from '../messages.ts';

export const jobPages: FeaturePages = {
  office: [
    {
      path: 'jobs',
      title: jobTexts.title,
      menu: { group: 'system', order: 90 },
      lazy: () => import('./pages/job-list.tsx'),
    },
    { path: 'jobs/:id', title: jobTexts.title, lazy: () => import('./pages/job.tsx') },
  ],
  phone: [
    {
      path: 'jobs',
      title: jobTexts.title,
      entry: { order: 90, hint: jobTexts.caption },
      lazy: () => import('./phone/job-list.tsx'),
    },
  ],
  workbench: [{ order: 40, lazy: () => import('./parts/running-jobs.tsx') }],
  live: [
    { kind: 'jobs', touches: () => [jobList] },
    { kind: 'job', touches: (id) => [jobList, [jobById, { params: { id } }]] },
  ],
};
