import type { FeaturePages } from '#webkit/router.tsx';

export const burdenPages: FeaturePages = {
  phone: [
    {
      path: 'burden',
      title: ['本月负担', 'This month’s burden'],
      permission: 'burden.read',
      entry: { order: 60, hint: ['填了多少、用了多久', 'How much was filled in'] },
      lazy: () => import('./phone/burden.tsx'),
    },
  ],
};
