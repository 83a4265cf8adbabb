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
      path: 'requests/callbacks',
      title: ['随机回访', 'Calls at random'],
      permission: 'requests.callBack',
      menu: { group: 'affairs', order: 42 },
      lazy: () => import('./pages/callbacks.tsx'),
    },
    {
      path: 'requests/callbacks/:id',
      title: ['回访名单', 'List to call back'],
      permission: 'requests.callBack',
      lazy: () => import('./pages/callback.tsx'),
    },
    {
      path: 'requests/:id',
      title: ['诉求', 'Request'],
      permission: 'requests.read',
      lazy: () => import('./pages/request.tsx'),
    },
  ],
};
