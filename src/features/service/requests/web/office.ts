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
      path: 'requests/:id',
      title: ['诉求', 'Request'],
      permission: 'requests.read',
      lazy: () => import('./pages/request.tsx'),
    },
  ],
};
