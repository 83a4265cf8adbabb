import type { FeaturePages } from '#webkit/router.tsx';

export const jobPages: FeaturePages = {
  office: [
    {
      path: 'jobs',
      title: ['任务', 'Jobs'],
      menu: { group: 'system', order: 90 },
      lazy: () => import('./pages/job-list.tsx'),
    },
    { path: 'jobs/:id', title: ['任务', 'Job'], lazy: () => import('./pages/job.tsx') },
  ],
  phone: [
    {
      path: 'jobs',
      title: ['任务', 'Jobs'],
      // Nobody else has work that runs long.
      entry: { order: 90, hint: ['导入、导出的进度', 'Progress of imports and exports'], permission: 'members.export' },
      lazy: () => import('./phone/job-list.tsx'),
    },
  ],
  workbench: [{ order: 40, lazy: () => import('./parts/running-jobs.tsx') }],
  live: () => import('./live.ts'),
};
