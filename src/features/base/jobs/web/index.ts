import type { FeaturePages } from '#webkit/router.tsx';

export const jobPages: FeaturePages = {
  phone: [
    {
      path: 'jobs',
      title: ['任务', 'Jobs'],
      // Nobody else has work that runs long.
      entry: { order: 90, hint: ['导入、导出的进度', 'Progress of imports and exports'], permission: 'members.export' },
      lazy: () => import('./phone/job-list.tsx'),
    },
  ],
  live: () => import('./live.ts'),
};
