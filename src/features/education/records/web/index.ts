import type { FeaturePages } from '#webkit/router.tsx';

export const recordsPages: FeaturePages = {
  phone: [
    {
      path: 'study/records',
      title: ['我的学习记录', 'My learning records'],
      permission: 'own.records',
      entry: { order: 58, hint: ['参加过的学习，只有本人看得到', 'What you have learnt, for your eyes alone'] },
      lazy: () => import('./phone/own-records.tsx'),
    },
  ],
  live: () => import('./live.ts'),
};
