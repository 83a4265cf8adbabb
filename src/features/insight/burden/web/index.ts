import type { FeaturePages } from '#webkit/router.tsx';

export const burdenPages: FeaturePages = {
  office: [
    {
      path: 'burden',
      title: ['基层负担', 'Burden on branches'],
      permission: 'burden.read',
      menu: { group: 'life', order: 90 },
      lazy: () => import('./pages/burden.tsx'),
    },
  ],
  phone: [
    {
      path: 'burden',
      title: ['本月负担', 'This month’s burden'],
      permission: 'burden.read',
      entry: { order: 60, hint: ['填了多少、用了多久', 'How much was filled in'] },
      lazy: () => import('./phone/burden.tsx'),
    },
  ],
  workbench: [{ order: 80, permission: 'burden.read', lazy: () => import('./parts/month-burden.tsx') }],
};
