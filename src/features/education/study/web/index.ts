import type { FeaturePages } from '#webkit/router.tsx';

export const studyPages: FeaturePages = {
  phone: [
    {
      path: 'study/hours',
      title: ['我的学时', 'My study hours'],
      permission: 'own.study',
      entry: { order: 41, hint: ['每一学时从哪里来，还差多少', 'Where each hour comes from'] },
      lazy: () => import('./phone/own-hours.tsx'),
    },
    {
      path: 'study/classes',
      title: ['培训班和证书', 'Classes and certificates'],
      permission: 'own.study',
      entry: { order: 42 },
      lazy: () => import('./phone/own-classes.tsx'),
    },
    {
      path: 'study/needs',
      title: ['我想学什么', 'What I want to learn'],
      permission: 'own.study',
      entry: { order: 43 },
      lazy: () => import('./phone/own-needs.tsx'),
    },
    {
      path: 'study/sessions',
      title: ['学习主题', 'Topics of study'],
      permission: 'study.keep',
      entry: { order: 44 },
      lazy: () => import('./phone/sessions.tsx'),
    },
  ],
  live: () => import('./live.ts'),
};
