import type { OfficePages } from '#webkit/router.tsx';

export const requestOffice: OfficePages = {
  pages: [
    {
      path: 'requests',
      title: ['群众诉求', 'Requests'],
      permission: 'requests.read',
      menu: { group: 'affairs', order: 40 },
      lazy: () => import('./pages/request-list.tsx'),
    },
    {
      path: 'requests/figures',
      title: ['诉求统计', 'Figures of requests'],
      permission: 'requests.read',
      menu: { group: 'affairs', order: 41 },
      lazy: () => import('./pages/figures.tsx'),
    },
    {
      path: 'requests/figures/list',
      title: ['统计清单', 'Behind the number'],
      permission: 'requests.read',
      lazy: () => import('./pages/figure-list.tsx'),
    },
    {
      path: 'requests/:id',
      title: ['诉求', 'Request'],
      permission: 'requests.read',
      lazy: () => import('./pages/request.tsx'),
    },
  ],
};
