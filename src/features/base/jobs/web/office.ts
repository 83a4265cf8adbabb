import type { OfficePages } from '#webkit/router.tsx';

export const jobOffice: OfficePages = {
  pages: [
    {
      path: 'jobs',
      title: ['任务', 'Jobs'],
      menu: { group: 'system', order: 90 },
      lazy: () => import('./pages/job-list.tsx'),
    },
    { path: 'jobs/:id', title: ['任务', 'Job'], lazy: () => import('./pages/job.tsx') },
  ],
  workbench: [{ order: 40, lazy: () => import('./parts/running-jobs.tsx') }],
};
