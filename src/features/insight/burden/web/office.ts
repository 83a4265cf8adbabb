import type { OfficePages } from '#webkit/router.tsx';

export const burdenOffice: OfficePages = {
  pages: [
    {
      path: 'burden',
      title: ['基层负担', 'Burden on branches'],
      permission: 'burden.read',
      menu: { group: 'life', order: 90 },
      lazy: () => import('./pages/burden.tsx'),
    },
  ],
  workbench: [{ order: 80, permission: 'burden.read', lazy: () => import('./parts/month-burden.tsx') }],
};
