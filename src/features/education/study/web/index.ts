import type { FeaturePages } from '#webkit/router.tsx';

export const studyPages: FeaturePages = {
  phone: [
    {
      path: 'study/hours',
      title: ['我的学时', 'My study hours'],
      permission: 'own.study',
      entry: { order: 41, hint: ['每一学时从哪里来，还差多少', 'Where each hour comes from, and what is missing'] },
      lazy: () => import('./phone/own-hours.tsx'),
    },
  ],
};
