import type { FeaturePages } from '#webkit/router.tsx';

export const recallPages: FeaturePages = {
  phone: [
    {
      path: 'study/recall',
      title: ['间隔复习', 'Spaced recall'],
      permission: 'own.recall',
      entry: { order: 44, hint: ['自愿开启，每周几道题', 'By choice: a few questions a week'] },
      lazy: () => import('./phone/recall.tsx'),
    },
    {
      path: 'study/evidence',
      title: ['我的学习证据', 'My evidence of learning'],
      permission: 'own.recall',
      entry: { order: 45, hint: ['学会了什么、做成了什么', 'What was learnt and done'] },
      lazy: () => import('./phone/evidence.tsx'),
    },
  ],
  live: () => import('./live.ts'),
};
