import type { FeaturePages } from '#webkit/router.tsx';

export const examPages: FeaturePages = {
  phone: [
    {
      path: 'study/exams',
      title: ['我的考试', 'My exams'],
      permission: 'own.exams',
      entry: { order: 42, hint: ['断网也能接着答', 'Goes on without a network'] },
      lazy: () => import('./phone/exam-list.tsx'),
    },
    {
      path: 'study/exams/:id',
      title: ['考试', 'Exam'],
      permission: 'own.exams',
      lazy: () => import('./phone/exam.tsx'),
    },
    {
      path: 'study/exams/results/:id',
      title: ['我的成绩', 'My result'],
      permission: 'own.exams',
      lazy: () => import('./phone/result.tsx'),
    },
  ],
  device: { permission: 'own.exams', lazy: () => import('./phone/kinds.ts') },
  live: () => import('./live.ts'),
};
